"""What is made when all pages are written: collected files, and nothing left of pages that are gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from archive_output.citation import FORMATS
from archive_output.collected import collected_files
from archive_output.files import write_if_changed
from archive_output.search.index import FOLDER as SEARCH_FOLDER
from archive_output.search.passages import MARKS, SearchMarks
from archive_sphinx.attachment import attached
from archive_sphinx.builder import ArchiveHTMLBuilder
from archive_sphinx.old_addresses import write_old_addresses

if TYPE_CHECKING:
    from sphinx.application import Sphinx

KEPT_FOLDERS = ("_static", "_images", "_downloads", SEARCH_FOLDER)
GENERATED = ("genindex",)
"""Pages that Sphinx makes without a document."""


def write_outputs(app: Sphinx, failure: Exception | None) -> None:
    """Write what comes from the whole archive, and delete what comes from nothing any more (``build-finished``).

    The event also fires after a failure, and a second time if a handler raises.
    """
    if failure is not None or not isinstance(app.builder, ArchiveHTMLBuilder):
        return
    archive = attached(app.env).archive
    expected = {f"{name}.html" for name in (*app.env.found_docs, *GENERATED, *app.config.html_additional_pages)}
    expected |= {f"{name}{ending}" for name, page in archive.pages.items() if page.kind for ending in FORMATS}
    expected |= {f"{name}.html" for name in app.builder.continued()}
    expected |= write_collected(app)
    expected |= set(write_old_addresses(app.builder))
    delete_ghosts(Path(app.outdir), expected)
    keep_only(Path(app.outdir, "_images"), _shown_images(app))


def write_collected(app: Sphinx) -> set[str]:
    """Write what comes from the whole archive; the paths of the files."""
    found = attached(app.env)
    assert isinstance(app.builder, ArchiveHTMLBuilder)
    files = dict(collected_files(found.archive, found.site, app.builder.continued()))
    for path, text in files.items():
        write_if_changed(Path(app.outdir, path), text)
    for name, text in SearchMarks.of(found.archive).files():
        write_if_changed(Path(app.doctreedir, MARKS, name), text)
    return set(files)


def delete_ghosts(out: Path, expected: set[str]) -> None:
    """Delete pages and citation files that no document stands behind, and folders that are then empty."""
    endings = {".html", *FORMATS}
    for file in sorted(out.rglob("*"), reverse=True):
        path = file.relative_to(out)
        if path.parts[0] in KEPT_FOLDERS:
            continue
        if file.is_dir():
            if not any(file.iterdir()):
                file.rmdir()
        elif file.suffix in endings and path.as_posix() not in expected and not path.name.startswith("."):
            file.unlink()


def _shown_images(app: Sphinx) -> set[str]:
    """The names of the pictures that pages show, also of pages that were not written this time."""
    return {name for _docnames, name in app.env.images.values()}


def keep_only(folder: Path, names: set[str]) -> None:
    """Delete the files of a folder that are not among the names."""
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.name not in names:
            file.unlink()


def setup(app: Sphinx) -> None:
    """Before the state is kept, so that a failure here leaves it open."""
    app.connect("build-finished", write_outputs, priority=400)
