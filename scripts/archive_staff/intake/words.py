"""The words within a paragraph: without dress for which the archive has no use, and none that MyST takes for a mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import panflute as pf
from bs4 import BeautifulSoup

from archive_model.source_file import UNUSABLE

DRESS = (pf.Span, pf.Underline, pf.SmallCaps, pf.Cite)
ORDINAL = re.compile(r"st|nd|rd|th")
"""What word processors raise behind a number, and the archive does not."""
OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
ENTITY = re.compile(r"&(?=#?\w+;)")
QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
SPECIAL = re.compile(r"%|\+\+\+|:|~~~|-{3,}\Z|\([^\s()]+\)=\Z")
"""With what a paragraph must not begin."""
SENTENCE = re.compile(r"(?:.*\w\w)?[.!?][’”\"')\]]*\Z")
ABBREVIATIONS = frozenset(
    {"Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "No.", "e.g.", "i.e.", "etc.", "vs.", "Sgt.", "Det."}
)
BETWEEN = "/"
"""Stands where two paragraphs or entries are joined to one."""


def undress(doc: pf.Doc) -> list[str]:
    """Take dress, raw markup and links within the document or its site from the words; what a person should know."""
    remarks: list[str] = []

    def strike(element: pf.Element, _doc: pf.Doc | None) -> object:
        if isinstance(element, pf.Strikeout):
            remarks.append(f"Left out, because it was struck out: “{pf.stringify(element).strip()}”")
            return []
        if isinstance(element, pf.Link) and not OUTSIDE.match(element.url) and element.url[:1] not in ("", "#"):
            words = pf.stringify(element).strip()
            remarks.append(f"“{words}” led to {element.url}, which is no whole web address. Write it out, if needed.")
        return None

    doc.walk(strike)
    doc.walk(_undressed)
    return remarks


def _undressed(element: pf.Element, _doc: pf.Doc) -> object:
    """What takes the place of an element; None leaves it as it is."""
    if isinstance(element, DRESS) or (isinstance(element, pf.Link) and not OUTSIDE.match(element.url)):
        return list(element.content)
    if isinstance(element, pf.Link | pf.Code | pf.CodeBlock):
        element.attributes, element.classes, element.identifier = {}, [], ""
    change = next((change for kind, change in CHANGES.items() if isinstance(element, kind)), None)
    return change(element) if change else None


def _string(words: pf.Str) -> list[pf.Inline]:
    parts = ENTITY.split(UNUSABLE.sub(" ", words.text))
    found: list[pf.Inline] = [pf.Str(parts[0])]
    for part in parts[1:]:
        found += [pf.RawInline("\\&", format="markdown"), pf.Str(part)]
    return found


def _raised(words: pf.Superscript | pf.Subscript) -> list[pf.Inline]:
    """The role that raises or lowers what is more than the ending of an ordinal number: 10⁶ is not 106."""
    text = pf.stringify(words).strip()
    if ORDINAL.fullmatch(text) or not text or "`" in text:
        return list(words.content)
    return [pf.RawInline(f"{{{'sup' if isinstance(words, pf.Superscript) else 'sub'}}}`{text}`", format="markdown")]


def _quoted(words: pf.Quoted) -> list[pf.Inline]:
    before, after = QUOTES[str(words.quote_type)]
    return [pf.Str(before), *words.content, pf.Str(after)]


def _raw(block: pf.RawBlock) -> list[pf.Block]:
    """The words of raw HTML, as Markdown may hold it."""
    text = BeautifulSoup(block.text, "html.parser").get_text(" ") if block.format == "html" else ""
    return [pf.Para(*as_words(text))] if text.strip() else []


def _note(note: pf.Note) -> None:
    for block in note.content:
        if isinstance(block, pf.Para | pf.Plain):
            block.content = written(list(block.content))


CHANGES: dict[type, Callable[[Any], object]] = {
    pf.Str: _string,
    pf.Quoted: _quoted,
    pf.Superscript: _raised,
    pf.Subscript: _raised,
    pf.Math: lambda formula: pf.Str(formula.text),
    pf.LineBreak: lambda _break: pf.Space(),
    pf.SoftBreak: lambda _break: pf.Space(),
    pf.RawInline: lambda _raw: [],
    pf.RawBlock: _raw,
    pf.Note: _note,
}
"""By the kind of an element, what becomes of it."""


def written(words: list[pf.Inline]) -> list[pf.Inline]:
    """The words of a paragraph, so that none is taken for a mark of MyST."""
    words = [word for word in words if not isinstance(word, pf.Str) or word.text]
    while words and isinstance(words[0], pf.Space):
        words = words[1:]
    if words and isinstance(words[0], pf.Str) and SPECIAL.match(words[0].text):
        words = [pf.RawInline("\\", format="markdown"), *words]
    for place in range(1, len(words)):
        before, code = words[place - 1 : place + 1]
        if isinstance(code, pf.Code) and isinstance(before, pf.Str) and before.text.endswith("}"):
            words[place] = pf.Str(f"`{code.text}`")
    return words


def by_sentences(words: list[pf.Inline]) -> list[pf.Inline]:
    """Each sentence on a line of its own, so that a later change shows which one was meant."""
    for place in range(1, len(words) - 1):
        before, space, after = words[place - 1 : place + 2]
        if isinstance(space, pf.Space):
            ends = isinstance(before, pf.Str) and SENTENCE.match(before.text) and before.text not in ABBREVIATIONS
            begins = isinstance(after, pf.Str) and after.text[:1].isupper()
            words[place] = pf.SoftBreak() if ends and begins else space
    return words


def as_words(text: str) -> list[pf.Inline]:
    """Plain text as words and spaces."""
    words: list[pf.Inline] = []
    for word in text.split():
        words += [pf.Space(), pf.Str(word)] if words else [pf.Str(word)]
    return words


def in_one_line(blocks: Iterable[pf.Block]) -> list[pf.Inline]:
    """The words of several blocks, with a stroke between them, for a place where only words can stand."""
    words: list[pf.Inline] = []
    for part in filter(None, map(_words, blocks)):
        words += [pf.Space(), pf.Str(BETWEEN), pf.Space(), *part] if words else part
    return words


def _words(block: pf.Block) -> list[pf.Inline]:
    if isinstance(block, pf.CodeBlock):
        return as_words(block.text)
    if isinstance(block, pf.Para | pf.Plain | pf.Header | pf.LineItem | pf.DefinitionItem):
        head = block.term if isinstance(block, pf.DefinitionItem) else block.content
        return written(list(head))
    return in_one_line(_parts(block))


def _parts(block: pf.Block) -> Iterator[pf.Block]:
    """The blocks in a block."""
    if isinstance(block, pf.Table):
        rows = [*block.head.content, *(row for body in block.content for row in body.content), *block.foot.content]
        yield from (part for row in rows for cell in row.content for part in cell.content)
    elif isinstance(block, pf.DefinitionList):
        for item in block.content:
            yield pf.Plain(*item.term)
            yield from (part for definition in item.definitions for part in definition.content)
    elif isinstance(block, pf.BulletList | pf.OrderedList):
        yield from (part for item in block.content for part in item.content)
    elif hasattr(block, "content"):
        yield from block.content
