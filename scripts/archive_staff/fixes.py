"""What is wrong in a page, but leaves no doubt what was meant: dates, codes and ids written otherwise, spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from archive_model.archive import Archive
from archive_model.countries import country_code, country_names, language_code
from archive_model.dates import DateError, parse_date
from archive_model.field_path import FieldPath
from archive_model.fields import FieldSpec, field_specs
from archive_model.front_matter import FrontMatter, FrontMatterError, read_front_matter
from archive_model.kind import Kind
from archive_model.page import Page
from archive_model.source_file import SourceFileError, read_source_file
from archive_model.spelled_dates import in_edtf
from archive_staff.revision import Line

TRAILING = re.compile(r"(?<=\S)(?:[ \t]*\t[ \t]*| )$")
"""Spaces that do nothing at the end of a line; two mean a break to Markdown."""


def mended_lines(archive: Archive, page: Page, file: Path) -> Mapping[int, Line]:
    """The lines of a page that can be mended without asking, as they should be, by their numbers from 1."""
    try:
        text = read_source_file(file)
    except SourceFileError:
        return {}
    lines = dict(enumerate(text.split("\n"), 1))
    mended = {number: TRAILING.sub("", line) for number, line in lines.items()}
    try:
        front = read_front_matter(text)
    except FrontMatterError:
        front = FrontMatter()
    for number, old, new in _values(archive, page.kind, front):
        mended[number] = value_in_place(mended[number], old, new)
    return {number: Line(lines[number], line) for number, line in mended.items() if line != lines[number]}


def _values(archive: Archive, kind: Kind | None, front: FrontMatter) -> Iterator[tuple[int, str, str]]:
    """Values of the front matter, each with its line and what it should be."""
    data = front.data.get(kind.name) if kind else None
    if kind and isinstance(data, Mapping):
        for path, spec, value in _leaves(data, (kind.name,), kind.record):
            meant = _meant(archive, spec, value)
            if meant and meant != value and not _is_twice(data, path[1:], meant):
                yield front.line_of(path), value, meant


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
