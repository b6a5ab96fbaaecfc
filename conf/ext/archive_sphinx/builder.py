"""The pages as HTML: Sphinx's builder without the parts that the archive does better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes as docutils_nodes
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

from archive_output.page_view import PageView
from archive_output.place import Place
from archive_sphinx import nodes
from archive_sphinx.attachment import attached
from archive_sphinx.domain import record_reference

if TYPE_CHECKING:
    from docutils.nodes import Element
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


class ArchiveTranslator(HTML5Translator):
    """Writes the archive's nodes, and puts the ids of sections on their headings.

    Pagefind tells the parts of a page apart by headings that have ids.
    """

    builder: ArchiveHTMLBuilder

    def visit_section(self, node: Element) -> None:
        """Open a section without its id."""
        self.section_level += 1
        self.body.append("<section>\n")

    def visit_title(self, node: docutils_nodes.title) -> None:
        """Put the ids of the section on its heading."""
        if node.parent.tagname == "section":
            node["ids"] = [*node.parent["ids"], *node["ids"]]
        super().visit_title(node)

    def visit_record_reference(self, node: Element) -> None:
        """A link to a record, with its definition where it has one."""
        attributes = {"href": node["refuri"]}
        if definition := node.get("definition"):
            attributes["data-definition"] = definition
        self.body.append(self.starttag(node, "a", "", CLASS="reference internal", **attributes))

    def depart_record_reference(self, node: Element) -> None:
        """Close the link."""
        self.body.append("</a>")

    def visit_record_header(self, node: Element) -> None:
        """Fill in the header."""
        self._fill("record-header")

    def visit_record_footer(self, node: Element) -> None:
        """Fill in the footer."""
        self._fill("record-footer")

    def visit_session_marks(self, node: Element) -> None:
        """Fill in the labels of the section in which the mark stands."""
        section: Element | None = node.parent
        while section is not None and section.tagname != "section":
            section = section.parent
        view = self.builder.view_of(self.builder.current_docname)
        ids = section["ids"] if section is not None else [""]
        self._fill("session", rows=view.session(ids[0]) if view else ())

    def visit_listing(self, node: Element) -> None:
        """Fill in the list."""
        view = self.builder.view_of(self.builder.current_docname)
        listings = [found for found in view.listings if found.line == node["line"]] if view else []
        for listing in listings:
            self._fill("listing", listing=listing)

    def visit_quotation(self, node: Element) -> None:
        """Open a quotation."""
        self.body.append(self.starttag(node, "figure", CLASS="quotation"))

    def depart_quotation(self, node: Element) -> None:
        """Close a quotation."""
        self.body.append("</figure>\n")

    def visit_quotation_words(self, node: Element) -> None:
        """Open the words."""
        self.body.append("<blockquote>\n")

    def depart_quotation_words(self, node: Element) -> None:
        """Close the words."""
        self.body.append("</blockquote>\n")

    def visit_quotation_speaker(self, node: Element) -> None:
        """Open the name of the speaker."""
        self.body.append("<figcaption>")

    def depart_quotation_speaker(self, node: Element) -> None:
        """Close the name of the speaker."""
        self.body.append("</figcaption>\n")

    def depart_citation(self, node: docutils_nodes.citation) -> None:
        """Add where the source is cited."""
        view = self.builder.view_of(self.builder.current_docname)
        entries = dict(view.cited_in).get(node["ids"][0].removeprefix("source-"), ()) if view else ()
        self._fill("cited-in", entries=entries)
        super().depart_citation(node)

    def _fill(self, name: str, **context: object) -> None:
        self.body.append(self.builder.fragment(name, self.builder.current_docname, **context))

    def _nothing(self, node: Element) -> None:
        """The fragment was complete."""

    depart_record_header = depart_record_footer = depart_session_marks = depart_listing = _nothing


PLACES = (
    record_reference,
    nodes.record_header,
    nodes.record_footer,
    nodes.session_marks,
    nodes.listing,
    nodes.quotation,
    nodes.quotation_words,
    nodes.quotation_speaker,
)


def setup(app: Sphinx) -> None:
    """Put this builder and translator in the place of Sphinx's."""
    app.add_builder(ArchiveHTMLBuilder, override=True)
    app.set_translator("html", ArchiveTranslator, override=True)
    for place in PLACES:
        app.add_node(place)
