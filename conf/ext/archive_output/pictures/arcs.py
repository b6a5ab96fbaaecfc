"""Arcs: what a record has to do with, one below the other, and which of these belong together."""

from __future__ import annotations

from typing import NamedTuple

import drawsvg

from archive_output.pictures.canvas import LINE, SMALL, Address, Canvas, lines_of
from archive_output.place import Value

ROW = 26
"""Height of a label of one line."""
HEAD = 30
"""Height of a heading."""
LEFT = 66
"""Where labels begin; arcs have the room before them."""
REACH = 54
"""How far the widest arc goes to the left."""


class Node(NamedTuple):
    """Something that is connected, under a heading."""

    group: str
    value: Value


class Arcs(NamedTuple):
    """Nodes from top to bottom, those of a group after each other, and pairs of them by their numbers."""

    nodes: tuple[Node, ...]
    pairs: tuple[tuple[int, int], ...]

    def draw(self, name: str, title: str, description: str, address: Address) -> str:
        """The arcs as SVG."""
        places = self._places()
        bottom = places[-1] + ROW / 2 + LINE * (len(lines_of(self.nodes[-1].value.text, LEFT)) - 1)
        canvas = Canvas(name, title, description, bottom)
        farthest = max((abs(places[one] - places[other]) for one, other in self.pairs), default=1)
        for one, other in self.pairs:
            high, low = sorted((places[one], places[other]))
            reach = round(14 + (REACH - 14) * (low - high) / farthest, 1)
            path = f"M{LEFT - 10} {high} C{LEFT - 10 - reach * 4 / 3:.1f} {high} {LEFT - 10 - reach * 4 / 3:.1f} {low}"
            canvas.shape(drawsvg.Path(d=f"{path} {LEFT - 10} {low}", class_="arc"))
        group = ""
        for node, y in zip(self.nodes, places, strict=True):
            if node.group != group:
                canvas.words(node.group, LEFT, y - 20, "number", size=SMALL)
                group = node.group
            canvas.shape(drawsvg.Circle(LEFT - 10, y, 4, class_="part-0"))
            canvas.label(node.value, LEFT, y + 4.5, address)
        return canvas.svg()

    def _places(self) -> list[float]:
        """How far from the top each node is."""
        y, group = -ROW / 2, ""
        places: list[float] = []
        for node in self.nodes:
            y += ROW
            if node.group != group:
                y += HEAD - 10
                group = node.group
            places.append(y)
            y += LINE * (len(lines_of(node.value.text, LEFT)) - 1)
        return places
