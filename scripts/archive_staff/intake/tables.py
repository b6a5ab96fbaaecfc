"""Tables of single cells, each in one line: what was merged is said again in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import panflute as pf

from archive_staff.intake.words import as_words, in_one_line

WIDEST = 64
"""Columns, as in Word."""
Cells = dict[tuple[int, int], list[pf.Inline]]
"""By row and column."""


class FlatTable(NamedTuple):
    """A table that Markdown can hold."""

    table: pf.Table
    merged: bool
    """Whether cells were merged."""
    headed: bool
    """Whether it had a row of headings."""


def flat_table(block: pf.Table) -> FlatTable | None:
    """The table in single cells; None where it holds no words."""
    head = list(block.head.content) if block.head else []
    bodies = [row for body in block.content for row in (*body.head, *body.content)]
    rows = [*head, *bodies, *(block.foot.content if block.foot else ())]
    cells, merged = _grid(rows)
    if not any(cells.values()):
        return None
    width = 1 + max(x for _y, x in cells)
    made = [
        pf.TableRow(*(pf.TableCell(pf.Plain(*cells.get((y, x), ()))) for x in range(width))) for y in range(len(rows))
    ]
    return FlatTable(pf.Table(pf.TableBody(*made[1:]), head=pf.TableHead(made[0])), merged, bool(head))


def _grid(rows: Sequence[pf.TableRow]) -> tuple[Cells, bool]:
    """The words of all cells, and whether some were merged."""
    cells: Cells = {}
    merged = False
    for y, row in enumerate(rows):
        x = 0
        for cell in row.content:
            while (y, x) in cells:
                x += 1
            words = in_one_line(cell.content)
            again = " ".join(pf.stringify(word).strip() for word in words if not isinstance(word, pf.Note))
            down, right = min(cell.rowspan, len(rows) - y), min(cell.colspan, WIDEST)
            for below in range(down):
                for beside in range(right):
                    cells[y + below, x + beside] = as_words(again) if below or beside else words
            merged = merged or down * right > 1
    return cells, merged
