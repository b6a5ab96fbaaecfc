"""Pagefind: how it is run, and what it writes.

Its files, read from those of Pagefind 1.5.2: a gzip stream of the twelve bytes ``pagefind_dcd`` and a CBOR item
(RFC 8949) or, for the text of a page, a JSON object. The index of a language is ``[version, pages, chunks, filters,
sorts, fields]`` with ``[fragment, number of words]`` for each page and ``[first word, last word, file]`` for each
chunk of words. A chunk is ``[[word, places, variants]…]`` with ``[page, positions, positions in fields]`` for each
place; pages are numbered by their difference from the page before. Positions in fields follow the number of their
field, written as ``-1 - number``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import cbor2
import deflate

from archive_output.files import share

MAGIC = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"
PROGRAM = "pagefind.js"
"""What a browser runs, besides the stemmer of the language; Pagefind's user interface and its worker are not used."""
SMALLEST = 12
"""The level of libdeflate that compresses best, a tenth better than zlib where it counts."""
EXCLUDED = (".headerlink", ".no-search", "script", "style", "nav")


class SearchIndexError(Exception):
    """Pagefind failed; carries what it said."""


def run_pagefind(pages: Path, index: Path, jobs: int) -> None:
    """Make an index of a folder of pages, on ``jobs`` processors.

    :raises SearchIndexError: Pagefind failed.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", str(index), "--quiet"]
    command.append("--keep-index-url")  # links lead to the file, as all others do
    for selector in EXCLUDED:
        command += ["--exclude-selectors", selector]
    done = subprocess.run(  # noqa: S603 - a fixed command
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env={**os.environ, "RAYON_NUM_THREADS": str(jobs)},
    )
    if done.returncode:
        raise SearchIndexError(f"The search index could not be made. Pagefind says: {done.stderr or done.stdout}")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words that follow each other, and the file that holds their places."""

    first: str
    last: str
    file: str


class IndexedText(NamedTuple):
    """The text of a page, as the index has it."""

    fragment: str
    docname: str
    positions: Mapping[str, int]
    """By the id of each heading, the number of words before it."""


@dataclass(frozen=True, slots=True)
class PagefindIndex:
    """An index as Pagefind or ``joining`` has written it. Our pages have one language."""

    folder: Path
    language: str
    version: str
    pages: tuple[tuple[str, int], ...]
    """The fragment and the number of words of each page, in the order in which pages are numbered."""
    chunks: tuple[Chunk, ...]
    fields: tuple[str, ...]
    """The metadata that pages have."""
    signs: tuple[str, ...]
    """Signs that belong to words."""

    @classmethod
    def read(cls, folder: Path) -> PagefindIndex:
        """The index in a folder."""
        entry = json.loads((folder / ENTRY).read_text(encoding="utf-8"))
        ((language, about),) = entry["languages"].items()
        version, pages, chunks, _filters, _sorts, fields = read_item(folder / f"pagefind.{about['hash']}.pf_meta")
        return cls(
            folder,
            language,
            version,
            tuple((name, words) for name, words, *_ in pages),
            tuple(Chunk(*chunk) for chunk in chunks),
            tuple(fields),
            tuple(sorted(entry["include_characters"])),
        )

    def write(self) -> None:
        """Write what leads to the chunks and fragments, which lie in the folder already."""
        pages, chunks = [[*page] for page in self.pages], [[c.first, c.last, c.file] for c in self.chunks]
        item = [self.version, pages, chunks, [], [], [*self.fields]]
        mark = hashlib.sha256(cbor2.dumps(item)).hexdigest()[:10]
        write_item(self.folder / f"pagefind.{mark}.pf_meta", item)
        language = {"hash": mark, "wasm": self.language, "page_count": len(self.pages)}
        entry = {
            "version": self.version,
            "languages": {self.language: language},
            "include_characters": [*self.signs],
        }
        (self.folder / ENTRY).write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8", newline="\n")

    def fragment(self, name: str) -> Path:
        """The file with the text of a page."""
        return self.folder / "fragment" / f"{name}.pf_fragment"

    def chunk(self, name: str) -> Path:
        """The file with the places of some words."""
        return self.folder / "index" / f"{name}.pf_index"

    def words(self) -> Iterator[list[Any]]:
        """All words in their order, as ``[word, places, variants]``, a chunk at a time in memory."""
        for chunk in self.chunks:
            yield from read_item(self.chunk(chunk.file))[0]

    def texts(self) -> Iterator[IndexedText]:
        """The texts of all pages."""
        for name, _words in self.pages:
            text = json.loads(unpacked(self.fragment(name)))
            positions = {anchor["id"]: anchor["location"] for anchor in text["anchors"]}
            yield IndexedText(name, text["url"].removeprefix("/").removesuffix(".html"), positions)

    @property
    def programs(self) -> tuple[Path, ...]:
        """What a browser runs."""
        return tuple(self.folder / name for name in (PROGRAM, f"wasm.{self.language}.pagefind"))


def read_item(file: Path) -> list[Any]:
    """What a file of the index holds."""
    item: list[Any] = cbor2.loads(unpacked(file))
    return item


def write_item(file: Path, item: list[Any]) -> None:
    """Write a file of the index, the same bytes for the same item."""
    file.write_bytes(deflate.gzip_compress(MAGIC + cbor2.dumps(item), SMALLEST))


def share_smaller(program: Path, copy: Path) -> None:
    """Copy what a browser runs; the WebAssembly, which Pagefind has compressed, as small as may be."""
    if program.name == PROGRAM:
        share(program, copy)
    else:
        copy.write_bytes(deflate.gzip_compress(gzip.decompress(program.read_bytes()), SMALLEST))


def unpacked(file: Path) -> bytes:
    """What a file of the index holds."""
    return gzip.decompress(file.read_bytes()).removeprefix(MAGIC)
