"""From the bytes of a file to text: UTF-8, with or without a byte order mark, with any line ends."""

from __future__ import annotations

import re
from pathlib import Path

from archive_model.problem import Code, Fault

LARGEST = 2_000_000
"""Bytes. A day of a thousand pages of notes has about this much text; more is a picture or a mistake."""
LARGEST_LIST = 100_000_000
"""Bytes. Files that tell of the whole archive grow with it: a ledger of ten thousand pages has some megabytes."""
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML refuses, and what YAML or docutils, but no editor, takes for the end of a line."""


class SourceFileError(Exception):
    """The file holds no text that the archive can read."""

    def __init__(self, line: int, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.fault = Fault(line, code, message, hint)


def read_source_file(file: Path) -> str:
    """The text of a page, with line feeds at the end of its lines.

    :raises SourceFileError: the file is empty, or :func:`read_text` cannot read it.
    """
    text = read_text(file)
    if not text.strip():
        raise SourceFileError(1, Code.EMPTY, "The file is empty.", "Write the page, or delete the file.")
    return text


def read_text(file: Path, largest: int = LARGEST) -> str:
    """The text of a file of at most so many bytes, with line feeds at the end of its lines.

    :raises SourceFileError: the file cannot be opened, is too large or not text.
    """
    text = _decoded(_content(file, largest)).replace("\r\n", "\n").replace("\r", "\n")
    if found := UNUSABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        if found[0] == "\0":
            raise SourceFileError(line, Code.ENCODING, "This line is not text.", _SAVE)
        raise SourceFileError(line, Code.ENCODING, "This line holds a character that cannot be used.", RETYPE)
    return text


_SAVE = "Save the file again with the encoding UTF-8 (in Notepad: Save as, Encoding)."
RETYPE = "Delete it and type it again; pasted text can hold invisible characters."


def _content(file: Path, largest: int) -> bytes:
    try:
        size = file.stat().st_size
        if size <= largest:
            return file.read_bytes()
    except OSError as error:
        raise SourceFileError(1, Code.LOCATION, "The file cannot be opened.", "Delete it, or put it back.") from error
    message = f"The file has {size / 1e6:.1f} MB; a file may have {largest / 1e6:.0f} MB."
    raise SourceFileError(1, Code.SIZE, message, "Split it, or put pictures into docs/media/.")


def _decoded(raw: bytes) -> str:
    if raw.startswith(UTF_16_MARKS):
        raise SourceFileError(1, Code.ENCODING, "The file is UTF-16, not UTF-8 text.", _SAVE)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(error.object[: error.start + 1].splitlines())
        raise SourceFileError(line, Code.ENCODING, "This line is not UTF-8 text.", _SAVE) from error
