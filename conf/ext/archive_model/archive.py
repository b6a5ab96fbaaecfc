"""The whole archive, frozen: every page by its path, every name, and who refers to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from archive_model.bibliography import Bibliography, Source
from archive_model.collection import paused_collection
from archive_model.kind import Kinds
from archive_model.link_record import LinkRecord
from archive_model.page import Page, Reference, fold
from archive_model.permalinks import Permalinks

Target = tuple[str, str]
"""A kind of record, ``country`` or ``source``, and an id, code or key."""


class Backlink(NamedTuple):
    """A page that refers to something, and the sections in which it does."""

    page: Page
    sections: tuple[str, ...]
    """Ids in the order of the page; empty where only the page as a whole refers."""


@dataclass(frozen=True)
class Archive:
    """Everything that one edition of the archive holds. To change something, load a new one."""

    pages: Mapping[str, Page]
    """By path without ending, in the order of the paths."""
    kinds: Kinds
    bibliography: Bibliography = field(default_factory=Bibliography)
    withheld: Mapping[str, Page] = field(default_factory=dict)
    """Pages that this edition leaves out: drafts, pages under embargo, pages for delegates."""
    permalinks: Permalinks = field(default_factory=Permalinks)
    """What became of addresses that were published."""
    link_record: LinkRecord = field(default_factory=LinkRecord)
    """How addresses of other sites were found."""

    def of_kind(self, name: str) -> tuple[Page, ...]:
        """The pages of a kind in the order of time, then of title."""
        return self._by_kind.get(name, ())

    def find(self, kind: str, name: str) -> Page | None:
        """The record of a kind that bears this id, title or other name; case does not matter."""
        docname = self.names.get((kind, fold(name)))
        return self.pages[docname] if docname else None

    def find_withheld(self, kind: str, name: str) -> Page | None:
        """The same among the pages that this edition leaves out."""
        docname = self._withheld_names.get((kind, fold(name)))
        return self.withheld[docname] if docname else None

    def all_pages(self) -> Iterator[Page]:
        """The pages of this edition, then those that it leaves out."""
        yield from self.pages.values()
        yield from self.withheld.values()

    def names_of_kind(self, kind: str) -> Iterator[str]:
        """The ids, titles and other names of the records of a kind, as they are written."""
        return (name for page in self.of_kind(kind) for names_of in NAMES for name in names_of(page))

    def parent_of(self, page: Page) -> Page | None:
        """The record that a page's record is part of, as the conference of a day."""
        if page.kind is None or not page.kind.parent:
            return None
        parent = page.kind.parent_of(page.docname)
        return self.find(page.kind.parent, parent) if parent else None

    def parts_of(self, page: Page) -> tuple[Page, ...]:
        """The records that are part of a page's record, as the days of a conference."""
        return self._parts.get(page.docname, ())

    def target_of(self, reference: Reference) -> Target:
        """What a reference means, with titles and other names turned into the id."""
        return self._meant(reference.kind, reference.target)

    def _meant(self, kind: str, name: str) -> Target:
        page = self.find(kind, name) if kind in self.kinds else None
        return kind, page.slug if page else name

    def backlinks(self, target: Target) -> tuple[Backlink, ...]:
        """The pages that refer to something, in the order of time, each once with its sections."""
        return self._backlinks.get(target, ())

    def source(self, key: str) -> Source | None:
        """The entry of the bibliography under a key."""
        return self.bibliography.sources.get(key)

    @cached_property
    def bibliography_page(self) -> Page | None:
        """The page that shows the bibliography."""
        marked = (page for page in self.pages.values() if any(d.name == "bibliography" for d in page.body.directives))
        return next(marked, None)

    @cached_property
    def group_pages(self) -> Mapping[str, Page]:
        """By the name of a facet, the page whose listing is grouped by it; of several, the one of most kinds."""
        pages: dict[str, tuple[int, Page]] = {}
        for page in self.pages.values():
            for _line, listing in page.listings:
                if listing.group and len(listing.kinds) > pages.get(listing.group, (0, page))[0]:
                    pages[listing.group] = len(listing.kinds), page
        return {group: page for group, (_number, page) in pages.items()}

    @cached_property
    def kind_pages(self) -> Mapping[str, Page]:
        """By the name of a kind, the page that lists the records of that kind and no others."""
        pages: dict[str, Page] = {}
        for page in self.pages.values():
            for _line, listing in page.listings:
                if len(listing.kinds) == 1 and "/" in page.docname:
                    pages.setdefault(listing.kinds[0], page)
        return pages

    @cached_property
    def names(self) -> Mapping[tuple[str, str], str]:
        """The path of the page by kind and folded name: id first, then title, then other names."""
        return _names(self.pages)

    @cached_property
    def _withheld_names(self) -> Mapping[tuple[str, str], str]:
        return _names(self.withheld)

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Page, ...]]:
        groups: dict[str, list[Page]] = {}
        for page in self.pages.values():
            groups.setdefault(page.kind.name if page.kind else "", []).append(page)
        return {kind: tuple(sorted(pages, key=time_order)) for kind, pages in groups.items()}

    @cached_property
    def _parts(self) -> Mapping[str, tuple[Page, ...]]:
        parts: dict[str, list[Page]] = {}
        for kind in self.kinds.values():
            for page in self.of_kind(kind.name) if kind.parent else ():
                if parent := self.parent_of(page):
                    parts.setdefault(parent.docname, []).append(page)
        return {docname: tuple(pages) for docname, pages in parts.items()}

    @cached_property
    def _backlinks(self) -> Mapping[Target, tuple[Backlink, ...]]:
        with paused_collection():
            return self._all_backlinks()

    def _all_backlinks(self) -> dict[Target, tuple[Backlink, ...]]:
        meant: dict[tuple[str, str], Target] = {}
        found: dict[Target, list[Backlink]] = {}
        for page in sorted(self.pages.values(), key=time_order):
            own = page.kind and (page.kind.name, page.slug)
            for named, sections in page.mentions.items():
                target = meant.get(named) or meant.setdefault(named, self._meant(*named))
                links = found.setdefault(target, [])
                if links and links[-1].page is page:  # by another name
                    links[-1] = Backlink(page, page.in_order({*links[-1].sections, *sections}))
                elif target != own:
                    links.append(Backlink(page, sections))
        return {target: tuple(links) for target, links in found.items()}


def time_order(page: Page) -> tuple[date, date, bool, str, str, str]:
    """The key that puts pages in the order of time; those without a date come last, by title."""
    when = page.date
    number = getattr(page.record, "number", 0)
    if when is None:
        return date.max, date.max, True, "", fold(page.title), page.docname
    is_part = bool(page.kind and page.kind.parent)
    return when.earliest, when.latest, is_part, page.docname.rpartition("/")[0], f"{number:06}", page.docname


def _ids(page: Page) -> Iterable[str]:
    return (page.slug,)


def _titles(page: Page) -> Iterable[str]:
    return (page.title,)


def _other_names(page: Page) -> Iterable[str]:
    return (name for name, _line in page.other_names)


NAMES = (_ids, _titles, _other_names)
"""The names of a record; where two records share one, an id goes before a title, and a title before other names."""


def _names(pages: Mapping[str, Page]) -> dict[tuple[str, str], str]:
    names: dict[tuple[str, str], str] = {}
    for names_of in NAMES:
        for page in pages.values():
            if page.kind:
                for name in names_of(page):
                    names.setdefault((page.kind.name, fold(name)), page.docname)
    return names
