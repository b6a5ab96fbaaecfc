"""A grid: in which years each of several values comes up."""

from __future__ import annotations

from typing import NamedTuple

import drawsvg

from archive_output.pictures.canvas import SMALL, WIDTH, Address, Canvas
from archive_output.place import Value

ROW = 44
TOP = 22
THICK = 16
GAP = 3


class Line(NamedTuple):
    """A value, and how often it comes up in each of the years."""

    value: Value
    numbers: tuple[int, ...]


class Grid(NamedTuple):
    """Values from top to bottom, years from left to right."""

    years: tuple[str, ...]
    lines: tuple[Line, ...]

    def draw(self, name: str, title: str, description: str, address: Address) -> str:
        """The grid as SVG."""
        canvas = Canvas(name, title, description, TOP + ROW * len(self.lines))
        pitch = WIDTH / max(1, len(self.years))
        for place, year in enumerate(self.years):
            canvas.words(year, round((place + 0.5) * pitch, 1), 13, "number", "middle", SMALL)
        for row, line in enumerate(self.lines):
            top = TOP + ROW * row
            canvas.label(line.value, 0, top + 16, address)
            for place, count in enumerate(line.numbers):
                self._draw_cell(canvas, place * pitch, top + 23, pitch, count)
        return canvas.svg()

    def _draw_cell(self, canvas: Canvas, x: float, y: float, pitch: float, count: int) -> None:
        look = "part-0" if count else "none"
        width = round(pitch - 2 * GAP, 1)
        canvas.shape(drawsvg.Rectangle(round(x + GAP, 1), y, width, THICK, rx=3, class_=look))
        if count:
            canvas.words(str(count), round(x + pitch / 2, 1), y + 12, "on-part", "middle", SMALL)
