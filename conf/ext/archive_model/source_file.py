"""From the bytes of a file to text: UTF-8, with or without a byte order mark, with any line ends."""

from __future__ import annotations

from pathlib import Path

from archive_model.problem import Code

LARGEST = 2_000_000
"""Bytes. A day of a thousand pages of notes has about this much text; more is a picture or a mistake."""


class SourceFileError(Exception):
    """The file holds no text that the archive can read."""

    def __init__(self, line: int, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.code, self.message, self.hint = line, code, message, hint


def read_source_file(file: Path) -> str:
    """The text of a page, with line feeds at the end of its lines.

    :raises SourceFileError: the file is empty, too large or not text.
    """
    size = file.stat().st_size
    if size > LARGEST:
        message = f"The page has {size / 1e6:.1f} MB; a page may have {LARGEST / 1e6:.0f} MB."
        raise SourceFileError(1, Code.SIZE, message, "Split it, or put pictures into docs/media/.")
    raw = file.read_bytes()
    if not raw.strip():
        raise SourceFileError(1, Code.EMPTY, "The file is empty.", "Write the page, or delete the file.")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise SourceFileError(1, Code.ENCODING, "The file is UTF-16, not UTF-8 text.", _SAVE)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceFileError(line, Code.ENCODING, "This line is not UTF-8 text.", _SAVE) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SourceFileError(line, Code.ENCODING, "This line is not text.", _SAVE)
    return text.replace("\r\n", "\n").replace("\r", "\n")


_SAVE = "Save the file again with the encoding UTF-8 (in Notepad: Save as, Encoding)."
