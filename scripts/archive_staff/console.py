"""What the command prints: results on stdout, messages and progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Literal, Protocol

import click
from rich.console import Console as RichConsole
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from archive_model.problem import Problem

Format = Literal["text", "json", "github"]

FORMAT_OPTION = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How problems are listed: for people, for programs, or as marks in a pull request on GitHub.",
)


class Step(Protocol):
    """Told how far a step has come, in percent."""

    def __call__(self, percent: int) -> None:
        """Show it."""


class Console:
    """One run's output."""

    def __init__(self, form: Format = "text") -> None:
        self.form = form
        self._messages = RichConsole(stderr=True, highlight=False, soft_wrap=True)

    def result(self, text: str) -> None:
        """A line that other programs may read."""
        click.echo(text)

    def message(self, text: str) -> None:
        """A line for the person at the screen."""
        self._messages.print(text, markup=False)

    @property
    def can_ask(self) -> bool:
        """Whether a person is there to answer."""
        return self._messages.is_terminal and sys.stdin.isatty()

    def ask(self, question: str, answers: Mapping[str, str]) -> str:
        """One of the answers, each a letter with what it means."""
        meanings = ", ".join(f"{letter} = {meaning}" for letter, meaning in answers.items())
        found: str = click.prompt(
            f"{question} ({meanings})", type=click.Choice([*answers]), show_choices=False, err=True
        )
        return found

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """List problems in the form asked for."""
        found = list(problems)
        if self.form == "json":
            self.result(json.dumps([problem.as_json() for problem in found], ensure_ascii=False, indent=1))
            return
        for problem in found:
            self.result(problem.as_github() if self.form == "github" else str(problem))

    @contextmanager
    def progress(self, title: str) -> Iterator[Step]:
        """Show how far a long step has come: as a bar on a terminal, as plain lines elsewhere."""
        if not self._messages.is_terminal:
            yield _plain_lines(self, title)
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self._messages, transient=True) as bar:
            task = bar.add_task(title, total=100)

            def show(percent: int) -> None:
                bar.update(task, completed=percent)

            yield show


def _plain_lines(console: Console, title: str) -> Step:
    """A line at the start and at each quarter."""
    shown = -1

    def show(percent: int) -> None:
        nonlocal shown
        quarter = percent // 25
        if quarter > shown:
            shown = quarter
            console.message(f"{title} {quarter * 25} %")

    return show


def count(number: int, one: str, many: str = "") -> str:
    """“1 page”, “2 pages”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
