"""The sources: entries of ``references.bib``, with the line of each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from archive_model.dates import DateError, EdtfDate, parse_date
from archive_model.problem import Code, Problem

if TYPE_CHECKING:
    from pybtex.database import Entry

ENTRY = re.compile(r"^[ \t]*@(?P<type>[A-Za-z]+)[ \t]*[{(][ \t]*(?P<key>[^,\s}]*)", re.MULTILINE)
NOT_ENTRIES = frozenset({"comment", "preamble", "string"})


@dataclass(frozen=True, slots=True)
class Source:
    """One cited source."""

    key: str
    line: int
    title: str
    publisher: str
    """Who published it: the field ``organization``, ``publisher`` or ``journal``."""
    author: str = ""
    date: EdtfDate | None = None
    """None where the source shows no date."""
    url: str = ""
    seen_on: dt.date | None = None
    """The day on which the source was last read: the field ``urldate``."""
    archived_at: str = ""
    """The address of an archived copy: the field ``archiveurl``."""
    note: str = ""
    form: str = ""
    """What it is, as “Press release”: the field ``howpublished``."""
    language: str = ""
    """ISO 639 code where the title is not English: the field ``langid``."""


@dataclass(frozen=True)
class Bibliography:
    """All sources by their key."""

    path: str = "references.bib"
    sources: Mapping[str, Source] = field(default_factory=dict)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each source is called in the text, by its key: no two alike."""
        return source_labels(self.sources.values())


def source_labels(sources: Iterable[Source]) -> Mapping[str, str]:
    """Publisher and year, as in “Europol 2015”; a letter after the year tells those apart that would be alike."""
    alike: dict[str, list[Source]] = {}
    for source in sources:
        year = str(source.date.earliest.year) if source.date else "no date"
        alike.setdefault(f"{source.publisher or source.author or source.key}, {year}", []).append(source)
    labels = {}
    for label, found in alike.items():
        for number, source in enumerate(sorted(found, key=lambda source: source.key)):
            labels[source.key] = label if len(found) == 1 else f"{label} {_letters(number)}"
    return labels


def _letters(number: int) -> str:
    """0 is a, 25 is z, 26 is aa."""
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)


def read_bibliography(file: Path, path: str) -> tuple[Bibliography, tuple[Problem, ...]]:
    """Read ``references.bib``; ``path`` is its name in messages. A file that is not there holds no sources."""
    if not file.is_file():
        return Bibliography(path), ()
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Bibliography(path), (Problem(path, line, Code.ENCODING, "The file is not UTF-8 text.", _SAVE),)
    lines = list(_entry_lines(text))
    problems = list(_duplicates(lines, path))
    if problems:
        return Bibliography(path, {key: Source(key, line, key, "") for key, line in lines}), tuple(problems)
    entries, syntax = _parse(text, path)
    if syntax:
        return Bibliography(path, {key: Source(key, line, key, "") for key, line in lines}), (syntax,)
    sources = {}
    for key, line in lines:
        fields = entries.get(key, {})
        sources[key], found = _source(key, line, fields, path)
        problems += found
    return Bibliography(path, sources), tuple(problems)


_SAVE = "Save it again with the encoding UTF-8."


def _entry_lines(text: str) -> Iterator[tuple[str, int]]:
    for found in ENTRY.finditer(text):
        if found["type"].lower() not in NOT_ENTRIES:
            yield found["key"], text.count("\n", 0, found.start()) + 1


def _duplicates(lines: list[tuple[str, int]], path: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for key, line in lines:
        other = first.setdefault(key.casefold(), line)
        if other != line:
            message = f"The key “{key}” is already used on line {other}."
            yield Problem(path, line, Code.DUPLICATE, message, "Give one of the two entries another key.")


def _parse(text: str, path: str) -> tuple[dict[str, dict[str, str]], Problem | None]:
    from pybtex.database.input.bibtex import Parser  # noqa: PLC0415 - slow to import, needed only here
    from pybtex.scanner import PybtexSyntaxError  # noqa: PLC0415

    try:
        data = Parser(encoding="utf-8").parse_string(text)
    except PybtexSyntaxError as error:
        hint = "Compare it with the entries around it: each field is “name = {value},” and the entry ends with }."
        return {}, Problem(path, error.lineno or 1, Code.BIBLIOGRAPHY, "This entry cannot be read.", hint)
    return {key: _fields(entry) for key, entry in data.entries.items()}, None


def _fields(entry: Entry) -> dict[str, str]:
    fields = {name.lower(): value if "url" in name.lower() else _decoded(value) for name, value in entry.fields.items()}
    people = [_decoded(str(person)) for role in entry.persons.values() for person in role]
    return fields | ({"author": " and ".join(people)} if people else {})


def read_entry(entry: Entry) -> Source:
    """An entry as pybtex reads it, as a source; what is wrong with it has been reported before."""
    return _source(entry.key, 1, _fields(entry), "")[0]


def _decoded(latex: str) -> str:
    if not set(latex) & set("\\{}~"):
        return latex
    from pybtex.richtext import Text  # noqa: PLC0415

    return str(Text.from_latex(latex))


def _source(key: str, line: int, fields: Mapping[str, str], path: str) -> tuple[Source, list[Problem]]:
    problems = []

    def report(message: str, hint: str, code: Code = Code.BIBLIOGRAPHY) -> None:
        problems.append(Problem(path, line, code, f"{key}: {message}", hint))

    publisher = fields.get("organization") or fields.get("publisher") or fields.get("journal") or ""
    if not fields.get("title"):
        report("the title is missing.", "Add a line “title = {…},”.")
    if not publisher and not fields.get("author"):
        report("it is not said who published it.", "Add a line “organization = {…},”.")
    url, seen_on, published = fields.get("url", ""), None, None
    if url and not re.match(r"https?://\S+\Z", url):
        report(f"“{url}” is not a web address.", "Write it with https:// and without spaces.")
    try:
        seen_on = dt.date.fromisoformat(fields["urldate"]) if "urldate" in fields else None
    except ValueError:
        report(f"urldate “{fields['urldate']}” is not a day.", "Write it as 2026-11-23.", Code.DATE)
    if url and "urldate" not in fields:
        report("it is not said when the address was last read.", "Add a line “urldate = {2026-11-23},”.")
    try:
        when = fields.get("date") or fields.get("year")
        published = parse_date(when) if when else None
    except DateError as error:
        report(str(error), "", Code.DATE)
    source = Source(
        key=key,
        line=line,
        title=fields.get("title", key),
        publisher=publisher,
        author=fields.get("author", ""),
        date=published,
        url=url,
        seen_on=seen_on,
        archived_at=fields.get("archiveurl", ""),
        note=fields.get("note", ""),
        form=fields.get("howpublished", ""),
        language=fields.get("langid", ""),
    )
    return source, problems
