"""Files made from the whole archive at the end of a build, never from the pages that happened to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from archive_model.archive import Archive
from archive_model.site import Site
from archive_output.search.names import name_files

SITEMAP = "sitemap.xml"


def collected_files(archive: Archive, site: Site, continuations: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """The path below the site's root and the text of each file."""
    yield from name_files(archive)
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


def write_if_changed(file: Path, text: str) -> bool:
    """Write a file only where its content differs; whether it was written."""
    raw = text.encode("utf-8")
    if file.is_file() and file.read_bytes() == raw:
        return False
    write_anew(file, raw)
    return True


@contextmanager
def replaced(file: Path) -> Iterator[Path]:
    """A file to write, which then takes the place of ``file``.

    That one may have a second name in the published site, which must keep what it has; and whoever reads it
    meanwhile, as the preview does, finds the old one or the new one whole.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    yield fresh
    fresh.replace(file)


def write_anew(file: Path, raw: bytes) -> None:
    """Write a file that takes the place of the old one; where there is none, nobody can hold it yet."""
    try:
        _write_first(file, raw)
    except FileExistsError:
        with replaced(file) as fresh:
            fresh.write_bytes(raw)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write_first(file, raw)


def _write_first(file: Path, raw: bytes) -> None:
    with open(file, "xb") as new:  # noqa: PTH123 - thousands of times, and three times as fast
        new.write(raw)
