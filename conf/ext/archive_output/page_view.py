"""Everything that one page shows about others. Its digest decides whether the page must be written again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive_model.archive import Archive
from archive_model.page import Page
from archive_model.site import Site
from archive_output.backlinks import BacklinkView, backlink_view, source_backlinks
from archive_output.citation import Citation, citation_of
from archive_output.facets import page_facets
from archive_output.listing import Entry, ListingView, listing_view
from archive_output.place import Place, Value, page_place, source_value
from archive_output.record_view import Account, Row, Table, accounts, header_rows, session_rows, tables
from archive_output.reference import FullReference, full_reference

VERSION = 1
"""Raised when the meaning of a view changes, so that pages built before are built again."""


@dataclass(frozen=True, slots=True)
class RoleTarget:
    """What a role in the text leads to."""

    place: Place
    definition: str = ""
    """Shown on hover and focus, for kinds whose text is a definition."""


@dataclass(frozen=True, slots=True)
class Navigation:
    """The ways on from a page."""

    doors: tuple[Place, ...]
    whole: Place | None
    """The record of which this page and its neighbours are parts."""
    parts: tuple[Place, ...]
    trail: tuple[Place, ...]
    previous: Place | None
    following: Place | None


@dataclass(frozen=True, slots=True)
class PageView:
    """What a page shows beyond its own text."""

    docname: str
    text: str
    """A mark of the page's own text."""
    title: str
    window_title: str
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
    sessions: tuple[tuple[str, tuple[Row, ...]], ...]
    contents: tuple[tuple[int, Place], ...]
    targets: tuple[tuple[tuple[str, str], RoleTarget], ...]
    citations: tuple[tuple[str, Value], ...]
    references: tuple[FullReference, ...]
    backlinks: BacklinkView | None
    cited_in: tuple[tuple[FullReference, tuple[Entry, ...]], ...]
    listings: tuple[ListingView, ...]
    facets: tuple[tuple[str, tuple[str, ...]], ...]
    navigation: Navigation
    citation: Citation | None

    def digest(self) -> str:
        """A short mark that changes whenever anything shown changes."""
        return hashlib.blake2b(repr((VERSION, self)).encode(), digest_size=16).hexdigest()

    def citing(self, key: str) -> tuple[Entry, ...]:
        """The pages that cite a source, on the page of the bibliography."""
        return next((entries for reference, entries in self.cited_in if reference.key == key), ())

    def session(self, section: str) -> tuple[Row, ...]:
        """The rows of the session of a section."""
        return dict(self.sessions).get(section, ())


def page_view(archive: Archive, site: Site, page: Page) -> PageView:
    """What a page shows."""
    return PageView(
        docname=page.docname,
        text=page.digest,
        title=page.title,
        window_title=_window_title(archive, site, page),
        lead=getattr(page.record, "summary", ""),
        description=page.summary[:300],
        kind=page.kind.name if page.kind else "",
        kind_label=page.kind.label if page.kind else "",
        schema_type=page.kind.schema_type if page.kind else "WebPage",
        header=tuple(header_rows(archive, page)),
        tables=tuple(tables(archive, page)),
        accounts=tuple(accounts(archive, page)),
        sessions=tuple((section, session_rows(archive, session)) for section, session in page.sessions.items()),
        contents=tuple((section.level, page_place(page, section.id, section.title)) for section in page.body.sections),
        targets=tuple(_targets(archive, page)),
        citations=tuple((key, source_value(archive, key)) for key in _cited(page)),
        references=tuple(_references(archive, _cited(page))),
        backlinks=backlink_view(archive, page),
        cited_in=_cited_in(archive, page),
        listings=tuple(listing_view(archive, line, listing) for line, listing in page.listings),
        facets=page_facets(archive, page),
        navigation=_navigation(archive, site, page),
        citation=citation_of(archive, site, page),
    )


def page_views(archive: Archive, site: Site) -> Mapping[str, PageView]:
    """The views of all pages."""
    return {page.docname: page_view(archive, site, page) for page in archive.pages.values()}


def _window_title(archive: Archive, site: Site, page: Page) -> str:
    if page.docname == "index":
        return site.title
    parent = archive.parent_of(page)
    around = parent.title if parent else page.kind.label if page.kind else ""
    return " – ".join(part for part in (page.title, around, site.title) if part)


def _targets(archive: Archive, page: Page) -> Iterator[tuple[tuple[str, str], RoleTarget]]:
    for kind, name in dict.fromkeys((role.name, role.target) for role in page.body.roles):
        if found := archive.find(kind, name) if kind in archive.kinds else None:
            definition = found.body.lead if found.kind and found.kind.text else ""
            yield (kind, name), RoleTarget(page_place(found), definition)


def _references(archive: Archive, keys: Iterable[str]) -> Iterator[FullReference]:
    for key in keys:
        if source := archive.source(key):
            yield full_reference(source, archive.bibliography.labels[key])


def _cited(page: Page) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref.target for ref in page.references if ref.kind == "source"))


def _cited_in(archive: Archive, page: Page) -> tuple[tuple[FullReference, tuple[Entry, ...]], ...]:
    if page is not archive.bibliography_page:
        return ()
    references = _references(archive, sorted(archive.bibliography.sources))
    return tuple((reference, source_backlinks(archive, reference.key)) for reference in references)


def _navigation(archive: Archive, site: Site, page: Page) -> Navigation:
    whole = archive.parent_of(page)
    own_parts = archive.parts_of(page)
    around = whole or (page if own_parts else None)
    parts = archive.parts_of(around) if around else ()
    place = parts.index(page) if page in parts else -1
    previous = parts[place - 1] if place > 0 else None
    following = parts[place + 1] if 0 <= place < len(parts) - 1 else None
    return Navigation(
        doors=page_doors(archive, site),
        whole=page_place(around) if around else None,
        parts=tuple(page_place(part) for part in parts),
        trail=tuple(_trail(archive, page)),
        previous=page_place(previous) if previous else None,
        following=page_place(following) if following else None,
    )


def page_doors(archive: Archive, site: Site) -> tuple[Place, ...]:
    """The pages that the sidebar always shows."""
    return tuple(page_place(archive.pages[door]) for door in site.doors if door in archive.pages)


def _trail(archive: Archive, page: Page) -> Iterator[Place]:
    """The pages above this one, from the home page down."""
    if page.docname == "index":
        return
    if "index" in archive.pages:
        yield page_place(archive.pages["index"], text="Home")
    whole = archive.parent_of(page)
    kind = whole.kind if whole else page.kind
    door = (archive.kind_pages.get(kind.name) or archive.group_pages.get(kind.name)) if kind else None
    yield from (page_place(step) for step in (door, whole) if step)
