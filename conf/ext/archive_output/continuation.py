"""The pages on which long lists go on. No document stands behind them: they are worked out from the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from archive_model.archive import Archive
from archive_model.page import Page
from archive_output.backlinks import backlink_layouts
from archive_output.division import Share
from archive_output.folding import Extract, Layout, Roll, extract_of, lay_out_share
from archive_output.listing import listing_layouts
from archive_output.navigation import page_trail
from archive_output.place import Place, page_place


@dataclass(frozen=True, slots=True)
class Continuation:
    """What a page shows on which a list goes on."""

    name: str
    """Its path below the root of the site without ending, like the path of a document."""
    title: str
    continues: Place
    """Where the list begins."""
    trail: tuple[Place, ...]
    extract: Extract
    previous: Place | None
    following: Place | None

    def digest(self) -> str:
        """A short mark that changes whenever anything shown changes."""
        return hashlib.blake2b(repr(self).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a continuation is made of, before it is made."""

    page: Page
    roll: Roll
    share: Share
    above: tuple[Place, ...]
    """The pages on which the list has come here, from the document down."""
    previous: Place | None
    following: Place | None


class Continuations:
    """The continuations of an archive: their names are found at once, each is made when it is asked for."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    @cached_property
    def _plans(self) -> Mapping[str, _Plan]:
        plans = (plan for page in self.archive.pages.values() for plan in _plans_of(self.archive, page))
        return {plan.share.key: plan for plan in plans if plan.share.key not in self.archive.pages}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all, in the order of the pages that they continue."""
        return tuple(self._plans)

    def make(self, name: str) -> Continuation:
        """What one of them shows."""
        plan = self._plans[name]
        begins = plan.above[-1]
        return Continuation(
            name=name,
            title=plan.roll.title + plan.share.phrase,
            continues=Place(begins.text, begins.docname, plan.roll.anchor),
            trail=(*page_trail(self.archive, plan.page), *plan.above),
            extract=extract_of(self.archive, lay_out_share(self.archive, plan.roll, plan.share)),
            previous=plan.previous,
            following=plan.following,
        )


def _plans_of(archive: Archive, page: Page) -> Iterator[_Plan]:
    """The continuations of the lists of a page. Where nothing is folded, there are none."""
    above = (page_place(page),)
    for layout in backlink_layouts(archive, page):
        yield from _plans_in(archive, page, [layout], above)
    for layouts in listing_layouts(archive, page):
        yield from _plans_in(archive, page, layouts, above)


def _plans_in(archive: Archive, page: Page, layouts: Sequence[Layout], above: tuple[Place, ...]) -> Iterator[_Plan]:
    """The continuations of neighbouring lists, and what those go on to."""
    steps = [(layout.roll, share) for layout in layouts for share in layout.shares]
    places = [Place(share.label, share.key) for _roll, share in steps]
    neighbours = zip(steps, (None, *places), (*places[1:], None), strict=False)
    for (roll, share), previous, following in neighbours:
        yield _Plan(page, roll, share, above, previous, following)
        below = lay_out_share(archive, roll, share)
        yield from _plans_in(archive, page, [below], (*above, Place(share.label, share.key)))
