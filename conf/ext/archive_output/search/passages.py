"""Filters that are right to the passage: where the sessions of a page carry marks of their own, these hold for them.

Pages are numbered in the order of time, the newest first and those without a date last, so that a number tells which
of two pages is newer. Passages are numbered through all pages: a page is one, and each session begins another. The
browser counts and filters by these numbers (``search-passages.js``); which passage a word stands in, it knows from
the positions at which passages begin.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.marks import Session
from archive_model.page import Page
from archive_output.facets import facet_names, passage_facets, value_label
from archive_output.files import compact_json

FACETS = "facets"
"""The folder of the facets below that of the index."""
PASSAGES = "passages.json"
MARKS = "search"
"""The folder of the marks, below that where Sphinx remembers: Sphinx leaves them there, and the index is made next."""


class Passage(NamedTuple):
    """A part of a page that has marks of its own."""

    section: str
    """The id of the section that begins it; empty for the beginning of the page."""
    session: Session | None


class SearchMarks(NamedTuple):
    """What the index is told of the archive: the order of the pages, their passages, and the marks of these."""

    dated: int
    """How many of the pages have a date."""
    pages: Sequence[Sequence[str]]
    """The path of each page, and the sections with which its passages begin but for the first."""
    facets: Mapping[str, str]
    """By name the text of the file of each facet, a JSON list with ``[value, label, gap, length…]`` for each value.

    The passages that have the value are runs of a length, each so many passages behind the end of the one before.
    """

    @classmethod
    def of(cls, archive: Archive) -> SearchMarks:
        """The marks of an archive."""
        pages = in_search_order(archive)
        divided = [(page, passages_of(page)) for page in pages]
        found: dict[str, dict[str, list[int]]] = {name: {} for name in facet_names(archive)}
        number = 0
        for page, passages in divided:
            for pairs in passage_facets(archive, page, (passage.session for passage in passages)):
                for facet, value in pairs:
                    found[facet].setdefault(value, []).append(number)
                number += 1
        return cls(
            sum(1 for page in pages if page.date),
            [[page.docname, *(passage.section for passage in passages[1:])] for page, passages in divided],
            {facet: compact_json(_lines(archive, facet, values)) for facet, values in found.items()},
        )

    @classmethod
    def read(cls, folder: Path) -> SearchMarks:
        """The marks that lie in a folder."""
        dated, pages, names = json.loads((folder / PASSAGES).read_text(encoding="utf-8"))
        facets = {name: (folder / f"{name}.json").read_text(encoding="utf-8") for name in names}
        return cls(dated, pages, facets)

    def files(self) -> Iterator[tuple[str, str]]:
        """The name and the text of each file of a folder that holds the marks."""
        yield PASSAGES, compact_json([self.dated, self.pages, [*self.facets]])
        for name, text in self.facets.items():
            yield f"{name}.json", text

    def places(self, positions: Mapping[str, Mapping[str, int]]) -> str:
        """The text of a JSON file that tells where in each page its passages begin, but for the first.

        ``positions`` gives for pages at which word each section begins; of others only the number of passages is told.
        Each place is given as the number of words from the one before.
        """
        return compact_json([_gaps(_starts(sections, positions.get(docname, {}))) for docname, *sections in self.pages])


def in_search_order(archive: Archive) -> list[Page]:
    """The pages of all records, the newest first and those without a date last, each of these by path."""
    pages = [page for page in archive.pages.values() if page.record]
    dated = sorted((page for page in pages if page.date), key=attrgetter("date.earliest"), reverse=True)
    return [*dated, *(page for page in pages if not page.date)]


def passages_of(page: Page) -> tuple[Passage, ...]:
    """The passages of a page: a session goes on to the next section of its level."""
    found = [Passage("", None)]
    level = 0
    for section in page.body.sections if page.sessions else ():
        session = page.sessions.get(section.id)
        if session or (found[-1].session and section.level <= level):
            found.append(Passage(section.id, session))
            level = section.level
    return tuple(found)


def _lines(archive: Archive, facet: str, values: Mapping[str, Sequence[int]]) -> list[list[str | int]]:
    return [[value, value_label(archive, facet, value), *_runs(where)] for value, where in sorted(values.items())]


def _runs(numbers: Iterable[int]) -> list[int]:
    """Rising numbers as gaps and lengths of runs."""
    runs: list[int] = []
    end = 0
    for number in numbers:
        if runs and number == end:
            runs[-1] += 1
        else:
            runs += (number - end, 1)
        end = number + 1
    return runs


def _starts(sections: Iterable[str], positions: Mapping[str, int]) -> Iterator[int]:
    """Where passages begin; one whose heading has no place in the index begins where the one before does."""
    last = 0
    for section in sections:
        last = positions.get(section, last)
        yield last


def _gaps(numbers: Iterable[int]) -> list[int]:
    last, gaps = 0, []
    for number in numbers:
        gaps.append(number - last)
        last = number
    return gaps
