"""Where and with what was measured."""
import os
import platform
import subprocess
from pathlib import Path


def machine(program: Path) -> dict[str, str]:
    """Facts without which the figures say little."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "machine": f"{os.cpu_count()} cores, {processor()}, {memory:.0f} GB, Linux {platform.release()}",
        "driftcheck": first_line([str(program), "--version"]),
        "swift": first_line(["swift", "--version"]),
        "curl": " ".join(first_line(["curl", "--version"]).split()[:2]),
        "git": first_line(["git", "--version"]),
        "kubernetes": first_line([api_server(), "--version"]),
    }


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def api_server() -> str:
    script = Path(__file__).resolve().parents[2] / "scripts/kube-apiserver"
    return first_line([str(script)]) + "/kube-apiserver"


def first_line(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0].strip()
