"""``archive check``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from archive_model.archive import Archive
from archive_model.bibliography import BIBLIOGRAPHY
from archive_model.loading import Edition, build_day
from archive_model.permalinks import LEDGER
from archive_model.problem import Code, Problem
from archive_staff.commands.check_site import BUILT, check_site
from archive_staff.console import FORMAT_OPTION, Console, Format, count
from archive_staff.folder import DOCS_OPTION, ArchiveFolder, find_folder
from archive_staff.interview import may_write
from archive_staff.ledger import ordered
from archive_staff.revision import NotWrittenError, Revision

EXAMPLES = """
\b
Examples:
  archive check
  archive check --fix
  archive check --format github
  archive check --site
  archive check --site --write
"""


@click.command(epilog=EXAMPLES)
@DOCS_OPTION
@FORMAT_OPTION
@click.option("--fix", is_flag=True, help="Mend what leaves no doubt: dates, codes, ids, fields, spaces. Shown first.")
@click.option(
    "--site",
    is_flag=False,
    flag_value=BUILT,
    metavar="[FOLDER]",
    help="Look at the built site instead: its links, its HTML, and whether all that was published still answers.",
)
@click.option("--without-html", is_flag=True, help="With --site: leave out the HTML checker, which takes longest.")
@click.option("--write", is_flag=True, help="With --fix: write it without asking. With --site: record new addresses.")
def check(docs: Path | None, form: Format, site: str | None, *, fix: bool, without_html: bool, write: bool) -> None:
    """Look for mistakes in all pages, without building them, or in the built site."""
    if (fix and site) or (write and not fix and not site) or (without_html and not site):
        raise click.UsageError(
            "--fix and --site are two things; --write needs one of them, --without-html needs --site."
        )
    console = Console(form)
    if site:
        check_site(find_folder(docs), site, console, with_html=not without_html, write=write)
        return
    folder = find_folder(docs)
    settings, edition, jobs = folder.site(console), Edition(today=build_day()), os.cpu_count() or 1
    archive, problems = folder.load(settings, edition, jobs=jobs)
    if fix and _mend([*_revisions(archive, folder), *_lists(folder, problems)], folder, console, write=write):
        archive, problems = folder.load(settings, edition, jobs=jobs)
    console.show_problems(problems)
    pages = count(len(archive.pages) + len(archive.withheld), "page")
    console.message(f"{pages} checked, {count(len(problems), 'problem')}.")
    if problems:
        raise SystemExit(1)


def _mend(revisions: list[Revision], folder: ArchiveFolder, console: Console, *, write: bool) -> bool:
    """Show what can be mended, and write it where that is wanted; whether anything was written."""
    for revision in revisions:
        for line in revision.diff():
            console.message(line)
    if not revisions:
        console.message("Nothing can be mended without you.")
        return False
    to_write = f"{count(len(revisions), 'file')} could be mended. To write this"
    if not may_write(console, "Write this?", to_write, write=write):
        return False
    for revision in revisions:
        try:
            revision.write(folder.stage)
        except NotWrittenError as error:
            console.message(str(error))
    return True


def _revisions(archive: Archive, folder: ArchiveFolder) -> Iterator[Revision]:
    from archive_staff.fixes import mended_lines  # noqa: PLC0415 - only where it is asked for

    for page in archive.all_pages():
        file = folder.docs / f"{page.docname}.md"
        if lines := mended_lines(archive, page, file):
            yield Revision.of_lines(file, page.path, lines)


def _lists(folder: ArchiveFolder, problems: Iterable[Problem]) -> Iterator[Revision]:
    """The bibliography and the ledger of addresses, where they are sound but not in order."""
    from archive_staff.drafts.source import in_order  # noqa: PLC0415 - only where it is asked for

    broken = {problem.path for problem in problems if problem.code is not Code.UNUSED_SOURCE}
    for name, change in ((BIBLIOGRAPHY, in_order), (LEDGER, ordered)):
        path = f"{folder.docs.name}/{name}"
        if path not in broken and (folder.docs / name).is_file():
            revision = Revision.of(folder.docs / name, path, change)
            if revision.old.splitlines() != revision.new.splitlines():
                yield revision
