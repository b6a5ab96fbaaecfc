"""The texts of pages hold what they must, and their lists can be made."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from archive_model.archive import Archive
from archive_model.page import Page
from archive_model.problem import Code, Problem
from archive_model.slips import ELSEWHERE, HOW_TO_DESCRIBE, HOW_TO_KEEP, NOT_DESCRIBED
from archive_model.suggestion import did_you_mean

GROUPS = ("letter", "year")
"""What a listing can be grouped by besides the facets."""

PICTURES = ("figure", "image")
"""Sphinx's blocks for files."""
UNSAFE = ("eval-rst", "include", "literalinclude", "raw")
"""Blocks that put HTML or other files into a page."""
DESCRIPTION_NEEDED = "Describe this picture in words"
"""What stands in place of a description until somebody writes it."""


def texts(archive: Archive) -> Iterator[Problem]:
    """A record of a kind that is nothing without its text has one."""
    for page in archive.all_pages():
        if page.kind and page.kind.text and page.record is not None and not page.body.lead:
            message = f"The {page.kind.text} is missing."
            yield Problem(page.path, 1, Code.MARK, message, "Write it below the front matter.")


def descriptions(archive: Archive) -> Iterator[Problem]:
    """Pictures are described for those who do not see them (WCAG 2.2, 1.1.1)."""
    for page in archive.all_pages():
        for block in page.body.directives:
            described = block.options.get("alt", "").strip()
            if block.name in PICTURES and described in ("", DESCRIPTION_NEEDED):
                line = block.option_lines.get("alt", block.line)
                yield Problem(page.path, line, Code.ALT, NOT_DESCRIBED, HOW_TO_DESCRIBE)
            if block.name in PICTURES and "//" in block.argument:
                yield Problem(page.path, block.line, Code.MARK, ELSEWHERE, HOW_TO_KEEP)


def safe_blocks(archive: Archive) -> Iterator[Problem]:
    """No block puts something on the page that nobody has looked at, or that is kept elsewhere."""
    for page in archive.all_pages():
        for block in page.body.directives:
            if block.name in UNSAFE:
                message = f"“{block.name}” is no block of this archive: what it shows cannot be checked."
                yield Problem(page.path, block.line, Code.MARK, message, "Write the text itself in Markdown.")


def listings(archive: Archive) -> Iterator[Problem]:
    """A listing or a picture names kinds and a group or a facet that exist."""
    facets = sorted({spec.facet.name for kind in archive.kinds.values() for spec in kind.fields if spec.facet})
    groups = sorted({*GROUPS, *facets})
    for page in archive.pages.values():
        for line, listing in page.listings:
            yield from _unknown(page, line, "There is no kind", listing.kinds, archive.kinds)
            group = (listing.group,) if listing.group else ()
            yield from _unknown(page, line, "A listing has no groups by", group, groups)
        for line, picture in page.pictures:
            yield from _unknown(page, line, "There is no kind", picture.kinds, archive.kinds)
            yield from _unknown(page, line, "There is no facet", (picture.facet,), facets)


def _unknown(page: Page, line: int, message: str, names: Collection[str], known: Collection[str]) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or f"Use one of: {', '.join(known)}."
            yield Problem(page.path, line, Code.MARK, f"{message} “{name}”.", hint)
