"""Pages split over processes: each process takes one share of them and gives back one result.

Sphinx starts a process for a few pages at a time, and each sends the whole environment back, which grows with the
pages that were read: together more than in proportion. One share for each process is sent back once.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sphinx.util.parallel import ParallelTasks

T = TypeVar("T")
WORTH_SPLITTING = 48
"""Pages; a process costs as much as some pages do."""


def split(names: Sequence[str], number: int) -> list[Sequence[str]]:
    """As many shares of about the same length; pages that lie together are alike, so they are dealt out in turn."""
    return [share for first in range(number) if (share := names[first::number])]


def work_in_shares(
    names: Sequence[str], number: int, work: Callable[[Sequence[str]], T]
) -> Iterator[tuple[Sequence[str], T]]:
    """Each share with the result of its process, in the order of the shares."""
    shares = split(names, number)
    results: dict[int, T] = {}

    def keep(share: Sequence[str], result: T) -> None:
        results[shares.index(share)] = result

    tasks = ParallelTasks(number)
    gc.collect()
    gc.freeze()  # what is there lives to the end; a process that looked through it would make its own copy of it
    for share in shares:
        tasks.add_task(work, share, keep)
    tasks.join()
    yield from ((share, results[place]) for place, share in enumerate(shares))


def counted(names: Sequence[str], title: str) -> Iterator[str]:
    """The names, while the step is told to whoever started Sphinx; of several processes, all tell theirs."""
    told = -1
    for number, name in enumerate(names):
        percent = 100 * number // len(names)
        if percent // 5 > told:
            told = percent // 5
            print(f"{title}... [{percent:3d}%] {name}", flush=True)  # noqa: T201 - a worker's log is held back
        yield name
    sys.stdout.flush()
