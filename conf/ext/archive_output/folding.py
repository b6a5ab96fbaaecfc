"""What a page shows of its lists, and where the rest of a long one goes on.

A short list stands on its page whole. Of a long one the page shows the newest few, and links to the pages on which it
goes on: what goes on from ``X.html`` lies in ``X/``, and may go on from there in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import NamedTuple

from archive_model.archive import Archive, Backlink
from archive_model.headings import section_id, unique_id
from archive_model.page import Page
from archive_output.division import PAGE_ENTRIES, PAGE_WEIGHT, Divide, Share, by_time, in_parts
from archive_output.entry import Entry, Style, entry_of, weight
from archive_output.place import Place

SHORT = 100
"""The entries of the longest list that a page shows whole beside other things."""
NEWEST = 10
"""The entries that a page shows of a longer one."""


@dataclass(frozen=True, slots=True)
class Roll:
    """The pages of a list in the order of time or of the alphabet, before any is written out."""

    title: str
    """What the titles of the pages begin with on which it goes on."""
    share: Share
    """All of it."""
    style: Style
    divide: Divide = by_time
    anchor: str = ""
    """Where it stands on its page."""
    home: str = ""
    """The page that has this list too, where there is one: it goes on there."""

    @property
    def in_order(self) -> tuple[Backlink, ...]:
        """All its pages as it shows them."""
        return tuple(reversed(self.share.links)) if self.style.newest_first else self.share.links

    @property
    def newest(self) -> tuple[Backlink, ...]:
        """The pages that it shows where it is folded; none where its order is not that of time."""
        latest_first = () if self.divide is in_parts else reversed(self.share.links)
        return tuple(islice((link for link in latest_first if link.page.date), NEWEST))


@dataclass(frozen=True, slots=True)
class Layout:
    """What a page shows of a list."""

    roll: Roll
    shown: tuple[Backlink, ...]
    shares: tuple[Share, ...] = ()
    """Where it goes on, in the order of time or of the alphabet; the key of each is the whole address."""


class Part(NamedTuple):
    """A page on which a list goes on, with the number of its entries."""

    place: Place
    number: int
    first: str = ""
    """The title with which it begins, where a number alone tells it from others."""


class Extract(NamedTuple):
    """What readers see of a list: its entries, or of a long one the newest few and where the rest is."""

    entries: tuple[Entry, ...]
    total: int
    parts: tuple[Part, ...] = ()


def room_on(page: Page) -> int:
    """The bytes of HTML that each of its lists may have: what refers to its record, and each listing in its text."""
    return PAGE_WEIGHT // max(1, bool(page.kind) + len(page.listings))


def lay_out(
    archive: Archive, docname: str, rolls: Sequence[Roll], short: int = SHORT, room: int = PAGE_WEIGHT
) -> list[Layout]:
    """Fold the long lists of a page; all of them where what they show would be too much together.

    Groups of a listing then show nothing but where they go on.
    """
    long = [len(roll.share.links) > short for roll in rolls]
    shown = [roll.newest if folds else roll.in_order for roll, folds in zip(rolls, long, strict=True)]
    weights = (weight(archive, roll.style, link) for roll, links in zip(rolls, shown, strict=True) for link in links)
    if sum(weights) > room:
        long = [roll.divide is not by_time or len(roll.share.links) > NEWEST for roll in rolls]
        shown = [
            (roll.newest if roll.divide is by_time else ()) if folds else roll.in_order
            for roll, folds in zip(rolls, long, strict=True)
        ]
    taken: dict[str, int] = {}
    return [
        Layout(roll, links, _shares(archive, docname, roll, taken) if folds else ())
        for roll, links, folds in zip(rolls, shown, long, strict=True)
    ]


def _shares(archive: Archive, docname: str, roll: Roll, taken: dict[str, int]) -> tuple[Share, ...]:
    if roll.home:
        return (replace(roll.share, key=roll.home),)
    shares = roll.divide(roll.share, partial(weight, archive, roll.style))
    return tuple(replace(share, key=f"{docname}/{unique_id(section_id(share.key), taken)}") for share in shares)


def lay_out_share(archive: Archive, roll: Roll, share: Share) -> Layout:
    """A page on which a list goes on: all of its share, or where that is too much for a page, a folded list again."""
    again = Roll(roll.title + share.phrase, replace(share, key=""), roll.style)
    return lay_out(archive, share.key, [again], PAGE_ENTRIES)[0]


def extract_of(archive: Archive, layout: Layout) -> Extract:
    """A list as readers see it. Years stand newest first, like the entries above them."""
    entries = tuple(entry_of(archive, link, layout.roll.style) for link in layout.shown)
    years = [share for share in layout.shares if share.dated]
    others = [share for share in layout.shares if not share.dated]
    parts = tuple(
        Part(
            Place(share.label, share.key),
            len(share.links),
            share.links[0].page.title if share.numbered and not share.dated else "",
        )
        for share in (*reversed(years), *others)
    )
    return Extract(entries, len(layout.roll.share.links), parts)
