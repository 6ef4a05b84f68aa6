"""Measures driftcheck against the bare requests that it sends; see the README beside this folder."""
import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench import Bench, say
from company import Company
from control_plane import ControlPlane
from figures import Results
from gitlab import GitLab
from machine import machine
from python_script import go, python_with_clients
from report import as_json, print_report, targets
from repositories import Repositories
from setting_up import SettingUp

REPOSITORY = Path(__file__).resolve().parents[2]


def main() -> int:
    options = arguments()
    facts = machine(options.program)
    results, setup = {}, None
    with tempfile.TemporaryDirectory(prefix="driftcheck-benchmark-", dir=fast_folder()) as name:
        folder = Path(name)
        if options.only != "setup":
            python, facts["python"] = python_with_clients()
            facts["go"] = go()
            results = checks(options, python, folder)
        if options.only != "checks":
            size = options.setup_projects
            setup = size, SettingUp(REPOSITORY, folder, options.program, size).measure(options.setup_rounds)
    verdicts = targets(results, setup and setup[1])
    print_report(results, setup, verdicts, facts)
    if options.json:
        Path(options.json).write_text(json.dumps(as_json(results, setup, verdicts, facts), indent=2) + "\n")
    return 0 if all(verdict.holds for verdict in verdicts) else 1


def checks(options, python: Path | None, folder: Path) -> dict[int, Results]:
    """`driftcheck check` of a company that grows from one size to the next."""
    results = {}
    with ControlPlane(REPOSITORY, folder) as cluster:
        company = Company(cluster)
        company.found(REPOSITORY / "Tests/Fixtures/project-crd.yaml")
        for size in sorted(set(options.projects or [1_000, 10_000])):
            say(f"growing the company to {size} Projects")
            company.grow(size)
            with GitLab(folder, size) as gitlab, Repositories(folder, size) as repositories:
                bench = Bench(cluster, gitlab, repositories, folder, size)
                results[size] = bench.measure(options.program, options.reader, python, options.rounds)
    return results


def fast_folder() -> str | None:
    """A folder in memory, so that no disk is measured; the machine's usual one where there is none."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def arguments():
    parser = argparse.ArgumentParser(prog="Benchmarks/run", description=__doc__)
    parser.add_argument("program", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("reader", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--projects", type=int, action="append", metavar="N", help="repeatable; 1000 and 10000 if absent")
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="how often both are run (7)")
    parser.add_argument("--only", choices=["checks", "setup"], help="measure one of both alone")
    parser.add_argument("--setup-projects", type=int, default=1_000, metavar="N", help="how many are set up (1000)")
    parser.add_argument("--setup-rounds", type=int, default=3, metavar="N", help="how often they are set up (3)")
    parser.add_argument("--json", metavar="FILE", help="write the figures to FILE too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
