"""The picture of what a record has to do with: countries, bodies, and other records that share the bodies with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from archive_model.archive import Archive
from archive_model.page import Page
from archive_output.facets import value_label
from archive_output.pictures.arcs import Arcs, Node
from archive_output.pictures.picture import Picture
from archive_output.place import Value, country_value, record_value

MOST_OTHERS = 8
"""Other records that are shown."""
MOST_VALUES = 16
"""Of one facet."""

Key = tuple[str, str]
"""A facet and a value, or a kind and an id."""


def connection_picture(archive: Archive, page: Page) -> Picture | None:
    """The picture for the page of a record whose kind has one; None where there is nothing to see."""
    if not page.kind or not page.kind.connects:
        return None
    own: Key = (page.kind.name, page.slug)
    found = dict.fromkeys(page.facets)
    shown = [key for facet in page.kind.connects for key in [one for one in found if one[0] == facet][:MOST_VALUES]]
    if len(shown) < 2:
        return None
    others, left_out = _others(archive, page, shown)
    keys = [own, *shown, *others]
    pairs = [*_pairs(archive, own, shown, others)]
    nodes = tuple(Node(_heading(archive, own, key), _value(archive, key)) for key in keys)
    drawing = Arcs(nodes, tuple((keys.index(one), keys.index(other)) for one, other in pairs))
    table = tuple((_value(archive, one), _value(archive, other)) for one, other in pairs)
    description = f"{page.title} has to do with {_list_of(archive, shown)}."
    if others:
        description += f" {len(others)} other {archive.kinds[own[0]].plural.lower()} had to do with some of these."
    if left_out:
        description += f" {left_out} more are left out."
    title = "How it connects"
    return Picture(0, "picture-connections", title, description, ("This", "has to do with"), table, drawing)


def _others(archive: Archive, page: Page, shown: list[Key]) -> tuple[list[Key], int]:
    """Other records of the kind that share the most bodies, and how many more share any."""
    assert page.kind is not None
    shared: Counter[str] = Counter()
    for key in shown:
        if key[0] in archive.kinds:
            for link in archive.backlinks(key):
                if link.page is not page and link.page.kind is page.kind and key in link.page.facets:
                    shared[link.page.slug] += 1
    order = sorted(shared, key=lambda slug: (-shared[slug], slug))
    return [(page.kind.name, slug) for slug in order[:MOST_OTHERS]], len(order[MOST_OTHERS:])


def _pairs(archive: Archive, own: Key, shown: list[Key], others: list[Key]) -> Iterator[tuple[Key, Key]]:
    """The record with its bodies; bodies with their countries and with other records; and countries left alone."""
    met: set[Key] = set()
    for body in shown:
        if body[0] in archive.kinds:
            yield own, body
            of_body = [key for key in _facets(archive, body) if key in shown]
            met.update(of_body)
            yield from ((body, key) for key in of_body)
            yield from ((body, other) for other in others if body in _facets(archive, other))
    yield from ((own, key) for key in shown if key[0] not in archive.kinds and key not in met)


def _facets(archive: Archive, key: Key) -> tuple[Key, ...]:
    page = archive.find(*key)
    return tuple(page.facets) if page else ()


def _heading(archive: Archive, own: Key, key: Key) -> str:
    if key == own:
        return archive.kinds[own[0]].label
    if key[0] == own[0]:
        return f"Other {archive.kinds[own[0]].plural.lower()}"
    return archive.kinds[key[0]].plural if key[0] in archive.kinds else "Countries"


def _value(archive: Archive, key: Key) -> Value:
    facet, value = key
    return record_value(archive, facet, value) if facet in archive.kinds else country_value(archive, value)


def _list_of(archive: Archive, keys: list[Key]) -> str:
    names = [value_label(archive, *key) for key in keys]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
