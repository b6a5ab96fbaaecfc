"""Lists of the archive's pages, as browse pages and the home page show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from archive_model.archive import Archive, Backlink, time_order
from archive_model.checks.texts import GROUPS
from archive_model.headings import section_id
from archive_model.marks import Listing
from archive_model.page import Page
from archive_output.division import Share, first_letter, in_parts, letter_key, whole
from archive_output.entry import style_of
from archive_output.facets import page_facets, value_label
from archive_output.folding import Extract, Layout, Roll, extract_of, lay_out, room_on
from archive_output.place import Place, group_anchor, page_place


class Group(NamedTuple):
    """Entries under one heading."""

    id: str
    title: str
    place: Place | None
    """The page of what the group is about."""
    extract: Extract


class ListingView(NamedTuple):
    """A list, in groups or, under an empty heading, in one."""

    line: int
    groups: tuple[Group, ...]
    grouped: bool


def listing_views(archive: Archive, page: Page) -> Iterator[ListingView]:
    """What the listings of a page show."""
    for (line, listing), layouts in zip(page.listings, listing_layouts(archive, page), strict=True):
        newest_first = listing.group == "year" and listing.newest_first
        ordered = reversed(layouts) if newest_first else layouts
        groups = tuple(_group(archive, listing, layout) for layout in ordered)
        yield ListingView(line, groups, grouped=listing.group is not None)


def _group(archive: Archive, listing: Listing, layout: Layout) -> Group:
    share = layout.roll.share
    extract = extract_of(archive, layout)
    if listing.group is None:
        return Group("", "", None, extract)
    own = _own_page(archive, listing, share)
    return Group(layout.roll.anchor, share.label, page_place(own) if own else None, extract)


def _own_page(archive: Archive, listing: Listing, share: Share) -> Page | None:
    """The page of what a group is about."""
    return archive.find(listing.group, share.key) if listing.group and listing.group in archive.kinds else None


def listing_layouts(archive: Archive, page: Page) -> list[list[Layout]]:
    """What a page shows of each of its listings; the groups of each in the order of time or of the alphabet."""
    room = room_on(page)
    return [
        lay_out(archive, f"{page.docname}{_below(page, number)}", [*_rolls(archive, page, listing)], room=room)
        for number, (_line, listing) in enumerate(page.listings, 1)
    ]


def _below(page: Page, number: int) -> str:
    """Keeps the addresses of several lists of one page apart."""
    alone = page.kind is None and len(page.listings) == 1
    return "" if alone else f"/list-{number}"


def _rolls(archive: Archive, page: Page, listing: Listing) -> Iterator[Roll]:
    pages = sorted((page for kind in listing.kinds for page in archive.of_kind(kind)), key=time_order)
    if listing.group is None:
        kinds = " and ".join(archive.kinds[kind].plural for kind in listing.kinds if kind in archive.kinds)
        title = page.title if len(page.listings) == 1 else f"{page.title}: {kinds.capitalize()}"
        yield Roll(title, Share("", page.title, "", tuple(Backlink(one, ()) for one in pages)), style_of(listing))
        return
    style = style_of(listing)
    for share in _groups(archive, listing.group, pages):
        anchor = group_anchor(listing.group, share.key)
        if listing.group in GROUPS:
            yield Roll(page.title, share, style._replace(newest_first=False), in_parts, anchor)
        else:
            own = _own_page(archive, listing, share)
            yield Roll(page.title, share, style, whole, anchor, home=own.docname if own else "")


def _groups(archive: Archive, group: str, pages: Iterable[Page]) -> Iterator[Share]:
    """The groups in the order of time or of the alphabet, each with its pages in that order."""
    if group == "letter":
        return _letters(pages)
    return _years(pages) if group == "year" else _facets(archive, group, pages)


def _letters(pages: Iterable[Page]) -> Iterator[Share]:
    letters: dict[str, list[Page]] = {}
    for page in pages:
        letters.setdefault(first_letter(page.title), []).append(page)
    for letter in sorted(letters):
        links = tuple(Backlink(page, ()) for page in sorted(letters[letter], key=_alphabetical))
        yield Share(letter_key(letter), letter, f": {letter}", links)


def _alphabetical(page: Page) -> tuple[str, str]:
    return section_id(page.title), page.docname


def _years(pages: Iterable[Page]) -> Iterator[Share]:
    years: dict[tuple[int, int], list[Backlink]] = {}
    for page in pages:
        if page.date:
            years.setdefault((page.date.earliest.year, page.date.latest.year), []).append(Backlink(page, ()))
    for first, last in sorted(years):
        title = str(first) if first == last else f"{first} to {last}, year not known"
        key = str(first) if first == last else f"{first}-{last}"
        yield Share(key, title, f": {title}", tuple(years[first, last]))


def _facets(archive: Archive, facet: str, pages: Iterable[Page]) -> Iterator[Share]:
    found: dict[str, list[Backlink]] = {}
    for page in pages:
        for value in dict(page_facets(archive, page)).get(facet, ()):
            if not (page.kind and (page.kind.name, page.slug) == (facet, value)):
                sections = page.in_order(page.session_facets.get((facet, value), ()))
                found.setdefault(value, []).append(Backlink(page, sections))
    labels = {value: value_label(archive, facet, value) for value in found}
    for value in sorted(found, key=lambda value: section_id(labels[value])):
        yield Share(value, labels[value], f": {labels[value]}", tuple(found[value]))
