"""``archive move``."""

from __future__ import annotations

from pathlib import Path

import click

from archive_model.loading import Edition, build_day
from archive_staff.console import Console, count
from archive_staff.folder import DOCS_OPTION, find_folder
from archive_staff.interview import Interview, may_write
from archive_staff.revision import Change, NewFile, NotWrittenError, Revision
from archive_staff.transaction import write_all

EXAMPLES = """
\b
Examples:
  archive move themes/debts themes/debt-bondage --why "The name that the sources use."
  archive move conferences/2017-bled conferences/2017-lake-bled --why "Two conferences were in Bled."
  archive move "themes/debt-bondage#old-heading" "New words of the heading" --why "Plainer." --write
"""


@click.command(epilog=EXAMPLES)
@click.argument("old")
@click.argument("new")
@click.option("--why", metavar="WORDS", help="Why it moves; readers who come to the old address are told.")
@click.option("--write", is_flag=True, help="Write it without asking.")
@DOCS_OPTION
def move(old: str, new: str, why: str | None, docs: Path | None, *, write: bool) -> None:
    """Give a page another address, or a section another heading, and leave the old address working.

    OLD is a page, or a page and the id of a section with # between them; NEW is the page's new path, or the new words
    of the heading. All pages that name it and the ledger of addresses are changed with it.
    """
    from archive_staff.moving.changes import Move  # noqa: PLC0415 - only needed here
    from archive_staff.moving.plan import MoveError, plan_of  # noqa: PLC0415

    console = Console()
    folder = find_folder(docs)
    archive, _problems = folder.load(folder.site(console), Edition())
    try:
        plan = plan_of(archive, folder.docs, old, new)
        changes = Move(plan, archive, folder, build_day(), _reason(why, console)).changes()
    except (MoveError, NotWrittenError) as error:
        raise click.UsageError(str(error)) from error
    _show(changes, console)
    to_write = f"{count(len(changes), 'file')} would change. To write this"
    if not may_write(console, "Write this?", to_write, write=write):
        return
    try:
        write_all(changes, folder.stage)
    except (NotWrittenError, FileExistsError) as error:
        raise click.UsageError(str(error)) from error
    console.message(f"Moved; {count(len(changes), 'file')} changed. Now build the archive: archive build")


def _reason(why: str | None, console: Console) -> str:
    if why is None and console.can_ask:
        about = "Readers who come to the old address are told."
        return Interview(console).ask("Why does it move?", " ".join, about=about, required=True)
    if not (why or "").strip():
        raise click.UsageError("There is nobody to ask here, so give --why too.")
    return " ".join((why or "").split())


def _show(changes: tuple[Change, ...], console: Console) -> None:
    for change in changes:
        if isinstance(change, Revision):
            for line in change.diff():
                console.result(line)
        else:
            console.result(f"{'+++' if isinstance(change, NewFile) else '---'} {change.path}")
