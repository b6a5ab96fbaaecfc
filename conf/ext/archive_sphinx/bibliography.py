"""Citations: sphinxcontrib-bibtex reads ``{cite}``; what it leads to and how it is written, the archive knows.

Left to itself, bibtex searches all citations of all pages again for each citation and for each source, and reads
``references.bib`` a second time. Here a citation is looked up in the view of its page, and the list of sources is
filled in by a template like every other list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes as docutils_nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinxcontrib.bibtex.citation_target import CitationTarget, parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.roles import CiteRole

from archive_output.place import Value
from archive_sphinx import nodes
from archive_sphinx.attachment import attached

if TYPE_CHECKING:
    from docutils.nodes import Element, Node, document
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

IN_BRACKETS = frozenset({"p", "ps", "labelpar", "yearpar", "authorpar", "authorpars"})
"""The roles of bibtex that stand in brackets; the others are part of the sentence."""


class CitationRole(CiteRole):
    """``{cite}`key```, without a list of all citations beside that of the archive."""

    def result_nodes(
        self,
        document: document,
        env: BuildEnvironment,
        node: Element,
        is_ref: bool,  # noqa: FBT001 - Sphinx's
    ) -> tuple[list[Node], list[docutils_nodes.system_message]]:
        """A reference that the domain resolves."""
        if not node.get("refdomain"):
            node["refdomain"], node["reftype"] = "cite", "p"
        return [node], []


class SourceDomain(BibtexDomain):
    """Sources as targets of citations."""

    roles: ClassVar = {name: CitationRole() for name in BibtexDomain.roles}

    def resolve_xref(  # type: ignore[override] # bibtex gives more than one reference too
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> docutils_nodes.inline:
        """The labels of the sources, each leading to its entry. What is unknown, the archive has reported."""
        view = attached(env).views[fromdocname]
        cited = ((view.citations.get(key.key, Value(key.key)), key) for key in parse_citation_targets(target))
        found = docutils_nodes.inline("", "", classes=["bibtex-citation"])
        for number, (value, key) in enumerate(sorted(cited, key=lambda pair: pair[0].text.casefold())):
            found += docutils_nodes.Text(", " if number else "")
            found += _citation(fromdocname, builder, typ, value, key)
        if typ in IN_BRACKETS:
            found.insert(0, docutils_nodes.Text("["))
            found += docutils_nodes.Text("]")
        return found

    def env_updated(self) -> list[str]:
        """Nothing is left to work out."""
        return []


def _citation(docname: str, builder: Builder, typ: str, value: Value, key: CitationTarget) -> list[Node]:
    """One source, with what the text says before and after it."""
    publisher, _, year = value.text.rpartition(", ")
    words = year if typ.startswith("year") else publisher if "author" in typ else value.text
    label: Node = docutils_nodes.Text(words)
    if value.place:
        uri = f"{builder.get_relative_uri(docname, value.place.docname)}#{value.place.anchor}"
        label = docutils_nodes.reference("", "", label, internal=True, refuri=uri)
    before = docutils_nodes.Text(f"{key.pre} " if key.pre else "")
    return [before, label, docutils_nodes.Text(f", {key.post}" if key.post else "")]


class BibliographyDirective(SphinxDirective):
    """``{bibliography}``: every source of the archive, with the pages that cite it."""

    option_spec: ClassVar = {"all": directives.flag}

    def run(self) -> list[Node]:
        """A place for the list."""
        return [nodes.source_list()]


def setup(app: Sphinx) -> None:
    """Put these in the places of bibtex's."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(SourceDomain, override=True)
    app.add_role("cite", CitationRole(), override=True)
    app.add_directive("bibliography", BibliographyDirective, override=True)
