"""No two pages have the same name, and the names of files and folders are ids."""

from __future__ import annotations

from collections.abc import Iterator

from archive_model.archive import Archive
from archive_model.fields import SLUG
from archive_model.page import Page, fold
from archive_model.problem import Code, Problem


def file_names(archive: Archive) -> Iterator[Problem]:
    """Names of files and folders are ids, and differ by more than case."""
    named = sorted((_wrong_name(page.docname), page.docname, page) for page in archive.all_pages())
    seen: dict[str, Page] = {}
    for (what, example), docname, page in named:  # those without a wrong name come first
        other = seen.setdefault(docname.casefold(), page)
        if other is not page:
            message = f"The name differs from {other.path} only by capital letters."
            yield Problem(page.path, 1, Code.DUPLICATE, message, "Give one of the two another name.")
        elif what:
            hint = f"Use small letters a to z, digits and single hyphens, as in {example}."
            yield Problem(page.path, 1, Code.LOCATION, f"{what} is no id.", hint)


def _wrong_name(docname: str) -> tuple[str, str]:
    """What is named wrongly, with an example of a right name; two empty strings where all is well."""
    *folders, file = docname.split("/")
    for folder in folders:
        if not SLUG.match(folder):
            return f"The name of the folder “{folder}”", "lakeside-2025"
    return ("", "") if SLUG.match(file) else ("The file's name", "operation-fort.md")


def names_once(archive: Archive) -> Iterator[Problem]:
    """Within a kind, no title, abbreviation or synonym means two records."""
    owners: dict[tuple[str, str], Page] = {}
    for page in sorted(archive.all_pages(), key=lambda page: page.docname):
        kind = page.kind.name if page.kind else ""
        for name, line in _names(page):
            other = owners.setdefault((kind, fold(name)), page)
            if other is not page:
                message = f"“{name}” already means {other.path}."
                hint = "Leave it to one of the two, or make it longer."
                yield Problem(page.path, line, Code.DUPLICATE, message, hint)


def _names(page: Page) -> Iterator[tuple[str, int]]:
    """The names that a role may use, each with its line."""
    if page.title != page.slug:
        yield page.title, page.line_of("title")
    yield from page.other_names
