"""The sources: entries of ``references.bib``, with the line of each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from archive_model.bibtex import read_entries
from archive_model.dates import DateError, EdtfDate, parse_date
from archive_model.problem import Code, Problem
from archive_model.source_file import LARGEST_LIST, SourceFileError, read_text

BIBLIOGRAPHY = "references.bib"


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

    path: str = BIBLIOGRAPHY
    sources: Mapping[str, Source] = field(default_factory=dict)
    sound: bool = True
    """Whether the file can be read; if not, nobody knows which sources there are."""

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
        entries = read_entries(read_text(file, LARGEST_LIST))
    except SourceFileError as error:
        return Bibliography(path, sound=False), (Problem(path, *error.fault),)
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for entry in entries:
        sources[entry.key], found = _source(entry.key, entry.line, entry.fields, path)
        problems += found
    return Bibliography(path, sources), tuple(problems)


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
