"""A built site as the checks see it: its files, and what each page names and leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from lxml import html

from archive_staff.fingerprint import files_below

HOME = "index.html"
NOT_FOUND = "404.html"
APART = ("pagefind", "_static")
"""Folders with files that are no pages."""
WORTH_SPLITTING = 500
"""Pages; fewer are read sooner by one process."""
ADDRESSES = ("href", "src", "srcset", "action", "data-to", "poster", "cite")
"""The attributes that hold addresses (HTML standard, "Attributes"), and that of our own script for pages that moved."""
SECTIONS = (
    "//main//*[self::h2 or self::h3 or self::h4 or self::h5 or self::h6][@id]"
    "[not(ancestor::nav or ancestor::section[@class='former'])]"
)
"""The headings of a page's own text."""
Where = tuple[int, str]
"""The line of a page, and what stands there."""


class Link(NamedTuple):
    """An address on a page."""

    line: int
    element: str
    attribute: str
    address: str
    """As it is written."""
    relation: str
    """Of a link element, as “canonical”."""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """What there is on one page."""

    path: str
    """Below the root of the site."""
    ids: tuple[Where, ...]
    links: tuple[Link, ...]
    headings: tuple[Where, ...]
    """The ids of the headings in the text below the title."""
    sections: frozenset[str]
    """The ids that readers may cite: those of headings, and of entries of the bibliography."""
    data: tuple[Where, ...]
    """Structured data (JSON-LD)."""
    is_old: bool
    """Whether it stands at an address that the page has left, or tells that it was taken away."""


@dataclass(frozen=True)
class BuiltSite:
    """All files of a site, and its pages."""

    root: Path
    files: frozenset[str]
    """Paths below the root, written as they are on the disk."""
    pages: Mapping[str, BuiltPage]
    """By path."""


def read_site(root: Path, jobs: int = 1) -> BuiltSite:
    """Read a built site by up to ``jobs`` processes."""
    files = frozenset(path for path, _entry in files_below(root))
    paths = sorted(path for path in files if path.endswith(".html") and path.split("/")[0] not in APART)
    read = partial(read_page, root)
    if jobs == 1 or len(paths) < WORTH_SPLITTING:
        pages = list(map(read, paths))
    else:
        with ProcessPoolExecutor(jobs) as pool:
            pages = list(pool.map(read, paths, chunksize=100))
    return BuiltSite(root, files, {page.path: page for page in pages})


def read_page(root: Path, path: str) -> BuiltPage:
    """One page of a site."""
    tree = html.fromstring((root / path).read_bytes(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    text = tree.xpath(SECTIONS)
    headings = tuple((each.sourceline, each.get("id")) for each in text)
    entries = (each.get("id") for each in tree.xpath("//main//div[@class='citation'][@id]"))
    return BuiltPage(
        path,
        ids=tuple((each.sourceline, each.get("id")) for each in tree.xpath("//*[@id]")),
        links=tuple(_links(tree)),
        headings=headings,
        sections=frozenset((*(name for _line, name in headings), *entries)),
        data=tuple((each.sourceline, each.text or "") for each in tree.xpath("//script[@type='application/ld+json']")),
        is_old=bool(tree.xpath("/html/head/meta[@name='robots'][@content='noindex']")),
    )


def _links(tree: html.HtmlElement) -> Iterator[Link]:
    for attribute in ADDRESSES:
        for each in tree.xpath(f"//*[@{attribute}]"):
            value, relation = each.get(attribute), each.get("rel") or each.get("property") or ""
            candidates = (
                [one.split()[0] for one in value.split(",") if one.strip()] if attribute == "srcset" else [value]
            )
            for address in candidates:
                yield Link(each.sourceline, each.tag, attribute, address.strip(), relation)
    for each in tree.xpath("//meta[@property='og:url' or @property='og:image']"):
        yield Link(each.sourceline, "meta", "content", each.get("content") or "", each.get("property"))
