"""The same pages give the same search index, byte for byte.

Pagefind 1.5.2 writes the filters and their values in the order of a hash map, which differs at every run, and names
files after what they hold. Here they are put in order and named again. The format, read from the files:
a gzip stream of the twelve bytes ``pagefind_dcd`` and a CBOR item (RFC 8949); filters are ``[name, [[value, pages]]]``,
and the fourth part of the index of the language is ``[[name, file]]``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

MAGIC = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"
FILTERS = 3
"""Which part of a language's index names its filters."""


def put_in_order(index: Path) -> None:
    """Order the filters of a fresh index, and name its files after their new content."""
    entry = json.loads((index / ENTRY).read_text(encoding="utf-8"))
    entry["include_characters"].sort()
    for language in entry["languages"].values():
        meta = index / f"pagefind.{language['hash']}.pf_meta"
        parts = _read(meta)
        parts[FILTERS] = sorted([name, _order_filter(index / "filter", file)] for name, file in parts[FILTERS])
        prefix = language["hash"].split("_")[0]
        language["hash"] = _write(index, f"pagefind.{prefix}_", ".pf_meta", parts, 10).removeprefix("pagefind.")
        if meta.name != f"pagefind.{language['hash']}.pf_meta":
            meta.unlink()
    (index / ENTRY).write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _order_filter(folder: Path, name: str) -> str:
    file = folder / f"{name}.pf_filter"
    title, values = _read(file)
    file.unlink()
    return _write(folder, f"{name.split('_', maxsplit=1)[0]}_", ".pf_filter", [title, sorted(values)], 7)


def _read(file: Path) -> list[Any]:
    content = gzip.decompress(file.read_bytes())
    parts: list[Any] = cbor2.loads(content.removeprefix(MAGIC))
    return parts


def _write(folder: Path, prefix: str, ending: str, parts: list[Any], length: int) -> str:
    """Write a file and give its name without the ending."""
    content = MAGIC + cbor2.dumps(parts)
    name = prefix + hashlib.sha256(content).hexdigest()[:length]
    (folder / f"{name}{ending}").write_bytes(gzip.compress(content, mtime=0))
    return name
