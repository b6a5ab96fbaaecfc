"""The search indexes that other programs would make of the same pages: Sphinx's own, and that of lunr.

A program of its own, called with NAME SITE FILE, so that what each takes can be measured.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from archive_output.search.pages import searched_pages
from archive_output.search.words import plain

TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


class Text(NamedTuple):
    """What is searched of a page, as plain text."""

    name: str
    title: str
    words: str


def texts(site: Path) -> Iterator[Text]:
    """The pages of a built site that are searched, as our own index has them."""
    names = (file.relative_to(site).with_suffix("").as_posix() for file in site.rglob("*.html"))
    for page in searched_pages(site, sorted(names)):
        title = TITLE.search(page.text)
        yield Text(page.docname, _spaced(title[1]) if title else page.docname, _spaced(page.text))


def _spaced(html: str) -> str:
    return " ".join(plain(html).split())


def sphinx_index(site: Path) -> str:
    """``searchindex.js`` as Sphinx 9 makes it."""
    from docutils import nodes  # noqa: PLC0415 - only this needs Sphinx
    from docutils.utils import new_document  # noqa: PLC0415
    from sphinx.search import IndexBuilder  # noqa: PLC0415

    names = ("titles", "filenames", "mapping", "title_mapping", "all_titles", "index_entries", "objtypes", "objnames")
    known: Any = {f"_search_index_{name}": {} for name in names}
    env: Any = SimpleNamespace(domains=SimpleNamespace(sorted=list), version="", **known)
    index = IndexBuilder(env, "en", {}, "")
    for text in texts(site):
        known["_search_index_all_titles"][text.name] = [(text.title, "top")]
        document = new_document(text.name)
        section = nodes.section("", nodes.title(text.title, text.title), ids=["top"])
        section += nodes.paragraph(text.words, text.words)
        document += section
        index.feed(text.name, f"{text.name}.md", text.title, document)
    return "Search.setIndex(" + json.dumps(index.freeze(), separators=(",", ":"), sort_keys=True) + ")"


def lunr_index(site: Path) -> str:
    """The serialised index of lunr, without the texts from which excerpts are shown."""
    from lunr import lunr  # noqa: PLC0415 - only this needs lunr

    pages = [text._asdict() for text in texts(site)]
    fields = [{"field_name": "title", "boost": 10}, "words"]
    return json.dumps(lunr(ref="name", fields=fields, documents=pages).serialize(), separators=(",", ":"))


INDEXES: Mapping[str, Callable[[Path], str]] = {"sphinx": sphinx_index, "lunr": lunr_index}

if __name__ == "__main__":
    what, built, out = sys.argv[1:]
    Path(out).write_text(INDEXES[what](Path(built)), encoding="utf-8", newline="\n")
