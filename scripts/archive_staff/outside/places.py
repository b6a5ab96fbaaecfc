"""Where the site names addresses of others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from archive_model.archive import Archive
from archive_staff.site_check.built_site import BuiltSite
from archive_staff.site_check.findings import Sources


class Place(NamedTuple):
    """Where an address is written by people, and how often readers meet it."""

    path: str
    """As messages name the file."""
    line: int
    is_source: bool
    """Whether the bibliography gives it."""
    archived_at: str
    """The archived copy that the bibliography gives; empty where it gives none."""
    pages: int
    """How many pages of the site lead there."""


def outside_addresses(site: BuiltSite, archive: Archive, sources: Sources) -> Mapping[str, Place]:
    """Each address on another site, once."""
    ours = {source.url: source for source in archive.bibliography.sources.values() if source.url}
    first: dict[str, tuple[str, int]] = {}
    pages: dict[str, set[str]] = {}
    for page in site.pages.values():
        for link in page.links:
            if link.element == "a" and urlsplit(link.address).scheme in ("http", "https"):
                first.setdefault(link.address, (page.path, link.line))
                pages.setdefault(link.address, set()).add(page.path)
    found: dict[str, Place] = {}
    for address, (path, line) in first.items():
        if source := ours.get(address):
            place = archive.bibliography.path, source.line
            found[address] = Place(*place, True, source.archived_at, len(pages[address]))
        else:
            found[address] = Place(*sources.place(path, line, address), False, "", len(pages[address]))
    return found
