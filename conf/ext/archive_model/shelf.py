"""What was read last, kept for the next time: a file that has not changed since need not be read again."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from archive_model.bibliography import BIBLIOGRAPHY, Bibliography, read_bibliography
from archive_model.kind import Kind, Kinds
from archive_model.link_record import RECORD, LinkRecord, read_link_record
from archive_model.permalinks import LEDGER, Permalinks, read_permalinks
from archive_model.problem import Problem
from archive_model.reading import Reading
from archive_model.workers import begin_reading

Signature = tuple[int, int, int]
"""When a file was written, when anything about it was changed, and its size."""
T = TypeVar("T")
SETTLED = 3_000_000_000
"""Nanoseconds. A file written less than this ago may be written again without a newer time: disks may count seconds."""


class BesidePages(NamedTuple):
    """The files that tell of the whole archive, each with what is wrong with it."""

    bibliography: tuple[Bibliography, tuple[Problem, ...]]
    permalinks: tuple[Permalinks, tuple[Problem, ...]]
    link_record: tuple[LinkRecord, tuple[Problem, ...]]


class PageShelf:
    """The pages of one folder and the files beside them, with what is wrong with each.

    A process that loads the archive at every save keeps it from one time to the next.
    """

    def __init__(self) -> None:
        self._origin: tuple[Path, tuple[Kind, ...]] | None = None
        self._pages: dict[str, tuple[Signature | None, Reading]] = {}
        self._single: dict[Path, tuple[Signature | None, Any]] = {}

    def load(
        self, docs: Path, docnames: Sequence[str], kinds: Kinds, jobs: int = 1
    ) -> tuple[dict[str, Reading], BesidePages]:
        """The pages of these names in their order, and the files beside them.

        All other pages leave the shelf.
        """
        origin = docs, tuple(kinds.values())
        kept = self._pages if self._origin == origin else {}
        signatures = {name: _signature(f"{docs}/{name}.md") for name in docnames}
        same = {name for name, (seen, _reading) in kept.items() if seen and seen == signatures.get(name)}
        end_reading = begin_reading(docs, [name for name in docnames if name not in same], kinds, jobs)
        beside = BesidePages(
            self._read(docs / BIBLIOGRAPHY, read_bibliography),
            self._read(docs / LEDGER, read_permalinks),
            self._read(docs / RECORD, read_link_record),
        )
        read = end_reading()
        readings = {name: kept[name][1] if name in same else read[name] for name in docnames}
        self._origin, self._pages = origin, {name: (signatures[name], readings[name]) for name in docnames}
        return readings, beside

    def _read(self, file: Path, read: Callable[[Path, str], T]) -> T:
        """What a file beside the pages holds, which is told by its name in messages as well."""
        signature = _signature(str(file))
        known = self._single.get(file)
        if known and signature and known[0] == signature:
            return cast("T", known[1])
        found = read(file, f"{file.parent.name}/{file.name}")
        self._single[file] = signature, found
        return found


def _signature(file: str) -> Signature | None:
    """None where nothing can be said: the file is not there, or was written a moment ago."""
    try:
        found = os.stat(file)  # noqa: PTH116 - a path object for each of ten thousand files takes longer than the call
    except OSError:
        return None
    if time.time_ns() - found.st_mtime_ns < SETTLED:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size
