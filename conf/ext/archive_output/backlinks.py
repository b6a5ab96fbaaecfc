"""“Where this comes up”: the places that refer to a record, a country or a source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive_model.archive import Archive, Backlink
from archive_model.kind import Kind
from archive_model.page import Page
from archive_output.division import Share
from archive_output.entry import Entry, Style, entry_of
from archive_output.folding import Extract, Layout, Roll, extract_of, lay_out, room_on

ANCHOR = "record-backlinks"
"""Where they stand on the page of the record."""


class BacklinkGroup(NamedTuple):
    """The pages of some kinds that refer to something, in the order of time."""

    title: str
    extract: Extract


class BacklinkView(NamedTuple):
    """All that refers to a record, and whether a conference or one of its days is among it."""

    groups: tuple[BacklinkGroup, ...]
    discussed: bool


def backlink_view(archive: Archive, page: Page) -> BacklinkView | None:
    """What refers to a page's record; None for a plain page."""
    if page.kind is None:
        return None
    layouts = backlink_layouts(archive, page)
    groups = tuple(BacklinkGroup(layout.roll.share.label, extract_of(archive, layout)) for layout in layouts)
    meetings = _proceedings(archive)
    return BacklinkView(groups, any(layout.roll.share.links[0].page.kind in meetings for layout in layouts))


def backlink_layouts(archive: Archive, page: Page) -> list[Layout]:
    """What the page of a record shows of what refers to it."""
    if page.kind is None:
        return []
    own_parts = {part.docname for part in archive.parts_of(page)}
    links = [link for link in archive.backlinks((page.kind.name, page.slug)) if link.page.docname not in own_parts]
    return lay_out(archive, page.docname, [*_rolls(archive, page, links)], room=room_on(page))


def source_backlinks(archive: Archive, key: str) -> tuple[Entry, ...]:
    """The pages that cite a source."""
    return tuple(entry_of(archive, link, Style()) for link in archive.backlinks(("source", key)))


def _proceedings(archive: Archive) -> tuple[Kind, ...]:
    """The kinds that tell of the meetings themselves: those that are part of another, and those others."""
    parts = [kind for kind in archive.kinds.values() if kind.parent]
    return tuple(kind for kind in archive.kinds.values() if kind in parts or kind.name in {p.parent for p in parts})


def _rolls(archive: Archive, page: Page, links: list[Backlink]) -> Iterator[Roll]:
    """First the meetings in one list, so that their order is that of time; then each other kind; then plain pages."""
    by_kind: dict[Kind | None, list[Backlink]] = {}
    meetings = _proceedings(archive)
    for link in links:
        kind = link.page.kind
        by_kind.setdefault(meetings[0] if meetings and kind in meetings else kind, []).append(link)
    if meetings and (found := by_kind.pop(meetings[0], None)):
        label = " and ".join(kind.plural for kind in meetings).capitalize()
        share = Share("", label, "", tuple(found))
        yield Roll(f"Where “{page.title}” comes up", share, Style(), anchor=ANCHOR)
    for kind in (*archive.kinds.values(), None):
        if found := by_kind.get(kind):
            label = (kind.plural if kind else "Other pages").capitalize()
            share = Share(kind.name if kind else "page", label, "", tuple(found))
            yield Roll(f"{label} where “{page.title}” comes up", share, Style(mixed=False), anchor=ANCHOR)
