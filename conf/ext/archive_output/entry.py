"""How a page stands in a list."""

from __future__ import annotations

from typing import NamedTuple

from archive_model.archive import Archive, Backlink
from archive_model.marks import Listing
from archive_output.place import Place, page_place


class Style(NamedTuple):
    """What a list says of its pages."""

    mixed: bool = True
    """It says what each page is, because its pages are of several kinds."""
    brief: bool = True
    full: bool = False
    parts: bool = False
    newest_first: bool = False


class Entry(NamedTuple):
    """A page in a list, with the sections that are meant."""

    place: Place
    kind: str = ""
    """What it is, where a list mixes kinds."""
    date: str = ""
    summary: str = ""
    sections: tuple[Place, ...] = ()
    names: tuple[str, ...] = ()
    parts: tuple[Place, ...] = ()

    @property
    def note(self) -> str:
        """What stands after it in a list."""
        return ", ".join(filter(None, (self.kind, self.date)))


def style_of(listing: Listing) -> Style:
    """What a listing says of its pages."""
    return Style(len(listing.kinds) > 1, listing.brief, listing.full, listing.parts, listing.newest_first)


def entry_of(archive: Archive, link: Backlink, style: Style) -> Entry:
    """A page as it stands in a list."""
    page = link.page
    titles = {section.id: section.title for section in page.body.sections} if link.sections else {}
    return Entry(
        place=page_place(page),
        kind=page.kind.label if page.kind and style.mixed else "",
        date=page.date.words if page.date else "",
        summary=_summary(link, style),
        sections=tuple(page_place(page, section, titles[section]) for section in link.sections),
        names=tuple(name for name, _line in page.other_names) if style.full else (),
        parts=tuple(page_place(part) for part in archive.parts_of(page)) if style.parts else (),
    )


def _summary(link: Backlink, style: Style) -> str:
    return "" if style.brief else link.page.body.lead if style.full else link.page.summary


MARKUP = 90
"""The bytes of HTML around an entry, about; a line below it has half of that."""


def weight(archive: Archive, style: Style, link: Backlink) -> int:
    """About how many bytes of HTML an entry will be, told without making it."""
    page = link.page
    own = MARKUP + len(page.docname) + len(page.title.encode()) + len(_summary(link, style).encode())
    sections = sum(MARKUP // 2 + len(page.docname) + 2 * len(section.encode()) for section in link.sections)
    parts = archive.parts_of(page) if style.parts else ()
    return own + sections + sum(MARKUP // 2 + len(part.docname) + len(part.title.encode()) for part in parts)
