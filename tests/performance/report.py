"""Tables on the screen, and in the handbook under the day of the run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.table import Table as Screen

BEGIN = "% measurements: written by tests.performance, the newest first"
END = "% end of measurements"
RUN = re.compile(r"(?m)^(?=### \d{4}-\d{2}-\d{2}$)")
"""Where a run begins."""


class MarkersError(Exception):
    """The page has no place for measurements."""


@dataclass(frozen=True, slots=True)
class Table:
    """Words in rows and columns; the first ``words`` columns are text, the others numbers."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    note: str = ""

    def _is_text(self, column: int) -> bool:
        return column < self.words or self.head[column] == "note"

    def on_screen(self) -> Screen:
        """As it is printed."""
        table = Screen(title=self.title, title_justify="left", title_style="bold", caption=self.note or None)
        table.caption_justify = "left"
        for number, name in enumerate(self.head):
            table.add_column(name, justify="left" if self._is_text(number) else "right")
        for row in self.rows:
            table.add_row(*row)
        return table

    def in_markdown(self) -> str:
        """As the handbook shows it."""
        rule = ["---" if self._is_text(number) else "---:" for number in range(len(self.head))]
        lines = [f"| {' | '.join(row)} |" for row in (self.head, rule, *self.rows)]
        return "\n".join([f"**{self.title}**", "", *lines, *(["", self.note] if self.note else [])])


def section(day: date, about: Sequence[str], tables: Sequence[Table]) -> str:
    """A run, for the handbook: about what machine and versions, then the tables."""
    return "\n\n".join([f"### {day.isoformat()}", *about, *(table.in_markdown() for table in tables)])


def insert_section(page: str, new: str) -> str:
    """The page with a run above the runs of earlier days; a run of the same day is replaced.

    :raises MarkersError: the page lacks the lines between which runs stand.
    """
    before, held, after = around(page, BEGIN, END)
    _space, *kept = RUN.split(held)
    runs = [new.strip(), *(run.strip() for run in kept if run.splitlines()[0] != new.splitlines()[0])]
    runs.sort(key=lambda run: run.splitlines()[0], reverse=True)
    return before + "\n\n" + "\n\n".join(runs) + "\n\n" + after


def around(page: str, begin: str, end: str) -> tuple[str, str, str]:
    """A page up to a line, what stands below it up to another line, and the page from there.

    :raises MarkersError: the page lacks these lines.
    """
    before, found, rest = page.partition(begin)
    held, ended, after = rest.partition(end)
    if not found or not ended:
        raise MarkersError(f"The page has no line “{begin}” with a line “{end}” below it.")
    return before + begin, held, end + after
