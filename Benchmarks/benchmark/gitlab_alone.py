"""GitLab without a cluster."""
from dataclasses import replace
from pathlib import Path

from figures import Figures
from gitlab import seconds_of_reading
from replay import gitlab_configuration
from running import run_measured


class GitLabAlone:
    """The requests to GitLab without a cluster: driftcheck's client in a program of its own, and one `curl --parallel`.

    The client follows the pages one after another and decodes everything; curl knows all targets beforehand.
    """

    def __init__(self, reader: Path, gitlab, folder: Path):
        self.gitlab = gitlab
        self.targets = gitlab.lists()
        file = folder / "curl-gitlab-alone"
        file.write_text(gitlab_configuration(gitlab, self.targets))
        self.reader = [str(reader), gitlab.url, str(gitlab.token_file)]
        self.curl = ["curl", "--disable", "--config", str(file)]

    def read_by_driftcheck(self) -> Figures:
        return self.read(self.reader, "ReadGitLab")[0]

    def read_by_curl(self) -> tuple[Figures, int]:
        """Sends them all; returns the figures and how many bytes of JSON came."""
        figures, output = self.read(self.curl, "curl")
        return figures, sum(int(line) for line in output.split())

    def read(self, command: list[str], name: str) -> tuple[Figures, str]:
        """Runs one of both, whose wall time is GitLab's own: the start of a program is not the reading."""
        self.gitlab.take()
        figures, output = run_measured(command, name)
        return replace(figures, wall=seconds_of_reading(self.gitlab.take())), output
