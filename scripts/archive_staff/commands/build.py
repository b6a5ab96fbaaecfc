"""``archive build``."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path

import click

from archive_model.kind import Audience
from archive_model.part import Part
from archive_staff.building import BuildOrder, build_archive
from archive_staff.console import FORMAT_OPTION, Console, Format, count
from archive_staff.folder import DOCS_OPTION, ArchiveFolder, find_folder
from archive_staff.publication import may_replace
from archive_staff.whole_number import WholeNumber

EXAMPLES = """
\b
Examples:
  archive build
  archive build --out /tmp/preview --no-strict
  archive build --edition delegates
  archive build --only conferences/2022-slovenia
"""


@click.command(epilog=EXAMPLES)
@DOCS_OPTION
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where to. Default: _build/EDITION.")
@click.option("--edition", type=click.Choice(["public", "delegates"]), default="public", show_default=True)
@click.option("--jobs", type=WholeNumber(1), default=os.cpu_count() or 1, help="How many pages at a time.")
@click.option("--only", multiple=True, metavar="FOLDER", help="Build only the pages below this folder of docs/.")
@click.option("--except", "without", multiple=True, metavar="FOLDER", help="Build all pages but those below it.")
@click.option("--no-strict", is_flag=True, help="Publish in spite of problems.")
@click.option("--verbose", is_flag=True, help="Show all that Sphinx prints.")
@FORMAT_OPTION
def build(
    docs: Path | None,
    out: Path | None,
    edition: Audience,
    jobs: int,
    only: tuple[str, ...],
    without: tuple[str, ...],
    form: Format,
    *,
    no_strict: bool,
    verbose: bool,
) -> None:
    """Make the site.

    The new site takes the place of the old one only if nothing went wrong.
    A part of it (--only, --except) goes to _build/parts; “archive merge” puts parts together.
    """
    console = Console(form)
    folder = find_folder(docs)
    part = _part(folder, only, without)
    target = (out or folder.default_out(edition, part)).resolve()
    if not may_replace(target):
        raise click.UsageError(f"The folder {target} holds other things. Name a new folder after --out.")
    work = folder.work(edition, target)
    order = BuildOrder(folder, folder.site(console), target, work, edition, jobs, not no_strict, verbose, part=part)
    report = build_archive(order, console)
    console.show_problems(report.problems)
    if not report.published:
        kept = " The site of before is untouched." if target.exists() else ""
        console.message(f"{count(len(report.problems), 'problem')} to put right; nothing was published.{kept}")
        raise SystemExit(1)
    changes = f"{count(report.written, 'file')} written, {count(report.deleted, 'file')} deleted"
    console.message(f"{count(report.pages, 'page')} built, {count(len(report.problems), 'warning')}; {changes}.")
    console.message("Open this page, or run “archive serve”, which also makes the search work:")
    console.result(str(target / "index.html"))
    if report.problems:
        raise SystemExit(1)


def _part(folder: ArchiveFolder, only: tuple[str, ...], without: tuple[str, ...]) -> Part:
    """What is to be built; each folder must be there, or a slip of the pen would build another part.

    :raises click.UsageError: there is no such folder.
    """
    names = [tuple(name.replace("\\", "/").strip("/") for name in given) for given in (only, without)]
    for name in chain(*names):
        if not (folder.docs / name).is_dir() and not (folder.docs / f"{name}.md").is_file():
            raise click.UsageError(f"There is no folder {name} in {folder.docs.name}/.")
    return Part(*names)
