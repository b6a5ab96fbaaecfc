"""How to cite a page of the archive: a sentence, BibTeX, RIS and CSL-JSON.

BibTeX as ``@online`` of biblatex; RIS after the RIS format specification (Research Information Systems, 2001);
CSL-JSON after the citeproc schema 1.0 of the Citation Style Language.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.page import Page
from archive_model.site import Site


class Citation(NamedTuple):
    """What names a page of the archive."""

    key: str
    title: str
    container: str
    publisher: str
    path: str
    """The address below that of the site."""
    url: str
    """The whole address; empty while the site has none."""
    date: str
    """Of the record, in words; empty where it has none."""

    @property
    def sentence(self) -> str:
        """The citation as it stands in a text, to which the reader adds the day of reading."""
        where = self.url or self.path
        return f"{self.publisher}, “{self.title}”, {self.container}, {where}"


def citation_of(archive: Archive, site: Site, page: Page) -> Citation | None:
    """How to cite a record's page; None for plain pages."""
    if page.kind is None:
        return None
    parent = archive.parent_of(page)
    title = f"{parent.title}. {page.title}" if parent else page.title
    path = f"{page.docname}.html"
    return Citation(
        key=page.docname.removesuffix("/index").replace("/", "-"),
        title=title,
        container=site.title,
        publisher=site.owner,
        path=path,
        url=f"{site.address.rstrip('/')}/{path}" if site.address else "",
        date=page.date.words if page.date else "",
    )


def as_bibtex(citation: Citation) -> str:
    """The citation as an entry for BibTeX."""
    fields = {
        "title": _braced(citation.title),
        "organization": _braced(citation.publisher),
        "maintitle": _braced(citation.container),
        "url": citation.url or citation.path,
        "note": citation.date and f"Record dated {citation.date}",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{citation.key},\n{lines}}}\n"


def _braced(text: str) -> str:
    """Text in which capitals and signs survive BibTeX."""
    return "{" + text.replace("\\", "").replace("&", r"\&").replace("%", r"\%").replace("#", r"\#") + "}"


def as_ris(citation: Citation) -> str:
    """The citation as a RIS record, whose lines end in carriage return and line feed."""
    lines = [
        ("TY", "ELEC"),
        ("ID", citation.key),
        ("TI", citation.title),
        ("T2", citation.container),
        ("PB", citation.publisher),
        ("UR", citation.url or citation.path),
        ("N1", citation.date and f"Record dated {citation.date}"),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def as_csl(citation: Citation) -> str:
    """The citation as a CSL-JSON item."""
    item = {
        "id": citation.key,
        "type": "webpage",
        "title": citation.title,
        "container-title": citation.container,
        "publisher": citation.publisher,
        "URL": citation.url or citation.path,
        "note": citation.date and f"Record dated {citation.date}",
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


FORMATS = {".bib": as_bibtex, ".ris": as_ris, ".json": as_csl}
"""The files that stand beside a record's page, by their ending."""


def citation_files(citation: Citation | None) -> Iterator[tuple[str, str]]:
    """The ending and the text of each file beside a page; nothing beside a plain page."""
    if citation:
        yield from ((ending, write(citation)) for ending, write in FORMATS.items())
