"""What is wrong in a page, but leaves no doubt what was meant: dates, codes, ids and names of fields, lists, spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from archive_model.archive import Archive
from archive_model.countries import country_code, country_names, language_code
from archive_model.dates import DateError, parse_date
from archive_model.field_path import FieldPath
from archive_model.fields import FieldSpec, field_specs
from archive_model.front_matter import FENCE, FrontMatter, FrontMatterError, read_front_matter
from archive_model.page import Page
from archive_model.source_file import SourceFileError, read_source_file
from archive_model.spelled_dates import in_edtf
from archive_model.suggestion import SLIP, Names
from archive_staff.revision import Line

TRAILING = re.compile(r"(?<=\S)(?:[ \t]*\t[ \t]*| )$")
"""Spaces that do nothing at the end of a line; two mean a break to Markdown."""

INDENT = re.compile(r"[ \t]*\t[ \t]*(?=\S)")


def mended_lines(archive: Archive, page: Page, file: Path) -> Mapping[int, Line]:
    """The lines of a page that can be mended without asking, as they should be, by their numbers from 1."""
    try:
        text = read_source_file(file)
    except SourceFileError:
        return {}
    lines = dict(enumerate(text.split("\n"), 1))
    mended = {number: TRAILING.sub("", line) for number, line in _without_tabs(lines).items()}
    try:
        front = read_front_matter("\n".join(mended.values()))
    except FrontMatterError:
        front = FrontMatter()
    data = front.data.get(page.kind.name) if page.kind else None
    if page.kind and isinstance(data, Mapping):
        for path, old, new in _values(archive, page.kind.record, data, (page.kind.name,)):
            number = front.line_of(path)
            mended[number] = value_in_place(mended[number], old, new)
        for path, name in _names(page.kind.record, data, (page.kind.name,)):
            number = front.line_of(path)
            mended[number] = re.sub(rf"^([ -]*){re.escape(str(path[-1]))}(?=[ ]*:)", rf"\g<1>{name}", mended[number])
    return {number: Line(lines[number], line) for number, line in mended.items() if line != lines[number]}


def _without_tabs(lines: Mapping[int, str]) -> Mapping[int, str]:
    """The lines, with two spaces for each tab that sets in a line of the front matter."""
    mended, is_front = dict(lines), lines[1].rstrip() == FENCE
    for number, line in lines.items():
        if number > 1 and line.rstrip() == FENCE:
            break
        if is_front and (tabs := INDENT.match(line)):
            mended[number] = tabs[0].replace("\t", "  ") + line[tabs.end() :]
    return mended


def _names(record: type, data: Mapping[str, object], path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Fields whose names are misspelt, each with the name that is plainly meant."""
    known = [spec.key for spec in field_specs(record)]
    names = Names(known)
    meant = {key: names.near(key, SLIP) for key in data if key not in known}
    for key, name in meant.items():
        if name and name not in data and [*meant.values()].count(name) == 1:
            yield (*path, key), name


def _values(
    archive: Archive, record: type, data: Mapping[str, object], path: FieldPath
) -> Iterator[tuple[FieldPath, str, str]]:
    """Values of the front matter, each with what it should be."""
    for where, spec, value in _leaves(data, path, record):
        if spec.many and not isinstance(where[-1], int):
            if spec.ref or spec.choices:  # in a sentence a comma may be just that
                yield where, value, _as_list(archive, spec, value)
            continue
        meant = _meant(archive, spec, value)
        if meant and meant != value and not _is_twice(data, where[1:], meant):
            yield where, value, meant


def _as_list(archive: Archive, spec: FieldSpec, value: str) -> str:
    """What should have been a list: one value, or several with commas, as in “CZ, SK”."""
    entries = filter(None, map(str.strip, value.split(",")))
    named = dict.fromkeys(_meant(archive, spec, entry) or entry for entry in entries)
    return f"[{', '.join(named)}]"


def _is_twice(data: Mapping[str, object], path: FieldPath, meant: str) -> bool:
    """Whether what is meant stands in the same list already."""
    around: object = data
    for part in path[:-1]:
        around = around[part] if isinstance(around, Mapping | list) else None  # type: ignore[index]
    return isinstance(around, list) and meant in around


def _leaves(data: Mapping[str, object], path: FieldPath, record: type) -> Iterator[tuple[FieldPath, FieldSpec, str]]:
    specs = {spec.key: spec for spec in field_specs(record)}
    for key, value in data.items():
        spec = specs.get(key)
        if spec is None:
            continue
        entries = enumerate(value) if isinstance(value, list) else [(None, value)]
        for number, entry in entries:
            where = (*path, key) if number is None else (*path, key, number)
            if spec.nested and isinstance(entry, Mapping):
                yield from _leaves(entry, where, spec.nested)
            elif isinstance(entry, str):
                yield where, spec, entry


def _meant(archive: Archive, spec: FieldSpec, value: str) -> str:
    """What a value should be; nothing where that is not plain."""
    if spec.dated:
        return _date(value)
    if spec.choices:
        return next((choice for choice in spec.choices if choice == value.strip().lower().replace(" ", "-")), "")
    named = spec.ref.kind if spec.ref else ""
    if named == "country":
        known = value.upper() if value.upper() in country_names() else country_code(value.strip())
        return known or ""
    if named == "language":
        return language_code(value.strip()) or ""
    page = archive.find(named, value) if named in archive.kinds else None
    return page.slug if page else ""


def _date(value: str) -> str:
    """The date in EDTF; nothing where it is that already, or means more than one."""
    try:
        parse_date(value)
    except DateError:
        return in_edtf(value)
    return ""


def value_in_place(line: str, old: str, new: str) -> str:
    """The line with one value in place of another, whichever way that was quoted; never a part of a value."""
    written = "|".join(re.escape(form) for form in (f'"{old}"', f"'{old}'", old))
    return re.sub(rf"((?:[\[,]|[:-]\s)\s*)(?:{written})(?=\s*(?:[\],]|\Z|\s#))", rf"\g<1>{new}", line, count=1)
