"""Lists within lists, where a document says only by its styles how deep an entry lies.

Word's own styles “List Bullet 2” and “List Number 3” each make lists of their own, which pandoc reads one after the
other. Their names are the same in each language of Word (ECMA-376, part 1, section 17.7.4.9).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple, TypeAlias

import panflute as pf

List: TypeAlias = pf.BulletList | pf.OrderedList
STYLE = re.compile(r"List (?:Bullet|Number) ([2-9])")


class Entry(NamedTuple):
    """An entry of a list, and the list in which it was read."""

    depth: int
    """0 is the outermost."""
    around: List
    item: pf.ListItem


def nested(blocks: Iterable[pf.Block]) -> Iterator[pf.Block]:
    """The blocks, with lists that follow each other put into each other as their styles say."""
    for are_lists, group in groupby(blocks, key=lambda block: isinstance(block, pf.BulletList | pf.OrderedList)):
        found = list(group)
        entries = list(chain.from_iterable(map(_entries, found))) if are_lists else []
        yield from _lists(entries, 0) if any(entry.depth for entry in entries) else found


def _entries(around: List) -> Iterator[Entry]:
    for item in list(around.content):
        first = next(iter(item.content), None)
        style = first.attributes.get("custom-style", "") if isinstance(first, pf.Div) else ""
        deep = STYLE.fullmatch(style)
        yield Entry(int(deep[1]) - 1 if deep else 0, around, item)


def _lists(entries: Sequence[Entry], depth: int) -> Iterator[List]:
    """The lists of one depth; entries that lie deeper belong to the entry before them, where there is one."""
    items: list[tuple[List, pf.ListItem]] = []
    for is_deeper, group in groupby(entries, key=lambda entry: entry.depth > depth):
        found = list(group)
        if is_deeper and items:
            items[-1][1].content.extend(_lists(found, depth + 1))
        elif is_deeper:
            yield from _lists(found, depth + 1)
        else:
            items += ((entry.around, entry.item) for entry in found)
    for kind, same in groupby(items, key=lambda pair: type(pair[0])):
        pairs = list(same)
        start = {"start": pairs[0][0].start} if kind is pf.OrderedList else {}
        yield kind(*(item for _around, item in pairs), **start)
