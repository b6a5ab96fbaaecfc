"""Lists of the archive's pages, as browse pages and the home page show them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive_model.archive import Archive, time_order
from archive_model.headings import section_id
from archive_model.marks import Listing
from archive_model.page import Page
from archive_model.record import record_facets, record_names
from archive_output.facets import page_facets, value_label
from archive_output.place import Place, group_anchor, page_place


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in a list, with the sections that are meant."""

    place: Place
    kind: str = ""
    """What it is, where a list mixes kinds."""
    date: str = ""
    summary: str = ""
    sections: tuple[Place, ...] = ()
    names: tuple[str, ...] = ()
    parts: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading."""

    id: str
    title: str
    place: Place | None
    """The page of what the group is about."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ListingView:
    """A list, in groups or, under an empty heading, in one."""

    line: int
    groups: tuple[Group, ...]
    grouped: bool


def listing_view(archive: Archive, line: int, listing: Listing) -> ListingView:
    """What a listing shows."""
    pages = [page for kind in listing.kinds for page in archive.of_kind(kind)]
    if listing.group is None:
        entries = _entries(archive, listing, ((page, ()) for page in pages))
        return ListingView(line, (Group("", "", None, entries),), grouped=False)
    groups = (
        _letters(archive, listing, pages)
        if listing.group == "letter"
        else _years(archive, listing, pages)
        if listing.group == "year"
        else _facets(archive, listing, listing.group, pages)
    )
    return ListingView(line, tuple(groups), grouped=True)


def _entries(archive: Archive, listing: Listing, pages: Iterable[tuple[Page, tuple[str, ...]]]) -> tuple[Entry, ...]:
    ordered = sorted(pages, key=lambda pair: time_order(pair[0]), reverse=listing.newest_first)
    return tuple(entry_of(archive, page, sections, listing) for page, sections in ordered)


def entry_of(archive: Archive, page: Page, sections: tuple[str, ...], listing: Listing | None = None) -> Entry:
    """A page as it stands in a list."""
    full = bool(listing and listing.full)
    brief = listing is None or listing.brief
    titles = {section.id: section.title for section in page.body.sections}
    names = (
        tuple(name for _path, mark, name in record_names(page.record, ()) if mark.role) if full and page.record else ()
    )
    parts = archive.parts_of(page) if listing and listing.parts else ()
    mixed = listing is None or len(listing.kinds) > 1
    return Entry(
        place=page_place(page),
        kind=page.kind.label if page.kind and mixed else "",
        date=page.date.words if page.date else "",
        summary="" if brief else page.body.lead if full else page.summary,
        sections=tuple(page_place(page, section, titles[section]) for section in sections),
        names=names,
        parts=tuple(page_place(part) for part in parts),
    )


def _letters(archive: Archive, listing: Listing, pages: Iterable[Page]) -> Iterator[Group]:
    by_letter: dict[str, list[Page]] = {}
    for page in pages:
        by_letter.setdefault(first_letter(page.title), []).append(page)
    for letter in sorted(by_letter):
        entries = tuple(entry_of(archive, page, (), listing) for page in sorted(by_letter[letter], key=_alphabetical))
        yield Group(group_anchor("letter", "other" if letter == "#" else letter), letter, None, entries)


def first_letter(title: str) -> str:
    """The letter under which a title stands, without its accent; ``#`` for digits and signs."""
    letter = unicodedata.normalize("NFKD", title.lstrip("\"'“‘("))[:1].upper()
    return letter if letter.isalpha() else "#"


def _alphabetical(page: Page) -> tuple[str, str]:
    return section_id(page.title), page.docname


def _years(archive: Archive, listing: Listing, pages: Iterable[Page]) -> Iterator[Group]:
    by_year: dict[tuple[int, int], list[Page]] = {}
    for page in pages:
        if page.date:
            by_year.setdefault((page.date.earliest.year, page.date.latest.year), []).append(page)
    for (first, last), found in sorted(by_year.items(), reverse=listing.newest_first):
        title = str(first) if first == last else f"{first} to {last}, year not known"
        anchor = group_anchor("year", str(first) if first == last else f"{first}-{last}")
        ordered = sorted(found, key=time_order)
        yield Group(anchor, title, None, tuple(entry_of(archive, page, (), listing) for page in ordered))


def _facets(archive: Archive, listing: Listing, facet: str, pages: Iterable[Page]) -> Iterator[Group]:
    found: dict[str, list[tuple[Page, tuple[str, ...]]]] = {}
    for page in pages:
        values = dict(page_facets(archive, page)).get(facet, ())
        for value in values:
            if not (page.kind and (page.kind.name, page.slug) == (facet, value)):
                found.setdefault(value, []).append((page, tuple(_sections_with(page, facet, value))))
    labels = {value: value_label(archive, facet, value) for value in found}
    for value in sorted(found, key=lambda value: section_id(labels[value])):
        own = archive.find(facet, value) if facet in archive.kinds else None
        place = page_place(own) if own else None
        anchor = group_anchor(facet, value)
        yield Group(anchor, labels[value], place, _entries(archive, listing, found[value]))


def _sections_with(page: Page, facet: str, value: str) -> Iterator[str]:
    for section in page.body.sections:
        session = page.sessions.get(section.id)
        if session and (facet, value) in set(record_facets(session)):
            yield section.id
