"""The addresses of pages in the other files of a site: sitemaps, feeds, citations, and the files of the search."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from archive_output.search.pagefind import unpacked
from archive_staff.site_check.built_site import BuiltSite


def told_addresses(site: BuiltSite) -> Iterator[tuple[str, int, str]]:
    """Where each is told, in which line, and as it is written; those of search files from the root of the site."""
    for path in sorted(site.files):
        for pattern, read in READERS.items():
            if re.fullmatch(pattern, path):
                yield from ((path, line, address) for line, address in read(site.root / path))
                break


def _of_xml(file: Path) -> Iterator[tuple[int, str]]:
    """Of sitemaps (sitemaps.org), RSS and Atom."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        for found in re.finditer(r"<(?:loc|link|id)>\s*([^<\s]+)\s*</|<link[^>]*\shref=\"([^\"]+)\"", line):
            yield number, html.unescape(found[1] or found[2])


def _of_names(file: Path) -> Iterator[tuple[int, str]]:
    for entry in json.loads(file.read_text(encoding="utf-8")):
        if isinstance(entry, list):
            yield 1, f"/{entry[3]}.html"


def _of_citation(file: Path) -> Iterator[tuple[int, str]]:
    """The address in a record of CSL-JSON; where the site has none, it is told from the root."""
    for record in json.loads(file.read_text(encoding="utf-8")):
        if address := str(record.get("URL", "")):
            yield 1, address if "://" in address else f"/{address}"


def _of_search(file: Path) -> Iterator[tuple[int, str]]:
    """Where a result of the search leads."""
    data = json.loads(unpacked(file))
    yield 1, data["url"]
    yield from ((1, f"{data['url']}#{anchor['id']}") for anchor in data["anchors"])


READERS: dict[str, Callable[[Path], Iterable[tuple[int, str]]]] = {
    r".*\.xml": _of_xml,
    r"search-names/.*\.json": _of_names,
    r"pagefind/[^/]+/fragment/.*\.pf_fragment": _of_search,
    r"(?!pagefind/).*\.json": _of_citation,
}
"""By the path of a file, the lines and addresses in it."""
