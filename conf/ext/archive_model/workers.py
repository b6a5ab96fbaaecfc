"""Pages read by several processes at once: each reads a share, and the first gathers them."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from itertools import chain, cycle
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from archive_model.kind import Kinds
from archive_model.page import Page
from archive_model.reading import Reading, read_page

LEAST = 500
"""Pages that are worth a process of their own. Fewer are read in the time that it takes to start and to report."""
PARCEL = 100
"""Pages that are packed together: more take longer to pack, since all that is in a parcel is compared."""
ROUNDS = 6
"""After so many rounds the first process is passed over: it also gathers what the others have read."""
CAN_FORK = sys.platform == "linux"
"""Elsewhere a process starts anew and imports everything again, or forking is not safe (macOS)."""


def begin_reading(docs: Path, docnames: Sequence[str], kinds: Kinds, jobs: int = 1) -> Callable[[], dict[str, Reading]]:
    """Begin with the pages of these names; what is given back ends it.

    It gives the pages with what is wrong with each, in this order. Meanwhile the first process may do something else.
    """
    shares = _shares(docnames, jobs)
    others = [_start(docs, share, kinds) for share in shares[1:]]

    def end() -> dict[str, Reading]:
        readings = {name: read_page(docs, name, kinds) for name in shares[0]}
        for share, other in zip(shares[1:], others, strict=True):
            readings.update(_gather(docs, share, kinds, *other))
        return {name: readings[name] for name in docnames}

    return end


def _shares(docnames: Sequence[str], jobs: int) -> list[list[str]]:
    """Names dealt out in turn, for pages that lie together are often alike; the first share is a little smaller."""
    number = max(1, min(jobs, len(docnames) // LEAST)) if CAN_FORK else 1
    turns = [*range(number)] * ROUNDS + [*range(1, number)]
    shares: list[list[str]] = [[] for _ in range(number)]
    for turn, name in zip(cycle(turns), docnames, strict=False):
        shares[turn].append(name)
    return shares


def _start(docs: Path, share: Sequence[str], kinds: Kinds) -> tuple[Connection, BaseProcess]:
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(
        target=_report, args=(here, there, docs, share, kinds), daemon=True
    )
    process.start()
    there.close()
    return here, process


def _report(here: Connection, there: Connection, docs: Path, share: Sequence[str], kinds: Kinds) -> None:
    """Send the fields of the pages. Their kinds stay behind: they must be those of the first process, no copies."""
    here.close()  # or nobody would notice that the first process is gone
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    there.send([_packed(docs, share[first : first + PARCEL], kinds) for first in range(0, len(share), PARCEL)])


def _packed(docs: Path, names: Sequence[str], kinds: Kinds) -> bytes:
    readings = (read_page(docs, name, kinds) for name in names)
    return pickle.dumps([(vars(page) | {"kind": None}, problems) for page, problems in readings])


def _gather(
    docs: Path, share: Sequence[str], kinds: Kinds, here: Connection, process: BaseProcess
) -> dict[str, Reading]:
    try:
        parcels: list[bytes] = here.recv()
    except (EOFError, OSError):  # it did not live to report
        return {name: read_page(docs, name, kinds) for name in share}
    finally:
        here.close()
    process.kill()  # all that it could still do is to take its pages apart again
    process.join()
    sent = chain.from_iterable(map(pickle.loads, parcels))
    return {
        name: Reading(Page(**{**fields, "kind": kinds.of_page(name)}), problems)
        for name, (fields, problems) in zip(share, sent, strict=True)
    }
