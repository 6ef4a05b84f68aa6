"""Bare writes: what driftcheck wrote, sent by curl and git."""
import json
import shlex
from dataclasses import dataclass
from pathlib import Path

from repositories import BRANCH
from systems import Systems

# What the API server adds to an object.
SERVER_FIELDS = ["uid", "resourceVersion", "creationTimestamp", "managedFields", "selfLink"]


@dataclass(frozen=True)
class GitWrite:
    """A commit, and the repository that holds it."""

    source: Path
    name: str
    commit: str


@dataclass(frozen=True)
class Post:
    url: str
    body: dict


class Writes:
    """Each write sent as soon as driftcheck could: what needs nothing at once, tokens once all groups are there, secrets
    once all namespaces and tokens are.

    Unlike driftcheck, curl reads nothing, neither before nor after, rehearses nothing, and knows beforehand what will be
    in the secrets; the commits are made already, so that git only packs and pushes them.
    """

    def __init__(self, namespaces: list[dict], secrets: list[dict], tokens: list[tuple[str, dict]], commits: list[GitWrite]):
        self.namespaces = [Post("/api/v1/namespaces", bare(each)) for each in namespaces]
        self.secrets = [
            Post(f"/api/v1/namespaces/{each['metadata']['namespace']}/secrets", bare(each)) for each in secrets
        ]
        paths = dict.fromkeys(path for path, _ in tokens)
        self.groups = [Post("/api/v4/groups", {"name": path, "path": path, "visibility": "private"}) for path in paths]
        fields = ["name", "description", "scopes", "access_level", "expires_at"]
        self.tokens = [
            Post(f"/api/v4/groups/{path}/access_tokens", {field: token[field] for field in fields}) for path, token in tokens
        ]
        self.commits = commits
        self.count = len(namespaces) + len(secrets) + len(paths) + len(tokens) + len(commits)

    def script(self, systems: Systems, folder: Path) -> str:
        """Sends them all to other systems; fails where one of them is refused."""
        cluster = ["http2", f'cacert = "{systems.cluster.authority}"', authorization(systems.cluster.token)]
        gitlab = [f'header = "PRIVATE-TOKEN: {systems.gitlab.token}"']
        namespaces = curl(folder / "curl-namespaces", systems.cluster.url, self.namespaces, cluster)
        secrets = curl(folder / "curl-secrets", systems.cluster.url, self.secrets, cluster)
        groups = curl(folder / "curl-groups", systems.gitlab.url, self.groups, gitlab)
        tokens = curl(folder / "curl-tokens", systems.gitlab.url, self.tokens, gitlab)
        pushes = [push(write, systems.remotes[write.name]) for write in self.commits]
        lines = [f'{command} & pushes="$pushes $!"' for command in pushes]
        lines += [f"({groups} && {tokens}) & tokens=$!", f"{namespaces} || exit 1", "wait $tokens || exit 1"]
        lines += [f"{secrets} || exit 1", 'for each in $pushes; do wait "$each" || exit 1; done']
        return "\n".join(lines)


def bare(item: dict) -> dict:
    """An object as it was before the API server had it."""
    metadata = {key: value for key, value in item["metadata"].items() if key not in SERVER_FIELDS}
    rest = {key: value for key, value in item.items() if key not in ["status", "spec"]}
    return rest | {"metadata": metadata}


def push(write: GitWrite, url: str) -> str:
    # In one piece, as driftcheck sends it too.
    settings = ["-c", "http.postBuffer=100000000"]
    target = f"{write.commit}:refs/heads/{BRANCH}"
    return shlex.join(["git", "-C", str(write.source), *settings, "push", "--quiet", url, target])


def authorization(token: str) -> str:
    return f'header = "Authorization: Bearer {token}"'


def curl(file: Path, base: str, posts: list[Post], settings: list[str]) -> str:
    """Sends them with as many at once as curl likes best."""
    # In files, because a token in the arguments could be read by anybody.
    lines = ["silent", "show-error", "parallel"]
    for index, post in enumerate(posts):
        if index > 0:
            lines.append("next")
        lines += [
            f'url = "{base}{post.url}"',
            f"data = {quoted(json.dumps(post.body, separators=(',', ':')))}",
            'header = "Content-Type: application/json"',
            *settings,
            "fail",
            'noproxy = "*"',
            "globoff",
            'output = "/dev/null"',
            'write-out = "%{size_upload}\\n"',
        ]
    file.write_text("\n".join(lines) + "\n")
    return shlex.join(["curl", "--disable", "--config", str(file)])


def quoted(text: str) -> str:
    """A value as curl reads it in a file."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
