"""The pages on which long lists go on. No document stands behind them: they are worked out from the archive."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.page import Page
from archive_output.backlinks import backlink_layouts
from archive_output.division import Share
from archive_output.folding import Extract, Layout, Roll, extract_of, lay_out_share
from archive_output.listing import listing_layouts
from archive_output.navigation import page_trail
from archive_output.place import Place, page_place


class Continuation(NamedTuple):
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

    def digest(self, frame: str) -> str:
        """A short mark that changes whenever anything shown changes, in the list or around it."""
        return hashlib.blake2b(json.dumps((self, frame)).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a continuation is made of, before it is made."""

    roll: Roll
    share: Share
    layout: Layout
    above: tuple[Place, ...]
    """The pages on which the list has come here, from the document down."""
    previous: Place | None
    following: Place | None


def continuations(archive: Archive, page: Page) -> Iterator[Continuation]:
    """The pages on which the lists of a page go on, in the order of the lists; where nothing is folded, none."""
    above = (page_place(page),)
    layouts = [[layout] for layout in backlink_layouts(archive, page)] + listing_layouts(archive, page)
    for plan in chain.from_iterable(_plans(archive, found, above) for found in layouts):
        if plan.share.key not in archive.pages:  # which has been reported
            yield _continuation(archive, page, plan)


def _continuation(archive: Archive, page: Page, plan: _Plan) -> Continuation:
    begins = plan.above[-1]
    return Continuation(
        name=plan.share.key,
        title=plan.roll.title + plan.share.phrase,
        continues=Place(begins.text, begins.docname, plan.roll.anchor),
        trail=(*page_trail(archive, page), *plan.above),
        extract=extract_of(archive, plan.layout),
        previous=plan.previous,
        following=plan.following,
    )


def _plans(archive: Archive, layouts: Sequence[Layout], above: tuple[Place, ...]) -> Iterator[_Plan]:
    """The continuations of neighbouring lists, and what those go on to."""
    steps = [(layout.roll, share) for layout in layouts if not layout.roll.home for share in layout.shares]
    places = [Place(share.label, share.key) for _roll, share in steps]
    neighbours = zip(steps, (None, *places), (*places[1:], None), strict=False)
    for (roll, share), previous, following in neighbours:
        below = lay_out_share(archive, roll, share)
        yield _Plan(roll, share, below, above, previous, following)
        yield from _plans(archive, [below], (*above, Place(share.label, share.key)))
