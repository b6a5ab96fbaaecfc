"""A made-up archive of any size, as documents that each generator's dialect spells in its own way.

With the same number of records, an archive of more days holds that of fewer: day 7 is the same page in both.
Operations, organisations and sources grow with the days; of themes and terms an archive has a certain number.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .words import heading, plain, sentences

PLACES = (
    ("Bratislava", "SK"), ("Brno", "CZ"), ("Malmö", "SE"), ("Kraków", "PL"), ("Győr", "HU"), ("Iași", "RO"),
    ("Vlorë", "AL"), ("Bled", "SI"), ("Leeds", "GB"), ("Tartu", "EE"), ("Rīga", "LV"), ("Århus", "DK"),
)  # fmt: skip
COUNTRIES = "AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK".split()
LANGUAGES = ("cs", "sk", "sv", "pl", "ro", "sq", "sl")
THEMES, TERMS, DAYS_EACH, FIRST_YEAR, YEARS = 20, 200, 4, 1990, 35


@dataclass(frozen=True, slots=True)
class Mark:
    """A reference in running text."""

    kind: str
    """A kind of record, or ``source``."""
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words and marks."""

    parts: tuple[str | Mark, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """A section with what it is about."""

    title: str
    themes: tuple[str, ...]
    countries: tuple[str, ...]
    starts: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said."""

    speaker: str
    source: str
    words: str


Block = Paragraph | Session | Quotation


@dataclass(frozen=True, slots=True)
class Document:
    """A page before it is spelled."""

    kind: str
    path: str
    title: str
    fields: Mapping[str, object]
    blocks: tuple[Block, ...]
    parts: tuple[str, ...] = ()
    """The names of the pages beside it that are parts of it, as the days of an edition."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a day page is made of."""

    sections: tuple[int, int] = (3, 6)
    words: int = 900
    themes: int = 5
    operations: int = 3
    terms: int = 6
    sources: int = 3


USUAL = Shape()
DENSE = Shape(sections=(25, 60), words=4000, themes=20, operations=20, terms=40, sources=100)
"""Dozens of sections and a hundred citations on a page."""


FOLDERS = {"theme": "themes", "operation": "operations", "organisation": "organisations", "term": "glossary"}
"""Where the records of a kind lie."""
WIDTHS = {"theme": 2, "operation": 5, "organisation": 5, "term": 3, "source": 5}
"""The digits of the number in an id."""
NAMES = {"theme": "Theme", "operation": "Operation", "organisation": "Bureau", "term": "Term"}
"""What the titles of a kind begin with."""


def id_of(kind: str, number: int) -> str:
    """How fields and roles name a record."""
    return f"{kind}-{number:0{WIDTHS[kind]}}"


@dataclass(frozen=True)
class Corpus:
    """The documents of an archive of so many days."""

    days: int
    shape: Shape = USUAL
    records_of: int = field(default=0)
    """The number of days by which the records are counted; that of the days where none is given."""
    themes: int = THEMES
    terms: int = TERMS

    @cached_property
    def editions(self) -> int:
        return -(-self.days // DAYS_EACH)

    @cached_property
    def operations(self) -> int:
        return max(10, (self.records_of or self.days) // 4)

    @cached_property
    def organisations(self) -> int:
        return max(10, (self.records_of or self.days) // 20)

    @cached_property
    def sources(self) -> int:
        """Two for each operation, which cites them: so no source is left that no page cites."""
        return 2 * self.operations

    def documents(self) -> Iterator[Document]:
        """All of them; the pages that only list others are the dialect's own."""
        yield from (self._theme(number) for number in range(self.themes))
        yield from (self._term(number) for number in range(self.terms))
        yield from (self._organisation(number) for number in range(self.organisations))
        yield from (self._operation(number) for number in range(self.operations))
        for edition in range(self.editions):
            yield self._edition(edition)
            for day in self._days_of(edition):
                yield self._day(edition, day)

    def _days_of(self, edition: int) -> range:
        """The numbers of its days; the last edition may have fewer."""
        return range(1, min(DAYS_EACH, self.days - edition * DAYS_EACH) + 1)

    def year_of(self, edition: int) -> int:
        """The years fill evenly, so that an archive ten times as large holds ten times as much of each."""
        return FIRST_YEAR + edition % YEARS

    def _place(self, edition: int) -> tuple[str, str]:
        return PLACES[edition % len(PLACES)]

    def _edition(self, edition: int) -> Document:
        chance = random.Random(f"edition {edition}")
        place, country = self._place(edition)
        year = self.year_of(edition)
        fields = {
            "date": f"{year}-05-10/{year}-05-{9 + DAYS_EACH}",
            "certainty": "stated",
            "place": place,
            "countries": [country],
            "organisers": [id_of("organisation", edition % self.organisations)],
            "sources": [id_of("source", edition % self.sources)],
            "coverage": {"held": ["Every day."]},
        }
        blocks = (Paragraph((plain(chance, 100),)),)
        path = f"conferences/edition-{edition:05}/index"
        parts = tuple(f"day-{day}" for day in self._days_of(edition))
        return Document("conference", path, f"{place}, {year}, {edition}", fields, blocks, parts)

    def _day(self, edition: int, number: int) -> Document:
        chance = random.Random(f"day {edition} {number}")
        shape = self.shape
        _place, country = self._place(edition)
        themes = sorted(id_of("theme", n) for n in chance.sample(range(self.themes), min(5, shape.themes)))
        countries = sorted({country, *chance.sample(COUNTRIES, 3)})
        marks = [
            *(self._mark("theme", chance.randrange(self.themes)) for _ in range(shape.themes)),
            *(self._mark("operation", chance.randrange(self.operations)) for _ in range(shape.operations)),
            *(self._mark("organisation", chance.randrange(self.organisations)) for _ in range(2)),
            *(self._mark("term", chance.randrange(self.terms)) for _ in range(shape.terms)),
            *(self._mark("source", chance.randrange(self.sources)) for _ in range(shape.sources)),
        ]
        chance.shuffle(marks)
        sections = chance.randint(*shape.sections)
        blocks: list[Block] = []
        for section in range(sections):
            own = marks[section::sections]
            name = f"{heading(chance)} {section + 1}"
            blocks.append(
                Session(name, tuple(chance.sample(themes, 1)), (chance.choice(countries),), f"{9 + section % 8:02}:30")
            )
            half = (len(own) + 1) // 2
            words = shape.words // sections // 2
            blocks += [_paragraph(chance, words, part) for part in (own[:half], own[half:])]
            if section % 2:
                source = id_of("source", chance.randrange(self.sources))
                blocks.append(Quotation("police delegate", source, plain(chance, 15)))
        sources = list(dict.fromkeys(mark.id for mark in marks if mark.kind == "source"))
        fields = {
            "number": number,
            "date": f"{self.year_of(edition)}-05-{9 + number}",
            "summary": plain(chance, 12),
            "themes": themes,
            "operations": sorted({mark.id for mark in marks if mark.kind == "operation"}),
            "countries": countries,
            "sources": sources,
        }
        path = f"conferences/edition-{edition:05}/day-{number}"
        title = f"Day {number}: {heading(chance).lower()} {edition}"  # the same three words come again
        return Document("day", path, title, fields, tuple(blocks))

    def _theme(self, number: int) -> Document:
        chance = random.Random(f"theme {number}")
        fields = {"summary": plain(chance, 12), "related": [id_of("theme", (number + 1) % self.themes)]}
        return _record("theme", number, chance, fields, 300)

    def _operation(self, number: int) -> Document:
        chance = random.Random(f"operation {number}")
        sources = (2 * number, 2 * number + 1)
        year = FIRST_YEAR + number % YEARS
        fields = {
            "summary": plain(chance, 12),
            "lead": id_of("organisation", number % self.organisations),
            "countries": sorted(chance.sample(COUNTRIES, 2)),
            "years": f"{year}/{year + 1}",
            "exploitation": [chance.choice(("labour", "sexual", "criminal"))],
            "themes": [id_of("theme", chance.randrange(self.themes))],
            "outcomes": [
                {
                    "value": chance.randint(2, 90),
                    "unit": "people arrested",
                    "stage": "arrested",
                    "source": id_of("source", sources[0]),
                }
            ],
            "sources": [id_of("source", source) for source in sources],
        }
        marks = [self._mark("source", source) for source in sources]
        marks.append(self._mark("term", chance.randrange(self.terms)))
        return _record("operation", number, chance, fields, 250, marks)

    def _organisation(self, number: int) -> Document:
        chance = random.Random(f"organisation {number}")
        fields = {"kind": "police-force", "abbreviation": f"B{number:05}", "country": chance.choice(COUNTRIES)}
        return _record("organisation", number, chance, fields, 40)

    def _term(self, number: int) -> Document:
        chance = random.Random(f"term {number}")
        source = id_of("source", number % self.sources)
        fields = {
            "abbreviations": [f"T{number:03}"],
            "synonyms": [f"{heading(chance, 2).lower()} {number}"],
            "equivalents": [
                {"language": language, "word": plain(chance, 1).split()[0].lower() + str(number), "source": source}
                for language in chance.sample(LANGUAGES, 2)
            ],
            "sources": [source],
        }
        return _record("term", number, chance, fields, 40)

    def _mark(self, kind: str, number: int) -> Mark:
        return Mark(kind, id_of(kind, number), f"{kind} {number}")


def _record(
    kind: str,
    number: int,
    chance: random.Random,
    fields: Mapping[str, object],
    words: int,
    marks: Sequence[Mark] = (),
) -> Document:
    """A page that stands for itself: its title and one paragraph."""
    title = f"{NAMES[kind]} {heading(chance, 2).lower()} {number}"
    return Document(kind, f"{FOLDERS[kind]}/{id_of(kind, number)}", title, fields, (_paragraph(chance, words, marks),))


def _paragraph(chance: random.Random, words: int, marks: Sequence[Mark]) -> Paragraph:
    """Prose in which each mark stands in a sentence of its own, as far as there are sentences."""
    found = sentences(chance, max(words, 10))
    parts: list[str | Mark] = []
    for index, one in enumerate(found):
        last = index == len(found) - 1
        middle = len(one) // 2
        parts += [" ".join(one[:middle]) + " "]
        for mark in marks[index:] if last else marks[index : index + 1]:
            parts += [mark, " "]
        parts += [" ".join(one[middle:]) + ". "]
    return Paragraph(tuple(parts))
