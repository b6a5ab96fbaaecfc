"""The words of the pages, for searches that find nothing: which word of the archive was meant.

A file holds the words that begin with the same two signs, so that a reader loads only those near the word typed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from archive_output.search.names import KEYS, file_key, folded, keyed_files

FOLDER = "words"
"""Below the folder of the index."""
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W\d_]{3,}")


def plain(html: str) -> str:
    """The text of HTML, with a space for each tag."""
    return unescape(TAG.sub(" ", html))


def words_on(html: str) -> frozenset[str]:
    """The folded words of the text of a page."""
    return frozenset(map(folded, frozenset(WORD.findall(plain(html)))))


def read_words(index: Path) -> Counter[str]:
    """The words of an index, each with the number of its pages."""
    counted: Counter[str] = Counter()
    for key in json.loads((index / FOLDER / f"{KEYS}.json").read_text(encoding="utf-8")):
        counted.update(json.loads((index / FOLDER / f"{key}.json").read_text(encoding="utf-8")))
    return counted


def word_files(counted: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The path below the folder of the index and the text of each file: a JSON object of words and numbers of pages.

    ``counted`` tells on how many pages each word stands.
    """
    files: dict[str, dict[str, int]] = {}
    for word in sorted(counted):
        if word:
            files.setdefault(file_key(word), {})[word] = counted[word]
    yield from keyed_files(FOLDER, files)
