"""Changes to text files: shown before they are made, made whole or not at all, and only where they are meant.

What is half-written lies below ``_build``, so that a command that is killed leaves nothing among the pages.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class ChangedMeanwhileError(Exception):
    """The file is no longer what the change was made for."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A text file before and after a change; byte order mark and line ends stay as they are."""

    file: Path
    path: str
    """As messages name it."""
    old: str
    new: str

    @classmethod
    def of(cls, file: Path, path: str, change: Callable[[str], str]) -> Revision:
        """Another text for the whole file."""
        old = _read(file)
        return cls(file, path, old, change(old))

    @classmethod
    def of_lines(cls, file: Path, path: str, lines: Mapping[int, str]) -> Revision:
        """Other words for some lines, by their numbers from 1."""
        old = _read(file)
        kept = [found[0] for found in LINE.finditer(old)]
        for number, words in lines.items():
            end = kept[number - 1][len(kept[number - 1].rstrip("\r\n")) :]
            kept[number - 1] = words + end
        return cls(file, path, old, "".join(kept))

    def diff(self) -> Iterator[str]:
        """The change in the form of ``diff -u``, without line ends."""
        before, after = (text.splitlines() for text in (self.old, self.new))
        return difflib.unified_diff(before, after, self.path, self.path, n=1, lineterm="")

    def write(self, stage: Path) -> None:
        """Make the change, by way of the folder ``stage``.

        :raises ChangedMeanwhileError: somebody has written the file since it was read; it is left as it is.
        """
        with _staged(stage, self.new.encode("utf-8")) as fresh:
            if _read(self.file) != self.old:
                raise ChangedMeanwhileError(self.path)
            shutil.copymode(self.file, fresh)
            fresh.replace(self.file)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is not there yet."""

    file: Path
    path: str
    """As messages name it."""
    raw: bytes

    def write(self, stage: Path) -> None:
        """Write it, by way of the folder ``stage``.

        :raises FileExistsError: there is a file of this name; it is left as it is.
        """
        with _staged(stage, self.raw) as fresh:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            if os.name == "nt":
                fresh.rename(self.file)  # refuses on Windows where there is one
                return
            try:
                self.file.hardlink_to(fresh)
            except FileExistsError:
                raise
            except OSError:  # a file system without hard links
                with self.file.open("xb") as new:
                    new.write(self.raw)


@contextmanager
def _staged(stage: Path, raw: bytes) -> Iterator[Path]:
    stage.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=stage) as folder:
        file = Path(folder, "file")
        file.write_bytes(raw)
        yield file


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8")
