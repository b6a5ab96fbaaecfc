"""Which transforms have nothing to do on a page: each walks through all of it to find that out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from docutils.transforms import Transform

NEVER = (
    "myst_parser.mdit_to_docutils.transforms.PrioritiseExplicitIds",  # of sections; see ``transforms.SectionIds``
    "myst_parser.mdit_to_docutils.transforms.ResolveSectionRefs",  # sections by their numbers
    "pydata_sphinx_theme.short_link.",  # bare addresses of code hosts, which the theme would shorten
    "sphinx.builders.",  # what other builders need
    "sphinx.domains.c.",
    "sphinx.domains.cpp.",
    "sphinx.transforms.ApplySourceWorkaround",  # places of texts to translate
    "sphinx.transforms.SortIds",  # of sections, too
    "sphinx.transforms.SphinxSmartQuotes",  # in place of which stands ``typography.Quotes``
    "sphinx.transforms.i18n.",  # texts of translations; an archive is in one language
    "sphinxcontrib.bibtex.transforms.",  # lists of sources, which a template writes
)
"""Transforms that look for what no page has."""

FOOTNOTES = (nodes.footnote, nodes.footnote_reference)
CITATIONS = (nodes.citation, nodes.citation_reference)
NAMED = (nodes.target, nodes.substitution_reference, *FOOTNOTES, *CITATIONS)
"""What may stand for something by its name. MyST gives links the address itself."""
CODE = (nodes.literal_block, nodes.doctest_block, addnodes.highlightlang)

WORK: Mapping[str, tuple[type[nodes.Node], ...]] = {
    "archive_sphinx.transforms.LinksToPages": (addnodes.pending_xref,),
    "docutils.transforms.misc.Transitions": (nodes.transition,),
    "docutils.transforms.references.AnonymousHyperlinks": (nodes.target,),
    "docutils.transforms.references.ExternalTargets": (nodes.target,),
    "docutils.transforms.references.Footnotes": FOOTNOTES,
    "docutils.transforms.references.IndirectHyperlinks": (nodes.target,),
    "docutils.transforms.references.InternalTargets": (nodes.target,),
    "docutils.transforms.references.PropagateTargets": (nodes.target,),
    "docutils.transforms.references.Substitutions": (nodes.substitution_definition, nodes.substitution_reference),
    "myst_parser.sphinx_ext.myst_refs.MystReferenceResolver": (addnodes.pending_xref,),
    "sphinx.domains.citation.CitationDefinitionTransform": CITATIONS,
    "sphinx.domains.citation.CitationReferenceTransform": CITATIONS,
    "sphinx.transforms.AutoIndexUpgrader": (addnodes.index,),
    "sphinx.transforms.AutoNumbering": (nodes.container, nodes.figure, nodes.table),
    "sphinx.transforms.DefaultSubstitutions": (nodes.substitution_reference,),
    "sphinx.transforms.DoctestTransform": (nodes.doctest_block,),
    "sphinx.transforms.GlossarySorter": (addnodes.glossary,),
    "sphinx.transforms.HandleCodeBlocks": (nodes.block_quote,),
    "sphinx.transforms.MoveModuleTargets": (nodes.target,),
    "sphinx.transforms.ReorderConsecutiveTargetAndIndexNodes": (addnodes.index,),
    "sphinx.transforms.post_transforms.OnlyNodeTransform": (addnodes.only,),
    "sphinx.transforms.post_transforms.PropagateDescDomain": (addnodes.desc_signature,),
    "sphinx.transforms.post_transforms.ReferencesResolver": (addnodes.pending_xref,),
    "sphinx.transforms.post_transforms.code.HighlightLanguageTransform": CODE,
    "sphinx.transforms.post_transforms.code.TrimDoctestFlagsTransform": CODE,
    "sphinx.transforms.post_transforms.images.DataURIExtractor": (nodes.image,),
    "sphinx.transforms.post_transforms.images.ImageDownloader": (nodes.image,),
    "sphinx.transforms.references.SphinxDanglingReferences": NAMED,
    "sphinx_book_theme._transforms.HandleFootnoteTransform": FOOTNOTES,
}
"""What a transform works on, where it does nothing on a page without it, and no other transform makes it.

Read in docutils 0.22.4, Sphinx 9.0.4, myst-parser 5.2.0 and sphinx-book-theme 1.4.0. What is not named here, such as
the transforms of an extension that comes later, runs on every page.
"""


def at_work(transforms: tuple[type[Transform], ...], document: nodes.document) -> tuple[type[Transform], ...]:
    """The transforms that may find something in a document."""
    return _at_work(transforms, frozenset(type(node) for node in document.findall()))


@lru_cache(maxsize=1000)
def _at_work(
    transforms: tuple[type[Transform], ...], present: frozenset[type[nodes.Node]]
) -> tuple[type[Transform], ...]:
    """Many pages hold the same kinds of nodes."""

    def has_work(name: str) -> bool:
        work = WORK.get(name)
        return not name.startswith(NEVER) and (work is None or any(issubclass(kind, work) for kind in present))

    return tuple(one for one in transforms if has_work(f"{one.__module__}.{one.__qualname__}"))
