"""What came in: what kind of file it is, found by its content, and refused in a sentence where it is of no use."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

Form = Literal["docx", "odt", "html", "markdown", "text"]

LARGEST = 100_000_000
"""Bytes of a file; a long report with pictures has a tenth of it."""
LARGEST_UNPACKED = 500_000_000
"""Bytes of what is packed in a document; more is a mistake, or meant to do harm."""
MOST_PARTS = 10_000
LARGEST_PART = 50_000_000
"""Bytes of a part with text, unpacked; a thousand pages have a tenth of it."""
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of Word 97 to 2003 begins, and one with a password."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ODT = b"application/vnd.oasis.opendocument.text"
HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*"
    r"<(?:!doctype html|html|head|body|article|main|section|div|table|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
WORD = re.compile(r"word/document\d*\.xml\Z")
TEXT = (".xml", ".rels")
"""How the names of parts with text end."""
CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
"""How a web page says how its letters are written."""
DTD = b"<!DOCTYPE"


class IntakeError(ValueError):
    """The file is of no use; says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Notes:
    """A file that can be read."""

    form: Form
    raw: bytes
    """Text is UTF-8 here, whatever it was."""
    remarks: tuple[str, ...] = ()
    """What a person should know of it."""


def recognise(raw: bytes, name: str) -> Notes:
    """The kind of a file, by its content; by its ``name`` only where that says nothing.

    :raises IntakeError: nothing can be made of it.
    """
    if not raw.strip():
        raise IntakeError("The file is empty.")
    if len(raw) > LARGEST:
        raise IntakeError(
            f"The file has {len(raw) / 1e6:.0f} MB; at most {LARGEST / 1e6:.0f} MB are read. Make it smaller."
        )
    if raw.startswith(b"PK"):
        return Notes(_packed(raw), raw)
    if raw.startswith(OLD_WORD):
        if ENCRYPTED in raw:
            raise IntakeError("The file is protected by a password. Open it in Word and save it without one.")
        raise IntakeError("This is a file of Word 97 to 2003. Open it in Word and save it as .docx.")
    if raw.startswith(b"%PDF"):
        raise IntakeError("PDF files cannot be read. Copy the text out of it, or ask for the Word file behind it.")
    if raw.startswith(b"{\\rtf"):
        raise IntakeError("This is rich text (RTF). Open it in Word or LibreOffice, and save it as .docx.")
    return _text(raw, name)


def _packed(raw: bytes) -> Form:
    damaged = "The file is damaged. Open it in Word or LibreOffice, save it under another name, and take that one."
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = {part.filename: part for part in packed.infolist()}
            if sum(part.file_size for part in parts.values()) > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
                raise IntakeError(
                    f"What is packed in the file has more than {LARGEST_UNPACKED / 1e6:.0f} MB. It is not read."
                )
            if any(part.file_size > LARGEST_PART for name, part in parts.items() if name.endswith(TEXT)):
                raise IntakeError("The text in the file is far longer than that of any document. It is not read.")
            if any(part.flag_bits & 1 for part in parts.values()):
                raise IntakeError("The file is protected by a password. Save it without one.")
            if packed.testzip():
                raise IntakeError(damaged)
            xml = [name for name in parts if name.endswith(TEXT)]
            if any(DTD in packed.read(name)[:1000] for name in xml):
                raise IntakeError("The file holds definitions that no document needs. It is not read.")
            if any(WORD.match(name) for name in parts):
                return "docx"
            if "mimetype" in parts and packed.read("mimetype").startswith(ODT):
                return "odt"
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        if isinstance(error, IntakeError):
            raise
        raise IntakeError(damaged) from error
    raise IntakeError("This is a packed file, but no document. Unpack it, and take the document in it.")


def _text(raw: bytes, name: str) -> Notes:
    ending = name.rpartition(".")[2].lower()
    is_html = ending in ("html", "htm", "xhtml") or HTML.match(raw[:2000].decode("latin-1"))
    text, told = _decoded(raw, is_html=bool(is_html))
    if "\0" in text:
        raise IntakeError("The file is neither a document nor text. Save it as .docx, .odt, .html or plain text.")
    form: Form = "html" if is_html else "markdown" if ending in ("md", "markdown") else "text"
    remarks = () if told else ("The file does not say how its letters are written. Look at accents and quotes.",)
    return Notes(form, text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8"), remarks)


def _decoded(raw: bytes, *, is_html: bool) -> tuple[str, bool]:
    """The text of a file, and whether it is sure how its letters are written."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace"), True
    try:
        return raw.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        found = CHARSET.search(raw[:2000]) if is_html else None
        with suppress(LookupError):
            return raw.decode(found[1].decode("ascii") if found else "cp1252", errors="replace"), bool(found)
        return raw.decode("cp1252", errors="replace"), False
