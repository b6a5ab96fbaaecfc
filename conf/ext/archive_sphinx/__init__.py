"""Floor 3: the archive's records in Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive_sphinx import (
    attachment,
    bibliography,
    builder,
    directives,
    domain,
    incremental,
    outputs,
    page,
    parser,
    transforms,
    translator,
    typography,
    upstream,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the archive to Sphinx, in the order of a build."""
    upstream.setup(app)  # mends of other packages
    attachment.setup(app)  # what conf.py may say; the archive is loaded and its pages chosen
    domain.setup(app)  # a role for each kind of record
    parser.setup(app)  # the text of a page
    directives.setup(app)  # sessions, quotations, listings
    transforms.setup(app)  # ids of sections, index entries, places for the record's header and footer
    typography.setup(app)  # quotes and dashes
    bibliography.setup(app)  # citations and the list of sources
    builder.setup(app)  # what is written, and parts of pages from templates
    translator.setup(app)  # the archive's nodes as HTML
    page.setup(app)  # what a page's template is told
    incremental.setup(app)  # which pages are made again
    outputs.setup(app)  # what is made at the end
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
