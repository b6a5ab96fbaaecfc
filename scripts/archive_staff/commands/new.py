"""``archive new``: a command for each kind of record, and one for a source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from archive_model.kind import Kind, Kinds
from archive_model.kinds import KINDS
from archive_model.site import SiteError, load_site
from archive_staff.commands.new_page import begin_page
from archive_staff.commands.new_source import source
from archive_staff.drafts.defaults import SURE
from archive_staff.drafts.questions import questions
from archive_staff.folder import DOCS, find_folder

EXAMPLES = """
\b
Examples:
  archive new day             asks for what it needs
  archive new term --help     what can be given at once
  archive new source --url https://example.org/report --title "A report"
"""


class NewGroup(click.Group):
    """Has a command for each kind of the archive in which it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The kinds, and ``source``."""
        return [*_kinds(), *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a kind, or that of a source."""
        kind = _kinds().get(cmd_name)
        return _command(kind) if kind else super().get_command(ctx, cmd_name)


@click.group(cls=NewGroup, epilog=EXAMPLES)
def new() -> None:
    """Begin a page, or add a source. It is shown first, and nothing that is there is overwritten."""


new.add_command(source)


def _kinds() -> Kinds:
    """The kinds of the archive around the current folder; outside of one, those that every archive has."""
    try:
        return load_site(find_folder(None).settings).kinds()
    except (click.UsageError, SiteError):
        return KINDS


def _command(kind: Kind) -> click.Command:
    needed = " ".join(
        f"--{question.option} …" for question in questions(kind) if question.required and question.option not in SURE
    )
    return click.Command(
        kind.name,
        callback=lambda **given: begin_page(kind, given),
        params=list(_options(kind)),
        help=f"Begin the page of {kind.one}. On a terminal it asks for what is not given, elsewhere it never asks.",
        short_help=f"Begin the page of {kind.one}.",
        epilog=f'\b\nExamples:\n  archive new {kind.name}\n  archive new {kind.name} --title "…" {needed} --write\n',
    )


def _options(kind: Kind) -> Iterator[click.Parameter]:
    yield _option("title", "What stands at the top of the page.")
    if kind.parent:
        yield _option(kind.parent, f"The {kind.parent} that it is part of.")
    else:
        yield _option("id", "The name of its file, in small letters with hyphens; made from the title if left out.")
    for question in questions(kind):
        about = question.spec.about
        example = f"For example: {question.example.rstrip('.')}." if question.example else ""
        parts = [about.help or f"{about.label}.", example]
        parts.append("Give it again for each." if question.spec.many else "")
        yield _option(question.option, " ".join(filter(None, parts)), multiple=True)
    yield _option("text", f"The {kind.text or 'text'} below, in Markdown.")
    yield _option("write", "Write the page.", is_flag=True)
    yield _option("docs", **DOCS)


def _option(name: str, help: str, **more: Any) -> click.Option:  # noqa: A002 - the name is click's
    return click.Option([f"--{name}"], help=help, **more)
