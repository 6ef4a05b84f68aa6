"""A company whose cluster and GitLab are exactly as its Projects ask: nothing of it is drift."""
import base64
import hashlib
import json
from pathlib import Path
from time import monotonic

ENVIRONMENTS = ["dev", "test", "prod"]
OPERATOR_LABELS = {"app": "kyotu-project-operator"}
PROJECTS = "/apis/kyotu.tech/v1/namespaces/projects/projects"


class Company:
    """Projects in the namespace `projects`, three environments to a projectId, and what the operator makes for each."""

    def __init__(self, cluster):
        self.cluster = cluster
        self.size = 0

    def found(self, definition: Path) -> None:
        """Defines the custom resource, and returns when the API server serves it."""
        path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/projects.kyotu.tech"
        apply = f"{path}?fieldManager=benchmark"
        status, answer = self.cluster.call("PATCH", apply, definition.read_text(), "application/apply-patch+yaml")
        if status != 201:
            raise SystemExit(f"benchmark: the CRD was refused: {answer.get('message')}")
        self.cluster.create([("/api/v1/namespaces", {"metadata": {"name": "projects"}})])
        end = monotonic() + 30
        while self.cluster.call("GET", f"{PROJECTS}?limit=1")[0] != 200:
            if monotonic() > end:
                raise SystemExit("benchmark: Projects are not served")

    def ask(self, size: int) -> None:
        """Creates `size` Projects, and nothing of what they ask for."""
        self.cluster.create((PROJECTS, project(number)) for number in range(size))

    def grow(self, size: int) -> None:
        """Creates what is lacking to `size` Projects: all namespaces first, which the secrets need."""
        numbers = range(self.size, size)
        self.cluster.create(("/api/v1/namespaces", namespace(number)) for number in numbers)
        self.cluster.create((f"/api/v1/namespaces/{name(number)}/secrets", pull_secret(number)) for number in numbers)
        self.cluster.create((PROJECTS, project(number)) for number in numbers)
        self.size = size


def project_id(number: int) -> str:
    return f"team-{number // len(ENVIRONMENTS):04}-service"


def environment(number: int) -> str:
    return ENVIRONMENTS[number % len(ENVIRONMENTS)]


def name(number: int) -> str:
    return f"{project_id(number)}-{environment(number)}"


def google_group(number: int) -> str:
    return f"{project_id(number)}.crew@example.com"


def project(number: int) -> dict:
    return {
        "apiVersion": "kyotu.tech/v1",
        "kind": "Project",
        "metadata": {"name": name(number), "finalizers": ["project.kyotu.tech/finalizer"]},
        "spec": {
            "projectId": project_id(number),
            "environmentType": environment(number),
            "googleGroup": google_group(number),
        },
    }


def namespace(number: int) -> dict:
    return {"metadata": {"name": name(number), "labels": OPERATOR_LABELS}}


def token_id(number: int) -> int:
    return 100_000 + number


def token_name(number: int) -> str:
    return f"{name(number)}-image-puller"


def pull_secret(number: int) -> dict:
    """A secret whose annotations prove which token it holds, so that nobody needs to ask GitLab."""
    username = token_name(number)
    password = f"glpat-{hashlib.sha256(name(number).encode()).hexdigest()[:20]}"
    claim = {
        "driftcheck.kyotu.tech/token-id": str(token_id(number)),
        "driftcheck.kyotu.tech/token-sha256": hashlib.sha256(password.encode()).hexdigest(),
        "driftcheck.kyotu.tech/rotated-at": "2026-08-14T02:00:12Z",
    }
    credentials = {"username": username, "password": password, "auth": encoded(f"{username}:{password}")}
    document = json.dumps({"auths": {"registry.example.com": credentials}}, separators=(",", ":"))
    return {
        "metadata": {
            "name": "gitlab-registry-image-pull-secret",
            "labels": OPERATOR_LABELS,
            "annotations": claim,
        },
        "type": "kubernetes.io/dockerconfigjson",
        "data": {".dockerconfigjson": encoded(document)},
    }


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
