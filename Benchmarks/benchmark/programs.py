"""The two that are compared: driftcheck, and curl with driftcheck's own requests."""
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from figures import Figures
from gitlab import seconds_of_reading

METADATA_ONLY = (
    "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json"
)
# As many requests at once as driftcheck sends to GitLab.
GITLAB_AT_ONCE = 64


def configuration(gitlab) -> str:
    """driftcheck's configuration; without a GitLab, groups and tokens are not looked at."""
    text = "kubernetes: {}\nregistry: {host: registry.example.com}\nprojects: {settle: 0s}\n"
    return text + (f'gitlab: {{url: "{gitlab.url}", tokenFile: "{gitlab.token_file}"}}\n' if gitlab else "")


def run_measured(command: list[str], name: str, environment: dict | None = None) -> tuple[Figures, str]:
    """Runs a program, which must succeed, to its end; returns its figures and its standard output."""
    meter = [sys.executable, "-I", "-S", str(Path(__file__).with_name("meter.py")), *command]
    done = subprocess.run(meter, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise SystemExit(f"benchmark: {name} could not be measured: {done.stderr}")
    *errors, last = done.stderr.splitlines()
    wall, cpu, memory, status = last.split()
    if status != "0":
        raise SystemExit("\n".join([f"benchmark: {name} ended with status {status}", *errors, done.stdout[-2000:]]))
    return Figures(wall=float(wall), cpu=float(cpu), memory=int(memory) * 1024), done.stdout


class Driftcheck:
    """`driftcheck check` as a cluster's administrator runs it, with a report in JSON."""

    def __init__(self, program: Path, cluster, gitlab, folder: Path):
        self.gitlab = gitlab
        file = folder / f"driftcheck{'-with-gitlab' if gitlab else ''}.yaml"
        file.write_text(configuration(gitlab))
        self.command = [str(program), "check", "--config", str(file), "--format", "json"]
        self.environment = {"KUBECONFIG": str(cluster.kubeconfig), "HOME": str(folder)}

    def run(self, size: int) -> Figures:
        """One check, which must find `size` Projects, no difference and nothing unreadable, and exit with 0."""
        figures, output = run_measured(self.command, "driftcheck", environment=self.environment)
        report = json.loads(output)
        summary = report["summary"]
        if (summary["projects"], summary["findings"], summary["settling"], report["unreadable"]) != (size, 0, 0, []):
            raise SystemExit(f"benchmark: driftcheck did not find {size} Projects in order: {summary}")
        return figures

    def asked_of_gitlab(self) -> list[str]:
        """What it has asked GitLab for in the one run before: all groups and tokens, and what became of no password."""
        if not self.gitlab:
            return []
        targets = [exchange.target for exchange in self.gitlab.take()]
        if sorted(targets) != sorted(self.gitlab.targets()):
            raise SystemExit(f"benchmark: driftcheck asked GitLab for something else: {sorted(targets)[:5]} ...")
        return targets


class Replay:
    """driftcheck's own requests, sent by curl, each as soon as driftcheck could send it.

    The cached lists wait for nothing: one `curl --parallel` fetches the world, another curl the Projects beside it. The
    consistent list of Projects waits for the world, and each of its pages for the token in the page before: a third curl
    fetches them one after another over one connection. The tokens are those that driftcheck was given, so that curl
    need not read what it gets. GitLab is asked for everything at once from the start by a fourth curl, which knows
    already how many pages there are and which groups: more than driftcheck could know.
    """

    SCRIPT = """
        curl --disable --config "$1" & projects=$!
        [ -z "$4" ] || curl --disable --config "$4" & gitlab=$!
        curl --disable --config "$2" && curl --disable --config "$3" && wait $projects && wait $gitlab
    """

    def __init__(self, cluster, gitlab, folder: Path, requests: list[str], targets: list[str]):
        self.cluster = cluster
        cached = [request for request in requests if "resourceVersion=0" in request]
        projects = [request for request in cached if "/projects?" in request]
        world = [request for request in cached if request not in projects]
        pages = [request for request in requests if request not in cached]
        self.request_count = len(requests) + len(targets)
        self.configurations = []
        for name, settings, group in [("projects", [], projects), ("world", ["parallel"], world), ("pages", [], pages)]:
            # In files, because a token in the arguments could be read by anybody.
            file = folder / f"curl-{name}"
            file.write_text(self.configuration(settings, group))
            self.configurations.append(str(file))
        if gitlab:
            file = folder / "curl-gitlab"
            file.write_text(gitlab_configuration(gitlab, targets))
            self.configurations.append(str(file))

    def run(self) -> tuple[Figures, int]:
        """Sends them all; returns the figures and how many bytes of JSON came."""
        figures, output = run_measured(["sh", "-c", self.SCRIPT, "replay", *self.configurations], "curl")
        return figures, sum(int(line) for line in output.split())

    def configuration(self, settings: list[str], requests: list[str]) -> str:
        lines = ["silent", "show-error", *settings]
        for index, request in enumerate(requests):
            if index > 0:
                lines.append("next")
            lines += [
                f'url = "{self.cluster.url}{request}"',
                f'header = "Accept: {accept(request)}"',
                f'header = "Authorization: Bearer {self.cluster.token}"',
                f'cacert = "{self.cluster.authority}"',
                "fail",
                "http2",
                'noproxy = "*"',
                "globoff",
                'output = "/dev/null"',
                'write-out = "%{size_download}\\n"',
            ]
        return "\n".join(lines) + "\n"


class GitLabAlone:
    """The requests to GitLab without a cluster: driftcheck's client in a program of its own, and one `curl --parallel`.

    The client follows the pages one after another and decodes everything; curl knows all targets beforehand.
    """

    def __init__(self, reader: Path, gitlab, folder: Path):
        self.gitlab = gitlab
        self.targets = gitlab.targets()
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


def gitlab_configuration(gitlab, targets: list[str]) -> str:
    lines = [
        "silent",
        "show-error",
        "fail",
        "globoff",
        "parallel",
        f"parallel-max = {GITLAB_AT_ONCE}",
        'noproxy = "*"',
        'header = "Accept: application/json"',
        f'header = "PRIVATE-TOKEN: {gitlab.token}"',
        'write-out = "%{size_download}\\n"',
    ]
    for target in targets:
        lines += [f'url = "{gitlab.url}{target}"', 'output = "/dev/null"']
    return "\n".join(lines) + "\n"


def accept(request: str) -> str:
    """Which form driftcheck asks for; the audit log does not say it."""
    return METADATA_ONLY if request.startswith("/api/v1/namespaces?") else "application/json"
