"""The figures as a table for people and as JSON for programs, and whether the targets hold."""
from dataclasses import asdict, dataclass

from statistics import median

from figures import Series, best, middle

MOST_TIMES_CURL = 1.3
MOST_MEMORY = 64 * 10**6
MOST_TIMES_LONGER_PER_TENFOLD = 11


@dataclass(frozen=True)
class Verdict:
    """Whether a target holds."""

    target: str
    measured: str
    holds: bool


def targets(results: dict[int, Series]) -> list[Verdict]:
    """Judges the medians of the largest company, and how they grew from the smallest."""
    largest = max(results)
    ratio = times_curl(results[largest], middle)
    memory = max(run.memory for run in results[largest].driftcheck)
    verdicts = [
        Verdict(f"wall time at most {MOST_TIMES_CURL} x curl's", f"{ratio:.2f} x", ratio <= MOST_TIMES_CURL),
        Verdict(
            f"GitLab alone at most {MOST_TIMES_CURL} x curl --parallel",
            f"{times_curl_at_gitlab(results[largest], median):.2f} x",
            times_curl_at_gitlab(results[largest], median) <= MOST_TIMES_CURL,
        ),
        Verdict("peak memory under 64 MB, in every round", megabytes(memory), memory < MOST_MEMORY),
    ]
    smallest = min(results)
    if smallest < largest:
        growth = middle(results[largest].driftcheck, "wall") / middle(results[smallest].driftcheck, "wall")
        most = MOST_TIMES_LONGER_PER_TENFOLD * largest / smallest / 10
        target = f"{smallest} to {largest} Projects takes at most {most:.0f} x as long"
        verdicts.append(Verdict(target, f"{growth:.1f} x", growth <= most))
    return verdicts


def times_curl(series: Series, choose) -> float:
    return choose(series.driftcheck, "wall") / choose(series.replay, "wall")


def times_curl_at_gitlab(series: Series, choose) -> float:
    return choose(series.client_at_gitlab) / choose(series.curl_at_gitlab)


def print_report(results: dict[int, Series], verdicts: list[Verdict], facts: dict[str, str]) -> None:
    for name, fact in facts.items():
        print(f"{name:11} {fact}")
    for size, series in sorted(results.items()):
        print(
            f"\n{size} Projects, namespaces, secrets and tokens: {series.requests} requests, {megabytes(series.bytes)} of JSON, "
            f"{len(series.driftcheck)} rounds, median (best)"
        )
        print(f"{'':12}{'wall':>18}{'CPU':>18}{'peak memory':>18}")
        for name, runs in [("driftcheck", series.driftcheck), ("curl", series.replay)]:
            cells = [seconds(runs, "wall"), seconds(runs, "cpu"), megabytes(max(run.memory for run in runs))]
            print(f"{name:12}" + "".join(f"{cell:>18}" for cell in cells))
        print(f"{'ratio':12}{f'{times_curl(series, middle):.2f} ({times_curl(series, best):.2f})':>18}")
        print(f"GitLab alone, {series.gitlab_requests} requests, from the first to the last answer")
        for name, spans in [("driftcheck", series.client_at_gitlab), ("curl", series.curl_at_gitlab)]:
            print(f"{name:12}{f'{median(spans):.3f} ({min(spans):.3f}) s':>18}")
        ratio = f"{times_curl_at_gitlab(series, median):.2f} ({times_curl_at_gitlab(series, min):.2f})"
        print(f"{'ratio':12}{ratio:>18}")
    print()
    for verdict in verdicts:
        print(f"{'holds ' if verdict.holds else 'MISSED'}  {verdict.target}: {verdict.measured}")


def seconds(runs, quantity: str) -> str:
    return f"{middle(runs, quantity):.3f} ({best(runs, quantity):.3f}) s"


def megabytes(count: float) -> str:
    return f"{count / 10**6:.1f} MB"


def as_json(results: dict[int, Series], verdicts: list[Verdict], facts: dict[str, str]) -> dict:
    return {
        "facts": facts,
        "results": [{"projects": size, **asdict(series)} for size, series in sorted(results.items())],
        "targets": [asdict(verdict) for verdict in verdicts],
    }
