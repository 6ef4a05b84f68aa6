"""The same check in Python, on the clients that Python's users take, and whether Go is at hand."""
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from figures import Figures
from repositories import application_template
from running import run_measured
from systems import Systems

SOURCE = Path(__file__).resolve().parents[1] / "python"


class PythonScript:
    """`python/check.py`, which keeps copies of the repositories too."""

    def __init__(self, python: Path, systems: Systems, folder: Path):
        template = folder / "python-template"
        template.write_text(application_template(systems.remotes["deployment"]))
        settings = folder / "python-settings.json"
        mirrors = folder / f"python-mirrors-{systems.repositories.size}"
        mirrors.mkdir()
        its_settings = {
            "kubeconfig": str(systems.cluster.kubeconfig),
            "gitlab": systems.gitlab.url,
            "token": systems.gitlab.token,
            "template": str(template),
            "mirrors": str(mirrors),
        }
        settings.write_text(json.dumps(its_settings | systems.remotes))
        self.command = [str(python), "-I", str(SOURCE / "check.py"), str(settings)]
        self.environment = {"HOME": str(folder), "PATH": os.environ["PATH"]}

    def run(self, size: int) -> Figures:
        """One check, which must find `size` Projects and no difference, and exit with 0."""
        figures, output = run_measured(self.command, "the Python script", self.environment)
        if json.loads(output)["projects"] != size:
            raise SystemExit(f"benchmark: the Python script did not find {size} Projects: {output}")
        return figures


def python_with_clients() -> tuple[Path | None, str]:
    """A Python that has the clients, or none, and what to say of it.

    They are installed from the package index in a folder of their own, once; nothing else needs them.
    """
    folder = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "driftcheck/benchmark-python"
    python = folder / "bin/python"
    listed = SOURCE / "requirements.txt"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--requirement", str(listed)]
        subprocess.run(install, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        shutil.rmtree(folder, ignore_errors=True)
        return None, "not compared: the Python clients could not be installed"
    return python, ", ".join(["Python " + sys.version.split()[0], *listed.read_text().split()])


def go() -> str:
    """What to say of Go."""
    if not shutil.which("go"):
        return "no Go here: a program on client-go is not compared"
    version = subprocess.run(["go", "version"], capture_output=True, text=True, check=True).stdout.strip()
    return f"{version}, but no program on client-go is part of this benchmark"
