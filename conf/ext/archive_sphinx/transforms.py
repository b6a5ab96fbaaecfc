"""What is done to each page as it is read, from that page alone, so that reading never depends on another page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes as docutils_nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from archive_model.headings import section_id, unique_id
from archive_model.page import Page
from archive_model.record import record_names
from archive_sphinx import nodes
from archive_sphinx.domain import page_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


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
            entries = [("single", entry, "", "", None) for entry in _entries(page)]
            self.document.insert(0, addnodes.index(entries=entries))


def _entries(page: Page) -> Iterator[str]:
    yield _entry(page.title)
    for _path, _mark, name in record_names(page.record, ()) if page.record is not None else ():
        if name != page.title:
            yield f"{_entry(name)} ({_entry(page.title)})"


def _entry(name: str) -> str:
    """A name in which no semicolon is taken for the start of a second level."""
    return name.replace(";", ",")


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(SectionIds)
    app.add_transform(RecordPlaces)
    app.add_transform(IndexEntries)
