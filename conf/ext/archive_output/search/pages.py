"""What is searched of a built page: its own text and metadata, without the frame and without what others say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

LANGUAGE = re.compile(r'<html lang="([^"]*)"')
METADATA = re.compile(r"<meta [^>]*data-pagefind-meta[^>]*>")
TEXT = re.compile(r"<article[^>]* data-pagefind-body>(.*?)(?:<section class=\"backlinks|</article>)", re.DOTALL)


class SearchedPage(NamedTuple):
    """A page as the index is made of it."""

    docname: str
    text: str
    """HTML."""
    html: str
    """The whole page that Pagefind reads."""


def searched_pages(site: Path, docnames: Iterable[str]) -> Iterator[SearchedPage]:
    """Those pages of a site that are built and searched."""
    for docname in docnames:
        file = site / f"{docname}.html"
        if file.is_file() and (page := searched_page(docname, file.read_text(encoding="utf-8"))):
            yield page


def searched_page(docname: str, html: str) -> SearchedPage | None:
    """The part of a built page that is searched; None where nothing is."""
    if not (found := TEXT.search(html)):
        return None
    language = LANGUAGE.search(html)
    head = "".join(METADATA.findall(html[: found.start()]))
    start = f'<html lang="{language[1]}">' if language else "<html>"
    body = f"<body><article data-pagefind-body>{found[1]}</article></body>"
    return SearchedPage(docname, found[1], f"{start}<head>{head}</head>{body}</html>")
