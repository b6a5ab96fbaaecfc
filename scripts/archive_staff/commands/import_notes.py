"""``archive import``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive_model.archive import Archive
from archive_model.loading import Edition
from archive_staff.console import Console, count
from archive_staff.drafts.page import DraftPage
from archive_staff.drafts.questions import AnswerError, id_of, whole_of
from archive_staff.drafts.source import date_of
from archive_staff.folder import DOCS_OPTION, ArchiveFolder, find_folder
from archive_staff.revision import NewFile, NotWrittenError
from archive_staff.transaction import write_all
from archive_staff.whole_number import WholeNumber

if TYPE_CHECKING:
    from archive_model.problem import Problem
    from archive_staff.intake.page import Imported

EXAMPLES = """
\b
Examples:
  archive import notes.docx --conference 2027-lisbon --day 2
  archive import post.html --conference 2027-lisbon --day 2 --source a-source-key --date 2027-05-04 --write
  archive import - --conference 2027-lisbon --day 2 < notes.txt
"""


@click.command("import", epilog=EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--conference", required=True, help="The conference, by the name of its folder.")
@click.option("--day", "number", type=WholeNumber(1, 999), required=True, help="Which day it was: 1, 2, 3 …")
@click.option("--title", default="", help="The title of the page; taken from the notes if left out.")
@click.option("--date", default="", help="The date, as precisely as a source says it: 2026-11-04, 2026-11 or 2026.")
@click.option("--summary", default="", help="What the day was about, in one plain sentence.")
@click.option("--source", "sources", multiple=True, help="The key of a source in references.bib; again for each.")
@click.option("--write", is_flag=True, help="Write the page and its pictures.")
@DOCS_OPTION
def import_notes(
    file: Path,
    *,
    conference: str,
    number: int,
    title: str,
    date: str,
    summary: str,
    sources: tuple[str, ...],
    write: bool,
    docs: Path | None,
) -> None:
    """Make the page of a day from FILE: Word, LibreOffice, a web page, Markdown or plain text; - is what is piped in.

    The page is printed, and what a person has to look at beside it. With --write both the page and its pictures are
    written; nothing that is there is overwritten.
    """
    from archive_staff.intake.notes import IntakeError, recognise  # noqa: PLC0415 - slow, and only needed here
    from archive_staff.intake.page import Day, import_day  # noqa: PLC0415

    console = Console()
    folder = find_folder(docs)
    archive, known = folder.load(folder.site(console), Edition())
    try:
        keys = tuple(id_of(archive, "source", each) for each in sources)
        fields: dict[str, str | tuple[str, ...]] = {"date": date_of(date), "summary": summary, "sources": keys}
        place = whole_of(archive, archive.kinds["day"].parent, conference)
    except AnswerError as error:
        raise click.UsageError(str(error)) from error
    day = Day(place, number, {name: value for name, value in fields.items() if value}, title)
    page_file = folder.docs / f"{day.docname}.md"
    if page_file.exists():
        raise click.UsageError(
            f"There is already {folder.docs.name}/{day.docname}.md. Choose another day, or move it away."
        )
    try:
        found = import_day(recognise(_content(file), file.name), day, _names(archive))
    except IntakeError as error:
        console.message(f"{'The notes that came in' if file.name == '-' else file}: {error}")
        raise SystemExit(1) from error
    if write:
        _write(found, folder, console)
    else:
        console.result(found.text.rstrip())
    _tell(found, archive, folder, known=known, console=console)
    if not write:
        console.message(f"Nothing was written. To write {folder.docs.name}/{day.docname}.md, add --write.")


def _content(file: Path) -> bytes:
    if file.name == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"{file} cannot be opened. Look whether it is there, and close it in other programs."
        raise click.UsageError(message) from error


def _names(archive: Archive) -> re.Pattern[str] | None:
    """What the archive knows by name, so that it is not taken for a person."""
    names = {name for page in archive.all_pages() for name in (page.title, *page.names)}
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))) if names else None


def _write(found: Imported, folder: ArchiveFolder, console: Console) -> None:
    """Pictures first, so that no page shows one that is not there; all of it or nothing."""
    contents = {**found.pictures, f"{found.docname}.md": found.text.encode("utf-8")}
    try:
        write_all([NewFile(folder.docs / path, path, raw) for path, raw in contents.items()], folder.stage)
    except FileExistsError as error:
        path = f"{folder.docs.name}/{error.filename}"
        raise click.UsageError(f"There is already {path}. Move it away, and try again.") from error
    except NotWrittenError as error:
        raise click.UsageError(str(error)) from error
    console.message(f"Written: {', '.join(f'{folder.docs.name}/{path}' for path in contents)}.")


def _tell(
    found: Imported, archive: Archive, folder: ArchiveFolder, *, known: Iterable[Problem], console: Console
) -> None:
    for remark in found.remarks:
        console.message(f"Note: {remark}")
    if found.questions:
        console.message(f"{count(len(found.questions), 'question')} to answer, also written into the page as comments:")
    for number, question in enumerate(found.questions, 1):
        console.message(f"  {number}. {question}")
    problems = DraftPage(found.docname, found.text).problems(archive, folder.docs, known)
    if problems:
        console.message(f"Until then archive check will find {count(len(problems), 'problem')} in it.")
