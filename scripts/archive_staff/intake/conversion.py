"""From a file to a tree of paragraphs, headings and tables, and from that to Markdown; both by pandoc."""

from __future__ import annotations

import base64
import io
import re
import subprocess
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import unquote, unquote_to_bytes

import panflute as pf
import pypandoc

from archive_model.source_file import UNUSABLE
from archive_staff.intake import open_document, web, word
from archive_staff.intake.notes import IntakeError, Notes
from archive_staff.intake.packed import part_of

READERS = {
    "docx": "docx+styles",
    "odt": "odt",
    "html": "html",
    "markdown": "commonmark+pipe_tables+footnotes",
}
WRITER = "commonmark+pipe_tables+footnotes"
CLEANERS: dict[str, Any] = {"docx": word, "odt": open_document, "html": web}
"""By form, what takes away from a file what is not seen, and tells the words that are left."""
PICTURES = {"docx": "word/", "odt": ""}
"""By form, the folder in the file from which the text counts its pictures."""
LONGEST = 120
"""Seconds for a file; two hundred pages take two."""
MEMORY = "1500m"
"""Of pandoc, in the words of its runtime."""
SIGNS = {"bullet": re.compile(r"[-*•–]\s+"), "number": re.compile(r"(?:\d{1,3}|[a-z])[.)]\s+")}
"""With what lines of plain text begin that are entries of a list."""
UNDERLINE = re.compile(r"={3,}|-{3,}")
FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\n(?:(?:title:[ \t]*(?P<title>.*)|(?!---[ \t]*$).*)\n)*?---[ \t]*(?:\n|\Z)", re.MULTILINE
)
"""Data at the top of a Markdown file, which other programs put there."""


class Reading(NamedTuple):
    """A file as it was read."""

    doc: pf.Doc
    """Its text as pandoc sees it."""
    words: str
    """The words that a person sees in it."""
    remarks: list[str]
    """What a person should know of it."""


def read_notes(notes: Notes) -> Reading:
    """The text of a file.

    :raises IntakeError: it cannot be read.
    """
    remarks = list(notes.remarks)
    if notes.form == "text":
        text = notes.raw.decode("utf-8")
        return Reading(_plain(text), text, remarks)
    raw, words, title = notes.raw, "", ""
    if notes.form == "markdown" and (front := FRONT_MATTER.match(raw.decode("utf-8"))):
        raw, title = raw[len(front[0].encode("utf-8")) :], front["title"] or ""
        remarks.append("Of what stands between the lines of three hyphens at its top, only the title was taken.")
    if cleaner := CLEANERS.get(notes.form):
        try:
            raw, found = cleaner.without_unseen(raw)
            words = cleaner.words_in(raw)
        except (SyntaxError, KeyError, ValueError) as error:  # an XML ParseError is a SyntaxError
            raise IntakeError("The file is damaged. Open it, save it under another name, and take that one.") from error
        remarks += found
    doc = pf.load(io.StringIO(_pandoc(raw, "--from", READERS[notes.form], "--to", "json")))
    if notes.form == "html":
        doc.metadata = {}  # the name of a window is no part of the page
    if title:
        doc.metadata["title"] = pf.MetaString(title.strip(" \"'"))
    if not pf.stringify(doc).strip():
        raise IntakeError("No text was found in the file. Copy the text out of it, and save it as plain text.")
    return Reading(doc, words, remarks)


def picture_in(notes: Notes, address: str) -> bytes | None:
    """A picture of the text, which gives it an ``address``; None where it is not in the file."""
    if address.startswith("data:"):
        return _data(address)
    if notes.form in PICTURES:
        return part_of(notes.raw, PICTURES[notes.form] + unquote(address))
    return None


def _data(address: str) -> bytes | None:
    """What an address of RFC 2397 holds."""
    about, _, data = address.partition(",")
    try:
        return base64.b64decode(unquote(data)) if about.endswith(";base64") else unquote_to_bytes(data)
    except ValueError:
        return None


def markdown(doc: pf.Doc) -> str:
    """The text as Markdown that MyST reads alike."""
    out = io.StringIO()
    pf.dump(doc, out)
    return _pandoc(out.getvalue().encode("utf-8"), "--from", "json", "--to", WRITER, "--wrap", "preserve")


def _pandoc(raw: bytes, *words: str) -> str:
    """What pandoc makes of a file. In its sandbox it reads no other file and asks no other computer."""
    command = [pypandoc.get_pandoc_path(), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox", *words]
    try:
        done = subprocess.run(  # noqa: S603 - pandoc from its package, on a file of our own
            command, input=raw, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise IntakeError("The file takes too long to read. Split it into shorter ones.") from error
    if done.returncode:
        raise IntakeError("The file cannot be read. Open it, save it under another name, and take that one.")
    return done.stdout.decode("utf-8")


def _plain(text: str) -> pf.Doc:
    """Paragraphs between empty lines, headings that are underlined, and lists of lines that begin with their signs."""
    blocks: list[pf.Block] = []
    for paragraph in re.split(r"\n\s*\n", UNUSABLE.sub(" ", text).strip("\n ")):
        blocks += _paragraph(paragraph.split("\n"))
    return pf.Doc(*blocks)


def _paragraph(lines: list[str]) -> Iterator[pf.Block]:
    if len(lines) > 1 and (line := UNDERLINE.fullmatch(lines[1].strip())):
        yield pf.Header(*_words(lines[0]), level=1 if line[0][0] == "=" else 2)
        lines = lines[2:]
    for sign, entries in groupby(_entries(lines), key=lambda entry: entry.sign):
        texts = [entry.text for entry in entries]
        items = [pf.ListItem(pf.Plain(*_words(each))) for each in texts]
        if sign == "bullet":
            yield pf.BulletList(*items)
        elif sign == "number":
            yield pf.OrderedList(*items)
        else:
            yield pf.Para(*_words(" ".join(texts)))


class Entry(NamedTuple):
    """A line, or an entry of a list with the lines that go on with it."""

    sign: str
    text: str


def _entries(lines: Iterable[str]) -> Iterator[Entry]:
    entry: Entry | None = None
    for line in lines:
        sign = next((sign for sign, pattern in SIGNS.items() if pattern.match(line.strip())), "")
        text = SIGNS[sign].sub("", line.strip(), count=1) if sign else line.strip()
        if entry and entry.sign and not sign and line[:1].isspace():
            entry = entry._replace(text=f"{entry.text} {text}")
            continue
        if entry:
            yield entry
        entry = Entry(sign, text)
    if entry:
        yield entry


def _words(line: str) -> list[pf.Inline]:
    words: list[pf.Inline] = []
    for word_ in line.split():
        words += [pf.Space()] if words else []
        words.append(pf.Link(pf.Str(word_), url=word_) if re.fullmatch(r"https?://\S+\w/?", word_) else pf.Str(word_))
    return words
