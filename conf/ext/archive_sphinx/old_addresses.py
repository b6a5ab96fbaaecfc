"""What stands where pages were once: the page itself with its new address, or that and why it was taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive_model.dates import day_in_words
from archive_model.permalinks import Change
from archive_output.citation import FORMATS
from archive_output.files import write_if_changed
from archive_output.former import NOT_FOR_SEARCH, at_old_address
from archive_output.place import page_place
from archive_sphinx.attachment import attached
from archive_sphinx.builder import ArchiveHTMLBuilder


def write_old_addresses(builder: ArchiveHTMLBuilder) -> Iterator[str]:
    """Write all that stands at old addresses; the paths of the files."""
    archive = attached(builder.env).archive
    for docname, change in archive.permalinks.page_changes():
        if docname in archive.pages:
            continue  # which has been reported
        if change.target is None:
            yield _write_gone(builder, docname, change)
        elif change.target.docname in archive.pages:
            yield from _write_moved(builder, docname, change.target.docname, change)


def _write_gone(builder: ArchiveHTMLBuilder, docname: str, change: Change) -> str:
    body = builder.fragment("gone", docname, day=day_in_words(change.day), why=change.why)
    tags = f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{NOT_FOR_SEARCH}'
    builder.handle_page(docname, {"title": "This page was taken away", "body": body, "metatags": tags})
    return f"{docname}.html"


def _write_moved(builder: ArchiveHTMLBuilder, old: str, new: str, change: Change) -> Iterator[str]:
    """The page as it is now, with the files that tell how to cite it; nothing where another part has the page."""
    page = attached(builder.env).archive.pages[new]
    out = Path(builder.outdir)
    if not (out / f"{new}.html").is_file():
        return
    notice = builder.fragment("moved", new, day=day_in_words(change.day), place=page_place(page), why=change.why)
    for ending in FORMATS:
        if (file := out / f"{new}{ending}").is_file():
            write_if_changed(out / f"{old}{ending}", file.read_text(encoding="utf-8"))
            yield f"{old}{ending}"
    html = (out / f"{new}.html").read_text(encoding="utf-8")
    write_if_changed(out / f"{old}.html", at_old_address(html, old, new, notice))
    yield f"{old}.html"
