"""The figures as a table for people and as JSON for programs, and whether the targets hold."""
from dataclasses import asdict, dataclass

from figures import Results, Series, best, middle, times_bare

MOST_TIMES_BARE = 1.3
MOST_TIMES_BARE_WRITES = 1.5
LEAST_TIMES_LESS_THAN_PYTHON = 10
MOST_MEMORY_FOR_CLUSTER = 64 * 10**6
MOST_MEMORY = 100 * 10**6
MOST_TIMES_LONGER_PER_TENFOLD = 11


@dataclass(frozen=True)
class Verdict:
    """Whether a target holds."""

    target: str
    measured: str
    holds: bool


def targets(results: dict[int, Results], setup: Series | None) -> list[Verdict]:
    """Judges the checks and the setup, of what was measured."""
    verdicts = targets_of_checks(results) if results else []
    if setup:
        verdicts.append(wall_time(setup, MOST_TIMES_BARE_WRITES, "writes"))
        # Each run is looked at when it ends, and ends the benchmark where it is not so.
        verdicts.append(Verdict(f"{setup.title}: one commit in each repository", "in every round", True))
        verdicts.append(Verdict(f"{setup.title}: a second --fix writes nothing", "in every round", True))
    return verdicts


def targets_of_checks(results: dict[int, Results]) -> list[Verdict]:
    """Judges the medians of the largest company, and how they grew from the smallest."""
    largest, smallest = max(results), min(results)
    end = results[largest]
    verdicts = [wall_time(series) for series in end.all()]
    if end.python:
        verdicts.append(python_time(end))
    verdicts += [memory(series, MOST_MEMORY_FOR_CLUSTER if series is end.cluster else MOST_MEMORY) for series in end.checks()]
    if smallest < largest:
        most = MOST_TIMES_LONGER_PER_TENFOLD * largest / smallest / 10
        for before, after in zip(results[smallest].checks(), end.checks()):
            growth = middle(after.driftcheck, "wall") / middle(before.driftcheck, "wall")
            target = f"{after.title}: {smallest} to {largest} Projects takes at most {most:.0f} x as long"
            verdicts.append(Verdict(target, f"{growth:.1f} x", growth <= most))
    # Each warm run is looked at when it ends, and ends the benchmark where it asked for objects.
    verdicts.append(Verdict("Everything, warm: transfers no git objects", "none in any round", True))
    return verdicts


def wall_time(series: Series, most: float = MOST_TIMES_BARE, bare: str = "requests") -> Verdict:
    ratio = times_bare(series, middle)
    target = f"{series.title}: wall time at most {most} x that of the bare {bare}"
    return Verdict(target, f"{ratio:.2f} x", ratio <= most)


def python_time(results: Results) -> Verdict:
    ratio = middle(results.python, "cpu") / middle(results.warm.driftcheck, "cpu")
    target = f"{results.warm.title}: at least {LEAST_TIMES_LESS_THAN_PYTHON} x less CPU time than the Python script"
    return Verdict(target, f"{ratio:.1f} x", ratio >= LEAST_TIMES_LESS_THAN_PYTHON)


def memory(series: Series, most: int) -> Verdict:
    peak = max(run.memory for run in series.driftcheck)
    target = f"{series.title}: peak memory under {most // 10**6} MB, in every round"
    return Verdict(target, megabytes(peak), peak < most)


def print_report(
    results: dict[int, Results], setup: tuple[int, Series] | None, verdicts: list[Verdict], facts: dict[str, str]
) -> None:
    for name, fact in facts.items():
        print(f"{name:11} {fact}")
    for size, measured in sorted(results.items()):
        for series in measured.all():
            print_series(size, series)
        if measured.python:
            print(f"\nthe Python script, everything, warm, {size} Projects, {len(measured.python)} rounds, median (best)")
            print_row("Python", measured.python)
    if setup:
        print_series(*setup)
    print()
    for verdict in verdicts:
        print(f"{'holds ' if verdict.holds else 'MISSED'}  {verdict.target}: {verdict.measured}")


def print_series(size: int, series: Series) -> None:
    print(
        f"\n{series.title}, {size} Projects: {series.requests} requests, {megabytes(series.bytes)} of JSON, "
        f"{len(series.driftcheck)} rounds, median (best)"
    )
    print(f"{'':15}{'wall':>18}{'CPU':>18}{'peak memory':>18}")
    for name, runs in [("driftcheck", series.driftcheck), ("bare requests", series.bare)]:
        print_row(name, runs)
    ratios = [f"{times_bare(series, middle, it):.2f} ({times_bare(series, best, it):.2f})" for it in ["wall", "cpu"]]
    print(f"{'ratio':15}" + "".join(f"{ratio:>18}" for ratio in ratios))


def print_row(name: str, runs) -> None:
    cells = [seconds(runs, "wall"), seconds(runs, "cpu"), megabytes(max(run.memory for run in runs))]
    print(f"{name:15}" + "".join(f"{cell:>18}" for cell in cells))


def seconds(runs, quantity: str) -> str:
    return f"{middle(runs, quantity):.3f} ({best(runs, quantity):.3f}) s"


def megabytes(count: float) -> str:
    return f"{count / 10**6:.1f} MB"


def as_json(
    results: dict[int, Results], setup: tuple[int, Series] | None, verdicts: list[Verdict], facts: dict[str, str]
) -> dict:
    return {
        "facts": facts,
        "results": [{"projects": size, **asdict(measured)} for size, measured in sorted(results.items())],
        "setup": {"projects": setup[0], **asdict(setup[1])} if setup else None,
        "targets": [asdict(verdict) for verdict in verdicts],
    }
