"""Bars: how often each of several values comes up, the most frequent first."""

from __future__ import annotations

from typing import NamedTuple

import drawsvg

from archive_output.pictures.canvas import SMALL, WIDTH, Address, Canvas
from archive_output.place import Value

ROW = 36
TOP = 24
THICK = 10
LEFT = 8
NUMBER = 56
"""Room for the numbers behind a bar."""


class Bar(NamedTuple):
    """A value, and how often it comes up in each of the series."""

    value: Value
    numbers: tuple[int, ...]


class Bars(NamedTuple):
    """Bars of several parts, one for each series."""

    series: tuple[str, ...]
    bars: tuple[Bar, ...]

    def draw(self, name: str, title: str, description: str, address: Address) -> str:
        """The bars as SVG."""
        canvas = Canvas(name, title, description, TOP + ROW * len(self.bars))
        self._draw_key(canvas)
        most = max((sum(bar.numbers) for bar in self.bars), default=1)
        for place, bar in enumerate(self.bars):
            top = TOP + ROW * place
            canvas.label(bar.value, 0, top + 16, address)
            x = 0.0
            for number, count in enumerate(bar.numbers):
                width = (WIDTH - NUMBER) * count / most
                canvas.shape(drawsvg.Rectangle(round(x, 1), top + 22, round(width, 1), THICK, class_=f"part-{number}"))
                x += width
            told = " + ".join(str(count) for count in bar.numbers) if len(bar.numbers) > 1 else str(bar.numbers[0])
            canvas.words(told, round(x + LEFT, 1), top + 31, "number", size=SMALL)
        return canvas.svg()

    def _draw_key(self, canvas: Canvas) -> None:
        x = 0.0
        for number, name in enumerate(self.series):
            canvas.shape(drawsvg.Rectangle(x, 4, THICK, THICK, class_=f"part-{number}"))
            canvas.words(name, x + THICK + 5, 13, "number", size=SMALL)
            x += THICK + 20 + len(name) * 6.2
