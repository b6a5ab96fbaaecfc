"""The index of the search: made from the built pages, and joined from the indexes of an archive's parts."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from archive_output.files import write_anew
from archive_output.search.joining import join_indexes
from archive_output.search.pagefind import PagefindIndex, run_pagefind
from archive_output.search.pages import SearchedPage, searched_pages
from archive_output.search.passages import FACETS, PASSAGES, SearchMarks
from archive_output.search.words import read_words, word_files, words_on

FOLDER = "pagefind"
"""Holds the index in a folder that is named after what it holds: nothing of it ever changes under its address."""
CURRENT = "current.json"
"""Names the folder of the index, and the facets."""
VERSION = 1
"""Raised when an index is made otherwise of the same pages."""
AT_ONCE = 40_000_000
"""Bytes of pages that Pagefind is given at once; it needs about thirty times as many."""


def write_search_index(marks: SearchMarks, site: Path, jobs: int = 1) -> bool:
    """Make the index of a built site anew where its pages have changed, on ``jobs`` processors; whether it was made.

    :raises SearchIndexError: Pagefind failed. The index of before stays.
    """
    with _work_folder(site) as work:
        words: Counter[str] = Counter()
        digest = hashlib.blake2b(repr((VERSION, marks)).encode(), digest_size=8)
        pages = searched_pages(site, sorted(docname for docname, *_sections in marks.pages))
        shares = _write_shares(_counted(pages, words, digest), work)
        mark = digest.hexdigest()
        if index_folder(site) == site / FOLDER / mark:
            return False
        indexes = [_index_of(share, jobs) for share in shares]
        _write(marks, indexes, words, site, mark)
    return True


def join_search_indexes(marks: SearchMarks, parts: Sequence[Path], site: Path) -> None:
    """Give a site that was put together from parts an index that is joined from theirs; none where they have none."""
    folders = [folder for part in parts if (folder := index_folder(part))]
    indexes = [PagefindIndex.read(folder) for folder in folders]
    words = sum(map(read_words, folders), Counter[str]())
    mark = hashlib.blake2b(repr([folder.name for folder in folders]).encode(), digest_size=8).hexdigest()
    _write(marks, indexes, words, site, mark)


def index_folder(site: Path) -> Path | None:
    """Where the index of a site lies; None where it has none."""
    try:
        current = json.loads((site / FOLDER / CURRENT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    name = str(current.get("folder", ""))
    return site / FOLDER / name if name else None


@contextmanager
def _work_folder(site: Path) -> Iterator[Path]:
    """An empty folder beside the site, for what readers never see."""
    work = site.with_name(f"{site.name}.{FOLDER}")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _counted(pages: Iterable[SearchedPage], words: Counter[str], digest: hashlib.blake2b) -> Iterator[SearchedPage]:
    """The pages as they come, their words counted and their content put into the digest."""
    for page in pages:
        words.update(words_on(page.text))
        digest.update(f"{page.docname}\0{page.html}\0".encode())
        yield page


def _write_shares(pages: Iterable[SearchedPage], work: Path) -> list[Path]:
    """Write pages into folders that Pagefind can each index at once."""
    shares: list[Path] = []
    size = AT_ONCE
    for page in pages:
        if size >= AT_ONCE:
            shares.append(work / f"pages-{len(shares)}")
            size = 0
        raw = page.html.encode("utf-8")
        write_anew(shares[-1] / f"{page.docname}.html", raw)
        size += len(raw)
    return shares


def _index_of(share: Path, jobs: int) -> PagefindIndex:
    """The index of a folder of pages, which are then no longer needed."""
    folder = share.with_name(f"{share.name}-index")
    run_pagefind(share, folder, jobs)
    shutil.rmtree(share)
    return PagefindIndex.read(folder)


def _write(
    marks: SearchMarks, indexes: Sequence[PagefindIndex], words: Mapping[str, int], site: Path, mark: str
) -> None:
    """Write the index of a site into its own folder, then lead readers there, then take away those of before."""
    folder = site / FOLDER / mark
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if indexes:
        _write_index(marks, indexes, folder)
    for path, text in word_files(words):
        write_anew(folder / path, text.encode())
    current = {"folder": mark if indexes else "", "facets": [*marks.facets], "dated": marks.dated}
    write_anew(site / FOLDER / CURRENT, f"{json.dumps(current)}\n".encode())
    for other in (site / FOLDER).iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other)


def _write_index(marks: SearchMarks, indexes: Sequence[PagefindIndex], folder: Path) -> None:
    places = {docname: number for number, (docname, *_sections) in enumerate(marks.pages)}
    texts = [tuple(index.texts()) for index in indexes]
    join_indexes(indexes, [{text.fragment: places[text.docname] for text in found} for found in texts], folder)
    positions = {text.docname: text.positions for found in texts for text in found}
    write_anew(folder / PASSAGES, marks.places(positions).encode())
    for name, text in marks.facets.items():
        write_anew(folder / FACETS / f"{name}.json", text.encode())
