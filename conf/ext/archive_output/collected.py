"""Files made from the whole archive at the end of a build, never from the pages that happened to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape

from archive_model.archive import Archive
from archive_model.site import Site
from archive_output.headers import header_files
from archive_output.search.names import name_files

SITEMAP = "sitemap.xml"


def collected_files(archive: Archive, site: Site, continuations: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """The path below the site's root and the text of each file."""
    yield from name_files(archive)
    yield from header_files()
    if site.address:
        yield SITEMAP, _sitemap((*archive.pages, *continuations), site.address)


def _sitemap(names: Iterable[str], address: str) -> str:
    """All pages, after the Sitemap protocol 0.9 (sitemaps.org)."""
    base = address.rstrip("/")
    return _sitemap_of(f"<url><loc>{escape(f'{base}/{quote(name)}.html')}</loc></url>\n" for name in names)


def merge_sitemaps(texts: Iterable[str]) -> str:
    """One sitemap with the pages of all."""
    lines = (line for text in texts for line in text.splitlines(keepends=True))
    return _sitemap_of(line for line in lines if line.startswith("<url>"))


def _sitemap_of(lines: Iterable[str]) -> str:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    urls = "".join(sorted(set(lines)))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{urls}</urlset>\n'
