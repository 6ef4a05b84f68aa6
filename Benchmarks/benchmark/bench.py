"""What is run at one size of the company, and in which order."""
import sys
from pathlib import Path

from figures import Results, Series
from gitlab_alone import GitLabAlone
from programs import Driftcheck
from python_script import PythonScript
from replay import Replay
from systems import Systems


class Pair:
    """A check of some systems, and the replay of its requests.

    Making it runs both once, which does not count: that warms both, and shows what driftcheck asks for.
    """

    def __init__(self, program: Path, systems: Systems, folder: Path, size: int):
        self.size = size
        self.driftcheck = Driftcheck(program, systems, folder)
        mark = systems.cluster.audit_mark()
        self.driftcheck.run(size)
        requests = systems.cluster.requests_since(mark)
        self.replay = Replay(systems, folder, requests, self.driftcheck.asked_of_gitlab())
        self.replay.run()
        self.series = Series(systems.title, self.replay.request_count)

    def run(self) -> None:
        self.series.driftcheck.append(self.driftcheck.run(self.size))
        figures, self.series.bytes = self.replay.run()
        self.series.bare.append(figures)


class Bench:
    """A company of `size` Projects with all its systems, and the programs that look at it."""

    # It takes long, and its figures vary less than they matter.
    PYTHON_ROUNDS = 3

    def __init__(self, cluster, gitlab, repositories, folder: Path, size: int):
        self.cluster, self.gitlab, self.repositories = cluster, gitlab, repositories
        self.folder = folder
        self.size = size

    def measure(self, program: Path, reader: Path, python: Path | None, rounds: int) -> Results:
        """Runs driftcheck and the replay of its requests in turn, and beside them GitLab alone and the Python script."""
        warm = Systems("Everything, warm", "warm", self.cluster, self.gitlab, self.repositories)
        worlds = [
            Systems("Kubernetes alone", "cluster", self.cluster),
            Systems("Kubernetes and GitLab", "gitlab", self.cluster, self.gitlab),
            Systems("Everything, cold", "cold", self.cluster, self.gitlab, self.repositories, cold=True),
            warm,
        ]
        pairs = [Pair(program, systems, self.folder, self.size) for systems in worlds]
        alone = GitLabAlone(reader, self.gitlab, self.folder)
        of_gitlab = Series("GitLab alone", len(alone.targets))
        for number in range(1, rounds + 1):
            say(f"round {number} of {rounds}, {self.size} Projects")
            for pair in pairs:
                pair.run()
            of_gitlab.driftcheck.append(alone.read_by_driftcheck())
            figures, of_gitlab.bytes = alone.read_by_curl()
            of_gitlab.bare.append(figures)
        by_python = []
        if python:
            script = PythonScript(python, warm, self.folder)
            script.run(self.size)
            for number in range(1, self.PYTHON_ROUNDS + 1):
                say(f"Python, round {number} of {self.PYTHON_ROUNDS}, {self.size} Projects")
                by_python.append(script.run(self.size))
        return Results(*(pair.series for pair in pairs), of_gitlab, by_python)


def say(text) -> None:
    print(f"benchmark: {text}", file=sys.stderr)
