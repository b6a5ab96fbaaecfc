"""The words of the pages, for searches that find nothing: which word of the archive was meant.

A file holds the words that begin with the same two signs, so that a reader loads only those near the word typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import unescape

from archive_output.vocabulary import file_key, folded, keyed_files

FOLDER = "words"
"""Below the folder of the index."""
BODY = re.compile(r"<article[^>]* data-pagefind-body>(.*?)(?:<section class=\"backlinks|</article>)", re.DOTALL)
"""The text of a page that is searched, up to what other pages say of it."""
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W\d_]{3,}")


def words_on(html: str) -> frozenset[str]:
    """The folded words of a page; none of a page that is not searched."""
    found = BODY.search(html)
    if found is None:
        return frozenset()
    return frozenset(map(folded, frozenset(WORD.findall(unescape(TAG.sub(" ", found[1]))))))


def count_words(pages: Iterable[str]) -> Mapping[str, int]:
    """On how many pages each word stands; ``pages`` are their HTML."""
    counted: Counter[str] = Counter()
    for html in pages:
        counted.update(words_on(html))
    return counted


def word_files(counted: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The path below the folder of the index and the text of each file: a JSON object of words and numbers of pages."""
    files: dict[str, dict[str, int]] = {}
    for word in sorted(counted):
        if word:
            files.setdefault(file_key(word), {})[word] = counted[word]
    yield from keyed_files(FOLDER, files)
