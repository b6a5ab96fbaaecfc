"""One index of several, made small, with its pages numbered by their place in the order in which they are shown.

Pagefind holds all the pages that it indexes in memory, some thirty times the size of their text, so a large archive
is indexed a part at a time. In the browser several indexes would cost a reader a request and a chunk for each word
and index, and pages of different indexes could not be ordered. So they are joined here. A single index is written
anew as well: it is a third smaller afterwards, and each search loads parts of it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from archive_model.collection import paused_collection
from archive_output.files import share
from archive_output.search.pagefind import Chunk, PagefindIndex, share_smaller, write_item

CHUNK = 6_000
"""Places in a chunk after which it is full; with two positions at each it is as large as Pagefind makes them."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LENGTH_BITS = 3
"""Of the length of a page, which only weighs what is found there; a list of exact lengths is twice as large."""

TEXT = -25
"""Says that the positions behind it are in plain text, not in a heading; readers begin with as good as the same."""

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
        share_smaller(program, folder / program.name)
    fields = tuple(sorted({field for index in indexes for field in index.fields}))
    joined = replace(first, folder=folder, fields=fields)
    lengths: dict[int, int] = {}
    for index, places in zip(indexes, ranks, strict=True):
        for name, words in index.pages:
            share(index.fragment(name), joined.fragment(fragment_name(places[name])))
            lengths[places[name]] = _rounded(words)
    order = sorted(lengths)
    number_of = {rank: number for number, rank in enumerate(order)}
    numbers = [
        [number_of[places[name]] for name, _words in index.pages] for index, places in zip(indexes, ranks, strict=True)
    ]
    pages = tuple((fragment_name(rank), lengths[rank]) for rank in order)
    replace(joined, pages=pages, chunks=_join_chunks(indexes, numbers, joined)).write()


def _rounded(number: int) -> int:
    """A number down to its first binary digits."""
    spare = max(0, number.bit_length() - LENGTH_BITS)
    return number >> spare << spare


def _join_chunks(
    indexes: Sequence[PagefindIndex], numbers: Sequence[Sequence[int]], joined: PagefindIndex
) -> tuple[Chunk, ...]:
    written: list[tuple[str, str]] = []
    with paused_collection():
        for number, words in enumerate(_filled(_joined_words(indexes, numbers, joined.fields))):
            write_item(joined.chunk(f"{number:x}"), [words])
            written.append((words[0][0], words[-1][0]))
    return tuple(_chunks(written))


def _joined_words(
    indexes: Sequence[PagefindIndex], numbers: Sequence[Sequence[int]], fields: Sequence[str]
) -> Iterator[list[Any]]:
    """Every word with its places in all indexes; ``numbers`` gives the new number of each page of each index."""
    sources = [_numbered(index, fresh, fields) for index, fresh in zip(indexes, numbers, strict=True)]
    for word, entries in groupby(heapq.merge(*sources, key=itemgetter(0)), key=itemgetter(0)):
        all_places: Places = []
        variants: dict[str, Places] = {}
        for _word, places, others in entries:
            all_places += places
            for form, where in others:
                variants.setdefault(form, []).extend(where)
        yield [word, _follow(all_places), [[form, _follow(where)] for form, where in variants.items()]]


def _numbered(index: PagefindIndex, numbers: Sequence[int], fields: Sequence[str]) -> Iterator[list[Any]]:
    """The words of an index, pages by ``numbers`` instead of differences, fields numbered as in ``fields``."""
    field_numbers = {-1 - old: -1 - fields.index(name) for old, name in enumerate(index.fields)}
    for word, places, variants in index.words():
        for found in (places, *(places for _form, places in variants)):
            page = 0
            for place in found:
                page += place[0]
                place[0] = numbers[page]
                if place[1] and place[1][0] == TEXT:
                    del place[1][0]
                if place[2]:
                    place[2] = [field_numbers.get(number, number) for number in place[2]]
        yield [word, places, variants]


def _follow(places: Places) -> Places:
    """Places in the order of their pages, each of which is told by its difference from the one before."""
    places.sort(key=itemgetter(0))
    page = 0
    for place in places:
        place[0], page = place[0] - page, place[0]
    return places


def _filled(words: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    """The words of one chunk after the other; a word that fills a chunk is alone there."""
    chunk: list[list[Any]] = []
    size = 0
    for word in words:
        places = len(word[1]) + sum(len(places) for _form, places in word[2])
        if chunk and size + places > CHUNK:
            yield chunk
            chunk, size = [], 0
        chunk.append(word)
        size += places
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
