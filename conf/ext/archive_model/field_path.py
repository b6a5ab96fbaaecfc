"""The way to a value in the front matter or in a block."""

from __future__ import annotations

from functools import lru_cache

FieldPath = tuple[str | int, ...]
"""Names of fields and numbers of entries, as in ``("day", "themes", 0)``."""


@lru_cache(maxsize=65536)
def in_words(path: FieldPath) -> str:
    """The path as an editor reads it: ``day.themes[0]``."""
    first, *rest = path
    return str(first) + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in rest)
