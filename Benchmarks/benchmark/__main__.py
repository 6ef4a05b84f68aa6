"""Measures driftcheck against the bare requests that it sends; see the README beside this folder."""
import argparse
import json
import sys
import tempfile
from pathlib import Path

from company import Company
from control_plane import ControlPlane
from figures import Results, Series
from gitlab import GitLab
from machine import machine
from programs import Driftcheck, GitLabAlone, Replay
from report import as_json, print_report, targets

REPOSITORY = Path(__file__).resolve().parents[2]


def main() -> int:
    options = arguments()
    sizes = sorted(set(options.projects or [1_000, 10_000]))
    results = {}
    with tempfile.TemporaryDirectory(prefix="driftcheck-benchmark-", dir=fast_folder()) as folder:
        with ControlPlane(REPOSITORY, Path(folder)) as cluster:
            company = Company(cluster)
            company.found(REPOSITORY / "Tests/Fixtures/project-crd.yaml")
            for size in sizes:
                say(f"growing the company to {size} Projects")
                company.grow(size)
                with GitLab(Path(folder), size) as gitlab:
                    results[size] = measure(
                        cluster, gitlab, options.program, options.reader, Path(folder), size, options.rounds
                    )
    facts = machine(options.program)
    verdicts = targets(results)
    print_report(results, verdicts, facts)
    if options.json:
        Path(options.json).write_text(json.dumps(as_json(results, verdicts, facts), indent=2) + "\n")
    return 0 if all(verdict.holds for verdict in verdicts) else 1


def measure(cluster, gitlab, program, reader, folder, size, rounds) -> Results:
    """Runs driftcheck and the replay of its requests in turn; one round beforehand, which does not count, warms both."""
    checks = []
    for title, its_gitlab in [("Kubernetes alone", None), ("Kubernetes and GitLab", gitlab)]:
        driftcheck = Driftcheck(program, cluster, its_gitlab, folder)
        mark = cluster.audit_mark()
        driftcheck.run(size)
        replay = Replay(cluster, its_gitlab, folder, cluster.requests_since(mark), driftcheck.asked_of_gitlab())
        replay.run()
        checks.append((Series(title, replay.request_count), driftcheck, replay))
    alone = GitLabAlone(reader, gitlab, folder)
    of_gitlab = Series("GitLab alone", len(alone.targets))
    for number in range(1, rounds + 1):
        say(f"round {number} of {rounds}, {size} Projects")
        for series, driftcheck, replay in checks:
            series.driftcheck.append(driftcheck.run(size))
            figures, series.bytes = replay.run()
            series.curl.append(figures)
        of_gitlab.driftcheck.append(alone.read_by_driftcheck())
        figures, of_gitlab.bytes = alone.read_by_curl()
        of_gitlab.curl.append(figures)
    (of_cluster, _, _), (of_whole, _, _) = checks
    return Results(of_cluster, of_whole, of_gitlab)


def fast_folder() -> str | None:
    """A folder in memory, so that no disk is measured; the machine's usual one where there is none."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def say(text) -> None:
    print(f"benchmark: {text}", file=sys.stderr)


def arguments():
    parser = argparse.ArgumentParser(prog="Benchmarks/run", description=__doc__)
    parser.add_argument("program", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("reader", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--projects", type=int, action="append", metavar="N", help="repeatable; 1000 and 10000 if absent")
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="how often both are run (7)")
    parser.add_argument("--json", metavar="FILE", help="write the figures to FILE too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
