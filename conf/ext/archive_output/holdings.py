"""What the archive holds and lacks, for readers whose search finds nothing."""

from __future__ import annotations

from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.page import Page
from archive_output.place import Place, page_place
from archive_output.record_view import Row, accounts


class Holding(NamedTuple):
    """A record that has parts, such as an edition of the conference."""

    place: Place
    date: str
    parts: tuple[Place, ...]
    """The parts that are held."""
    lists: tuple[Row, ...]
    """What its page says of what is held, missing and uncertain."""


NEWEST = 12
"""How many are told in full; the lists of the archive lead to the others."""


def newest_holdings(archive: Archive) -> tuple[tuple[Holding, ...], int]:
    """The newest records of the kinds that have parts, in the order of time, and how many are older."""
    wholes = {kind.parent for kind in archive.kinds.values() if kind.parent}
    pages = [page for kind in archive.kinds for page in archive.of_kind(kind) if kind in wholes]
    return tuple(_holding(archive, page) for page in pages[-NEWEST:]), len(pages[:-NEWEST])


def _holding(archive: Archive, page: Page) -> Holding:
    parts = tuple(map(page_place, archive.parts_of(page)))
    lists = tuple(row for account in accounts(archive, page) for row in account.lists)
    return Holding(page_place(page), page.date.words if page.date else "", parts, lists)
