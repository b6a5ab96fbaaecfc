"""What was read last, kept for the next time: a file that has not changed since need not be read again."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from archive_model.bibliography import Bibliography, read_bibliography
from archive_model.kind import Kind, Kinds
from archive_model.problem import Problem
from archive_model.reading import Reading
from archive_model.workers import begin_reading

Signature = tuple[int, int, int]
"""When a file was written, when anything about it was changed, and its size."""
Sources = tuple[Bibliography, tuple[Problem, ...]]
SETTLED = 3_000_000_000
"""Nanoseconds. A file written less than this ago may be written again without a newer time: disks may count seconds."""


class PageShelf:
    """The pages and the bibliography of one folder, with what is wrong with each.

    A process that loads the archive at every save keeps it from one time to the next.
    """

    def __init__(self) -> None:
        self._origin: tuple[Path, tuple[Kind, ...]] | None = None
        self._pages: dict[str, tuple[Signature | None, Reading]] = {}
        self._sources: tuple[Path | None, Signature | None, Sources] = None, None, (Bibliography(), ())

    def load(
        self, docs: Path, docnames: Sequence[str], kinds: Kinds, bibliography: str, jobs: int = 1
    ) -> tuple[dict[str, Reading], Sources]:
        """The pages of these names in their order, and the bibliography. All other pages leave the shelf."""
        origin = docs, tuple(kinds.values())
        kept = self._pages if self._origin == origin else {}
        signatures = {name: _signature(f"{docs}/{name}.md") for name in docnames}
        same = {name for name, (seen, _reading) in kept.items() if seen and seen == signatures.get(name)}
        end_reading = begin_reading(docs, [name for name in docnames if name not in same], kinds, jobs)
        sources = self._read_sources(docs / bibliography, f"{docs.name}/{bibliography}")
        read = end_reading()
        readings = {name: kept[name][1] if name in same else read[name] for name in docnames}
        self._origin, self._pages = origin, {name: (signatures[name], readings[name]) for name in docnames}
        return readings, sources

    def _read_sources(self, file: Path, path: str) -> Sources:
        """The bibliography; ``path`` is its name in messages."""
        signature = _signature(str(file))
        if signature is None or self._sources[:2] != (file, signature):
            self._sources = file, signature, read_bibliography(file, path)
        return self._sources[2]


def _signature(file: str) -> Signature | None:
    """None where nothing can be said: the file is not there, or was written a moment ago."""
    try:
        found = os.stat(file)  # noqa: PTH116 - a path object for each of ten thousand files takes longer than the call
    except OSError:
        return None
    if time.time_ns() - found.st_mtime_ns < SETTLED:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size
