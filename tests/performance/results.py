"""What was measured: a row for each generator, size and thing done, with the cost of every run."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

OURS = "this archive"
FLOOR = "markdown-it"
"""The parser of Markdown alone, below which no build can go."""

COLD = "cold build, 1 process"
AGAIN = "nothing changed"
WORD = "one word changed"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took, with all the processes that it started."""

    cpu: float
    """Seconds of the processors, user and system."""
    wall: float
    """Seconds by the clock."""
    memory: int = 0
    """The most bytes at one moment; memory shared by processes counts once, where the system tells."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a made-up archive is."""

    days: int
    pages: int
    kilobytes: float
    """Of Markdown; a thousand bytes each."""
    shape: str = "usual"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing done at one size, as often as asked for."""

    generator: str
    what: str
    size: Size
    costs: tuple[Cost, ...] = ()
    """None where it could not be done; ``note`` says why."""
    files: int = 0
    """Files written into the site in the last run."""
    written: int = 0
    """Their bytes."""
    note: str = ""

    @property
    def cost(self) -> Cost:
        """The median run."""
        return Cost(
            statistics.median(cost.cpu for cost in self.costs),
            statistics.median(cost.wall for cost in self.costs),
            int(statistics.median(cost.memory for cost in self.costs)),
        )

    @property
    def noisy(self) -> bool:
        """Whether the runs lie so far apart that the median says little."""
        times = [cost.cpu for cost in self.costs]
        return bool(times) and max(times) > 1.25 * min(times) and max(times) - min(times) > 0.2


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader's first search transfers."""

    generator: str
    days: int
    what: str
    transferred: int = 0
    """Bytes of the answers' bodies, compressed as a host compresses them."""
    requests: int = 0
    shown: int = 0
    """Results shown."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """All that a run of the benchmark found."""

    rows: tuple[Row, ...] = ()
    queries: tuple[Query, ...] = ()
