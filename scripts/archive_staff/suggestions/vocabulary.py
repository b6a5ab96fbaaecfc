"""The names by which a text may mention records, in the forms in which they stand in a sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.headings import without_accents
from archive_model.kind import Kinds
from archive_model.page import Page

WORD = re.compile(r"\w+")
GAP = re.compile(r" ?[-–’'&/] ?| ")
"""What may stand between two words of a name, whatever the name itself has there."""
ADDED = re.compile(r"\s*\([^()]*\)\Z")
"""What a title adds to a name, to tell it from others: “The Salvation Army (UK)”."""
PREFERRED = ("operation", "organisation", "term", "theme")
"""Where records of several kinds bear a name, the more particular one is meant."""
PROPER = ("operation", "organisation")
"""Kinds whose names are proper names: “Unseen” is a charity, “unseen” is not."""


class Word(NamedTuple):
    """A word of a text and where it stands there."""

    folded: str
    start: int
    end: int


@dataclass(slots=True)
class Name:
    """One way to write the name of one record or of several."""

    words: tuple[Word, ...]
    """Folded, as they stand in ``written``."""
    written: str
    needs_capitals: bool
    pages: list[Page] = field(default_factory=list)

    def stands(self, words: Sequence[Word], text: str) -> bool:
        """Whether these words of a text, as many as its own, are this name."""
        if any(one.folded != other.folded for one, other in zip(self.words, words, strict=True)):
            return False
        for number in range(1, len(words)):
            gap = text[words[number - 1].end : words[number].start]
            own = self.written[self.words[number - 1].end : self.words[number].start]
            if gap != own and not GAP.fullmatch(gap):
                return False
        found = text[words[0].start : words[-1].end]
        return not self.needs_capitals or self.written in (found, found.capitalize()) or found == self.written.upper()


class Mention(NamedTuple):
    """A stretch of a text that names a record."""

    start: int
    end: int
    pages: Sequence[Page]
    """The records that bear the name, that of the more particular kind first."""


class Vocabulary:
    """All names of an archive's records."""

    def __init__(self, archive: Archive) -> None:
        self._by_first: Mapping[str, Sequence[Name]] = _by_first(archive)

    def mentions(self, text: str) -> Iterator[Mention]:
        """What a line of prose names; where names overlap, the longest of those that begin first."""
        words = list(_words(text))
        place = 0
        while place < len(words):
            name = self._name_at(words, place, text)
            if name:
                yield Mention(words[place].start, words[place + len(name.words) - 1].end, name.pages)
            place += len(name.words) if name else 1

    def _name_at(self, words: Sequence[Word], place: int, text: str) -> Name | None:
        names = self._by_first.get(words[place].folded, ())
        last = len(words) - place
        return next(
            (n for n in names if len(n.words) <= last and n.stands(words[place : place + len(n.words)], text)), None
        )


def forms(noun: str) -> tuple[str, ...]:
    """An English noun as it is and in its other number."""
    if noun.endswith("ies"):
        return noun, f"{noun[:-3]}y"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun, f"{noun[:-1]}ies"
    if noun.endswith(("ss", "x", "ch", "sh")):
        return noun, f"{noun}es"
    return (noun, noun[:-1]) if noun.endswith("s") else (noun, f"{noun}s")


def _words(text: str) -> Iterator[Word]:
    for found in WORD.finditer(text):
        yield Word(without_accents(found[0]), *found.span())


def _by_first(archive: Archive) -> Mapping[str, Sequence[Name]]:
    names: dict[tuple[str, ...], Name] = {}
    for kind in _kinds(archive.kinds):
        for page in archive.of_kind(kind):
            for name in _names(page):
                known = names.setdefault(tuple(word.folded for word in name.words), name)
                if page not in known.pages:
                    known.pages.append(page)
    found: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        found[name.words[0].folded].append(name)
    for begun_alike in found.values():
        begun_alike.sort(key=lambda name: -len(name.words))
    return found


def _kinds(kinds: Kinds) -> list[str]:
    """Those of which prose speaks by name: a day is spoken of by its conference and number, which no name holds."""
    parents = {kind.parent for kind in kinds.values()}
    named = [name for name, kind in kinds.items() if not kind.parent and name not in parents]
    return sorted(named, key=lambda name: PREFERRED.index(name) if name in PREFERRED else len(PREFERRED))


def _names(page: Page) -> Iterator[Name]:
    is_proper = page.kind is not None and page.kind.name in PROPER
    others = (name for name, _line in page.other_names)
    for written in dict.fromkeys((page.title, ADDED.sub("", page.title), *others)):
        words = tuple(_words(written))
        if not words:
            continue
        is_acronym = len(words) == 1 and written[1:] != written[1:].lower()
        folded = [word.folded for word in words]
        head = folded.index("of") - 1 if "of" in folded[1:] else len(words) - 1
        for form in (folded[head],) if is_acronym else forms(folded[head]):
            inflected = (*words[:head], words[head]._replace(folded=form), *words[head + 1 :])
            yield Name(inflected, written, is_acronym or (is_proper and len(words) == 1), [page])
