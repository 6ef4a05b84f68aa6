"""A real API server on the loopback interface, and calls to it."""
import http.client
import json
import ssl
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import local
from urllib.parse import urlsplit

READS = ["get", "list", "watch"]


class ControlPlane:
    """The API server that `scripts/control-plane` runs; it ends with the block that it is used in."""

    # The API server does not get faster with more callers than this.
    CALLERS = 8

    def __init__(self, repository: Path, folder: Path):
        self.directory = folder / "control-plane"
        self.program = [str(repository / "scripts/control-plane"), str(self.directory)]
        self.connections = local()

    def __enter__(self):
        self.process = subprocess.Popen(self.program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        ready = self.process.stdout.readline().split()
        if ready[:1] != ["ready"]:
            self.process.wait()
            raise SystemExit("benchmark: the control plane did not start")
        self.url = ready[1]
        self.authority = self.directory / "ca.crt"
        self.kubeconfig = self.directory / "kubeconfig"
        self.token = (self.directory / "tokens.csv").read_text().split(",")[0]
        self.trust = ssl.create_default_context(cafile=str(self.authority))
        return self

    def __exit__(self, *_):
        # It runs until its standard input ends, and then removes its folder.
        self.process.stdin.close()
        self.process.wait()

    def call(self, method: str, path: str, body: object = None, content_type="application/json") -> tuple[int, dict]:
        """Sends one request over this thread's connection; returns status and answer."""
        if not hasattr(self.connections, "one"):
            address = urlsplit(self.url)
            self.connections.one = http.client.HTTPSConnection(address.hostname, address.port, context=self.trust)
        text = body if isinstance(body, (str, type(None))) else json.dumps(body)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": content_type}
        self.connections.one.request(method, path, text, headers)
        answer = self.connections.one.getresponse()
        return answer.status, json.loads(answer.read())

    def create(self, objects) -> None:
        """Creates objects, given as (path of the collection, object), many at a time."""
        with ThreadPoolExecutor(self.CALLERS) as callers:
            for status, answer in callers.map(lambda each: self.call("POST", *each), objects):
                if status != 201:
                    raise SystemExit(f"benchmark: an object was refused: {answer.get('message')}")

    def items(self, path: str) -> list[dict]:
        """All objects of a list, each with its kind, which a list leaves out."""
        status, answer = self.call("GET", path)
        if status != 200:
            raise SystemExit(f"benchmark: {path} could not be listed: {answer.get('message')}")
        kind = {"apiVersion": answer["apiVersion"], "kind": answer["kind"].removesuffix("List")}
        return [kind | item for item in answer["items"]]

    def audit_mark(self) -> int:
        """The present end of the audit log."""
        return (self.directory / "audit.log").stat().st_size

    def events_since(self, mark: int) -> list[dict]:
        """What driftcheck has asked since the mark, in the order of arrival."""
        with open(self.directory / "audit.log", "rb") as log:
            log.seek(mark)
            events = [json.loads(line) for line in log]
        ours = [event for event in events if event.get("userAgent", "").startswith("driftcheck/")]
        return sorted(ours, key=lambda event: event["requestReceivedTimestamp"])

    def requests_since(self, mark: int) -> list[str]:
        """Path and query of what driftcheck has asked since the mark, which must have been reads."""
        writes = self.writes_since(mark)
        if writes:
            raise SystemExit(f"benchmark: driftcheck sent something else than reads: {writes}")
        return [event["requestURI"] for event in self.events_since(mark)]

    def writes_since(self, mark: int) -> list[dict]:
        """What driftcheck has written since the mark, rehearsals (`dryRun`) too."""
        return [event for event in self.events_since(mark) if event["verb"] not in READS]
