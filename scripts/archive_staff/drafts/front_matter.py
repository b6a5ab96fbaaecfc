"""The block of data at the top of a page, written as the pages of the archive have it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = "str | Sequence[str] | Mapping[str, Value]"

PLAIN = re.compile(r"[^\W_](?:[^\n#:\[\]{}\"',&*!|>%@`]|:(?=\S)|(?<=\w)['’])*\Z")
"""Words that YAML reads as they stand, in lists, too."""
NOT_TEXT = re.compile(r"(?:true|false|null|-?\d+)\Z", re.IGNORECASE)
"""What the archive would not read as text, where text is wanted."""
WIDE = 100
"""Signs of a list on one line; a longer one has a line for each entry."""


def front_matter(title: str, kind: str, fields: Mapping[str, Value]) -> str:
    """The whole block, with its lines of three hyphens."""
    return "\n".join(("---", f"title: {scalar(title)}", f"{kind}:", *_lines(fields, "  "), "---", ""))


def scalar(text: str) -> str:
    """A text as YAML 1.2, in quotes where it needs them."""
    if PLAIN.match(text) and text.strip() == text and not NOT_TEXT.match(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _lines(fields: Mapping[str, Value], indent: str) -> Iterator[str]:
    for key, value in fields.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, str):
            yield f"{indent}{key}: {value if value.isdecimal() else scalar(value)}"
        else:
            yield from _list(key, [scalar(entry) for entry in value], indent)


def _list(key: str, entries: Sequence[str], indent: str) -> Iterator[str]:
    line = f"{indent}{key}: [{', '.join(entries)}]"
    if len(line) <= WIDE and not any(" " in entry for entry in entries):
        yield line
    else:
        yield f"{indent}{key}:"
        yield from (f"{indent}  - {entry}" for entry in entries)
