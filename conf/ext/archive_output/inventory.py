"""The inventories of parts as one: ``objects.inv``, by which other sites refer to this one.

The format, version 2, is that of ``sphinx.util.inventory``: four lines of text, then, compressed by zlib, a line
``name domain:type priority address title`` for each object, in the order of the domains and names.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

HEADER_LINES = 4
OBJECT = re.compile(r"(?P<name>.+?)\s+(?P<domain>[^\s:]+):(?P<type>\S+)\s+-?\d+\s+?(?P<place>\S*)\s+(?P<title>.*)")
"""As Sphinx reads a line (``_InventoryFile``): names may hold spaces."""


def merge_inventories(inventories: Iterable[bytes]) -> bytes:
    """One inventory with the objects of all.

    :raises ValueError: something is no inventory of version 2.
    """
    found: set[str] = set()
    header = b""
    for inventory in inventories:
        *lines, body = inventory.split(b"\n", HEADER_LINES)
        if len(lines) != HEADER_LINES or not lines[0].startswith(b"# Sphinx inventory version 2"):
            raise ValueError("no inventory of version 2")
        header = b"\n".join((*lines, b""))
        found |= set(zlib.decompress(body).decode("utf-8").splitlines(keepends=True))
    text = "".join(sorted(found, key=_order))
    return header + zlib.compress(text.encode("utf-8"), 9)


def _order(line: str) -> tuple[str, ...]:
    parts = OBJECT.match(line)
    if not parts:
        raise ValueError(f"no object of an inventory: {line!r}")
    title = parts["name"] if parts["title"] == "-" else parts["title"]
    return parts["domain"], parts["name"], title, parts["type"], parts["place"]
