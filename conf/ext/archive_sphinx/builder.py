"""The pages as HTML: Sphinx's builder without the parts that the archive does better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder

from archive_output.page_view import PageView
from archive_output.place import Place
from archive_sphinx.attachment import attached

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FRAGMENTS = "archive"
"""The folder of templates for parts of a page."""


class ArchiveHTMLBuilder(StandaloneHTMLBuilder):
    """Writes pages whose navigation and search come from the archive.

    Sphinx's own search index is left out beside Pagefind; its tables of contents are not asked for, because they
    grow with the archive on every page.
    """

    search = False

    def init(self) -> None:
        """Set up templates for fragments. Unlike Sphinx's, they escape whatever they are given."""
        super().init()
        folders = [str(self.confdir / path) for path in self.config.templates_path]
        self.fragments = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """What the templates of a page need and the archive does not know."""
        title = self.env.titles.get(docname)
        return {
            "parents": [],
            "prev": None,
            "next": None,
            "title": Markup.escape(title.astext()) if title else "",
            "meta": self.env.metadata.get(docname),
            "body": body,
            "metatags": metatags,
            "rellinks": [],
            "sourcename": "",
            "toc": "",
            "display_toc": False,
            "page_source_suffix": ".md",
        }

    def view_of(self, docname: str) -> PageView | None:
        """What a page shows of the archive."""
        return attached(self.env).views.get(docname)

    def uri_of(self, docname: str, place: Place) -> str:
        """The address of a place as seen from a page."""
        anchor = f"#{place.anchor}" if place.anchor else ""
        if place.docname == docname:
            return anchor or self.get_target_uri(docname).rpartition("/")[2]
        return self.get_relative_uri(docname, place.docname) + anchor

    def fragment(self, name: str, docname: str, **context: object) -> str:
        """A part of a page from its template."""
        template = self.fragments.get_template(f"{FRAGMENTS}/{name}.html")
        return template.render(view=self.view_of(docname), uri=lambda place: self.uri_of(docname, place), **context)


def setup(app: Sphinx) -> None:
    """Put this builder in the place of Sphinx's."""
    app.add_builder(ArchiveHTMLBuilder, override=True)
