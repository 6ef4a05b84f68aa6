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
    """All rounds of one pair: driftcheck, and curl (with git, where there are repositories) with the same requests."""

    title: str
    requests: int
    bytes: int = 0
    driftcheck: list[Figures] = field(default_factory=list)
    bare: list[Figures] = field(default_factory=list)


@dataclass
class Results:
    """What was measured at one size."""

    # The cluster, without anything else in the configuration.
    cluster: Series
    # The cluster and its GitLab.
    with_gitlab: Series
    # All systems, without copies of the repositories from an earlier check, and with such.
    cold: Series
    warm: Series
    # driftcheck's GitLab client without a cluster; the wall time is GitLab's, from the first request to the last answer.
    gitlab: Series
    # The Python script over all systems, with its copies of the repositories; empty where it could not run.
    python: list[Figures]

    def checks(self) -> list[Series]:
        """Those of the whole program."""
        return [self.cluster, self.with_gitlab, self.cold, self.warm]

    def all(self) -> list[Series]:
        return [*self.checks(), self.gitlab]


def best(runs: list[Figures], quantity: str) -> float:
    return min(getattr(run, quantity) for run in runs)


def middle(runs: list[Figures], quantity: str) -> float:
    return median(getattr(run, quantity) for run in runs)


def times_bare(series: Series, choose, quantity: str = "wall") -> float:
    return choose(series.driftcheck, quantity) / choose(series.bare, quantity)
