"""The filters of the search: which values each page has, and what each value is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from archive_model.archive import Archive
from archive_model.countries import country_names
from archive_model.kind import Kind
from archive_model.marks import Session
from archive_model.page import Page
from archive_model.record import record_facets
from archive_output.place import in_words

GENERAL = ("kind", "conference", "year")
"""Facets that come from what a page is, and not from a field of its record."""


def facet_names(archive: Archive) -> tuple[str, ...]:
    """The facets of the archive in the order in which a reader sees them."""
    return _facet_names(tuple(archive.kinds.values()))


@cache
def _facet_names(kinds: tuple[Kind, ...]) -> tuple[str, ...]:
    marked = (spec.facet.name for kind in kinds for spec in kind.fields if spec.facet)
    return tuple(dict.fromkeys((*GENERAL, *marked)))


def page_facets(archive: Archive, page: Page) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The values of each facet of a page, its sessions included; values are ids, codes or years."""
    found: dict[str, dict[str, None]] = {name: {} for name in facet_names(archive)}
    for name, value in (*_general(archive, page), *page.facets, *page.session_facets):
        found[name][value] = None
    return tuple((name, tuple(values)) for name, values in found.items() if values)


def passage_facets(
    archive: Archive, page: Page, sessions: Iterable[Session | None]
) -> Iterator[Iterable[tuple[str, str]]]:
    """The facets and values of each passage of a page, by its session where it is one.

    They are those of the session, and of the page where the session has none of its own. The date, the place and the
    kind are those of the page.
    """
    general = tuple(_general(archive, page))
    for session in sessions:
        own = tuple(record_facets(session)) if session else ()
        marked = {facet for facet, _value in own}
        of_page = (pair for pair in page.facets if pair[0] not in marked)
        yield dict.fromkeys((*general, *own, *of_page))


def _general(archive: Archive, page: Page) -> Iterator[tuple[str, str]]:
    """What a page is, whatever its record says: its kind, itself, what it is part of, and when it was."""
    if page.kind is None or page.record is None:
        return
    yield "kind", page.kind.name
    for record in (page, archive.parent_of(page)):
        if record and record.kind and record.kind.name in facet_names(archive):
            yield record.kind.name, record.slug
    if page.date:
        yield from (("year", str(year)) for year in page.date.years)


def value_label(archive: Archive, facet: str, value: str) -> str:
    """What a value of a facet is called."""
    if facet == "kind":
        return archive.kinds[value].label
    if facet == "country":
        return country_names().get(value, value)
    if facet in archive.kinds and (page := archive.find(facet, value)):
        return page.title
    return in_words(value) if facet in _choice_facets(tuple(archive.kinds.values())) else value


@cache
def _choice_facets(kinds: tuple[Kind, ...]) -> frozenset[str]:
    """Facets whose values are choices of a field, written for programs."""
    return frozenset(spec.facet.name for kind in kinds for spec in kind.fields if spec.facet and spec.choices)
