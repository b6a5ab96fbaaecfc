"""The tree of a text in the style of the archive: plain headings in order, tables of single cells, no raw markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

import panflute as pf

from archive_staff.intake.lists import nested
from archive_staff.intake.tables import flat_table
from archive_staff.intake.words import as_words, by_sentences, undress, written

TOP = 2
"""The level of the first headings; the title of the page is above them."""
DEEPEST = 6
NOT_IN_HEADINGS = re.compile(r"[*`<>{}\[\]\\|$#]")


class Mark(NamedTuple):
    """Something between the blocks for which Markdown has no sign."""

    kind: Literal["picture", "quote", "end of quote"]
    number: int = 0
    """Of a picture."""


Part: TypeAlias = pf.Block | Mark


class Picture(NamedTuple):
    """A picture of the text."""

    address: str
    """Where it lies, as the text says."""
    description: str
    """What the notes say that it shows; programs write such words too, and often wrong ones."""


@dataclass
class Styled:
    """A text in the style of the archive."""

    title: str = ""
    blocks: list[Part] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    """In the order of the text."""
    remarks: list[str] = field(default_factory=list)


def styled(doc: pf.Doc, title: str = "") -> Styled:
    """The text of a document in the style of the archive; under its own title where none is given."""
    found = Styled(pf.stringify(doc.metadata["title"]).strip() if "title" in doc.metadata else "")
    found.remarks += undress(doc)
    found.blocks += chain.from_iterable(_block(block, found) for block in list(nested(doc.content)))
    if title and found.title:
        found.blocks.insert(0, pf.Para(*as_words(found.title)))
    elif not title and not found.title:
        _take_title(found)
    found.title = title or found.title
    _order_headings(found)
    return found


def _block(block: pf.Block, found: Styled) -> Iterator[Part]:
    """What a block becomes."""
    shape = next((shape for kind, shape in SHAPES.items() if isinstance(block, kind)), None)
    yield from shape(block, found) if shape else iter([block])


def _inside(block: pf.Block, found: Styled) -> Iterator[Part]:
    for inner in list(block.content):
        yield from _block(inner, found)


def _take_pictures(block: pf.Block, found: Styled) -> list[Mark]:
    """Take the pictures out of a block; the marks for them belong behind it."""
    marks: list[Mark] = []

    def take(element: pf.Element, _doc: pf.Doc | None) -> object:
        if isinstance(element, pf.Image):
            found.pictures.append(Picture(element.url, pf.stringify(pf.Plain(*element.content)).strip()))
            marks.append(Mark("picture", len(found.pictures)))
            return []
        return [] if isinstance(element, pf.Link) and not element.content else None

    block.walk(take)
    return marks


def _header(block: pf.Header, found: Styled) -> Iterator[Part]:
    marks = _take_pictures(block, found)
    notes = [word for word in block.content if isinstance(word, pf.Note)]
    words = "".join(pf.stringify(word) for word in block.content if not isinstance(word, pf.Note)).strip()
    plain = NOT_IN_HEADINGS.sub("", words).strip()
    if plain != words:
        found.remarks.append(f"The heading “{words}” lost signs that cannot stand in a heading.")
    if plain:
        yield pf.Header(*as_words(plain), level=block.level)
    for note in notes:
        yield from chain.from_iterable(_block(inner, found) for inner in list(note.content))
    yield from marks


def _paragraph(block: pf.Para | pf.Plain, found: Styled) -> Iterator[Part]:
    marks = _take_pictures(block, found)
    if words := by_sentences(written(list(block.content))):
        yield pf.Para(*words) if isinstance(block, pf.Para) else pf.Plain(*words)
    yield from marks


def _quotation(block: pf.BlockQuote, found: Styled) -> Iterator[Part]:
    """The words between two marks, then the pictures: none can stand in a quotation, and no quotation in another."""
    inner = list(map(_plain_header, _inside(block, found)))
    words = [part for part in inner if not isinstance(part, Mark)]
    if words:
        yield Mark("quote")
        yield from words
        yield Mark("end of quote")
    yield from (part for part in inner if isinstance(part, Mark) and part.kind == "picture")


def _plain_header(part: Part) -> Part:
    """A heading in a list or a quotation is bold words: it opens no section of the page."""
    return pf.Para(pf.Strong(*part.content)) if isinstance(part, pf.Header) else part


def _list(block: pf.BulletList | pf.OrderedList, found: Styled) -> Iterator[Part]:
    items, pictures = [], []
    for item in block.content:
        inner = [_plain_header(each) for part in list(item.content) for each in _block(part, found)]
        blocks = [each for each in inner if not isinstance(each, Mark)]
        pictures += [each for each in inner if isinstance(each, Mark) and each.kind == "picture"]
        if sum(isinstance(each, pf.Para) for each in blocks) == 1:
            blocks = [pf.Plain(*each.content) if isinstance(each, pf.Para) else each for each in blocks]
        if blocks:
            items.append(pf.ListItem(*blocks))
    if items:
        yield pf.OrderedList(*items, start=block.start) if isinstance(block, pf.OrderedList) else pf.BulletList(*items)
    yield from pictures


def _definitions(block: pf.DefinitionList, found: Styled) -> Iterator[Part]:
    for item in block.content:
        yield from _paragraph(pf.Para(*item.term), found)
        for definition in item.definitions:
            yield from _inside(definition, found)


def _lines(block: pf.LineBlock, found: Styled) -> Iterator[Part]:
    for line in block.content:
        yield from _paragraph(pf.Para(*line.content), found)


def _figure(block: pf.Figure, found: Styled) -> Iterator[Part]:
    yield from _inside(block, found)
    for inner in list(block.caption.content) if block.caption else ():
        yield from _block(inner, found)


def _table(block: pf.Table, found: Styled) -> Iterator[Part]:
    marks = _take_pictures(block, found)
    for inner in list(block.caption.content) if block.caption else ():
        yield from _block(inner, found)
    flat = flat_table(block)
    if flat:
        if flat.merged:
            found.remarks.append("A table had merged cells; what stood in them is said again in each.")
        if not flat.headed:
            found.remarks.append("A table had no row of headings; its first row became that. Look whether it is one.")
        yield flat.table
    yield from marks


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
    pf.Figure: _figure,
    pf.Div: _inside,
    pf.HorizontalRule: _nothing,
    pf.Null: _nothing,
}
"""By the kind of a block, what becomes of it; code stays."""


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
