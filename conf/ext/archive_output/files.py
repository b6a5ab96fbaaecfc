"""How files come to be: whole, and without changing what already has another name in the published site."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def compact_json(item: object) -> str:
    """JSON for programs, in as few signs as there can be."""
    return json.dumps(item, ensure_ascii=False, separators=(",", ":")) + "\n"


def write_if_changed(file: Path, text: str) -> bool:
    """Write a file only where its content differs; whether it was written."""
    raw = text.encode("utf-8")
    if file.is_file() and file.read_bytes() == raw:
        return False
    write_anew(file, raw)
    return True


@contextmanager
def replaced(file: Path) -> Iterator[Path]:
    """A file to write, which then takes the place of ``file``.

    That one may have a second name in the published site, which must keep what it has; and whoever reads it
    meanwhile, as the preview does, finds the old one or the new one whole.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    yield fresh
    fresh.replace(file)


def write_anew(file: Path, raw: bytes) -> None:
    """Write a file that takes the place of the old one; where there is none, nobody can hold it yet."""
    try:
        _write_first(file, raw)
    except FileExistsError:
        with replaced(file) as fresh:
            fresh.write_bytes(raw)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write_first(file, raw)


def _write_first(file: Path, raw: bytes) -> None:
    with open(file, "xb") as new:  # noqa: PTH123 - thousands of times, and three times as fast
        new.write(raw)


def share(file: Path, target: Path) -> None:
    """Give a file a second name, or copy it where that cannot be."""
    try:
        os.link(file, target)
    except OSError:
        shutil.copy2(file, target)  # a file system without hard links
