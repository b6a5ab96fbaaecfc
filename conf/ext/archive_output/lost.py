"""Addresses of other sites at which nothing is any more, and what is said beside them."""

from __future__ import annotations

from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.dates import day_in_words


class Lost(NamedTuple):
    """What a reader is told of an address. Both are empty where nothing is known against it."""

    words: str = ""
    archived_at: str = ""
    """A copy in a web archive, as it was found for the record."""


def lost_at(archive: Archive, address: str) -> Lost:
    """What is told of an address."""
    seen = archive.link_record.dead.get(address)
    if seen is None:
        return Lost()
    last = f"; it was last found there on {day_in_words(seen.last_there)}" if seen.last_there else ""
    return Lost(f"The page is no longer at this address{last}.", seen.other)
