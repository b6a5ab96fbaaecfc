"""“Where this comes up”: the places that refer to a record, a country or a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive_model.archive import Archive, Target
from archive_model.page import Page
from archive_output.listing import Entry, entry_of


@dataclass(frozen=True, slots=True)
class BacklinkGroup:
    """The pages of one kind that refer to something, in the order of time."""

    kind: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class BacklinkView:
    """All that refers to a record, and whether a conference day or edition is among it."""

    groups: tuple[BacklinkGroup, ...]
    discussed: bool


def backlink_view(archive: Archive, page: Page) -> BacklinkView | None:
    """What refers to a page's record; None for a plain page."""
    if page.kind is None:
        return None
    own_parts = {part.docname for part in archive.parts_of(page)}
    groups = tuple(_groups(archive, (page.kind.name, page.slug), own_parts))
    return BacklinkView(groups, any(group.kind in _proceedings(archive) for group in groups))


def source_backlinks(archive: Archive, key: str) -> tuple[Entry, ...]:
    """The pages that cite a source."""
    return tuple(entry_of(archive, link.page, link.sections) for link in archive.backlinks(("source", key)))


def _proceedings(archive: Archive) -> set[str]:
    """The kinds that tell of the meetings themselves: those that are part of another, and those others."""
    parts = [kind for kind in archive.kinds.values() if kind.parent]
    return {kind.name for kind in parts} | {kind.parent for kind in parts}


def _groups(archive: Archive, target: Target, leave_out: set[str]) -> Iterator[BacklinkGroup]:
    by_kind: dict[str, list[Entry]] = {}
    for link in archive.backlinks(target):
        if link.page.docname not in leave_out:
            kind = link.page.kind.name if link.page.kind else ""
            entry = replace(entry_of(archive, link.page, link.sections), kind="")
            by_kind.setdefault(kind, []).append(entry)
    for name in (*archive.kinds, ""):
        if name in by_kind:
            title = archive.kinds[name].plural if name else "Other pages"
            yield BacklinkGroup(name, title, tuple(by_kind[name]))
