"""Setting up a company of which nothing but its Projects is there: `driftcheck --fix`, and the bare writes."""
import json
import subprocess
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from bench import say
from company import ENVIRONMENTS, Company
from control_plane import ControlPlane
from figures import Figures, Series
from git_server import PLAIN_GIT
from gitlab import GitLab
from repositories import BRANCH, Repositories
from running import run_measured
from systems import Systems
from writes import GitWrite, Writes

TITLE = "Setting up from nothing"


class SettingUp:
    """Both in turn, each time in a world of its own, as what was set up cannot be set up again."""

    def __init__(self, repository: Path, folder: Path, program: Path, size: int):
        self.repository = repository
        self.folder = folder
        self.program = program
        self.size = size
        self.worlds = 0

    def measure(self, rounds: int) -> Series:
        """Runs both `rounds` times, the bare writes with what driftcheck wrote just before."""
        series = Series(TITLE, 0)
        for number in range(1, rounds + 1):
            say(f"setting up {self.size} Projects, round {number} of {rounds}")
            with self.world() as world:
                series.driftcheck.append(world.fix(self.program))
                writes = world.writes()
            with self.world() as world:
                figures, series.bytes = world.receive(writes)
                series.bare.append(figures)
            series.requests = writes.count
        return series

    def world(self) -> "World":
        self.worlds += 1
        return World(self.repository, self.folder / f"world-{self.worlds}", self.size)


class World:
    """A cluster with `size` Projects, an empty GitLab and repositories without a word of any Project."""

    def __init__(self, repository: Path, folder: Path, size: int):
        self.repository = repository
        self.folder = folder
        self.size = size

    def __enter__(self):
        self.folder.mkdir()
        with ExitStack() as stack:
            self.cluster = stack.enter_context(ControlPlane(self.repository, self.folder))
            company = Company(self.cluster)
            company.found(self.repository / "Tests/Fixtures/project-crd.yaml")
            company.ask(self.size)
            # Where driftcheck's Lease is; see kubernetes.leaseNamespace.
            self.cluster.create([("/api/v1/namespaces", {"metadata": {"name": "driftcheck"}})])
            gitlab = stack.enter_context(GitLab(self.folder, 0))
            repositories = stack.enter_context(Repositories(self.folder, 0))
            self.systems = Systems(TITLE, "setup", self.cluster, gitlab, repositories)
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self.stack.close()

    def fix(self, program: Path) -> Figures:
        """One `driftcheck --fix` that sets up everything, and one more that must write nothing."""
        file = self.folder / "driftcheck.yaml"
        file.write_text(self.systems.configuration(self.folder / "state"))
        command = [str(program), "--fix", "--yes", "--quiet", "--config", str(file), "--format", "json"]
        environment = {"KUBECONFIG": str(self.cluster.kubeconfig), "HOME": str(self.folder)}
        figures, output = run_measured(command, "driftcheck --fix", environment)
        self.judge(json.loads(output))
        mark = self.cluster.audit_mark()
        self.systems.gitlab.take()
        _, output = run_measured(command, "a second driftcheck --fix", environment)
        expect(self.cluster.writes_since(mark), [], "writes to the cluster by a second --fix")
        expect(self.commits(), Counter(deployment=2, flux=2), "commits after a second --fix")
        expect(self.tokens(), self.size, "tokens after a second --fix")
        expect(json.loads(output)["summary"]["findings"], 0, "findings of a second --fix")
        return figures

    def judge(self, report: dict) -> None:
        """All must be there, and each repository has one commit beside its first."""
        summary = report["summary"]
        expect((summary["projects"], summary["findings"], report["unreadable"]), (self.size, 0, []), "the report")
        written = Counter(
            (event["verb"], event["objectRef"]["resource"])
            for event in self.cluster.writes_since(0)
            if "dryRun=" not in event["requestURI"] and event["objectRef"]["resource"] != "leases"
        )
        expect(written, Counter({("create", "namespaces"): self.size, ("create", "secrets"): self.size}), "writes")
        expect(self.tokens(), self.size, "tokens")
        expect(self.commits(), Counter(deployment=2, flux=2), "commits")

    def commits(self) -> Counter:
        return Counter({name: int(self.git(name, "rev-list", "--count", BRANCH)) for name in Repositories.NAMES})

    def git(self, name: str, *arguments: str) -> str:
        command = ["git", "-C", str(self.systems.repositories.folder / f"{name}.git"), *arguments]
        return subprocess.run(command, env=PLAIN_GIT, check=True, capture_output=True, text=True).stdout.strip()

    def tokens(self) -> int:
        return len(self.gitlab_tokens())

    def gitlab_tokens(self) -> list[tuple[str, dict]]:
        """The path of each group with each of its tokens."""
        gitlab = self.systems.gitlab
        groups = gitlab.rows("/api/v4/groups?per_page=100&order_by=id&sort=asc")
        expect(len(groups), -(-self.size // len(ENVIRONMENTS)), "groups")
        lists = [(each["full_path"], gitlab.rows(f"/api/v4/groups/{each['id']}/access_tokens")) for each in groups]
        return [(path, token) for path, tokens in lists for token in tokens]

    def writes(self) -> Writes:
        """What driftcheck wrote, to be written to an equal world."""
        cluster = self.cluster
        namespaces = [each for each in cluster.items("/api/v1/namespaces") if is_ours(each)]
        secrets = [each for each in cluster.items("/api/v1/secrets") if is_ours(each)]
        commits = [
            GitWrite(self.systems.repositories.folder / f"{name}.git", name, self.git(name, "rev-parse", BRANCH))
            for name in Repositories.NAMES
        ]
        return Writes(namespaces, secrets, self.gitlab_tokens(), commits)

    def receive(self, writes: Writes) -> tuple[Figures, int]:
        """Sends the bare writes here; returns the figures and how many bytes of JSON were sent."""
        environment = PLAIN_GIT | {"HOME": str(self.folder)}
        figures, output = run_measured(["sh", "-c", writes.script(self.systems, self.folder)], "curl", environment)
        expect(sum(is_ours(each) for each in self.cluster.items("/api/v1/secrets")), self.size, "secrets by curl")
        expect(self.tokens(), self.size, "tokens by curl")
        expect(self.commits(), Counter(deployment=2, flux=2), "commits by git push")
        return figures, sum(int(line) for line in output.split())


def is_ours(item: dict) -> bool:
    return item["metadata"].get("labels", {}).get("app.kubernetes.io/managed-by") == "driftcheck"


def expect(found, expected, of_what: str) -> None:
    if found != expected:
        raise SystemExit(f"benchmark: {of_what}: {found} where it should be {expected}")
