"""Everything that one page shows about others. Its digest decides whether the page must be written again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.page import Page
from archive_model.site import HOME, Site
from archive_output.backlinks import BacklinkGroup, BacklinkView, backlink_view, source_backlinks
from archive_output.citation import Citation, citation_of
from archive_output.entry import Entry
from archive_output.former import Former, former_ids, former_sections
from archive_output.link_states import LinkStates, link_states, shows_link_states
from archive_output.listing import Group, ListingView, listing_views
from archive_output.navigation import Navigation, page_navigation
from archive_output.pictures.connections import connection_picture
from archive_output.pictures.counts import counted_picture
from archive_output.pictures.picture import Picture
from archive_output.place import Place, Value, page_place, source_value
from archive_output.record_view import Account, Row, Table, accounts, header_rows, session_rows, tables
from archive_output.reference import FullReference, full_reference

VERSION = 6
"""Raised when the meaning of a view changes, so that pages built before are built again."""


class RoleTarget(NamedTuple):
    """What a role in the text leads to."""

    place: Place
    slug: str
    definition: str
    """Shown on hover and focus, for kinds whose text is a definition."""


@dataclass(frozen=True, slots=True)
class PageView:
    """What a page shows beyond its own text."""

    docname: str
    text: str
    """A mark of the page's own text."""
    title: str
    window_title: str
    names: tuple[str, ...]
    """What the record is called besides its title."""
    lead: str
    """The record's summary, shown below the title."""
    description: str
    """What lists and link previews say of the page."""
    kind: str
    kind_label: str
    schema_type: str
    header: tuple[Row, ...]
    tables: tuple[Table, ...]
    accounts: tuple[Account, ...]
    sessions: Mapping[str, tuple[Row, ...]]
    """By the id of the section."""
    contents: tuple[tuple[int, Place], ...]
    former_ids: Mapping[str, tuple[str, ...]]
    """What sections were called before, by their ids."""
    former: tuple[Former, ...]
    """The sections that are no longer here."""
    targets: Mapping[tuple[str, str], RoleTarget]
    """By kind and name, as the text writes them."""
    citations: Mapping[str, Value]
    """By key, the labels under which the text cites sources."""
    references: tuple[FullReference, ...]
    backlinks: BacklinkView | None
    sources: tuple[tuple[FullReference, tuple[Entry, ...]], ...]
    """On the page of the bibliography, every source with the pages that cite it."""
    link_states: LinkStates | None
    """On the pages that list them, the addresses of other sites."""
    listings: tuple[ListingView, ...]
    pictures: tuple[Picture, ...]
    navigation: Navigation
    citation: Citation | None

    def digest(self) -> str:
        """A short mark that changes whenever anything shown changes."""
        shown = (getattr(self, name) for name in self.__slots__)
        parts = [[*part.items()] if isinstance(part, Mapping) else part for part in shown]
        return hashlib.blake2b(json.dumps((VERSION, parts)).encode(), digest_size=16).hexdigest()

    @property
    def goes_on(self) -> bool:
        """Whether one of its lists goes on on other pages."""
        backlinks = self.backlinks.groups if self.backlinks else ()
        listed = (group for listing in self.listings for group in listing.groups)
        return any(group.extract.parts for group in chain[BacklinkGroup | Group](backlinks, listed))

    def target(self, kind: str, name: str) -> RoleTarget | None:
        """What a role leads to; None where nothing bears the name."""
        return self.targets.get((kind, name))

    def session(self, section: str) -> tuple[Row, ...]:
        """The rows of the session of a section."""
        return self.sessions.get(section, ())


def page_view(archive: Archive, site: Site, page: Page) -> PageView:
    """What a page shows."""
    return PageView(
        docname=page.docname,
        text=page.digest,
        title=page.title,
        window_title=_window_title(archive, site, page),
        names=page.names,
        lead=getattr(page.record, "summary", ""),
        description=page.summary[:300] or _window_title(archive, site, page),
        kind=page.kind.name if page.kind else "",
        kind_label=page.kind.label if page.kind else "",
        schema_type=page.kind.schema_type if page.kind else "WebPage",
        header=tuple(header_rows(archive, page)),
        tables=tuple(tables(archive, page)),
        accounts=tuple(accounts(archive, page)),
        sessions={section: session_rows(archive, session) for section, session in page.sessions.items()},
        contents=tuple((section.level, page_place(page, section.id, section.title)) for section in page.body.sections),
        former_ids=former_ids(archive, page),
        former=tuple(former_sections(archive, page)),
        targets=dict(_targets(archive, page)),
        citations={key: source_value(archive, key) for key in _cited(page) if archive.source(key)},
        references=tuple(_references(archive, _cited(page))),
        backlinks=backlink_view(archive, page),
        sources=tuple(_sources(archive, page)),
        link_states=link_states(archive) if shows_link_states(page) else None,
        listings=tuple(listing_views(archive, page)),
        pictures=tuple(_pictures(archive, page)),
        navigation=page_navigation(archive, site, page),
        citation=citation_of(archive, site, page),
    )


def _pictures(archive: Archive, page: Page) -> Iterator[Picture]:
    """Those that the page asks for, and that of its record's connections."""
    for line, mark in page.pictures:
        yield counted_picture(archive, page, line, mark)
    if connections := connection_picture(archive, page):
        yield connections


class PageViews(Mapping[str, PageView]):
    """The views of all pages, each made when it is asked for: no build needs them all."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self._pages = archive.pages
        # a page asks for its own view many times while it is written
        self._view = lru_cache(maxsize=4)(lambda name: page_view(archive, site, archive.pages[name]))

    def __getitem__(self, name: str) -> PageView:
        return self._view(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


def _window_title(archive: Archive, site: Site, page: Page) -> str:
    if page.docname == HOME:
        return site.title
    parent = archive.parent_of(page)
    around = parent.title if parent else page.kind.label if page.kind else ""
    return " – ".join(part for part in (page.title, around, site.title) if part)


def _targets(archive: Archive, page: Page) -> Iterator[tuple[tuple[str, str], RoleTarget]]:
    for kind, name in dict.fromkeys((role.name, role.target) for role in page.body.roles):
        if found := archive.find(kind, name) if kind in archive.kinds else None:
            definition = found.body.lead if found.kind and found.kind.text else ""
            yield (kind, name), RoleTarget(page_place(found), found.slug, definition)


def _references(archive: Archive, keys: Iterable[str]) -> Iterator[FullReference]:
    yield from filter(None, (full_reference(archive, key) for key in keys))


def _cited(page: Page) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref.target for ref in page.references if ref.kind == "source"))


def _sources(archive: Archive, page: Page) -> Iterator[tuple[FullReference, tuple[Entry, ...]]]:
    """In the order of the labels, that is by publisher, then by date."""
    if page is archive.bibliography_page:
        labels = archive.bibliography.labels
        for key in sorted(archive.bibliography.sources, key=lambda key: (labels[key].casefold(), key)):
            if found := full_reference(archive, key):
                yield found, source_backlinks(archive, key)
