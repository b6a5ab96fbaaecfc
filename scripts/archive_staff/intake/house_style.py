"""The tree of a text in the style of the archive: plain headings in order, tables of single cells, no raw HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeAlias

import panflute as pf

from archive_staff.intake.conversion import UNUSABLE

TOP = 2
"""The level of the first headings; the title of the page is above them."""
DEEPEST = 6
LOOSE = (pf.Span, pf.Underline, pf.SmallCaps, pf.Strikeout, pf.Superscript, pf.Subscript, pf.Cite, pf.Quoted)
"""Dress of words for which the archive has no use; the words stay."""
SENTENCE = re.compile(r"(?:.*\w\w)?[.!?][”’\"')\]]*\Z")
ABBREVIATIONS = frozenset(
    {"Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "No.", "e.g.", "i.e.", "etc.", "vs.", "Sgt.", "Det."}
)
SPECIAL = re.compile(r"(?:%|\+\+\+|:::|\([^\s()]+\)=\Z)")
"""With what a paragraph must not begin, because MyST takes it for a mark."""
WIDEST = 64
"""Columns of a table, as in Word."""
OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


class Mark(NamedTuple):
    """Something between the blocks for which Markdown has no sign."""

    kind: Literal["picture", "quote", "end of quote"]
    number: int = 0
    """Of a picture."""


Part: TypeAlias = pf.Block | Mark


@dataclass
class Styled:
    """A text in the style of the archive."""

    title: str = ""
    blocks: list[Part] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    """Their files, in the order of the text."""
    remarks: list[str] = field(default_factory=list)


def styled(doc: pf.Doc, title: str = "") -> Styled:
    """The text of a document in the style of the archive; under its own title where none is given."""
    found = Styled(pf.stringify(doc.metadata["title"]).strip() if "title" in doc.metadata else "")
    for name in ("subtitle", "author", "date"):
        if name in doc.metadata:
            found.blocks.append(pf.Para(*_as_words(pf.stringify(doc.metadata[name]))))
    doc.walk(_without_dress)
    found.blocks += chain.from_iterable(_block(block, found) for block in doc.content)
    if title and found.title:
        found.blocks.insert(0, pf.Para(*_as_words(found.title)))
    elif not title and not found.title:
        _take_title(found)
    found.title = title or found.title
    _order_headings(found)
    return found


def _without_dress(element: pf.Element, _doc: pf.Doc) -> object:
    """What takes the place of an element; None leaves it as it is."""
    if isinstance(element, LOOSE) or (isinstance(element, pf.Link) and not OUTSIDE.match(element.url)):
        return list(element.content)
    if isinstance(element, pf.Link | pf.Code | pf.CodeBlock):
        element.attributes, element.classes, element.identifier = {}, [], ""
    plain = next((plain for kind, plain in PLAIN.items() if isinstance(element, kind)), None)
    return plain(element) if plain else None


PLAIN: dict[type, Callable[[Any], object]] = {
    pf.Str: lambda words: pf.Str(UNUSABLE.sub(" ", words.text)),
    pf.Math: lambda formula: pf.Str(formula.text),
    pf.LineBreak: lambda _break: pf.Space(),
    pf.RawInline: lambda _raw: [],
    pf.RawBlock: lambda _raw: [],
}
"""By the kind of an element, what it is in plain words."""


def _block(block: pf.Block, found: Styled) -> Iterator[Part]:
    """What a block becomes."""
    shape = next((shape for kind, shape in SHAPES.items() if isinstance(block, kind)), None)
    yield from shape(block, found) if shape else iter([block])


def _inside(block: pf.Block, found: Styled) -> Iterator[Part]:
    for inner in list(block.content):
        yield from _block(inner, found)


def _header(block: pf.Header, _found: Styled) -> Iterator[Part]:
    if words := pf.stringify(block).strip():
        plain = re.sub(r"[*`<>{}\[\]\\|$#]", "", words)
        yield pf.Header(*_as_words(plain), level=block.level)


def _paragraph(block: pf.Para | pf.Plain, found: Styled) -> Iterator[Part]:
    pictures = []

    def take(element: pf.Element, _doc: pf.Doc | None) -> object:
        if isinstance(element, pf.Image):
            pictures.append(element)
            return []
        return None

    block.walk(take)
    if pf.stringify(block).strip():
        words = _by_sentences(list(block.content))
        if isinstance(words[0], pf.Str) and SPECIAL.match(words[0].text):
            words[0] = pf.Str(words[0].text)
            words.insert(0, pf.RawInline("\\", format="markdown"))
        yield pf.Para(*words) if isinstance(block, pf.Para) else pf.Plain(*words)
    for picture in pictures:
        found.pictures.append(picture.url)
        yield Mark("picture", len(found.pictures))


def _by_sentences(words: list[pf.Inline]) -> list[pf.Inline]:
    """Each sentence on a line of its own, so that a later change shows which one was meant."""
    for place in range(1, len(words) - 1):
        before, space, after = words[place - 1 : place + 2]
        if isinstance(space, pf.Space | pf.SoftBreak):
            ends = isinstance(before, pf.Str) and SENTENCE.match(before.text) and before.text not in ABBREVIATIONS
            begins = isinstance(after, pf.Str) and after.text[:1].isupper()
            words[place] = pf.SoftBreak() if ends and begins else pf.Space()
    return [word for word in words if not isinstance(word, pf.Str) or word.text]


def _quotation(block: pf.BlockQuote, found: Styled) -> Iterator[Part]:
    yield Mark("quote")
    yield from _inside(block, found)
    yield Mark("end of quote")


def _list(block: pf.BulletList | pf.OrderedList, found: Styled) -> Iterator[Part]:
    items = []
    for item in block.content:
        inner = [each for part in item.content for each in _block(part, found)]
        loose = [each for each in inner if not isinstance(each, Mark)]
        if sum(isinstance(each, pf.Para) for each in loose) == 1:
            loose = [pf.Plain(*each.content) if isinstance(each, pf.Para) else each for each in loose]
        if loose:
            items.append(pf.ListItem(*loose))
        yield from (each for each in inner if isinstance(each, Mark) and each.kind == "picture")
    if items and isinstance(block, pf.OrderedList):
        yield pf.OrderedList(*items, start=block.start)
    elif items:
        yield pf.BulletList(*items)


def _definitions(block: pf.DefinitionList, found: Styled) -> Iterator[Part]:
    for item in block.content:
        yield pf.Para(*item.term)
        for definition in item.definitions:
            yield from _inside(definition, found)


def _lines(block: pf.LineBlock, found: Styled) -> Iterator[Part]:
    for line in block.content:
        yield from _paragraph(pf.Para(*line.content), found)


def _table(block: pf.Table, found: Styled) -> Iterator[Part]:
    """A table of single cells: what was merged is said again in each, what was a list stands in one line."""
    for inner in list(block.caption.content) if block.caption else ():
        yield from _block(inner, found)
    bodies = [row for body in block.content for row in (*body.head, *body.content)]
    foot = list(block.foot.content) if block.foot else []
    rows, merged = _grid([*(block.head.content if block.head else ()), *bodies, *foot])
    if not rows or not any(map(any, rows)):
        return
    if merged:
        found.remarks.append("A table had merged cells; what stood in them is said again in each.")
    width = max(map(len, rows))
    cells = [[pf.TableCell(pf.Plain(*_as_words(text))) for text in (*row, *[""] * (width - len(row)))] for row in rows]
    if not (block.head and block.head.content):
        found.remarks.append("A table had no row of headings; its first row became that. Look whether it is one.")
    head, *rest = [pf.TableRow(*row) for row in cells]
    yield pf.Table(pf.TableBody(*rest), head=pf.TableHead(head))


def _grid(rows: list[pf.TableRow]) -> tuple[list[list[str]], bool]:
    """The words of all cells, and whether some were merged."""
    taken: dict[tuple[int, int], str] = {}
    merged = False
    for y, row in enumerate(rows):
        x = 0
        for cell in row.content:
            while (y, x) in taken:
                x += 1
            words = " / ".join(filter(None, (pf.stringify(each).strip() for each in cell.content)))
            down, right = min(cell.rowspan, len(rows) - y), min(cell.colspan, WIDEST)
            spans = [(y + below, x + beside) for below in range(down) for beside in range(right)]
            merged = merged or len(spans) > 1
            taken |= dict.fromkeys(spans, words)
    if not taken:
        return [], False
    width = 1 + max(x for _y, x in taken)
    return [[taken.get((y, x), "") for x in range(width)] for y in range(len(rows))], merged


def _nothing(_rule: pf.Block, _found: Styled) -> Iterator[Part]:
    return iter(())


SHAPES: dict[type, Callable[..., Iterator[Part]]] = {
    pf.Header: _header,
    pf.Para: _paragraph,
    pf.Plain: _paragraph,
    pf.BlockQuote: _quotation,
    pf.BulletList: _list,
    pf.OrderedList: _list,
    pf.DefinitionList: _definitions,
    pf.LineBlock: _lines,
    pf.Table: _table,
    pf.Div: _inside,
    pf.Figure: _inside,
    pf.HorizontalRule: _nothing,
    pf.Null: _nothing,
}
"""By the kind of a block, what becomes of it; code stays."""


def _as_words(text: str) -> list[pf.Inline]:
    words: list[pf.Inline] = []
    for word in text.split():
        words += [pf.Space(), pf.Str(word)] if words else [pf.Str(word)]
    return words


def _take_title(found: Styled) -> None:
    """The first heading, or a first line without a full stop, is the title."""
    first = found.blocks[0] if found.blocks else None
    if isinstance(first, pf.Header) or (isinstance(first, pf.Para) and _is_title(pf.stringify(first))):
        found.title = pf.stringify(first).strip()
        found.blocks = found.blocks[1:]


def _is_title(text: str) -> bool:
    return len(text) <= 120 and not text.rstrip().endswith((".", "!", "?", ":"))


def _order_headings(found: Styled) -> None:
    """Headings begin at the second level and leave none out."""
    open_levels: list[int] = []
    for block in found.blocks:
        if isinstance(block, pf.Header):
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
            open_levels.append(block.level)
            block.level = min(TOP + len(open_levels) - 1, DEEPEST)
