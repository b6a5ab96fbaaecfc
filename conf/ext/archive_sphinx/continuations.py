"""The pages on which long lists go on, as pages that Sphinx writes without a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from archive_output.continuation import Continuation
from archive_output.navigation import page_doors
from archive_sphinx.attachment import attached
from archive_sphinx.builder import ArchiveHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TEMPLATE = "continuation.html"


class ContinuedPages:
    """Knows which continuations a build must write. Serial: Sphinx asks for such pages when the others are written."""

    def __init__(self) -> None:
        self.digests: dict[str, str] = {}
        """By name, what is on disk when the build has ended."""

    def stale(self, app: Sphinx, known: Mapping[str, str]) -> dict[str, Continuation]:
        """Those that are not on disk as they should be."""
        builder = app.builder
        if not isinstance(builder, ArchiveHTMLBuilder):
            return {}
        frame = frame_digest(app)
        stale = {}
        continuations = attached(app.env).continuations
        for name in continuations.names:
            made = continuations.make(name)
            self.digests[name] = f"{frame}{made.digest()}"
            if known.get(name) != self.digests[name] or not Path(builder.get_output_path(name)).is_file():
                stale[name] = made
        return stale

    def contexts(self, app: Sphinx, stale: Mapping[str, Continuation]) -> Iterator[tuple[str, dict[str, Any], str]]:
        """The name, the context and the template of each, as Sphinx wants them."""
        for name, made in stale.items():
            yield name, {"title": str(escape(made.title)), "continuation": made}, TEMPLATE


def frame_digest(app: Sphinx) -> str:
    """A mark of all that such a page shows besides its list: settings, doors, templates, styles."""
    builder = app.builder
    assert isinstance(builder, ArchiveHTMLBuilder)
    found = attached(app.env)
    digest = hashlib.blake2b(digest_size=8)
    digest.update(repr((builder.build_info.config_hash, found.site, page_doors(found.archive, found.site))).encode())
    folders = (*app.config.templates_path, *app.config.html_static_path)
    for folder in folders:
        for file in sorted(Path(app.confdir, folder).rglob("*.*")):
            digest.update(file.read_bytes())
    return digest.hexdigest()
