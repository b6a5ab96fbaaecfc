"""What a page names that a person should look at: countries its fields lack, and acronyms nobody explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.countries import COMMON_NAMES, country_code, country_names
from archive_model.page import Page

ACRONYM = re.compile(r"\b(?P<letters>[A-Z][A-Z0-9]+)s?\b")
COUNTRIES = "country"
"""The facet."""


class Gap(NamedTuple):
    """Something that may be missing."""

    line: int
    """In the text in which it was looked for, from 0."""
    message: str
    hint: str


class Gaps:
    """Looks for gaps in the pages of one archive."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def of_page(self, page: Page, lines: Iterable[str]) -> Iterator[Gap]:
        """The gaps of a page, each where it shows first."""
        told = set(self._marked_countries(page))
        wants_countries = page.record is not None and hasattr(page.record, "countries")
        for number, line in enumerate(lines):
            for found in self._countries.finditer(line) if wants_countries else ():
                code = country_code(found[0])
                if code and code not in told:
                    told.add(code)
                    hint = f"Add {code} to its countries if it took part or is what the page is about."
                    yield Gap(number, f"“{found[0]}” is named, but its countries do not hold {code}.", hint)
            for found in ACRONYM.finditer(line):
                letters = found["letters"]
                if letters not in told and letters not in self._known:
                    told.add(letters)
                    hint = "Write it out, or add it to the glossary as an abbreviation of a term."
                    yield Gap(number, f"“{letters}” is not explained in the archive.", hint)

    def _marked_countries(self, page: Page) -> Iterator[str]:
        facets = (*page.facets, *page.session_facets)
        return (value for name, value in facets if name == COUNTRIES)

    @cached_property
    def _countries(self) -> re.Pattern[str]:
        names = sorted((*country_names().values(), *COMMON_NAMES), key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")

    @cached_property
    def _known(self) -> frozenset[str]:
        pages = self.archive.all_pages()
        return frozenset(
            word for page in pages for name in (page.title, *page.names) for word in re.findall(r"\w+", name)
        )
