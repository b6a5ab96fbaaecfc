"""The filters of the search: which values each page has, and what each value is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from archive_model.archive import Archive
from archive_model.countries import country_names
from archive_model.kind import Kind
from archive_model.page import Page
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
    for name, value in _values(archive, page):
        if name in found:
            found[name][value] = None
    return tuple((name, tuple(values)) for name, values in found.items() if values)


def _values(archive: Archive, page: Page) -> Iterator[tuple[str, str]]:
    if page.kind is None or page.record is None:
        return
    yield "kind", page.kind.name
    yield page.kind.name, page.slug
    if parent := archive.parent_of(page):
        assert parent.kind is not None
        yield parent.kind.name, parent.slug
    if page.date:
        yield from (("year", str(year)) for year in page.date.years)
    yield from page.facets
    yield from page.session_facets


def facet_labels(archive: Archive) -> Mapping[str, Mapping[str, str]]:
    """What each value of each facet is called, for the values that occur."""
    labels: dict[str, dict[str, str]] = {name: {} for name in facet_names(archive)}
    for page in archive.pages.values():
        for name, values in page_facets(archive, page):
            labels[name] |= {value: value_label(archive, name, value) for value in values}
    return labels


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
