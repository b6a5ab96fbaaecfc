"""From Markdown to nodes, as MyST does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


class PageRenderer(SphinxRenderer):
    """MyST's renderer, for pages whose headings get their ids from the model (``transforms.SectionIds``)."""

    def generate_heading_target(
        self, token: SyntaxTreeNode, level: int, node: nodes.Element, title_node: nodes.Element
    ) -> None:
        """Leave sections without ids; what looks like a heading within a quotation or a note gets MyST's."""
        if not isinstance(node, nodes.section):
            super().generate_heading_target(token, level, node, title_node)
