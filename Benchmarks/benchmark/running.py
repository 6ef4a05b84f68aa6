"""Runs one program and measures it."""
import subprocess
import sys
from pathlib import Path

from figures import Figures


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
