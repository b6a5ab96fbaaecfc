"""``archive``: the group that lists the commands."""

from __future__ import annotations

import io
import signal
import sys

import click

from archive_staff import __version__
from archive_staff.commands import build, check, find, import_notes, links, merge, move, new, serve, suggest

EXAMPLES = """
\b
Examples:
  archive build               make the site in _build/public
  archive check               look for mistakes, in a second
  archive serve               see your changes in the browser as you save
  archive new day             begin a page
  archive import notes.docx --conference 2027-lisbon --day 2
  archive suggest --all       find names that are not marked yet
  archive find NRM            find a record and how to refer to it
"""


class Archive(click.Group):
    """The commands. Where a person ends the questions of one, that nothing came of it is said."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except click.Abort:
            click.echo("\nStopped. Nothing was written.", err=True)
            ctx.exit(1)


@click.group(cls=Archive, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def archive() -> None:
    """Look after the conference archive."""


for command in (
    build.build,
    check.check,
    find.find,
    import_notes.import_notes,
    links.links,
    merge.merge,
    move.move,
    new.new,
    serve.serve,
    suggest.suggest,
):
    archive.add_command(command)


def _end(_signal: int, _frame: object) -> None:
    """End as after Control and C, so that Sphinx is ended too and nothing half-written stays."""
    raise SystemExit(128 + signal.SIGTERM)


def main() -> None:
    """Run the command. On Windows, ``*`` is left as it was typed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # piped on Windows, it would lack letters
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is started with it ignored
    archive(windows_expand_args=False)


if __name__ == "__main__":
    main()
