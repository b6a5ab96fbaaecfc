"""Which pages may show something else than before, told without making their views.

Of another page, a page shows only its face: what it is called, when it was, what it is about. The stamp of a page is
a digest of its own text and of the faces around it: of what it names, of what names it, of what it lists.
Where the stamp is that of the last build, so is the view. To make all stamps costs about as much as to count all
references, so that a build after a change costs what has changed, and not what the archive holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from archive_model.archive import Archive, Target
from archive_model.page import Page
from archive_model.site import HOME, Site
from archive_output.link_states import shows_link_states
from archive_output.page_view import VERSION


def _digest(parts: Iterable[object]) -> str:
    return hashlib.blake2b("\0".join(map(str, parts)).encode(), digest_size=16).hexdigest()


class Faces:
    """The faces of pages; those of pages that are the same as in the archive before are remembered."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Page, str]] = {}

    def of(self, page: Page) -> str:
        """A mark of all that other pages may show of a page."""
        known = self._known.get(page.docname)
        if known and known[0] is page:
            return known[1]
        sections = [(section.id, section.title) for section in page.body.sections]
        record = (page.record, page.sessions, page.description, page.body.lead)
        face = _digest((page.docname, page.kind.name if page.kind else "", page.title, *sections, *record))
        self._known[page.docname] = page, face
        return face


class Stamps:
    """The stamps of an archive's pages."""

    def __init__(self, archive: Archive, site: Site, faces: Faces) -> None:
        self.archive, self.site = archive, site
        self._faces = {page.docname: faces.of(page) for page in archive.pages.values()}
        self._marks: dict[Target, str] = {}

    def all(self) -> Mapping[str, str]:
        """By the path of the page."""
        return {page.docname: self.of(page) for page in self.archive.pages.values()}

    def of(self, page: Page) -> str:
        """The stamp of one page."""
        return _digest(self._ingredients(page))

    def _ingredients(self, page: Page) -> Iterator[str]:
        """All that the view of a page is made of."""
        yield page.digest
        yield self._everywhere
        for section, change in self.archive.permalinks.sections_of(page.docname).items():
            yield f"{section} {change}"
            yield self._faces.get(change.target.docname, "") if change.target else ""
        for kind, name in page.mentions:
            yield self._target(kind, name)
        yield from self._around(page)
        if page.kind:
            yield self._links((page.kind.name, page.slug))
            for facet, value in page.facets if page.kind.connects else ():
                yield self._links((facet, value)) if facet in self.archive.kinds else ""
        for _line, listing in page.listings:
            yield from self._listed(listing.kinds, listing.group)
        for _line, picture in page.pictures:
            yield from self._listed(picture.kinds, picture.facet)
        if shows_link_states(page):
            yield from (_digest(pair) for pair in self.archive.link_record.seen.items())
            yield from self._sources.values()
        if page is self.archive.bibliography_page:
            for key, mark in self._sources.items():
                yield mark
                yield self._links(("source", key))

    def _listed(self, kinds: Iterable[str], group: str | None) -> Iterator[str]:
        """What a list or a picture of some kinds, by some value, is made of."""
        listed = {*kinds, *self._parts_of(kinds), group}
        return (self._kinds.get(kind, "") for kind in sorted(filter(None, listed)))

    def _target(self, kind: str, name: str) -> str:
        if kind == "source":
            return self._sources.get(name, name)
        found = self.archive.find(kind, name) if kind in self.archive.kinds else None
        return self._faces[found.docname] if found else name

    def _around(self, page: Page) -> Iterator[str]:
        """The whole that a page is part of, and the parts of both."""
        whole = self.archive.parent_of(page)
        for near in (whole, *self.archive.parts_of(whole or page)):
            if near:
                yield self._faces[near.docname]

    def _links(self, target: Target) -> str:
        """A mark of what names something. Records that have to do with one body share it, and it is made once."""
        mark = self._marks.get(target)
        if mark is None:
            links = self.archive.backlinks(target)
            mark = _digest(part for link in links for part in (self._faces[link.page.docname], *link.sections))
            self._marks[target] = mark
        return mark

    def _parts_of(self, kinds: Iterable[str]) -> Iterator[str]:
        return (kind.name for kind in self.archive.kinds.values() if kind.parent in kinds)

    @cached_property
    def _everywhere(self) -> str:
        """What every page may show: the settings, the pages that lead to lists, the outside addresses that are dead."""
        lists = (self.archive.bibliography_page, *self.archive.group_pages.items(), *self.archive.kind_pages.items())
        doors = (*self.site.doors, HOME)
        titles = [self.archive.pages[door].title for door in doors if door in self.archive.pages]
        return _digest((VERSION, self.site, *titles, *_places(lists), *self.archive.link_record.dead.items()))

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        """The faces of all pages of a kind."""
        return {
            kind: _digest(self._faces[page.docname] for page in self.archive.of_kind(kind))
            for kind in self.archive.kinds
        }

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        bibliography = self.archive.bibliography
        return {key: _digest((source, bibliography.labels[key])) for key, source in bibliography.sources.items()}


def _places(lists: Iterable[Page | tuple[str, Page] | None]) -> Iterator[object]:
    for found in lists:
        name, page = found if isinstance(found, tuple) else ("", found)
        yield (name, page.docname, page.title) if page else name
