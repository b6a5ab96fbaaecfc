"""Which pages are written again: those whose text or whose view of others has changed.

Digests of the views lie in the output folder, not in the environment, because another builder may share that.
After a build, a digest is kept only for pages that were written in it; what was interrupted is then done again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from archive_output.collected import write_if_changed
from archive_sphinx.attachment import attached
from archive_sphinx.builder import ArchiveHTMLBuilder
from archive_sphinx.continuations import ContinuedPages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from archive_sphinx.domain import ArchiveDomain

STATE = ".archive-state.json"
"""In the output folder; the only file in which two builds of one archive may differ."""


def read_state(out: Path) -> dict[str, str]:
    """The digests of the views by document, as they were last written."""
    try:
        state: dict[str, str] = json.loads((out / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state


def write_state(out: Path, state: Mapping[str, str]) -> None:
    """Note the digests."""
    write_if_changed(out / STATE, json.dumps(state, indent=1, sort_keys=True) + "\n")


def changed_pages(app: Sphinx, env: BuildEnvironment, *_sets: set[str]) -> list[str]:
    """The documents whose text is not the one that was read, whatever their times say (``env-get-outdated``)."""
    domain = cast("ArchiveDomain", env.domains["archive"])
    pages = attached(env).archive.pages.values()
    return [page.docname for page in pages if domain.digests.get(page.docname) != page.digest]


def stale_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The documents whose view differs from the one on disk (``env-updated``)."""
    if not isinstance(app.builder, ArchiveHTMLBuilder):
        return []
    known = read_state(Path(app.outdir))
    views = attached(env).views
    return sorted(name for name, view in views.items() if name in env.all_docs and known.get(name) != view.digest())


class WrittenPages:
    """Knows which pages a build has written, by asking the disk and not the plan."""

    def __init__(self) -> None:
        self.started = 0.0
        self.continued = ContinuedPages()

    def start(self, app: Sphinx) -> None:
        """Note when the build began (``builder-inited``), by the clock of the disk."""
        out = Path(app.outdir)
        out.mkdir(parents=True, exist_ok=True)
        mark = out / f"{STATE}.start"
        mark.touch()
        self.started = mark.stat().st_mtime
        mark.unlink()

    def collect(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Have the continuations written that are not as they were (``html-collect-pages``).

        They are struck from the state first, so that what is interrupted is done again.
        """
        known = read_state(Path(app.outdir))
        stale = self.continued.stale(app, known)
        if struck := known.keys() & stale.keys():
            write_state(Path(app.outdir), {name: mark for name, mark in known.items() if name not in struck})
        yield from self.continued.contexts(app, stale)

    def keep_state(self, app: Sphinx, failure: Exception | None) -> None:
        """Note the views of the pages that were written (``build-finished``)."""
        if failure is not None or not isinstance(app.builder, ArchiveHTMLBuilder):
            return
        out = Path(app.outdir)
        known = read_state(out)
        state = {**self.continued.digests}
        for name, view in attached(app.env).views.items():
            file = app.builder.get_output_path(name)
            if file.is_file():
                fresh = file.stat().st_mtime >= self.started
                state[name] = view.digest() if fresh else known.get(name, "")
        write_state(out, state)


def setup(app: Sphinx) -> None:
    """Compare before reading and before writing, note after it."""
    written = WrittenPages()
    app.connect("builder-inited", written.start)
    app.connect("env-get-outdated", changed_pages)
    app.connect("env-updated", stale_pages)
    app.connect("html-collect-pages", written.collect)
    app.connect("build-finished", written.keep_state)
