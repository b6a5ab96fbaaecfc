"""``archive merge``."""

from __future__ import annotations

from pathlib import Path

import click

from archive_model.kind import Audience
from archive_model.loading import Edition, build_day
from archive_staff.console import FORMAT_OPTION, Console, Format, count
from archive_staff.folder import DOCS_OPTION, find_folder
from archive_staff.merging import merge_parts, part_problems, read_part
from archive_staff.publication import may_replace, publish

EXAMPLES = """
\b
Examples:
  archive build --only conferences/2022-slovenia
  archive build --except conferences/2022-slovenia
  archive merge _build/parts/*
"""


@click.command(epilog=EXAMPLES)
@click.argument(
    "parts", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path)
)
@DOCS_OPTION
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where to. Default: _build/EDITION.")
@FORMAT_OPTION
def merge(parts: tuple[Path, ...], docs: Path | None, out: Path | None, form: Format) -> None:
    """Put PARTS together that were built with --only and --except, perhaps on several machines.

    Together they must hold the whole archive.
    """
    console = Console(form)
    folder = find_folder(docs)
    marks = {part: read_part(part) for part in parts}
    edition: Audience = "delegates" if any(mark.edition == "delegates" for mark in marks.values()) else "public"
    target = (out or folder.default_out(edition)).resolve()
    if not may_replace(target):
        raise click.UsageError(f"The folder {target} holds other things. Name a new folder after --out.")
    archive, problems = folder.load(folder.site(console), Edition(edition, build_day()))
    problems = (*problems, *part_problems(archive, marks))
    merged = folder.work(edition, target).with_name(f"merged-{edition}")
    problems = problems or merge_parts(archive, parts, merged)
    console.show_problems(problems)
    if problems:
        console.message(f"{count(len(problems), 'problem')} to put right; nothing was published.")
        raise SystemExit(1)
    written, deleted = publish(merged, target)
    changes = f"{count(written, 'file')} written, {count(deleted, 'file')} deleted"
    console.message(f"{count(len(archive.pages), 'page')} in {count(len(parts), 'part')}; {changes}.")
    console.result(str(target / "index.html"))
