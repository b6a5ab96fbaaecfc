"""Files made from the whole archive at the end of a build, never from the pages that happened to be written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from archive_model.archive import Archive
from archive_model.site import Site
from archive_output.citation import FORMATS, citation_of
from archive_output.facets import facet_labels


def collected_files(archive: Archive, site: Site, continuations: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """The path below the site's root and the text of each file."""
    for page in archive.pages.values():
        if citation := citation_of(archive, site, page):
            for ending, write in FORMATS.items():
                yield f"{page.docname}{ending}", write(citation)
    yield "search-facets.json", _facets(archive)
    if site.address:
        yield "sitemap.xml", _sitemap((*archive.pages, *continuations), site.address)


def _facets(archive: Archive) -> str:
    """What the search page calls the values of each filter."""
    return json.dumps(facet_labels(archive), ensure_ascii=False, indent=1) + "\n"


def _sitemap(names: Iterable[str], address: str) -> str:
    """All pages, after the Sitemap protocol 0.9 (sitemaps.org)."""
    base = address.rstrip("/")
    urls = "".join(f"<url><loc>{escape(f'{base}/{quote(name)}.html')}</loc></url>\n" for name in names)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{urls}</urlset>\n'


def write_if_changed(file: Path, text: str) -> bool:
    """Write a file only where its content differs; whether it was written."""
    raw = text.encode("utf-8")
    if file.is_file() and file.read_bytes() == raw:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)
    return True
