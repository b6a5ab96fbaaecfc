"""How a long list is divided into shares, each of which is a page of its own.

Years and letters keep their addresses as an archive grows. What is still too much for one page is cut where the marks
of its pages say, not at every so many, so that one page more does not move all the cuts behind it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from zlib import crc32

from archive_model.archive import Backlink

PAGE_ENTRIES = 300
"""The entries that a page holds which has nothing but them."""
PAGE_WEIGHT = 60_000
"""The bytes of HTML that the lists of a page may have together. The frame has about 12,000 of the 100,000."""

THIN = 40
"""Pages a year, below which a year is not worth a page of its own."""

Weigh = Callable[[Backlink], int]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a list that is a page of its own."""

    key: str
    """The end of its address."""
    label: str
    """What links to it say."""
    phrase: str
    """What the title of the list is followed by."""
    links: tuple[Backlink, ...]
    dated: bool = False
    """It stands for a year, or for ten."""
    numbered: bool = False
    """It is one of several that only a number tells apart."""


Divide = Callable[[Share, Weigh], Sequence[Share]]


def whole(share: Share, _weigh: Weigh) -> list[Share]:
    """One page, which may be divided in turn."""
    return [share]


def in_parts(share: Share, weigh: Weigh) -> list[Share]:
    """As many pages as it takes; the first has the address that a single one would have."""
    runs = [*_cut(share.links, weigh)]
    if len(runs) == 1:
        return [share]
    return [
        replace(
            share,
            key=f"{share.key}-{number}" if number > 1 else share.key,
            label=f"{share.label}, part {number}",
            phrase=f"{share.phrase}, part {number}",
            links=run,
            numbered=True,
        )
        for number, run in enumerate(runs, 1)
    ]


def by_time(share: Share, weigh: Weigh) -> list[Share]:
    """By year, with those without a date at the end; by letter where no page has a date.

    Where most years have only a few pages, ten years stand together.
    """
    years: dict[int, list[Backlink]] = {}
    undated: list[Backlink] = []
    for link in share.links:
        if when := link.page.date:
            years.setdefault(when.earliest.year, []).append(link)  # one that spans several years stands in the first
        else:
            undated.append(link)
    thin = len(share.links) < THIN * len(years)
    dated = _decades(years) if thin and len(years) > 1 else _years(years)
    groups = [*dated, *_undated(undated)] if years else _letters(undated)
    before = f"{share.key}-" if share.key else ""
    return [part for group in groups for part in in_parts(replace(group, key=before + group.key), weigh)]


def _years(years: Mapping[int, Sequence[Backlink]]) -> Iterator[Share]:
    for year in sorted(years):
        yield Share(str(year), str(year), f" in {year}", tuple(years[year]), dated=True)


def _decades(years: Mapping[int, Sequence[Backlink]]) -> Iterator[Share]:
    for decade, group in groupby(sorted(years), lambda year: year // 10 * 10):
        links = chain.from_iterable(years[year] for year in group)
        yield Share(f"{decade}s", f"{decade}s", f" in the {decade}s", tuple(links), dated=True)


def _undated(links: Sequence[Backlink]) -> Iterator[Share]:
    if links:
        yield Share("undated", "Undated", ", undated", tuple(links))


def _letters(links: Iterable[Backlink]) -> Iterator[Share]:
    letters: dict[str, list[Backlink]] = {}
    for link in links:
        letters.setdefault(first_letter(link.page.title), []).append(link)
    for letter in sorted(letters):
        yield Share(letter_key(letter), letter, f": {letter}", tuple(letters[letter]))


def first_letter(title: str) -> str:
    """The letter under which a title stands, without its accent; ``#`` for digits and signs."""
    letter = unicodedata.normalize("NFKD", title.lstrip("\"'“‘("))[:1].upper()
    return letter if letter.isalpha() else "#"


def letter_key(letter: str) -> str:
    """A letter in an address."""
    return "other" if letter == "#" else letter.lower()


def _cut(links: Sequence[Backlink], weigh: Weigh) -> Iterator[tuple[Backlink, ...]]:
    """Runs that each fit on a page; all in one if they do."""
    weights = [weigh(link) for link in links]
    fits = sum(weights) <= PAGE_WEIGHT and len(links) <= PAGE_ENTRIES
    run: list[Backlink] = []
    weight = 0
    for link, own in zip(links, weights, strict=True):
        filled = max((weight + own) / PAGE_WEIGHT, (len(run) + 1) / PAGE_ENTRIES)
        if run and not fits and (filled > 1 or (filled > 0.4 and _begins(link))):
            yield tuple(run)
            run, weight = [], 0
        run.append(link)
        weight += own
    yield tuple(run)


def _begins(link: Backlink) -> bool:
    """Whether a part may begin with this page; one in thirty-two does, in whatever company."""
    return crc32(link.page.docname.encode()) % 32 == 0
