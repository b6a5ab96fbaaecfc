"""Typographic quotes, dashes and ellipses, as docutils sets them, in the paragraphs that have any."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import normalize_language_tag, smartquotes
from sphinx.transforms import SphinxSmartQuotes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TO_SET = re.compile(r"""['"`\\\0]|--|\.\s?\.""")
"""What is set otherwise than it is typed, or keeps it from being so (``docutils.utils.smartquotes``)."""


class Quotes(SphinxSmartQuotes):
    """Sphinx's transform takes all text of a page apart and puts it together again, which takes a tenth of reading."""

    def apply(self, **kwargs: object) -> None:
        """Set the texts of the paragraphs and headings in which there is something to set."""
        if not self.is_available():
            return
        for block in list(self.document.findall(nodes.TextElement)):
            if isinstance(block.parent, nodes.TextElement) or isinstance(block, self.nodes_to_skip):
                continue
            texts = list(block.findall(nodes.Text))
            if any(map(TO_SET.search, texts)):
                self._set(block, texts)

    def _set(self, block: nodes.Element, texts: list[nodes.Text]) -> None:
        """The quotes depend on what stands before and behind, so a block is set as a whole."""
        tags = normalize_language_tag(block.get_language_code(self.document.settings.language_code))
        language = next((tag for tag in tags if tag in smartquotes.smartchars.quotes), "")
        action = self.config.smartquotes_action
        for text, fresh in zip(
            texts, smartquotes.educate_tokens(self.get_tokens(texts), action, language), strict=True
        ):
            if fresh != text:
                text.parent.replace(text, nodes.Text(fresh))


def setup(app: Sphinx) -> None:
    """Add the transform; that of Sphinx is left out (``idle``)."""
    app.add_transform(Quotes)
