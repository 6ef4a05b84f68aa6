"""The two that are compared: driftcheck, and curl with driftcheck's own requests."""
import json
import subprocess
import sys
from pathlib import Path

from figures import Figures

METADATA_ONLY = (
    "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json"
)
CONFIGURATION = """\
kubernetes: {}
registry: {host: registry.example.com}
projects: {settle: 0s}
"""


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

    def __init__(self, program: Path, cluster, folder: Path):
        configuration = folder / "driftcheck.yaml"
        configuration.write_text(CONFIGURATION)
        self.command = [str(program), "check", "--config", str(configuration), "--format", "json"]
        self.environment = {"KUBECONFIG": str(cluster.kubeconfig), "HOME": str(folder)}

    def run(self, size: int) -> Figures:
        """One check, which must find `size` Projects, no difference and nothing unreadable, and exit with 0."""
        figures, output = run_measured(self.command, "driftcheck", environment=self.environment)
        report = json.loads(output)
        summary = report["summary"]
        if (summary["projects"], summary["findings"], summary["settling"], report["unreadable"]) != (size, 0, 0, []):
            raise SystemExit(f"benchmark: driftcheck did not find {size} Projects in order: {summary}")
        return figures


class Replay:
    """driftcheck's own requests, sent by curl, each as soon as driftcheck could send it.

    The cached lists wait for nothing: one `curl --parallel` fetches the world, another curl the Projects beside it. The
    consistent list of Projects waits for the world, and each of its pages for the token in the page before: a third curl
    fetches them one after another over one connection. The tokens are those that driftcheck was given, so that curl
    need not read what it gets.
    """

    SCRIPT = 'curl --disable --config "$1" & { curl --disable --config "$2" && curl --disable --config "$3"; } && wait $!'

    def __init__(self, cluster, folder: Path, requests: list[str]):
        self.cluster = cluster
        cached = [request for request in requests if "resourceVersion=0" in request]
        projects = [request for request in cached if "/projects?" in request]
        world = [request for request in cached if request not in projects]
        pages = [request for request in requests if request not in cached]
        self.request_count = len(requests)
        self.configurations = []
        for name, settings, group in [("projects", [], projects), ("world", ["parallel"], world), ("pages", [], pages)]:
            # In files, because a token in the arguments could be read by anybody.
            file = folder / f"curl-{name}"
            file.write_text(self.configuration(settings, group))
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


def accept(request: str) -> str:
    """Which form driftcheck asks for; the audit log does not say it."""
    return METADATA_ONLY if request.startswith("/api/v1/namespaces?") else "application/json"
