"""Everything that is measured, one row after the other."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from .corpus import DENSE, USUAL, Corpus, Shape
from .dialects import Archive
from .indexes import INDEXES
from .measurement import CommandError, measure
from .peers import PEERS, Peer, index_alone, index_query, sizes_for
from .results import COLD, OURS, Query, Row
from .sample import write_sample
from .scenarios import SITE, Step, archive_steps, parse_alone, run_steps
from .searching import chromium, first_queries
from .serving import measure_serving

TRIAL = 8
"""Days of the archive that is built before anything is measured, so that no run pays for compiling Python."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be measured."""

    days: tuple[int, ...]
    dense: bool = False
    peers: bool = True
    jobs: tuple[int, ...] = (1,)
    runs: int = 1
    limit: int = 300
    """The most days for generators whose cost is quadratic."""
    others: int = 1000
    """The most days for the other generators, which take hours at ten thousand."""

    @property
    def days_of_others(self) -> tuple[int, ...]:
        """The sizes at which other generators are measured too."""
        return tuple(days for days in self.days if days <= self.others) or self.days[:1]


def measure_all(wishes: Wishes) -> Iterator[Row | Query]:
    """Size by size this archive and the others, each in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="archive-speed-") as folder, chromium() as browser:
        root = Path(folder)
        measure(archive_steps((1,))[1].command, write_sample(Archive, Corpus(TRIAL), root / "trial").root)
        for days in wishes.days:
            yield from _ours(wishes, days, USUAL, root / f"archive-{days}", browser)
            for peer in PEERS if wishes.peers else ():
                yield from _peer(wishes, peer, days, root / f"{peer.package}-{days}")
        if wishes.dense:
            yield from _ours(wishes, min(wishes.days), DENSE, root / "archive-dense", browser)


def _ours(wishes: Wishes, days: int, shape: Shape, root: Path, browser: Browser | None) -> Iterator[Row | Query]:
    sample = write_sample(Archive, Corpus(days, shape), root)
    yield parse_alone(sample, wishes.runs)
    yield from run_steps(OURS, archive_steps(wishes.jobs), sample, wishes.runs)
    if shape is USUAL:
        yield from first_queries(sample.built / SITE, days, browser)
        for name in INDEXES if wishes.peers else ():
            yield from run_steps(f"{name}'s index", [index_alone(name, sample.built / SITE)], sample, 1)
            yield from index_query(name, sample)
        yield from measure_serving(sample, wishes.runs, browser)


def _peer(wishes: Wishes, peer: Peer, days: int, root: Path) -> Iterator[Row | Query]:
    """Another program beside this archive of so many days; one whose cost is quadratic at its own sizes, once."""
    sizes = sizes_for(peer, wishes.days_of_others, wishes.limit)
    if days not in sizes and not (peer.quadratic and days == min(wishes.days)):
        return
    trial = write_sample(peer.dialect, Corpus(TRIAL), root / "trial")
    first: Step = peer.steps()[0]
    try:
        measure([part.replace("{root}", str(trial.root)) for part in first.command], trial.root)
    except CommandError as error:
        yield Row(peer.name, COLD, trial.size, note=f"left out ({peer.package} {peer.version()}): {error}")
        return
    for size in (days,) if days in sizes else sizes:
        sample = write_sample(peer.dialect, Corpus(size), root / str(size))
        yield from run_steps(peer.name, peer.steps(), sample, wishes.runs)
        yield from peer.queries(sample)


def notes_on(wishes: Wishes) -> list[str]:
    """What a reader of the tables must know of how they were made."""
    notes = [f"Median of {wishes.runs} runs." if wishes.runs > 1 else "One run."]
    limited = [peer.name for peer in PEERS if peer.quadratic]
    if wishes.peers and max(wishes.days) > wishes.limit:
        small, large = sizes_for(PEERS[0], wishes.days_of_others, wishes.limit)
        names = " and ".join(limited)
        notes.append(f"{names}: only at {small} and {large} days, since their cost grows with the square of the size.")
    if wishes.peers and wishes.days_of_others != wishes.days:
        notes.append(f"Other programs: up to {max(wishes.days_of_others):,} days.")
    return notes
