"""A grid: in which years each of several values comes up."""

from __future__ import annotations

from typing import NamedTuple

import drawsvg

from archive_output.pictures.canvas import SMALL, WIDTH, Address, Canvas
from archive_output.pictures.row import Row

PITCH = 44
"""From one row to the next."""
TOP = 22
THICK = 16
GAP = 3


class Grid(NamedTuple):
    """Values from top to bottom, years from left to right."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def draw(self, name: str, title: str, description: str, address: Address) -> str:
        """The grid as SVG."""
        canvas = Canvas(name, title, description, TOP + PITCH * len(self.rows))
        width = WIDTH / max(1, len(self.columns))
        for place, year in enumerate(self.columns):
            canvas.words(year, round((place + 0.5) * width, 1), 13, "number", "middle", SMALL)
        for number, row in enumerate(self.rows):
            top = TOP + PITCH * number
            canvas.label(row.value, 0, top + 16, address)
            for place, count in enumerate(row.numbers):
                self._draw_cell(canvas, place * width, top + 23, width, count)
        return canvas.svg()

    def _draw_cell(self, canvas: Canvas, x: float, y: float, width: float, count: int) -> None:
        look = "part-0" if count else "none"
        canvas.shape(drawsvg.Rectangle(round(x + GAP, 1), y, round(width - 2 * GAP, 1), THICK, rx=3, class_=look))
        if count:
            canvas.words(str(count), round(x + width / 2, 1), y + 12, "on-part", "middle", SMALL)
