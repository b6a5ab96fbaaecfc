"""Marks of what a site is made from and of the site itself: where both are as they were, there is nothing to build.

Pages are told apart by what they hold, because times of files do not tell a change: a copy put back has the old one.
Of the published site, whose files only a build writes, sizes and times are enough.
"""

from __future__ import annotations

import hashlib
import json
import os
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How things stood when a site was published without a problem."""

    inputs: str
    site: str
    pages: int
    """How many pages the edition has."""

    def write(self, file: Path) -> None:
        """Keep it."""
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")


def read_fingerprint(file: Path) -> Fingerprint | None:
    """The one that was kept; None where there is none."""
    try:
        return Fingerprint(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def digest_of(parts: Iterable[bytes]) -> str:
    """A mark of parts in their order; where one ends matters."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def files_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All files by their path below the folder, in the order of their paths."""
    waiting = [(folder, "")]
    found: list[tuple[str, os.DirEntry[str]]] = []
    while waiting:
        around, prefix = waiting.pop()
        for entry in os.scandir(around) if around.is_dir() else ():
            if entry.is_dir():
                waiting.append((Path(entry.path), f"{prefix}{entry.name}/"))
            else:
                found.append((f"{prefix}{entry.name}", entry))
    yield from sorted(found, key=lambda pair: pair[0])


def contents(folder: Path) -> Iterator[bytes]:
    """The path and the content of each file; Python's caches are left out."""
    for path, entry in files_below(folder):
        if "__pycache__/" not in path:
            yield path.encode()
            yield Path(entry.path).read_bytes()


def times(folder: Path) -> Iterator[bytes]:
    """The path, the size and the time of each file."""
    for path, entry in files_below(folder):
        state = entry.stat()
        yield f"{path} {state.st_size} {state.st_mtime_ns}".encode()


def installed_packages() -> Iterator[bytes]:
    """The names and versions of the packages that are installed beside this one."""
    folder = Path(sysconfig.get_path("purelib"))
    yield from sorted(entry.name.encode() for entry in folder.glob("*.dist-info"))
