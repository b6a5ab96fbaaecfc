"""What the templates of Sphinx's own pages, the general index and the search, are told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from archive_output.holdings import newest_holdings
from archive_output.place import page_place
from archive_sphinx.attachment import attached
from archive_sphinx.builder import ArchiveHTMLBuilder

if TYPE_CHECKING:
    from docutils.nodes import document
    from sphinx.application import Sphinx

PARTS = ("address", "finding", "index", "passages", "view", "words")
SEARCH_SCRIPTS = (*(f"search-{part}.js" for part in PARTS), "search.js")


def tell_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: document | None) -> None:
    """Give the frame of the archive to the templates (``html-page-context``)."""
    builder = app.builder
    if not isinstance(builder, ArchiveHTMLBuilder):
        return
    context["frame"] = partial(builder.frame, pagename, context.get("continuation"))
    context["fragment"] = partial(builder.fragment, docname=pagename)
    context["doors"] = builder.doors
    context["is_ours"] = builder.is_own
    context.setdefault("default_mode", "auto")  # as the reader's system has it; the theme complains without
    if templatename == "search.html":
        found = attached(app.env)
        help_page = found.archive.pages.get(found.site.search_help)
        context["holdings"], context["older"] = newest_holdings(found.archive)
        context["search_help"] = page_place(help_page) if help_page else None
        app.add_css_file("search.css")
        for name in SEARCH_SCRIPTS:
            app.add_js_file(name, type="module")  # for this page; Sphinx marks its address with its content


def setup(app: Sphinx) -> None:
    """Before the theme, whose handlers come at 500."""
    app.connect("html-page-context", tell_page, priority=400)
