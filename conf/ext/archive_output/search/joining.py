"""One index of several, and pages known by their place in the order in which they are shown.

Pagefind holds all the pages that it indexes in memory, some thirty times the size of their text, so a large archive
is indexed a part at a time. In the browser several indexes would cost a reader a request and a chunk for each word
and index, and pages of different indexes could not be ordered. So they are joined here.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from archive_model.collection import paused_collection
from archive_output.files import share
from archive_output.search.pagefind import Chunk, PagefindIndex, write_item

CHUNK = 6_000
"""Places in a chunk after which it is full; with two positions at each it is as large as Pagefind makes them."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Places = list[list[Any]]
"""``[page, positions, positions in fields]`` of each page on which a word stands."""


def fragment_name(rank: int) -> str:
    """The name of a page in the index: its place in the order of the pages, to the base of 36."""
    name = ""
    while rank or not name:
        rank, digit = divmod(rank, len(DIGITS))
        name = DIGITS[digit] + name
    return name


def join_indexes(indexes: Sequence[PagefindIndex], ranks: Sequence[Mapping[str, int]], folder: Path) -> None:
    """Write one index into an empty folder; ``ranks`` gives the place of each fragment of each index."""
    first = indexes[0]
    for name in ("fragment", "index"):
        (folder / name).mkdir()
    for program in first.programs:
        share(program, folder / program.name)
    fields = tuple(sorted({field for index in indexes for field in index.fields}))
    joined = replace(first, folder=folder, fields=fields)
    pages: list[tuple[str, int]] = []
    for index, places in zip(indexes, ranks, strict=True):
        for name, words in index.pages:
            fresh = fragment_name(places[name])
            share(index.fragment(name), joined.fragment(fresh))
            pages.append((fresh, words))
    chunks = _join_chunks(indexes, joined) if len(indexes) > 1 else _share_chunks(first, joined)
    replace(joined, pages=tuple(pages), chunks=chunks).write()


def _share_chunks(index: PagefindIndex, joined: PagefindIndex) -> tuple[Chunk, ...]:
    for chunk in index.chunks:
        share(index.chunk(chunk.file), joined.chunk(chunk.file))
    return index.chunks


def _join_chunks(indexes: Sequence[PagefindIndex], joined: PagefindIndex) -> tuple[Chunk, ...]:
    written: list[tuple[str, str]] = []
    with paused_collection():
        for number, words in enumerate(_filled(_joined_words(indexes, joined.fields))):
            write_item(joined.chunk(f"{number:x}"), [words])
            written.append((words[0][0], words[-1][0]))
    return tuple(_chunks(written))


def _joined_words(indexes: Sequence[PagefindIndex], fields: Sequence[str]) -> Iterator[list[Any]]:
    """Every word with its places in all indexes, whose pages follow each other."""
    starts = accumulate((len(index.pages) for index in indexes), initial=0)
    sources = [_numbered(index, start, fields) for index, start in zip(indexes, starts, strict=False)]
    for word, entries in groupby(heapq.merge(*sources, key=itemgetter(0)), key=itemgetter(0)):
        found = list(entries)
        variants: dict[str, list[Places]] = {}
        for _word, _places, others in found:
            for form, places in others:
                variants.setdefault(form, []).append(places)
        yield [
            word,
            _follow(places for _, places, _ in found),
            [[form, _follow(all_)] for form, all_ in variants.items()],
        ]


def _numbered(index: PagefindIndex, start: int, fields: Sequence[str]) -> Iterator[list[Any]]:
    """The words of an index, the first place of each counted from ``start``, and fields numbered as in ``fields``."""
    numbers = {-1 - old: -1 - fields.index(name) for old, name in enumerate(index.fields)}
    changed = any(old != new for old, new in numbers.items())
    for word, places, variants in index.words():
        for found in (places, *(places for _form, places in variants)):
            if found:
                found[0][0] += start
            for place in found if changed else ():
                place[2] = [numbers.get(number, number) for number in place[2]]
        yield [word, places, variants]


def _follow(parts: Iterable[Places]) -> Places:
    """Places after each other, the first of each part as the difference from the last page before it."""
    joined: Places = []
    page = 0
    for places in parts:
        if places:
            places[0][0] -= page
            page += sum(map(itemgetter(0), places))
            joined += places
    return joined


def _filled(words: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    """The words of one chunk after the other."""
    chunk: list[list[Any]] = []
    size = 0
    for word in words:
        chunk.append(word)
        size += len(word[1]) + sum(len(places) for _form, places in word[2])
        if size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _chunks(written: Sequence[tuple[str, str]]) -> Iterator[Chunk]:
    """The chunks by the shortest beginnings that tell neighbours apart, as Pagefind looks them up."""
    firsts = [first for first, _last in written]
    lasts = [last for _first, last in written]
    for number, (last, first) in enumerate(zip(lasts, firsts[1:], strict=False)):
        if (beginning := _telling(last, first)) >= firsts[number]:
            lasts[number] = beginning
        firsts[number + 1] = _telling(first, last)
    for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        yield Chunk(first, last, f"{number:x}")


def _telling(word: str, other: str) -> str:
    common = 0
    while common < min(len(word), len(other)) and word[common] == other[common]:
        common += 1
    return word[: common + 1]
