"""“Where this comes up”: the places that refer to a record, a country or a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive_model.archive import Archive, Backlink
from archive_model.kind import Kind
from archive_model.page import Page
from archive_output.listing import Entry, entry_of


@dataclass(frozen=True, slots=True)
class BacklinkGroup:
    """The pages of some kinds that refer to something, in the order of time."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class BacklinkView:
    """All that refers to a record, and whether a conference or one of its days is among it."""

    groups: tuple[BacklinkGroup, ...]
    discussed: bool


def backlink_view(archive: Archive, page: Page) -> BacklinkView | None:
    """What refers to a page's record; None for a plain page."""
    if page.kind is None:
        return None
    own_parts = {part.docname for part in archive.parts_of(page)}
    links = [link for link in archive.backlinks((page.kind.name, page.slug)) if link.page.docname not in own_parts]
    proceedings = _proceedings(archive)
    groups = tuple(_groups(archive, links, proceedings))
    return BacklinkView(groups, any(link.page.kind in proceedings for link in links))


def source_backlinks(archive: Archive, key: str) -> tuple[Entry, ...]:
    """The pages that cite a source."""
    return tuple(entry_of(archive, link.page, link.sections) for link in archive.backlinks(("source", key)))


def _proceedings(archive: Archive) -> tuple[Kind, ...]:
    """The kinds that tell of the meetings themselves: those that are part of another, and those others."""
    parts = [kind for kind in archive.kinds.values() if kind.parent]
    return tuple(kind for kind in archive.kinds.values() if kind in parts or kind.name in {p.parent for p in parts})


def _groups(archive: Archive, links: list[Backlink], proceedings: tuple[Kind, ...]) -> Iterator[BacklinkGroup]:
    """First the meetings in one group, so that their order is that of time; then each other kind; then plain pages."""
    others = [(kind,) for kind in archive.kinds.values() if kind not in proceedings]
    for kinds in (proceedings, *others, (None,)):
        entries = [entry_of(archive, link.page, link.sections) for link in links if link.page.kind in kinds]
        if entries:
            mixed = len(kinds) > 1
            title = " and ".join(kind.plural if kind else "Other pages" for kind in kinds)
            yield BacklinkGroup(title.capitalize(), tuple(e if mixed else replace(e, kind="") for e in entries))
