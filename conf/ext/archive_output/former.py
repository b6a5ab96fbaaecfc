"""What was published once under another address: sections of a page, and whole pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.dates import day_in_words
from archive_model.page import Page
from archive_model.permalinks import Address, Change
from archive_output.place import Place, page_place

RELATIVE = re.compile(r'(?P<before> (?:href|src|data-content_root|action)=")(?![#/]|[a-z][a-z0-9+.-]*:)(?P<path>[^"]+)')
NOT_FOR_SEARCH = '<meta name="robots" content="noindex">'
ARTICLE = re.compile(r'<article class="bd-article"[^>]*>')


class Former(NamedTuple):
    """A section that is no longer on a page."""

    section: str
    """Its old id."""
    day: str
    """When it moved or was taken away, in words."""
    place: Place | None
    """Where it is now."""
    why: str


def former_ids(archive: Archive, page: Page) -> Mapping[str, tuple[str, ...]]:
    """The ids that sections of a page had before, by the ids that they have now."""
    found: dict[str, tuple[str, ...]] = {}
    for old, change in archive.permalinks.sections_of(page.docname).items():
        if section := _section_here(page, change):
            found[section] = (*found.get(section, ()), old)
    return found


def former_sections(archive: Archive, page: Page) -> Iterator[Former]:
    """The sections that are no longer on a page, in the order of the ledger."""
    for old, change in archive.permalinks.sections_of(page.docname).items():
        if not _section_here(page, change):
            yield Former(old, day_in_words(change.day), _place(archive, change.target), change.why)


def _section_here(page: Page, change: Change) -> str:
    """The id of the section of the page to which another of it has moved; its heading can bear both ids."""
    target = change.target
    here = target and target.docname == page.docname and any(part.id == target.section for part in page.body.sections)
    return target.section if target and here else ""


def _place(archive: Archive, target: Address | None) -> Place | None:
    page = archive.pages.get(target.docname) if target else None
    if page is None or target is None:
        return None
    titles = {part.id: part.title for part in page.body.sections}
    return page_place(page, target.section, titles.get(target.section, target.section.replace("-", " ")))


def at_old_address(html: str, old: str, new: str, notice: str) -> str:
    """A page as it stands at an old address of its own; both are paths of documents.

    It is the whole page, so that a reader who comes for a section finds it there without any script too; with
    scripts, ``moved.js`` goes on to the new address. Search engines are told the new one alone.
    """

    def relative(path: str) -> str:
        return posixpath.relpath(posixpath.join(posixpath.dirname(new), path), posixpath.dirname(old) or ".")

    def moved(found: re.Match[str]) -> str:
        path, mark, rest = found["path"].partition("#")
        name, query, search = path.partition("?")
        slash = "/" if name.endswith("/") else ""
        return f"{found['before']}{relative(name)}{slash}{query}{search}{mark}{rest}"

    root = "../" * old.count("/") or "./"
    script = f'<script src="{root}_static/moved.js" data-to="{relative(f"{posixpath.basename(new)}.html")}"></script>'
    page = ARTICLE.sub(lambda _found: f'<article class="bd-article">\n{notice}', html, count=1)
    page = RELATIVE.sub(moved, page)
    return page.replace("</head>", f"{NOT_FOR_SEARCH}\n{script}\n</head>", 1)
