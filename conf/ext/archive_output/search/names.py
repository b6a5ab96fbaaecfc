"""The names by which records are known, for the search: whoever types one of them means all of them.

A file holds the names that begin with the same two signs, so that a reader loads only those that can begin with the
words typed, whatever the size of the archive.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from archive_model.archive import Archive
from archive_output.files import compact_json

FOLDER = "search-names"
SIGNS = 2
"""How many signs the names of one file begin with."""
KEYS = "all-keys"
"""The file that lists the others, so that none is asked for that is not there."""
WORD = re.compile(r"[^\W_]+")


class Known(NamedTuple):
    """A record under one of its names."""

    name: str
    """As the reader may type it, folded."""
    title: str
    kind: str
    """The label of its kind."""
    docname: str
    names: tuple[str, ...]
    """All its names, the title first."""


@lru_cache(maxsize=200_000)
def folded(text: str) -> str:
    """Words as they are compared: small letters without accents, only letters and digits, single spaces.

    The search page folds what is typed in the same way (``search-words.js``).
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(WORD.findall(plain.translate(LETTERS)))


LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "þ": "th", "ð": "d"})
"""Letters that Unicode does not take apart (NFKD), as people without them type them."""


def known_names(archive: Archive) -> Iterator[Known]:
    """Every name of every record, in the order of the pages."""
    for page in archive.pages.values():
        if page.kind and page.record is not None:
            names = tuple(dict.fromkeys((page.title, *page.names)))
            for name in dict.fromkeys(map(folded, names)):
                yield Known(name, page.title, page.kind.label, page.docname, names)


def name_files(archive: Archive) -> Iterator[tuple[str, str]]:
    """The path and the text of each file: a JSON list of ``[name, title, kind, docname, names]``."""
    files: dict[str, list[Known]] = {}
    for known in known_names(archive):
        if known.name:
            files.setdefault(file_key(known.name), []).append(known)
    yield from keyed_files(FOLDER, {key: sorted(found) for key, found in files.items()})


def keyed_files(folder: str, files: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The path and the text of a JSON file for each key, and of one that lists the keys."""
    for key, found in sorted(files.items()):
        yield f"{folder}/{key}.json", compact_json(found)
    yield f"{folder}/{KEYS}.json", json.dumps(sorted(files), ensure_ascii=False) + "\n"


def file_key(name: str) -> str:
    """The name of the file that holds a folded name: its first signs, those beyond a to z and 0 to 9 by number."""
    return "".join(sign if sign.isascii() else f"u{ord(sign):x}" for sign in name[:SIGNS] if sign != " ")
