"""What the template of a page is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive_output.navigation import page_doors
from archive_output.structured_data import json_ld
from archive_sphinx.attachment import attached
from archive_sphinx.builder import ArchiveHTMLBuilder

if TYPE_CHECKING:
    from docutils.nodes import document
    from sphinx.application import Sphinx


def tell_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: document | None) -> None:
    """Give the view to the templates (``html-page-context``).

    Workers write pages, so whatever is stored here would be lost; nothing is.
    """
    builder = app.builder
    if not isinstance(builder, ArchiveHTMLBuilder):
        return
    found = attached(app.env)
    view = found.views.get(pagename)
    context["view"] = view
    context["language"] = found.site.language
    context["site"] = found.site
    context["doors"] = view.navigation.doors if view else page_doors(found.archive, found.site)
    context["uri"] = lambda place: builder.uri_of(pagename, place)
    context["fragment"] = lambda name, **more: builder.fragment(name, pagename, **more)
    context.setdefault("default_mode", "auto")  # as the reader's system has it; the theme complains without
    context["json_ld"] = json_ld(view, found.site) if view else ""


def setup(app: Sphinx) -> None:
    """Before the theme, which renders parts of the page at 500 to see whether they are empty."""
    app.connect("html-page-context", tell_page, priority=400)
