"""Bars: how often each of several values comes up, the most frequent first."""

from __future__ import annotations

from typing import NamedTuple

import drawsvg

from archive_output.pictures.canvas import SMALL, WIDTH, Address, Canvas
from archive_output.pictures.row import Row

PITCH = 36
"""From one row to the next."""
TOP = 24
THICK = 10
LEFT = 8
NUMBER = 56
"""Room for the numbers behind a bar."""


class Bars(NamedTuple):
    """A bar for each row, with a part for each column."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def draw(self, name: str, title: str, description: str, address: Address) -> str:
        """The bars as SVG."""
        canvas = Canvas(name, title, description, TOP + PITCH * len(self.rows))
        self._draw_key(canvas)
        most = max((sum(row.numbers) for row in self.rows), default=1)
        for place, row in enumerate(self.rows):
            top = TOP + PITCH * place
            canvas.label(row.value, 0, top + 16, address)
            x = 0.0
            for number, count in enumerate(row.numbers):
                width = (WIDTH - NUMBER) * count / most
                canvas.shape(drawsvg.Rectangle(round(x, 1), top + 22, round(width, 1), THICK, class_=f"part-{number}"))
                x += width
            told = " + ".join(map(str, row.numbers))
            canvas.words(told, round(x + LEFT, 1), top + 31, "number", size=SMALL)
        return canvas.svg()

    def _draw_key(self, canvas: Canvas) -> None:
        x = 0.0
        for number, name in enumerate(self.columns):
            canvas.shape(drawsvg.Rectangle(x, 4, THICK, THICK, class_=f"part-{number}"))
            canvas.words(name, x + THICK + 5, 13, "number", size=SMALL)
            x += THICK + 20 + len(name) * 6.2
