"""Measures driftcheck against the bare requests that it sends; see the README beside this folder."""
import argparse
import json
import sys
import tempfile
from pathlib import Path

from company import Company
from control_plane import ControlPlane
from figures import Series
from gitlab import GitLab, seconds_of_reading
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


def measure(cluster, gitlab, program, reader, folder, size, rounds) -> Series:
    """Runs driftcheck and the replay of its requests in turn; one round beforehand, which does not count, warms both."""
    driftcheck = Driftcheck(program, cluster, gitlab, folder)
    mark = cluster.audit_mark()
    driftcheck.run(size)
    targets = driftcheck.asked_of_gitlab()
    replay = Replay(cluster, gitlab, folder, cluster.requests_since(mark), targets)
    replay.run()
    alone = GitLabAlone(reader, gitlab, folder, targets)
    series = Series(requests=replay.request_count, gitlab_requests=len(targets))
    for number in range(1, rounds + 1):
        say(f"round {number} of {rounds}, {size} Projects")
        series.driftcheck.append(driftcheck.run(size))
        figures, series.bytes = replay.run()
        series.replay.append(figures)
        gitlab.take()
        alone.read_by_driftcheck()
        series.client_at_gitlab.append(seconds_of_reading(gitlab.take()))
        alone.read_by_curl()
        series.curl_at_gitlab.append(seconds_of_reading(gitlab.take()))
    return series


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
