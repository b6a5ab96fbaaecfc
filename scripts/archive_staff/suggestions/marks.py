"""What a page could mark: each record that it names is marked where it is named first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.page import Page
from archive_staff.revision import Line
from archive_staff.suggestions.vocabulary import Vocabulary


class Suggestion(NamedTuple):
    """A mark for words of a page."""

    line: int
    """In the text in which it was looked for, from 0."""
    start: int
    end: int
    page: Page
    """What is named."""
    mark: str


def suggested_marks(archive: Archive, vocabulary: Vocabulary, page: Page, lines: Iterable[str]) -> Iterator[Suggestion]:
    """The marks that a page lacks, in the order of the ``lines`` of its prose."""
    found = (archive.find(role.name, role.target) for role in page.body.roles if role.name in archive.kinds)
    marked = {page.docname, *_namesakes(vocabulary, page), *(other.docname for other in found if other)}
    for number, line in enumerate(lines):
        for start, end, pages in vocabulary.mentions(line):
            names = {other.docname for other in pages}
            if not names & marked:
                marked |= names
                meant = next((other for other in pages if other.kind is page.kind), pages[0])
                yield Suggestion(number, start, end, meant, _mark(archive, meant, line[start:end]))


def _namesakes(vocabulary: Vocabulary, page: Page) -> Iterator[str]:
    """Records of other kinds with a name of the page, such as the term for an organisation."""
    for name in (page.title, *page.names):
        for start, end, pages in vocabulary.mentions(name):
            if (start, end) == (0, len(name)):
                yield from (other.docname for other in pages)


def with_marks(lines: list[str], suggestions: Iterable[Suggestion]) -> Mapping[int, Line]:
    """The lines that change, with their marks, by their numbers from 0."""
    changed = {}
    for number, found in groupby(suggestions, key=attrgetter("line")):
        words = lines[number]
        for _line, start, end, _page, mark in reversed(list(found)):
            words = words[:start] + mark + words[end:]
        changed[number] = Line(lines[number], words)
    return changed


def _mark(archive: Archive, page: Page, words: str) -> str:
    assert page.kind is not None
    kind = page.kind.name
    # named by its id, a record would show its title
    named = words != page.slug and archive.find(kind, words) is page
    return f"{{{kind}}}`{words}`" if named else f"{{{kind}}}`{words} <{page.slug}>`"
