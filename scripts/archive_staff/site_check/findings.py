"""What a check of the built site finds, before anybody has looked for the line of the source from which it comes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.page import Page
from archive_model.problem import Code, Problem
from archive_staff.site_check.built_site import BuiltPage, BuiltSite


class Finding(NamedTuple):
    """One thing that is wrong in the built site."""

    path: str
    """Of the file, below the root of the site."""
    line: int
    code: Code
    message: str
    hint: str
    words: str = ""
    """What to look for in the source, as a part of an address."""


class Sources:
    """From places in the built site to the files that people write."""

    def __init__(self, site: BuiltSite, archive: Archive, root: Path) -> None:
        """``root`` is the folder of the archive."""
        self.site, self.archive, self.root = site, archive, root

    def problem(self, finding: Finding) -> Problem:
        """A finding where a person would put it right."""
        built = self._name(finding.path)
        path, line = self.place(finding.path, finding.line, finding.words)
        where = "" if path == built else f" (In the built site: {built}, line {finding.line}.)"
        return Problem(path, line, finding.code, f"{finding.message}{where}", finding.hint)

    def place(self, path: str, line: int, words: str) -> tuple[str, int]:
        """The file and the line from which a line of a built file comes; itself where nobody has written it."""
        page = self._page(path)
        return (page.path, self._line(page, path, line, words)) if page else (self._name(path), line)

    def _name(self, path: str) -> str:
        file = self.site.root / path
        return (file.relative_to(self.root) if file.is_relative_to(self.root) else file).as_posix()

    def _page(self, path: str) -> Page | None:
        """The page of the archive, or that of which the file is a part."""
        name = path.rpartition(".")[0]
        while name:
            if page := self.archive.pages.get(name):
                return page
            name = name.rpartition("/")[0]
        return None

    def _line(self, page: Page, path: str, line: int, words: str) -> int:
        """Where the words stand, looked for from the heading above; that heading where they do not stand anywhere."""
        built = self.site.pages.get(path)
        heading = _heading_line(built, line, page) if built else 1
        found = [number for number, written in enumerate(self._text(page), 1) if words and words in written]
        return next((number for number in found if number >= heading), found[0] if found else heading)

    def _text(self, page: Page) -> Iterator[str]:
        file = self.root / page.path
        yield from file.read_text(encoding="utf-8-sig").splitlines() if file.is_file() else ()


def _heading_line(built: BuiltPage, line: int, page: Page) -> int:
    known = {section.id: section.line for section in page.body.sections}
    above = [(number, known[name]) for number, name in built.headings if name in known]
    place = bisect_right([number for number, _line in above], line)
    return above[place - 1][1] if place else 1
