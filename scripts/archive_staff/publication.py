"""The new site takes the place of the old one only when it is whole.

A site is never written where readers are: it is put together beside the old one and then takes its name.
Files are shared (hard links) with the old site where they have not changed, and with what was built where they have,
so that they keep their time and cost nothing.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from archive_output.files import share

UNPUBLISHED = (".buildinfo*", ".archive-*", "*-macros.html", "*.map")
"""Names of files that are for the builder, or that the theme ships for its developers."""

WRITTEN_ANEW = frozenset({".html", ".bib", ".ris", ".json", ".pf_fragment", ".pf_index", ".pf_meta"})
"""Endings of files that a build never writes into: it replaces them (``archive_output.files``)."""

SITE_FILES = ("index.html", "objects.inv", "search-names/all-keys.json")
"""Files by which a published site is known."""


def publish(built: Path, out: Path) -> tuple[int, int]:
    """Make ``out`` equal to ``built``; the numbers of files written and of files taken away.

    Nothing is touched where nothing has changed. An interruption leaves the old site or the new one.
    """
    recover(out)
    wanted = dict(_files(built))
    present = dict(_files(out))
    changed = {name for name, file in wanted.items() if name not in present or not same_content(file, present[name])}
    gone = present.keys() - wanted.keys()
    if not changed and not gone:
        return 0, 0
    fresh, old = _beside(out, "new"), _beside(out, "old")
    _delete(fresh)
    for folder in {(fresh / name).parent for name in wanted}:
        folder.mkdir(parents=True, exist_ok=True)
    for name, file in wanted.items():
        target = fresh / name
        if name in changed:
            _put(file, target)
        else:
            share(present[name], target)
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    _delete(old)
    return len(changed), len(gone)


def may_replace(out: Path) -> bool:
    """Whether a folder is missing, empty, or a site that was published before; anything else is somebody's."""
    if not out.exists():
        return True
    return out.is_dir() and (is_site(out) or not any(out.iterdir()))


def is_site(folder: Path) -> bool:
    """Whether a folder holds a published site."""
    return all((folder / name).is_file() for name in SITE_FILES)


def recover(out: Path) -> None:
    """Put right what an interruption between two renamings left: the old site without its name."""
    old = _beside(out, "old")
    if old.exists() and not out.exists():
        old.rename(out)
    _delete(old)
    _delete(_beside(out, "new"))


def _beside(out: Path, word: str) -> Path:
    return out.with_name(f".{out.name}.{word}")


def _delete(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _put(file: Path, target: Path) -> None:
    """Give a built file to the site: under a second name where a build never writes into it, else as a copy."""
    if file.suffix in WRITTEN_ANEW:
        share(file, target)
    else:
        shutil.copy2(file, target)  # with its time, by which the next build knows it


def same_content(file: Path, other: Path) -> bool:
    """Whether two files are alike; those of one size and time are, for a copy keeps its time."""
    one, two = file.stat(), other.stat()
    if os.path.samestat(one, two):
        return True
    if one.st_size != two.st_size:
        return False
    return one.st_mtime_ns == two.st_mtime_ns or filecmp.cmp(file, other, shallow=False)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files to publish, by their path below the folder."""
    for around, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if not any(fnmatch(name, pattern) for pattern in UNPUBLISHED):
                file = Path(around) / name
                yield file.relative_to(folder).as_posix(), file
