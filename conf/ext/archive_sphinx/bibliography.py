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
from archive_sphinx.links import uri_from

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

IN_BRACKETS = frozenset({"p", "ps", "labelpar", "yearpar", "authorpar", "authorpars"})
"""The roles of bibtex that stand in brackets; the others are part of the sentence."""


class CitationRole(CiteRole):
    """``{cite}`key```: the labels of the sources, each leading to its entry. An unknown key stands for itself."""

    def run(self) -> tuple[list[Node], list[docutils_nodes.system_message]]:
        """The labels in the order of the bibliography, in brackets where the role sets them."""
        if self.disabled:
            return [docutils_nodes.Text(self.text[1:])], []
        view = attached(self.env).views[self.env.docname]
        kind = self.name.rpartition(":")[2].replace("cite", "p")
        cited = ((view.citations.get(key.key, Value(key.key)), key) for key in parse_citation_targets(self.target))
        found = docutils_nodes.inline("", "", classes=["bibtex-citation"], support_smartquotes=False)
        for number, (value, key) in enumerate(sorted(cited, key=lambda pair: pair[0].text.casefold())):
            found += docutils_nodes.Text(", " if number else "")
            found += _citation(self.env, kind, value, key)
        if kind in IN_BRACKETS:
            found.insert(0, docutils_nodes.Text("["))
            found += docutils_nodes.Text("]")
        return [found], []


class SourceDomain(BibtexDomain):
    """The roles of bibtex, without its list of all citations beside that of the archive."""

    roles: ClassVar = {name: CitationRole() for name in BibtexDomain.roles}

    def env_updated(self) -> list[str]:
        """Nothing is left to work out."""
        return []


def _citation(env: BuildEnvironment, kind: str, value: Value, key: CitationTarget) -> list[Node]:
    """One source, with what the text says before and after it."""
    publisher, _, year = value.text.rpartition(", ")
    words = year if kind.startswith("year") else publisher if "author" in kind else value.text
    label: Node = docutils_nodes.Text(words)
    if value.place:
        uri = uri_from(env._app.builder, env.docname, value.place)  # noqa: SLF001 - the only way to the builder
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
