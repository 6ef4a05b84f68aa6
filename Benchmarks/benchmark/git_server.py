"""Serves bare repositories over HTTP with `git http-backend`."""
import os
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from urllib.parse import unquote

CHUNK = 1 << 16
# git as it is, whatever this machine's or this user's settings are.
PLAIN_GIT = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "PATH": os.environ["PATH"]}


class GitServer(ThreadingHTTPServer):
    """Everything below a folder on a free port; it ends with the block that it is used in."""

    daemon_threads = True

    def __init__(self, folder: Path):
        super().__init__(("127.0.0.1", 0), Gateway)
        self.folder = folder
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.requests = []
        self.lock = Lock()

    def __enter__(self):
        Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def take(self) -> list[str]:
        """Method and path of what was asked for since the last call."""
        with self.lock:
            taken, self.requests = self.requests, []
        return taken


class Gateway(BaseHTTPRequestHandler):
    """Runs the program for each request (RFC 3875), and passes its answer on while it comes."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        self.answer(b"")

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, body: bytes) -> None:
        path, _, query = self.path.partition("?")
        with self.server.lock:
            self.server.requests.append(f"{self.command} {path}")
        environment = PLAIN_GIT | {
            "GIT_PROJECT_ROOT": str(self.server.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": unquote(path),
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with subprocess.Popen(["git", "http-backend"], env=environment, **pipes) as backend:
            # The program answers when it has read everything.
            backend.stdin.write(body)
            backend.stdin.close()
            self.relay(backend.stdout)

    def relay(self, output) -> None:
        status, fields = 200, []
        while line := output.readline().strip().decode():
            name, value = line.split(": ", 1)
            if name == "Status":
                status = int(value.split()[0])
            else:
                fields.append((name, value))
        self.send_response(status)
        for name, value in [*fields, ("Transfer-Encoding", "chunked")]:
            self.send_header(name, value)
        self.end_headers()
        while data := output.read1(CHUNK):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_):
        pass
