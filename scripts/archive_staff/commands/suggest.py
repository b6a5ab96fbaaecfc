"""``archive suggest``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from archive_model.archive import Archive
from archive_model.loading import Edition
from archive_model.page import Page
from archive_model.suggestion import did_you_mean
from archive_staff.console import Console, count
from archive_staff.folder import DOCS_OPTION, ArchiveFolder, find_folder
from archive_staff.revision import Line, NotWrittenError, Revision
from archive_staff.suggestions.page import PageSuggestions, page_suggestions

EXAMPLES = """
\b
Examples:
  archive suggest docs/conferences/2025-albania/day-1.md
  archive suggest --all
  archive suggest --all --write
"""
ANSWERS = {"y": "write this line", "n": "leave it", "a": "write all that are left", "q": "stop here"}


@click.command(epilog=EXAMPLES)
@click.argument("pages", nargs=-1, type=click.Path())
@click.option("--all", "every", is_flag=True, help="Look at all pages.")
@click.option("--write", is_flag=True, help="Write the marks into the pages.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@DOCS_OPTION
def suggest(pages: tuple[str, ...], *, every: bool, write: bool, form: str, docs: Path | None) -> None:
    """Find what PAGES name and do not mark yet: operations, organisations, terms, themes.

    Each record is marked where a page names it first. Countries that a page names and its fields lack, and acronyms
    that the archive does not explain, are listed beside. On a terminal, each line is shown and asked for.
    """
    console = Console()
    if bool(pages) == every:
        raise click.UsageError("Name one page or more, or write --all.")
    folder = find_folder(docs)
    archive, _problems = folder.load(folder.site(console), Edition())
    chosen = list(_chosen(archive, folder, pages))
    found = list(page_suggestions(archive, folder, (page for page in chosen if page.sound)))
    broken = [page for page in chosen if not page.sound]
    person = _Person(console) if console.can_ask and form == "text" and not write else None
    if form == "json":
        console.result(json.dumps([each.as_json() for each in found], ensure_ascii=False, indent=1))
    written = 0
    for each in found:
        try:
            if form == "text":
                _show(each, console, with_diff=not person)
            lines = person.agreed(each) if person else each.lines if write else {}
            if lines:
                each.revision(lines).write(folder.stage)
                written += len(lines)
        except NotWrittenError as error:
            console.message(str(error))
    left = sum(len(each.lines) for each in found) - written
    for page in broken:
        console.message(f"{page.path} is left out until its problems are mended: archive check")
    console.message(_conclusion(written, left, sum(len(each.gaps) for each in found), len(broken)))
    if left:
        raise SystemExit(1)


def _chosen(archive: Archive, folder: ArchiveFolder, names: tuple[str, ...]) -> Iterator[Page]:
    """The pages asked for."""
    known = {page.docname: page for page in archive.all_pages() if page.kind}
    for name in names or known:
        page = known.get(name.removesuffix(".md")) or known.get(_docname(name, folder))
        if page is None:
            near = did_you_mean(_docname(name, folder), known)
            raise click.UsageError(f"There is no page of a record in {name}. {near}".rstrip())
        yield page


def _docname(name: str, folder: ArchiveFolder) -> str:
    path = Path(name).resolve()
    return path.relative_to(folder.docs).with_suffix("").as_posix() if path.is_relative_to(folder.docs) else name


def _show(found: PageSuggestions, console: Console, *, with_diff: bool) -> None:
    if with_diff:
        for line in found.revision().diff():
            console.result(line)
    for number, message, hint in found.gaps:
        console.message(f"{found.page.path}:{number}: {message} {hint}")


class _Person:
    """The one at the screen, who may also answer for all that is left."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.for_the_rest = ""

    def wants(self, change: Revision) -> bool:
        """Whether a change is to be made."""
        if self.for_the_rest:
            return self.for_the_rest == "a"
        for row in change.diff():
            self.console.message(row)
        answer = self.console.ask("Write this line?", ANSWERS)
        self.for_the_rest = answer if answer in "aq" else ""
        return answer in "ya"

    def agreed(self, found: PageSuggestions) -> Mapping[int, Line]:
        """The lines of a page that are wanted."""
        return {number: line for number, line in found.lines.items() if self.wants(found.revision({number: line}))}


def _conclusion(written: int, left: int, gaps: int, broken: int) -> str:
    parts = (
        f"{count(written, 'line')} written" if written else "",
        f"{count(left, 'line')} could be marked" if left else "",
        f"{count(gaps, 'thing')} to look at" if gaps else "",
        f"{count(broken, 'page')} left out" if broken else "",
    )
    said = ", ".join(filter(None, parts)) or "nothing to mark"
    how = " To write them, add --write." if left and not written else ""
    return f"{said[0].upper()}{said[1:]}.{how}"
