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
    """All rounds of one size."""

    requests: int
    bytes: int = 0
    driftcheck: list[Figures] = field(default_factory=list)
    replay: list[Figures] = field(default_factory=list)
    gitlab_requests: int = 0
    # GitLab alone: seconds for which it was read, by its own clock, one for each run.
    client_at_gitlab: list[float] = field(default_factory=list)
    curl_at_gitlab: list[float] = field(default_factory=list)


def best(runs: list[Figures], quantity: str) -> float:
    return min(getattr(run, quantity) for run in runs)


def middle(runs: list[Figures], quantity: str) -> float:
    return median(getattr(run, quantity) for run in runs)
