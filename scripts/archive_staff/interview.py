"""Questions to the person at the screen, in plain words, each asked until it has an answer that can be used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from archive_staff.console import Console
from archive_staff.drafts.questions import AnswerError

T = TypeVar("T")
NONE = "-"
"""What leaves out something that is offered."""


class Interview:
    """Asks one thing after the other."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def ask(
        self,
        what: str,
        read: Callable[[Sequence[str]], T],
        *,
        about: str = "",
        example: str = "",
        default: str = "",
        required: bool = False,
        many: bool = False,
    ) -> T:
        """What ``read`` makes of an answer; it raises :class:`AnswerError` for one that cannot be used."""
        self.console.message("")
        for line in (about, f"For example: {example}" if example else ""):
            if line:
                self.console.message(line)
        while True:
            words = self._words(what, default, required=required, many=many)
            try:
                return read(words)
            except AnswerError as error:
                self.console.message(str(error))

    def agrees(self, question: str) -> bool:
        """Whether the answer is yes; Enter alone is no."""
        return click.confirm(question, default=False, err=True)

    def _words(self, what: str, default: str, *, required: bool, many: bool) -> list[str]:
        how = "" if required else f" ({NONE} to leave it out)" if default else " (Enter to leave it out)"
        while True:
            first = click.prompt(f"{what}{how}", default=default, show_default=bool(default), err=True).strip()
            if first == NONE:
                return []
            if first or not required:
                break
            self.console.message("This has to be known. Control and C ends the questions; nothing is written then.")
        words = [first] if first else []
        while (
            many
            and words
            and (more := click.prompt("One more (Enter to go on)", default="", show_default=False, err=True))
        ):
            words.append(more.strip())
        return words


def may_write(console: Console, question: str, to_write: str, *, write: bool) -> bool:
    """Whether to write: at once where ``write`` says so, else after a yes; where nobody can be asked, never.

    ``to_write`` begins the sentence on what to do then, as “Nothing was written. To write it”.
    """
    if write:
        return True
    if not console.can_ask:
        console.message(f"{to_write}, add --write.")
        return False
    if Interview(console).agrees(question):
        return True
    console.message("Nothing was written.")
    return False
