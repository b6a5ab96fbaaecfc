"""What all pictures are drawn on: a strip as wide as the text on a phone, in the colours of the page.

Shapes carry classes and no colours; ``archive.css`` gives these, in the light, in the dark and on paper.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import drawsvg

from archive_output.place import Value

WIDTH = 288
"""Of every picture, in CSS pixels: the text of a page on a screen of 320."""
LETTER = 6.7
"""About the width of a letter of a label."""
FONT = 13
LINE = 15
"""From one line of a label to the next."""
LINES = 3
"""Of one label."""
SMALL = 11

Address = Callable[..., str]
"""The address of a place, from the page on which the picture stands."""


class _Link(drawsvg.DrawingParentElement):  # type: ignore[misc]
    TAG_NAME = "a"


class Canvas:
    """A drawing that grows downwards."""

    def __init__(self, name: str, title: str, description: str, height: float) -> None:
        # no role: not an image, but a document, of which the links can be followed (SVG Accessibility API Mappings)
        self.drawing = drawsvg.Drawing(
            WIDTH,
            height,
            id_prefix=name,
            aria_labelledby=f"{name}-title",
            aria_describedby=f"{name}-description",
        )
        self.drawing.append_title(title, id=f"{name}-title")
        self.drawing.append(_Description(description, id=f"{name}-description"))

    def shape(self, made: drawsvg.DrawingElement) -> None:
        """Add a shape."""
        self.drawing.append(made)

    def words(self, text: str, x: float, y: float, look: str = "", anchor: str = "start", size: int = FONT) -> None:
        """Write words; ``y`` is their base line."""
        self.drawing.append(_text(text, x, y, look, anchor, size))

    def label(self, value: Value, x: float, y: float, address: Address) -> None:
        """Write what a value is called, in one line or more, and lead to it; ``y`` is the base of the first line."""
        group = _Link(href=address(value.place)) if value.place else drawsvg.Group()
        for number, line in enumerate(lines_of(value.text, x)):
            group.append(_text(line, x, y + number * LINE, "label", "start", FONT))
        self.drawing.append(group)

    def svg(self) -> str:
        """The drawing as a part of an HTML page."""
        text: str = self.drawing.as_svg(header="", skip_js=True, skip_css=True)
        return text


class _Description(drawsvg.Title):  # type: ignore[misc]
    """What a picture shows, in words; drawsvg has titles only."""

    TAG_NAME = "desc"


def lines_of(text: str, x: float) -> list[str]:
    """A label that begins at ``x`` in lines that have room."""
    return textwrap.wrap(text, int((WIDTH - x) / LETTER), max_lines=LINES, placeholder="…")


def _text(text: str, x: float, y: float, look: str, anchor: str, size: int) -> drawsvg.Text:
    return drawsvg.Text(text, size, x, y, class_=look or "words", text_anchor=anchor)
