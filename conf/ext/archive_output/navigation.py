"""The ways on from a page: what is always near, what is above it, before it and after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.page import Page
from archive_model.site import HOME, Site
from archive_output.place import Place, page_place


class Navigation(NamedTuple):
    """The ways on from a page."""

    doors: tuple[Place, ...]
    whole: Place | None
    """The record of which this page and its neighbours are parts."""
    parts: tuple[Place, ...]
    trail: tuple[Place, ...]
    previous: Place | None
    following: Place | None


def page_navigation(archive: Archive, site: Site, page: Page) -> Navigation:
    """The ways on from a page."""
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
        trail=page_trail(archive, page),
        previous=page_place(previous) if previous else None,
        following=page_place(following) if following else None,
    )


def page_doors(archive: Archive, site: Site) -> tuple[Place, ...]:
    """The pages that the sidebar always shows."""
    return tuple(page_place(archive.pages[door]) for door in site.doors if door in archive.pages)


def page_trail(archive: Archive, page: Page) -> tuple[Place, ...]:
    """The pages above this one, from the home page down."""
    return tuple(_trail(archive, page))


def _trail(archive: Archive, page: Page) -> Iterator[Place]:
    if page.docname == HOME:
        return
    if HOME in archive.pages:
        yield page_place(archive.pages[HOME], text="Home")
    whole = archive.parent_of(page)
    kind = whole.kind if whole else page.kind
    door = (archive.kind_pages.get(kind.name) or archive.group_pages.get(kind.name)) if kind else None
    yield from (page_place(step) for step in (door, whole) if step)
