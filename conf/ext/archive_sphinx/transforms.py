"""What is done to each page as it is read, from that page alone, so that reading never depends on another page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes as docutils_nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import docname_join, logging
from sphinx.util.nodes import make_refnode

from archive_model.headings import section_id, unique_id
from archive_model.page import Page
from archive_model.record import record_names
from archive_sphinx import nodes
from archive_sphinx.attachment import attached
from archive_sphinx.domain import page_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


logger = logging.getLogger(__name__)


class SectionIds(SphinxTransform):
    """Give each section the id that the model foretells.

    docutils counts headings in other scripts (``id1``, ``id2``), so that their addresses change with every edit above.
    Before MyST resolves links to headings (879), which it knows as “slugs”. A label above a heading is a second id.
    """

    default_priority = 500

    def apply(self, **kwargs: object) -> None:
        """Put the ids first, and tell MyST of them."""
        first, *others = [*self.document.findall(docutils_nodes.section)] or [docutils_nodes.section()]
        slugs = self.env.metadata[self.env.docname].setdefault("myst_slugs", {})
        taken: dict[str, int] = {}
        for section in (*others, first):  # the title last: ids below it must not depend on it
            title = section.next_node(docutils_nodes.title)
            text = title.astext() if title else ""
            new = unique_id(section_id(text), taken)
            section["ids"] = [new, *(label for label in section["ids"] if label != new)]
            self.document.ids[new] = section
            slugs[new] = (section.line, new, text)
        self.document.myst_slugs = slugs  # type: ignore[attr-defined] # MyST's own way of keeping them


class LinksToPages(SphinxTransform):
    """Resolve links to pages, which the archive knows before they are read, also where another part holds them.

    A link to a label that is not the id of a heading is left to Sphinx.
    """

    default_priority = 720  # after MyST resolves links within the page; titles then get the quotes of other text

    def apply(self, **kwargs: object) -> None:
        """Replace them."""
        pages = attached(self.env).archive.pages
        for link in list(self.document.findall(addnodes.pending_xref)):
            page = pages.get(_linked(link))
            reference = self._reference(link, page) if page else None
            if reference is not None:
                link.replace_self(reference)

    def _reference(self, link: addnodes.pending_xref, page: Page) -> docutils_nodes.Element | None:
        anchor = link.get("reftargetid") or ""
        titles = {section.id: section.title for section in page.body.sections} if anchor else {}
        if anchor and anchor not in titles:
            if page.docname in self.env.found_docs:
                return None
            message = "local id not found in doc %r: %r"
            logger.warning(message, page.docname, anchor, location=link, type="myst", subtype="xref_missing")
        title = docutils_nodes.Text(titles.get(anchor, page.title))
        children = link[0].children if link["refexplicit"] else [title]
        words = docutils_nodes.inline("", "", *children, classes=["std", "std-ref" if anchor else "std-doc"])
        builder = self.env._app.builder  # noqa: SLF001 - what SphinxTransform.app gives, which is deprecated
        reference = make_refnode(builder, self.env.docname, page.docname, anchor, words)
        if "reftitle" in link:
            reference["reftitle"] = link["reftitle"]
        return reference


def _linked(link: addnodes.pending_xref) -> str:
    """The document that a link of MyST, or the role of Sphinx, names; nothing for other references."""
    if link.get("refdomain") == "doc":
        return str(link["reftarget"])
    if (link.get("refdomain"), link["reftype"]) == ("std", "doc"):
        return docname_join(link["refdoc"], link["reftarget"])
    return ""


class RecordPlaces(SphinxTransform):
    """Make places for the record's header below the title and for its footer at the end."""

    default_priority = 900  # after everything that moves sections

    def apply(self, **kwargs: object) -> None:
        """Insert the two nodes into the section of the title."""
        section = next(iter(self.document.findall(docutils_nodes.section)), None)
        if section is None or page_of(self.env, self.env.docname) is None:
            return
        section.insert(section.first_child_not_matching_class(docutils_nodes.title) or 1, nodes.record_header())
        section += nodes.record_footer()


class IndexEntries(SphinxTransform):
    """Enter a record's title and other names into the general index."""

    default_priority = 800  # before Sphinx collects entries (850)

    def apply(self, **kwargs: object) -> None:
        """Insert the entries, which all lead to the top of the page."""
        page = page_of(self.env, self.env.docname)
        if page and page.kind:
            self.document.insert(0, addnodes.index(entries=index_entries(page)))


def index_entries(page: Page) -> list[tuple[str, str, str, str, str | None]]:
    """What the general index says of a record, in the form of Sphinx (``sphinx.addnodes.index``)."""
    return [("single", entry, "", "", None) for entry in _entries(page)]


def _entries(page: Page) -> Iterator[str]:
    yield _entry(page.title)
    for _path, _mark, name in record_names(page.record, ()) if page.record is not None else ():
        if name != page.title:
            yield _other_entry(page, name)


def foreign_entries(page: Page) -> Iterator[tuple[str, tuple[str, str]]]:
    """The entries that begin with words of another language, with these words and its ISO 639 code."""
    for name, language in page.foreign_names.items():
        yield _other_entry(page, name), (_entry(name), language)


def _other_entry(page: Page, name: str) -> str:
    return f"{_entry(name)} ({_entry(page.title)})"


def _entry(name: str) -> str:
    """A name in which no semicolon is taken for the start of a second level."""
    return name.replace(";", ",")


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(LinksToPages)
    app.add_transform(SectionIds)
    app.add_transform(RecordPlaces)
    app.add_transform(IndexEntries)
