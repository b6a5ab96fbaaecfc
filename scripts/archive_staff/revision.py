"""Changes to text files: shown before they are made, made whole, and only where they are meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive_output.files import replaced

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

    def write(self) -> None:
        """Make the change.

        :raises ChangedMeanwhileError: somebody has written the file since it was read; it is left as it is.
        """
        if _read(self.file) != self.old:
            raise ChangedMeanwhileError(self.path)
        with replaced(self.file) as fresh:
            fresh.write_text(self.new, encoding="utf-8", newline="")


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8")
