"""A page of the archive, as its file says it: front matter read, text scanned, nothing looked up elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from archive_model.body import Body
from archive_model.dates import EdtfDate
from archive_model.field_path import FieldPath
from archive_model.fields import field_specs
from archive_model.kind import Kind, Record
from archive_model.marks import Listing, Picture, Session
from archive_model.record import record_facets, record_names, record_refs


class Reference(NamedTuple):
    """A place on a page that names a record, a country or a source."""

    kind: str
    """A kind of record, or ``country`` or ``source``."""
    target: str
    """The id, code or key; in prose also a title or another name."""
    line: int
    section: str
    """The id of the section; empty where the whole page is meant."""
    origin: str = ""
    """The field, as in ``day.themes[0]``; empty in prose."""


@dataclass(frozen=True)
class Page:
    """One Markdown file. What follows from it is worked out once."""

    docname: str
    """Its path under docs/ without the ending; also its address without the ending."""
    path: str
    """As messages name it."""
    title: str
    body: Body
    kind: Kind | None = None
    """None for a plain page."""
    slug: str = ""
    record: Record | None = None
    description: str = ""
    sessions: Mapping[str, Session] = field(default_factory=dict)
    """By the id of the section that each marks."""
    listings: tuple[tuple[int, Listing], ...] = ()
    """With the line on which each stands."""
    pictures: tuple[tuple[int, Picture], ...] = ()
    references: tuple[Reference, ...] = ()
    lines: Mapping[FieldPath, int] = field(default_factory=dict)
    """Where its title, its number and its other names stand, which no other page may have too."""
    digest: str = ""
    """A mark of the file's text. Times of files do not tell a change: a copy put back has the old one."""
    sound: bool = True
    """Whether nothing is wrong with the page itself; if not, it may name and be called more than is known."""

    def line_of(self, *path: str | int) -> int:
        """The line of its title, its number or one of its other names."""
        return self.lines.get(path, 1)

    @property
    def summary(self) -> str:
        """One plain sentence on what the page holds."""
        return getattr(self.record, "summary", "") or self.description or self.body.lead

    @cached_property
    def date(self) -> EdtfDate | None:
        """The date of a record that has one."""
        return next(self._dates(), None)

    def _dates(self) -> Iterator[EdtfDate]:
        if self.record is None:
            return
        for spec in field_specs(type(self.record)):
            if spec.dated:
                yield from spec.values(self.record)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What a record is called besides its title, in all languages."""
        return tuple(dict.fromkeys(name for _path, _mark, name in record_names(self.record, ()))) if self.record else ()

    @property
    def foreign_names(self) -> Mapping[str, str]:
        """Those of its names that stand beside a language, with its ISO 639 code."""
        if self.record is None:
            return {}
        languages = {path[:-1]: code for path, ref, code in record_refs(self.record, ()) if ref.kind == "language"}
        names = record_names(self.record, ())
        return {name: languages[path[:-1]] for path, _mark, name in names if path[:-1] in languages}

    @cached_property
    def other_names(self) -> tuple[tuple[str, int], ...]:
        """The names besides the title by which a role may call it, each with its line."""
        if self.kind is None or self.record is None:
            return ()
        names = record_names(self.record, (self.kind.name,))
        return tuple((name, self.line_of(*path)) for path, mark, name in names if mark.role)

    @cached_property
    def mentions(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The sections that name a target, by its kind and name; none where the page as a whole does."""
        found: dict[tuple[str, str], set[str]] = {}
        for kind, target, _line, section, _origin in self.references:
            found.setdefault((kind, target), set()).add(section)
        return {named: self.in_order(sections) for named, sections in found.items()}

    @cached_property
    def facets(self) -> tuple[tuple[str, str], ...]:
        """What the record as a whole is about, as pairs of facet and value."""
        return tuple(record_facets(self.record)) if self.record else ()

    @cached_property
    def session_facets(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """What its sessions are about, each with the sections of those sessions."""
        found: dict[tuple[str, str], list[str]] = {}
        for section, session in self.sessions.items():
            for pair in record_facets(session):
                found.setdefault(pair, []).append(section)
        return {pair: tuple(sections) for pair, sections in found.items()}

    def in_order(self, sections: Collection[str]) -> tuple[str, ...]:
        """Those of its sections that have these ids, in the order of the page."""
        if len(sections) == 1:
            return tuple(filter(None, sections))
        return tuple(sorted(filter(None, sections), key=self._section_numbers.__getitem__))

    @cached_property
    def _section_numbers(self) -> Mapping[str, int]:
        return {section.id: number for number, section in enumerate(self.body.sections)}


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name as it is compared: without case and with single spaces."""
    return " ".join(name.casefold().split())
