"""Which pages are read and written again: those whose text or whose view of others has changed.

What was written lies in the output folder, not in the environment, because another builder may share that.
Before pages are written, they are struck off the list, and put on again when all is done; what was interrupted is
then done again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from archive_output.collected import write_if_changed
from archive_output.stamp import Stamps
from archive_sphinx.attachment import attached
from archive_sphinx.builder import ArchiveHTMLBuilder, Written
from archive_sphinx.domain import domain_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

STATE = ".archive-state.json"
"""In the output folder; the only file in which two builds of one archive may differ."""


State = Mapping[str, Written]
"""By document."""


def read_state(out: Path) -> State:
    """What was written; nothing where that is not known."""
    try:
        state = json.loads((out / STATE).read_text(encoding="utf-8"))
        return {name: Written(*marks) for name, marks in state.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write_state(out: Path, state: State) -> None:
    write_if_changed(out / STATE, json.dumps(state, sort_keys=True) + "\n")


def changed_pages(app: Sphinx, env: BuildEnvironment, *_sets: set[str]) -> list[str]:
    """The documents whose text is not the one that was read, whatever their times say (``env-get-outdated``)."""
    read, pages = domain_of(env).digests, attached(env).archive.pages
    return [name for name in sorted(env.found_docs) if name in pages and read.get(name) != pages[name].digest]


def stale_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The documents whose view differs from the one on disk (``env-updated``)."""
    builder = app.builder
    if not isinstance(builder, ArchiveHTMLBuilder):
        return []
    found = attached(env)
    builder.stamps = Stamps(found.archive, found.site, found.faces).all()
    builder.before = read_state(Path(app.outdir))
    builder.fresh = dict(_fresh_pages(builder))
    return sorted(name for name in builder.stamps if name in env.all_docs and name not in builder.fresh)


def _fresh_pages(builder: ArchiveHTMLBuilder) -> Iterator[tuple[str, Written]]:
    """The pages on disk that show what they would show now. Another stamp may still make the same view."""
    for name, stamp in builder.stamps.items():
        written = builder.before.get(name)
        if written and all(Path(builder.get_output_path(page)).is_file() for page in (name, *written.continued)):
            view = builder.view_of(name) if written.stamp != stamp else None
            if view is None or (view.digest() == written.view and not written.continued):
                yield name, Written(stamp, written.view, written.continued)


def strike_off(app: Sphinx, builder: Builder) -> None:
    """Forget what is about to be written (``write-started``)."""
    if isinstance(builder, ArchiveHTMLBuilder):
        builder.written = {}
        _write_state(Path(builder.outdir), builder.fresh)


def keep_state(app: Sphinx, failure: Exception | None) -> None:
    """Note the views of the pages that were written (``build-finished``)."""
    builder = app.builder
    if failure is None and isinstance(builder, ArchiveHTMLBuilder):
        _write_state(Path(app.outdir), {**builder.fresh, **builder.written})


def setup(app: Sphinx) -> None:
    """Compare before reading and before writing, note after it."""
    app.connect("env-get-outdated", changed_pages)
    app.connect("env-updated", stale_pages)
    app.connect("write-started", strike_off)
    app.connect("build-finished", keep_state)
