"""The figures as a table for people and as JSON for programs, and whether the targets hold."""
from dataclasses import asdict, dataclass

from figures import Results, Series, best, middle, times_curl

MOST_TIMES_CURL = 1.3
MOST_MEMORY_FOR_CLUSTER = 64 * 10**6
MOST_MEMORY = 100 * 10**6
MOST_TIMES_LONGER_PER_TENFOLD = 11


@dataclass(frozen=True)
class Verdict:
    """Whether a target holds."""

    target: str
    measured: str
    holds: bool


def targets(results: dict[int, Results]) -> list[Verdict]:
    """Judges the medians of the largest company, and how they grew from the smallest."""
    largest, smallest = max(results), min(results)
    end = results[largest]
    verdicts = [wall_time(series) for series in end.all()]
    for series, most in [(end.cluster, MOST_MEMORY_FOR_CLUSTER), (end.whole, MOST_MEMORY)]:
        memory = max(run.memory for run in series.driftcheck)
        target = f"{series.title}: peak memory under {most // 10**6} MB, in every round"
        verdicts.append(Verdict(target, megabytes(memory), memory < most))
    if smallest < largest:
        most = MOST_TIMES_LONGER_PER_TENFOLD * largest / smallest / 10
        for before, after in [(results[smallest].cluster, end.cluster), (results[smallest].whole, end.whole)]:
            growth = middle(after.driftcheck, "wall") / middle(before.driftcheck, "wall")
            target = f"{after.title}: {smallest} to {largest} Projects takes at most {most:.0f} x as long"
            verdicts.append(Verdict(target, f"{growth:.1f} x", growth <= most))
    return verdicts


def wall_time(series: Series) -> Verdict:
    ratio = times_curl(series, middle)
    target = f"{series.title}: wall time at most {MOST_TIMES_CURL} x curl's"
    return Verdict(target, f"{ratio:.2f} x", ratio <= MOST_TIMES_CURL)


def print_report(results: dict[int, Results], verdicts: list[Verdict], facts: dict[str, str]) -> None:
    for name, fact in facts.items():
        print(f"{name:11} {fact}")
    for size, measured in sorted(results.items()):
        for series in measured.all():
            print_series(size, series)
    print()
    for verdict in verdicts:
        print(f"{'holds ' if verdict.holds else 'MISSED'}  {verdict.target}: {verdict.measured}")


def print_series(size: int, series: Series) -> None:
    print(
        f"\n{series.title}, {size} Projects: {series.requests} requests, {megabytes(series.bytes)} of JSON, "
        f"{len(series.driftcheck)} rounds, median (best)"
    )
    print(f"{'':12}{'wall':>18}{'CPU':>18}{'peak memory':>18}")
    for name, runs in [("driftcheck", series.driftcheck), ("curl", series.curl)]:
        cells = [seconds(runs, "wall"), seconds(runs, "cpu"), megabytes(max(run.memory for run in runs))]
        print(f"{name:12}" + "".join(f"{cell:>18}" for cell in cells))
    ratios = [f"{times_curl(series, middle, it):.2f} ({times_curl(series, best, it):.2f})" for it in ["wall", "cpu"]]
    print(f"{'ratio':12}" + "".join(f"{ratio:>18}" for ratio in ratios))


def seconds(runs, quantity: str) -> str:
    return f"{middle(runs, quantity):.3f} ({best(runs, quantity):.3f}) s"


def megabytes(count: float) -> str:
    return f"{count / 10**6:.1f} MB"


def as_json(results: dict[int, Results], verdicts: list[Verdict], facts: dict[str, str]) -> dict:
    return {
        "facts": facts,
        "results": [{"projects": size, **asdict(measured)} for size, measured in sorted(results.items())],
        "targets": [asdict(verdict) for verdict in verdicts],
    }
