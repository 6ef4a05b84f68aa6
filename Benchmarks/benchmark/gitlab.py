"""A GitLab on the loopback interface that holds the groups and tokens which the company's Projects ask for."""
import http.client
import json
import subprocess
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from company import ENVIRONMENTS, project_id, token_id, token_name

ROWS_PER_PAGE = 100
FIRST_PAGE = f"/api/v4/groups?per_page={ROWS_PER_PAGE}&order_by=id&sort=asc"
FIRST_GROUP = 1_000
# What GitLab says of itself and of the token that it is asked with.
OWN_ANSWERS = {
    "/api/v4/version": {"version": "17.5.1-ee", "revision": "5e1c3a1b8d2", "kas": {"enabled": True}, "enterprise": True},
    "/api/v4/user": {"id": 7, "username": "driftcheck", "name": "driftcheck", "state": "active", "is_admin": True},
    "/api/v4/personal_access_tokens/self": {
        "id": 41,
        "name": "driftcheck",
        "revoked": False,
        "created_at": "2026-01-10T09:12:55.170Z",
        "description": None,
        "scopes": ["api", "admin_mode"],
        "user_id": 7,
        "last_used_at": "2026-01-11T02:00:02.031Z",
        "active": True,
        "expires_at": str(date.today() + timedelta(days=300)),
    },
}
SOURCES = [str(Path(__file__).with_name(name)) for name in ["gitlab_stand_in.c", "gitlab_growth.c"]]


@dataclass(frozen=True)
class Exchange:
    """A request and its answer; seconds of one clock, at which the one came and the other was sent."""

    arrival: float
    end: float
    target: str


def seconds_of_reading(exchanges: list[Exchange]) -> float:
    """From the first request to the last answer."""
    return max(each.end for each in exchanges) - min(each.arrival for each in exchanges)


class GitLab:
    """Answers prepared for `size` Projects, served by a C program; it ends with the block that it is used in.

    With none it begins empty. Either keeps the groups and tokens that its clients make.
    """

    def __init__(self, folder: Path, size: int):
        self.program = folder / "gitlab-stand-in"
        self.answers = folder / "gitlab-answers"
        self.token_file = folder / "gitlab-token"
        self.token = "glpat-benchmark-benchmark"
        self.size = size

    def __enter__(self):
        subprocess.run(["clang", "-O2", "-o", str(self.program), *SOURCES], check=True)
        self.token_file.write_text(self.token + "\n")
        with open(self.answers, "wb") as file:
            for target, answer in answers(self.size):
                file.write(f"{target} {len(answer)}\n".encode() + answer)
        command = [str(self.program), str(self.answers)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    def __exit__(self, *_):
        # It runs until its standard input ends.
        self.process.stdin.close()
        self.process.wait()

    def take(self) -> list[Exchange]:
        """What was asked for since the last call, in the order of the answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", "/-/take")
        lines = connection.getresponse().read().decode().splitlines()
        connection.close()
        return [Exchange(float(arrival), float(end), target) for arrival, end, target in map(str.split, lines)]

    def rows(self, target: str) -> list[dict]:
        """All rows of a list."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        rows, page = [], "1"
        while page:
            connection.request("GET", target if page == "1" else f"{target}&page={page}", headers={"PRIVATE-TOKEN": self.token})
            answer = connection.getresponse()
            rows += json.loads(answer.read())
            page = answer.headers["X-Next-Page"]
        connection.close()
        return rows

    def targets(self) -> list[str]:
        """What a check has to ask for: who it is, each page of groups, each group's tokens, and nothing else."""
        return [*OWN_ANSWERS, *self.lists()]

    def lists(self) -> list[str]:
        """Each page of groups and each group's tokens."""
        return [target for target, _ in lists(self.size)]


def answers(size: int):
    """Every target with its answer: header fields, an empty line, the body."""
    for target, row in OWN_ANSWERS.items():
        yield target, answer(row, 1, 1, 1)
    for target, page in lists(size):
        yield target, page
        if target == FIRST_PAGE:
            # The same page, for who counts pages from the first.
            yield f"{target}&page=1", page


def lists(size: int):
    """The lists among them."""
    today = date.today()
    groups = range(-(-size // len(ENVIRONMENTS)))
    pages = [groups[start : start + ROWS_PER_PAGE] for start in range(0, len(groups), ROWS_PER_PAGE)]
    for number, page in enumerate(pages, 1):
        yield FIRST_PAGE + (f"&page={number}" if number > 1 else ""), answer([group(index) for index in page], number, len(pages), len(groups))
    for index in groups:
        numbers = range(index * len(ENVIRONMENTS), min(size, (index + 1) * len(ENVIRONMENTS)))
        rows = [token(number, index, today, live) for number in numbers for live in [False, True]]
        yield f"/api/v4/groups/{FIRST_GROUP + index}/access_tokens?per_page={ROWS_PER_PAGE}", answer(rows, 1, 1, len(rows))


def answer(rows: list[dict] | dict, page: int, pages: int, total: int) -> bytes:
    """A page as GitLab sends it, with the header fields of its proxy and of its framework."""
    body = json.dumps(rows, separators=(",", ":")).encode()
    fields = {
        "Server": "nginx",
        "Content-Type": "application/json",
        "Content-Length": len(body),
        "Connection": "keep-alive",
        "Cache-Control": "max-age=0, private, must-revalidate",
        "Content-Security-Policy": "default-src 'none'",
        "Etag": 'W/"6a3b5b7c29f0a0d7f0c1a2b3c4d5e6f7"',
        "Link": links(page, pages),
        "Vary": "Origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "X-Gitlab-Meta": '{"correlation_id":"01JD8Y5V3M2Q4W6E8R0T2Y4U6I","version":"1"}',
        "X-Next-Page": page + 1 if page < pages else "",
        "X-Page": page,
        "X-Per-Page": ROWS_PER_PAGE,
        "X-Prev-Page": page - 1 if page > 1 else "",
        "X-Request-Id": "01JD8Y5V3M2Q4W6E8R0T2Y4U6I",
        "X-Runtime": "0.043217",
        "X-Total": total,
        "X-Total-Pages": pages,
        "Strict-Transport-Security": "max-age=63072000",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return head.encode() + b"\r\n" + body


def links(page: int, pages: int) -> str:
    base = f"https://gitlab.example.com/api/v4/groups?order_by=id&per_page={ROWS_PER_PAGE}&sort=asc&page="
    relations = {"prev": page - 1, "next": page + 1, "first": 1, "last": pages}
    return ", ".join(f'<{base}{to}>; rel="{relation}"' for relation, to in relations.items() if 1 <= to <= pages)


def group(index: int) -> dict:
    path = project_id(3 * index)
    return {
        "id": FIRST_GROUP + index,
        "web_url": f"https://gitlab.example.com/groups/{path}",
        "name": path,
        "path": path,
        "description": f"Repositories and images of {path}",
        "visibility": "private",
        "share_with_group_lock": False,
        "require_two_factor_authentication": False,
        "two_factor_grace_period": 48,
        "project_creation_level": "developer",
        "auto_devops_enabled": None,
        "subgroup_creation_level": "maintainer",
        "emails_disabled": False,
        "emails_enabled": True,
        "mentions_disabled": None,
        "lfs_enabled": True,
        "math_rendering_limits_enabled": True,
        "lock_math_rendering_limits_enabled": False,
        "default_branch": None,
        "default_branch_protection": 2,
        "default_branch_protection_defaults": {
            "allowed_to_push": [{"access_level": 40}],
            "allow_force_push": False,
            "allowed_to_merge": [{"access_level": 40}],
        },
        "avatar_url": None,
        "request_access_enabled": True,
        "full_name": path,
        "full_path": path,
        "created_at": "2024-03-11T08:21:45.317Z",
        "parent_id": None,
        "organization_id": 1,
        "shared_runners_setting": "enabled",
        "max_artifacts_size": None,
        "marked_for_deletion_on": None,
        "ldap_cn": None,
        "ldap_access": None,
        "archived": False,
        "wiki_access_level": "enabled",
    }


def token(number: int, index: int, today: date, live: bool) -> dict:
    """The token of a Project's pull secret, or the revoked one that it took over from."""
    issued = today - timedelta(days=100 if live else 400)
    return {
        "id": token_id(number) - (0 if live else 50_000),
        "name": token_name(number),
        "revoked": not live,
        "created_at": f"{issued}T02:00:11.482Z",
        "description": None,
        "scopes": ["read_registry"],
        "user_id": token_id(number) + 1_000_000,
        "last_used_at": f"{today - timedelta(days=1 if live else 101)}T21:40:03.105Z",
        "active": live,
        "expires_at": str(issued + timedelta(days=365)),
        "access_level": 20,
        "resource_type": "group",
        "resource_id": FIRST_GROUP + index,
    }
