"""Which pages are made again: those whose text or whose view of others has changed.

What was written lies in the output folder, not in the environment, because another builder may share that.
Before pages are made, they are struck off the list, and put on again when all is done; what was interrupted is
then done again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING

from archive_output.files import write_if_changed
from archive_output.stamp import Stamps
from archive_sphinx.attachment import attached
from archive_sphinx.builder import ArchiveHTMLBuilder, Written
from archive_sphinx.domain import domain_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
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


def choose_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """The documents to make, besides those that Sphinx has never read (``env-get-outdated``).

    Sphinx counts a page as changed whose tree it does not find on disk, where none is kept.
    """
    if not isinstance(app.builder, ArchiveHTMLBuilder):
        return []
    changed.clear()
    return pages_to_make(app.builder)


def pages_to_make(builder: ArchiveHTMLBuilder) -> list[str]:
    """The documents whose text is not the one that was read, or whose view is not the one on disk.

    They are struck off the state.
    """
    found = attached(builder.env)
    builder.stamps = Stamps(found.archive, found.site, found.faces).all()
    builder.before = read_state(Path(builder.outdir))
    changed = _read_otherwise(builder.env)
    builder.fresh = dict(_fresh_pages(builder, builder.stamps.keys() - changed))
    _write_state(Path(builder.outdir), builder.fresh)
    return sorted(builder.env.found_docs - builder.fresh.keys())


def _read_otherwise(env: BuildEnvironment) -> set[str]:
    """The documents of which Sphinx has read another text, or none, or another picture."""
    read, pages = domain_of(env).digests, attached(env).archive.pages
    return {name for name in env.found_docs if read.get(name) != pages[name].digest or _needs_newer(env, name)}


def _needs_newer(env: BuildEnvironment, docname: str) -> bool:
    """Whether a file that a document shows or includes has changed since, or is not there."""
    files = (Path(env.srcdir, path) for path in env.dependencies.get(docname, ()))
    return any(not file.is_file() or file.stat().st_mtime_ns // 1_000 > env.all_docs[docname] for file in files)


def _fresh_pages(builder: ArchiveHTMLBuilder, unchanged: AbstractSet[str]) -> Iterator[tuple[str, Written]]:
    """Of pages with unchanged texts, those on disk that show what they would show now.

    Another stamp may still make the same view.
    """
    for name in sorted(unchanged):
        stamp, written = builder.stamps[name], builder.before.get(name)
        if written and all(Path(builder.get_output_path(page)).is_file() for page in (name, *written.continued)):
            view = builder.view_of(name) if written.stamp != stamp else None
            if view is None or (view.digest() == written.view and not written.continued):
                yield name, Written(stamp, written.view, written.continued)


def keep_state(app: Sphinx, failure: Exception | None) -> None:
    """Note the views of the pages that were written (``build-finished``)."""
    builder = app.builder
    if failure is None and isinstance(builder, ArchiveHTMLBuilder):
        _write_state(Path(app.outdir), {**builder.fresh, **builder.written})


def forget_pages(builder: ArchiveHTMLBuilder, docnames: AbstractSet[str]) -> None:
    """Let pages be made again by the next build, whoever starts it."""
    if docnames:
        _write_state(
            Path(builder.outdir),
            {name: written for name, written in read_state(Path(builder.outdir)).items() if name not in docnames},
        )


def setup(app: Sphinx) -> None:
    """Compare before pages are made, note after it."""
    app.connect("env-get-outdated", choose_pages)
    app.connect("build-finished", keep_state)
