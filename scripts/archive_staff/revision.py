"""Changes to files: shown before they are made, made whole or not at all, and only where they are meant.

What is half-written lies below ``_build``, so that a command that is killed leaves nothing among the pages.
"""

from __future__ import annotations

import difflib
import errno
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
MARK = "\ufeff"
"""The byte order mark, with which some editors begin a file."""


class NotWrittenError(Exception):
    """A file is left as it is; says which and why, and what to do."""


class Line(NamedTuple):
    """What a line was when somebody looked, and what it shall be; both without its end."""

    old: str
    new: str


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
        old = _read(file, path)
        return cls(file, path, old, change(old))

    @classmethod
    def of_lines(cls, file: Path, path: str, lines: Mapping[int, Line]) -> Revision:
        """Other words for some lines, by their numbers from 1.

        :raises NotWrittenError: a line is no longer what it was.
        """
        old = _read(file, path)
        kept = [found[0] for found in LINE.finditer(old)]
        for number, (was, words) in lines.items():
            found = kept[number - 1] if number <= len(kept) else ""
            if found.removeprefix(MARK).rstrip("\r\n") != was:
                raise _changed(path)
            kept[number - 1] = found.replace(was, words, 1)
        return cls(file, path, old, "".join(kept))

    def diff(self) -> Iterator[str]:
        """The change in the form of ``diff -u``, without line ends."""
        before, after = (text.splitlines() for text in (self.old, self.new))
        return difflib.unified_diff(before, after, self.path, self.path, n=1, lineterm="")

    @property
    def before(self) -> bytes:
        """What the file holds until then."""
        return self.old.encode("utf-8")

    @property
    def after(self) -> bytes:
        """What it shall hold."""
        return self.new.encode("utf-8")

    def write(self, stage: Path) -> None:
        """Make the change, by way of the folder ``stage``.

        :raises NotWrittenError: somebody has written the file since it was read, or it cannot be written.
        """
        with _told(self.path), _staged(stage, self.after) as fresh:
            if _read(self.file, self.path) != self.old:
                raise _changed(self.path)
            shutil.copymode(self.file, fresh)
            put_in_place(fresh, self.file)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is not there yet."""

    file: Path
    path: str
    """As messages name it."""
    raw: bytes

    @property
    def before(self) -> None:
        """Nothing."""

    @property
    def after(self) -> bytes:
        """What it shall hold."""
        return self.raw

    def write(self, stage: Path) -> None:
        """Write it, by way of the folder ``stage``.

        :raises FileExistsError: there is a file of this name; it is left as it is.
        :raises NotWrittenError: it cannot be written.
        """
        with _told(self.path), _staged(stage, self.raw) as fresh:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            try:
                if os.name == "nt":
                    fresh.rename(self.file)  # refuses on Windows where there is one
                else:
                    self.file.hardlink_to(fresh)
            except FileExistsError:
                raise
            except OSError as error:  # another disk, or one on which a file cannot have two names
                if self.file.exists():
                    raise FileExistsError(error.errno, error.strerror, self.path) from error
                put_in_place(fresh, self.file)


@dataclass(frozen=True, slots=True)
class Removal:
    """A file that shall not be there any more."""

    file: Path
    path: str
    """As messages name it."""
    before: bytes

    @property
    def after(self) -> None:
        """Nothing."""

    def write(self, stage: Path) -> None:  # noqa: ARG002 - as of the others
        """Take it away.

        :raises NotWrittenError: somebody has written the file since it was read, or it cannot be taken away.
        """
        with _told(self.path):
            if self.file.read_bytes() != self.before:
                raise _changed(self.path)
            self.file.unlink()


Change = NewFile | Revision | Removal


def changed_or_new(file: Path, path: str, change: Callable[[str], str]) -> Revision | NewFile:
    """Another text for a file, or a first one where it is not there yet; ``change`` gets an empty text then."""
    return Revision.of(file, path, change) if file.is_file() else NewFile(file, path, change("").encode("utf-8"))


def put_in_place(fresh: Path, file: Path) -> None:
    """Let a whole file take the place of another."""
    try:
        fresh.replace(file)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = file.with_name(f".{file.name}.new")  # the pages lie on another disk
        shutil.copyfile(fresh, beside)
        beside.replace(file)


@contextmanager
def _told(path: str) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        message = f"{path} cannot be written. Close it in other programs, and try again."
        raise NotWrittenError(message) from error


def _changed(path: str) -> NotWrittenError:
    return NotWrittenError(f"{path} was changed meanwhile and is left as it is. Run the command again.")


@contextmanager
def _staged(stage: Path, raw: bytes) -> Iterator[Path]:
    stage.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=stage) as folder:
        file = Path(folder, "file")
        file.write_bytes(raw)
        yield file


def _read(file: Path, path: str) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotWrittenError(f"{path} cannot be read any more, and is left as it is.") from error
