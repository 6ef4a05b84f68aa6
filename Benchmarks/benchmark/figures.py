"""What was measured."""
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Figures:
    """Of one run: seconds of wall time, seconds of CPU time, peak memory in bytes of its largest process."""

    wall: float
    cpu: float
    memory: int


@dataclass
class Series:
    """All rounds of one pair: driftcheck, and curl with the same requests."""

    title: str
    requests: int
    bytes: int = 0
    driftcheck: list[Figures] = field(default_factory=list)
    curl: list[Figures] = field(default_factory=list)


@dataclass
class Results:
    """What was measured at one size."""

    # The cluster, without a GitLab in the configuration.
    cluster: Series
    # The cluster and its GitLab.
    whole: Series
    # driftcheck's GitLab client without a cluster; the wall time is GitLab's, from the first request to the last answer.
    gitlab: Series

    def all(self) -> list[Series]:
        return [self.cluster, self.whole, self.gitlab]


def best(runs: list[Figures], quantity: str) -> float:
    return min(getattr(run, quantity) for run in runs)


def middle(runs: list[Figures], quantity: str) -> float:
    return median(getattr(run, quantity) for run in runs)


def times_curl(series: Series, choose, quantity: str = "wall") -> float:
    return choose(series.driftcheck, quantity) / choose(series.curl, quantity)
