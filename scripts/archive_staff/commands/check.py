"""``archive check``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from archive_model.loading import Edition, build_day
from archive_staff.console import FORMAT_OPTION, Console, Format, count
from archive_staff.folder import DOCS_OPTION, find_folder

EXAMPLES = """
\b
Examples:
  archive check
  archive check --format github
"""


@click.command(epilog=EXAMPLES)
@DOCS_OPTION
@FORMAT_OPTION
def check(docs: Path | None, form: Format) -> None:
    """Look for mistakes in all pages, without building them."""
    console = Console(form)
    folder = find_folder(docs)
    archive, problems = folder.load(folder.site(console), Edition(today=build_day()), jobs=os.cpu_count() or 1)
    console.show_problems(problems)
    pages = count(len(archive.pages) + len(archive.withheld), "page")
    console.message(f"{pages} checked, {count(len(problems), 'problem')}.")
    if problems:
        raise SystemExit(1)
