"""driftcheck's own requests, sent by curl and git."""
import shlex
import shutil
import subprocess
from pathlib import Path

from figures import Figures
from git_server import PLAIN_GIT
from running import run_measured
from systems import Systems

METADATA_ONLY = (
    "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json"
)
# As many requests at once as driftcheck sends to GitLab.
GITLAB_AT_ONCE = 64


class Replay:
    """driftcheck's own requests, each sent as soon as driftcheck could send it.

    The cached lists wait for nothing: one `curl --parallel` fetches the world, another curl the Projects beside it. The
    consistent list of Projects waits for the world, and each of its pages for the token in the page before: a third curl
    fetches them one after another over one connection. The tokens are those that driftcheck was given, so that curl
    need not read what it gets. GitLab is asked for everything at once from the start by a fourth curl, which knows
    already how many pages there are and which groups: more than driftcheck could know. One git for each repository clones
    it, bare, where driftcheck has no copy yet, and else fetches its branch into a bare copy of its own.
    """

    def __init__(self, systems: Systems, folder: Path, requests: list[str], targets: list[str]):
        self.systems = systems
        self.folder = folder
        cached = [request for request in requests if "resourceVersion=0" in request]
        projects = [request for request in cached if "/projects?" in request]
        world = [request for request in cached if request not in projects]
        pages = [request for request in requests if request not in cached]
        self.request_count = len(requests) + len(targets) + len(systems.remotes)
        beside = [self.curl("projects", self.configuration([], projects))]
        if systems.gitlab:
            beside.append(self.curl("gitlab", gitlab_configuration(systems.gitlab, targets)))
        for name, url in systems.remotes.items():
            beside.append(self.clone(name, url) if systems.cold else self.fetch(name, url))
        world = self.curl("world", self.configuration(["parallel"], world))
        pages = self.curl("pages", self.configuration([], pages))
        started = [f'{command} & started="$started $!"' for command in beside]
        wait = 'for each in $started; do wait "$each" || exit 1; done'
        self.script = "\n".join([*started, f"{world} && {pages} || exit 1", wait])

    def run(self) -> tuple[Figures, int]:
        """Sends them all; returns the figures and how many bytes of JSON came."""
        if self.systems.cold:
            for name in self.systems.remotes:
                shutil.rmtree(self.copy(name), ignore_errors=True)
        environment = PLAIN_GIT | {"HOME": str(self.folder)}
        figures, output = run_measured(["sh", "-c", self.script], "the replay", environment)
        return figures, sum(int(line) for line in output.split())

    def copy(self, name: str) -> Path:
        return self.folder / f"replay-{name}{'-cold' if self.systems.cold else ''}.git"

    def clone(self, name: str, url: str) -> str:
        return shlex.join(["git", "clone", "--quiet", "--bare", url, str(self.copy(name))])

    def fetch(self, name: str, url: str) -> str:
        # A copy of an earlier company is not this one's.
        shutil.rmtree(self.copy(name), ignore_errors=True)
        subprocess.run(["sh", "-c", self.clone(name, url)], env=PLAIN_GIT, check=True)
        branch = "+refs/heads/main:refs/heads/main"
        return shlex.join(["git", "-C", str(self.copy(name)), "fetch", "--quiet", "origin", branch])

    def curl(self, name: str, configuration: str) -> str:
        # In files, because a token in the arguments could be read by anybody.
        file = self.folder / f"curl-{name}-{self.systems.word}"
        file.write_text(configuration)
        return shlex.join(["curl", "--disable", "--config", str(file)])

    def configuration(self, settings: list[str], requests: list[str]) -> str:
        lines = ["silent", "show-error", *settings]
        for index, request in enumerate(requests):
            if index > 0:
                lines.append("next")
            lines += [
                f'url = "{self.systems.cluster.url}{request}"',
                f'header = "Accept: {accept(request)}"',
                f'header = "Authorization: Bearer {self.systems.cluster.token}"',
                f'cacert = "{self.systems.cluster.authority}"',
                "fail",
                "http2",
                'noproxy = "*"',
                "globoff",
                'output = "/dev/null"',
                'write-out = "%{size_download}\\n"',
            ]
        return "\n".join(lines) + "\n"


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
