"""The archive's nodes as HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes as docutils_nodes
from sphinx.util.images import get_image_size
from sphinx.writers.html5 import HTML5Translator

from archive_sphinx import nodes
from archive_sphinx.builder import ArchiveHTMLBuilder
from archive_sphinx.domain import record_reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Element
    from sphinx.application import Sphinx

    from archive_output.listing import ListingView
    from archive_output.pictures.picture import Picture


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
        """Put the ids of the section on its heading, also those under which it was published before."""
        if node.parent.tagname == "section":
            ids = [*node.parent["ids"], *node["ids"]]
            view = self.builder.view_of(self.builder.current_docname)
            former = [old for each in ids for old in (view.former_ids.get(each, ()) if view else ())]
            node["ids"] = [*ids, *former]
        super().visit_title(node)

    def visit_image(self, node: docutils_nodes.image) -> None:
        """A picture with its size, so that the text does not jump, loaded when a reader comes near it."""
        file = Path(self.builder.srcdir, node["uri"])
        size = get_image_size(file) if file.is_file() and not node.get("width") and not node.get("height") else None
        place = len(self.body)
        super().visit_image(node)
        if size:
            start = f'<img width="{size[0]}" height="{size[1]}" loading="lazy" '
            self.body[place:] = [part.replace("<img ", start, 1) for part in self.body[place:]]

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
        self._fill_marked("listing", node, view.listings if view else ())

    def visit_picture(self, node: Element) -> None:
        """Draw the picture."""
        view = self.builder.view_of(self.builder.current_docname)
        self._fill_marked("picture", node, view.pictures if view else ())

    def visit_source_list(self, node: Element) -> None:
        """Fill in the sources."""
        self._fill("sources")

    def visit_link_states(self, node: Element) -> None:
        """Fill in the addresses of other sites."""
        self._fill("link-states")

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

    def _fill(self, name: str, **context: object) -> None:
        self.body.append(self.builder.fragment(name, self.builder.current_docname, **context))

    def _fill_marked(self, name: str, node: Element, marked: Iterable[ListingView | Picture]) -> None:
        """Fill in what the mark on the line of a node asks for."""
        for found in marked:
            if found.line == node["line"]:
                self._fill(name, **{name: found})

    def _nothing(self, node: Element) -> None:
        """The fragment was complete."""

    depart_record_header = depart_record_footer = depart_session_marks = depart_listing = _nothing
    depart_source_list = depart_picture = depart_link_states = _nothing


PLACES = (
    record_reference,
    nodes.record_header,
    nodes.record_footer,
    nodes.session_marks,
    nodes.listing,
    nodes.picture,
    nodes.source_list,
    nodes.link_states,
    nodes.quotation,
    nodes.quotation_words,
    nodes.quotation_speaker,
)


def setup(app: Sphinx) -> None:
    """Put this translator in the place of Sphinx's."""
    app.set_translator("html", ArchiveTranslator, override=True)
    for place in PLACES:
        app.add_node(place)
