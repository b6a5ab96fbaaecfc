"""What is done to each page as it is read, from that page alone, so that reading never depends on another page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes as docutils_nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

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
    Before MyST resolves links within the page (710) and Sphinx collects the contents.
    """

    default_priority = 500

    def apply(self, **kwargs: object) -> None:
        """Replace the ids, and what MyST noted of them."""
        first, *others = [*self.document.findall(docutils_nodes.section)] or [docutils_nodes.section()]
        taken: dict[str, int] = {}
        renamed: dict[str, str] = {}
        for section in (*others, first):  # the title last: ids below it must not depend on it
            title = section.next_node(docutils_nodes.title)
            new = unique_id(section_id(title.astext() if title else ""), taken)
            renamed |= dict.fromkeys(section["ids"], new)
            section["ids"] = [new]
            self.document.ids[new] = section
        slugs = getattr(self.document, "myst_slugs", {})
        for slug, (line, old, text) in slugs.items():
            slugs[slug] = (line, renamed.get(old, old), text)


class LinksToOtherParts(SphinxPostTransform):
    """Resolve links to pages that another part of the archive holds, which Sphinx does not know."""

    default_priority = 8  # before MyST reports them (9)

    def run(self, **kwargs: object) -> None:
        """Look them up in the archive, which knows all pages whatever is built."""
        pages = attached(self.env).archive.pages
        for link in list(self.document.findall(addnodes.pending_xref)):
            target = link["reftarget"]
            if link["refdomain"] == "doc" and target not in self.env.all_docs and target in pages:
                link.replace_self(self._reference(link, pages[target]))

    def _reference(self, link: addnodes.pending_xref, page: Page) -> docutils_nodes.reference:
        anchor = link.get("reftargetid") or ""
        titles = {section.id: section.title for section in page.body.sections}
        if anchor and anchor not in titles:
            message = "local id not found in doc %r: %r"
            logger.warning(message, page.docname, anchor, location=link, type="myst", subtype="xref_missing")
        title = docutils_nodes.Text(titles.get(anchor, page.title))
        children = link[0].children if link["refexplicit"] else [title]
        words = docutils_nodes.inline("", "", *children, classes=["std", "std-ref" if anchor else "std-doc"])
        builder = self.env._app.builder  # noqa: SLF001 - what SphinxTransform.app gives, which is deprecated
        uri = builder.get_relative_uri(self.env.docname, page.docname) + (f"#{anchor}" if anchor else "")
        return docutils_nodes.reference("", "", words, internal=True, refuri=uri)


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
            yield f"{_entry(name)} ({_entry(page.title)})"


def _entry(name: str) -> str:
    """A name in which no semicolon is taken for the start of a second level."""
    return name.replace(";", ",")


IDLE = ("sphinx.transforms.i18n.", "pydata_sphinx_theme.short_link.")
"""Where transforms come from that look through every page for what no page has: texts of translations (an archive is
in one language) and bare addresses of code hosts, which the theme would shorten."""


def leave_out_idle_transforms(app: Sphinx) -> None:
    """Spare pages what can find nothing in them (``builder-inited``, when the theme too has added its own)."""
    for transforms in (app.registry.transforms, app.registry.post_transforms):
        transforms[:] = [found for found in transforms if not f"{found.__module__}.".startswith(IDLE)]


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.connect("builder-inited", leave_out_idle_transforms)
    app.add_post_transform(LinksToOtherParts)
    app.add_transform(SectionIds)
    app.add_transform(RecordPlaces)
    app.add_transform(IndexEntries)
