"""Reading the text of a page: MyST's parser without what the archive knows already.

MyST reads the front matter of each page twice more, with YAML's slow loader, and sets a Markdown parser up for each.
The front matter is known before a page is read, and one Markdown parser serves all pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from myst_parser.parsers.sphinx_ import MystParser

from archive_sphinx.domain import domain_of, page_of

if TYPE_CHECKING:
    from docutils.nodes import document
    from sphinx.application import Sphinx

FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*?\n)??---[ \t]*(?=\n|\Z)", re.DOTALL)
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
"""What means something else without a backslash (CommonMark 0.31, 2.4)."""


class PageParser(MystParser):
    """Reads the text of a page, under its title as a heading."""

    def parse(self, inputstring: str, document: document) -> None:
        """Fill the document; a text that the archive does not hold is MyST's."""
        env = document.settings.env
        page = page_of(env, env.docname)
        front = FRONT_MATTER.match(inputstring)
        if page is None or front is None:
            super().parse(inputstring, document)
            return
        # The heading stands on the last line of the front matter, so that every line keeps its number.
        heading = "\n" * front[0].count("\n") + "# " + PUNCTUATION.sub(r"\\\1", page.title)
        markdown = domain_of(env).markdown
        markdown.options["document"] = document
        markdown.render(heading + inputstring[front.end() :])


def setup(app: Sphinx) -> None:
    """Put this parser in the place of MyST's."""
    app.setup_extension("myst_parser")
    app.add_source_parser(PageParser, override=True)
