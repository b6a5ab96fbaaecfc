"""A picture: what it is called, what it shows in words and in a table, and what is drawn."""

from __future__ import annotations

from typing import NamedTuple

from archive_output.pictures.arcs import Arcs
from archive_output.pictures.bars import Bars
from archive_output.pictures.canvas import Address
from archive_output.pictures.grid import Grid
from archive_output.place import Value


class Picture(NamedTuple):
    """A picture and the table beside it, which hold the same."""

    line: int
    """On which its mark stands; 0 where the page of a record has it by itself."""
    name: str
    """Tells the pictures of a page apart."""
    title: str
    description: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    drawing: Grid | Bars | Arcs

    def svg(self, address: Address) -> str:
        """The picture as a part of an HTML page, whose links come from ``address``."""
        return self.drawing.draw(self.name, self.title, self.description, address)
