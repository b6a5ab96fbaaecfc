"""What the page of a record shows of its fields: rows of labels, tables and lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.fields import FieldSpec, field_specs
from archive_model.marks import Session
from archive_model.page import Page
from archive_output.place import Value, field_value, page_place

ELSEWHERE = frozenset({"summary", "sources"})
"""Fields that a page shows in places of their own."""


class Row(NamedTuple):
    """A label and what stands beside it."""

    label: str
    values: tuple[Value, ...]


class Table(NamedTuple):
    """Values that have fields of their own, one a row."""

    key: str
    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


class Account(NamedTuple):
    """A field whose own fields are lists of sentences."""

    key: str
    label: str
    lists: tuple[Row, ...]


def header_rows(archive: Archive, page: Page) -> Iterator[Row]:
    """The record header: what the record is part of, then its simple fields."""
    if page.kind is None or page.record is None:
        return
    if parent := archive.parent_of(page):
        assert parent.kind is not None
        yield Row(parent.kind.label, (Value(parent.title, page_place(parent)),))
    yield from _rows(archive, page.record)


def session_rows(archive: Archive, session: Session) -> tuple[Row, ...]:
    """What a session's mark says."""
    return tuple(_rows(archive, session))


def _rows(archive: Archive, record: object) -> Iterator[Row]:
    for spec in field_specs(type(record)):
        if spec.nested or not spec.about.shown or spec.key in ELSEWHERE:
            continue
        if values := tuple(field_value(archive, spec, value) for value in spec.values(record)):
            yield Row(spec.about.label, values)


def tables(archive: Archive, page: Page) -> Iterator[Table]:
    """The fields of a record that hold several values with fields of their own."""
    for spec in _nested(page):
        if spec.many and spec.nested and (items := spec.values(page.record)):
            columns = [column for column in field_specs(spec.nested) if any(column.values(item) for item in items)]
            rows = tuple(tuple(_cells(archive, columns, item)) for item in items)
            yield Table(spec.key, spec.about.label, tuple(column.about.label for column in columns), rows)


def _cells(archive: Archive, columns: list[FieldSpec], item: object) -> Iterator[Value]:
    """The cells of one row; words in another language carry its code."""
    language = ""
    for column in columns:
        value = next(iter(column.values(item)), None)
        if column.ref and column.ref.kind == "language":
            language = str(value)
            yield field_value(archive, column, value)
        elif value is None:
            yield Value("")
        else:
            cell = field_value(archive, column, value)
            yield cell._replace(language="" if column.ref else language)


def accounts(archive: Archive, page: Page) -> Iterator[Account]:
    """The fields of a record whose own fields are lists of sentences."""
    for spec in _nested(page):
        for item in () if spec.many else spec.values(page.record):
            lists = (
                Row(part.about.label, tuple(field_value(archive, part, value) for value in part.values(item)))
                for part in field_specs(type(item))
            )
            yield Account(spec.key, spec.about.label, tuple(row for row in lists if row.values))


def _nested(page: Page) -> Iterator[FieldSpec]:
    if page.kind and page.record is not None:
        yield from (spec for spec in page.kind.fields if spec.nested and spec.about.shown)
