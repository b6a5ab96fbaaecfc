"""The blocks that are the archive's own, as ``{session}``: checked in the model, here they become nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from archive_model.fields import field_specs
from archive_model.marks import FORMS
from archive_output.link_states import DIRECTIVE
from archive_sphinx import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils.nodes import Node
    from sphinx.application import Sphinx


logger = logging.getLogger(__name__)


def _options(block: str) -> dict[str, Callable[[str], object]]:
    """The options of a block: the fields of its mark that are not its argument."""
    form = FORMS[block]
    return {spec.key: directives.unchanged for spec in field_specs(form.mark) if spec.key != form.argument}


class SessionDirective(SphinxDirective):
    """What a section is about. Its options are left unread: they are in the page's view."""

    has_content = True

    def run(self) -> list[Node]:
        """A place for the session's labels."""
        return [nodes.session_marks()]


class QuoteDirective(SphinxDirective):
    """Words that somebody said."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = _options("quote")

    def run(self) -> list[Node]:
        """The words, then the speaker and the source."""
        words = nodes.quotation_words("", *self.parse_content_to_nodes())
        source = f" {{cite}}`{self.options['source']}`" if "source" in self.options else ""
        inline, messages = self.parse_inline(self.arguments[0] + source, lineno=self.lineno)
        quotation = nodes.quotation("", words, nodes.quotation_speaker("", "", *inline))
        self.set_source_info(quotation)
        return [quotation, *messages]


class ListingDirective(SphinxDirective):
    """A list of the archive's pages."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = _options("listing")

    def run(self) -> list[Node]:
        """A place for the list."""
        return [nodes.listing(line=self.lineno)]


class PictureDirective(SphinxDirective):
    """A picture of how often something comes up."""

    required_arguments = 1
    option_spec: ClassVar = _options("picture")

    def run(self) -> list[Node]:
        """A place for the picture."""
        return [nodes.picture(line=self.lineno)]


class LinkStatesDirective(SphinxDirective):
    """How the addresses of other sites were found."""

    option_spec: ClassVar = {}

    def run(self) -> list[Node]:
        """A place for the list."""
        return [nodes.link_states()]


class NoTocTree(SphinxDirective):
    """``{toctree}``: menus come from the archive. Sphinx would resolve a tree of pages again on each of them."""

    has_content = True
    option_spec: ClassVar = {}

    def run(self) -> list[Node]:
        """Say what to write instead."""
        message = "“toctree” is not used here: menus come from the archive. Take it away; “listing” lists pages."
        logger.warning(message, location=self.get_location(), type="archive", subtype="toctree")
        return []


def leave_out_trees(app: Sphinx) -> None:
    """Collect no tables of contents: nothing asks for them where there are no trees of pages."""
    for listener in list(app.events.listeners["doctree-read"]):
        collector = getattr(listener.handler, "__self__", None)
        if isinstance(collector, TocTreeCollector):
            collector.disable(app)


def setup(app: Sphinx) -> None:
    """Register the directives."""
    leave_out_trees(app)
    app.add_directive("toctree", NoTocTree, override=True)
    app.add_directive("session", SessionDirective)
    app.add_directive("quote", QuoteDirective)
    app.add_directive("listing", ListingDirective)
    app.add_directive("picture", PictureDirective)
    app.add_directive(DIRECTIVE, LinkStatesDirective)
