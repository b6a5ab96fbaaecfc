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
        page = self._page(finding.path)
        if page is None:
            return Problem(built, finding.line, finding.code, finding.message, finding.hint)
        message = f"{finding.message} (In the built site: {built}, line {finding.line}.)"
        return Problem(page.path, self._line(finding, page), finding.code, message, finding.hint)

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

    def _line(self, finding: Finding, page: Page) -> int:
        """Where the words stand, looked for from the heading above; that heading where they do not stand anywhere."""
        built = self.site.pages.get(finding.path)
        heading = _heading_line(built, finding.line, page) if built else 1
        lines = list(enumerate(self._text(page), 1))
        after = [number for number, line in lines[heading - 1 :] if finding.words and finding.words in line]
        anywhere = [number for number, line in lines if finding.words and finding.words in line]
        return next(iter((*after, *anywhere)), heading)

    def _text(self, page: Page) -> Iterator[str]:
        file = self.root / page.path
        yield from file.read_text(encoding="utf-8-sig").splitlines() if file.is_file() else ()


def _heading_line(built: BuiltPage, line: int, page: Page) -> int:
    known = {section.id: section.line for section in page.body.sections}
    above = [(number, known[name]) for number, name in built.headings if name in known]
    place = bisect_right([number for number, _line in above], line)
    return above[place - 1][1] if place else 1
