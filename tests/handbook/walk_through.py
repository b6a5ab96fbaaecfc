"""The walk through the handbook, step by step as its text says."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

from .references import HANDBOOK, ROOT

TEXT = HANDBOOK / "add-a-day.md"
COMMAND = re.compile(r"^```sh\narchive (?P<words>[^\n]+)\n```$", re.MULTILINE)
NOTES = re.compile(r"^```\{code-block\} text\n:caption: (?P<name>\S+)\n\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def prepare(folder: Path) -> None:
    """A copy of the archive, with the notes beside it."""
    for part in ("conf", "docs"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("ext", "__pycache__"))
    for notes in NOTES.finditer(TEXT.read_text(encoding="utf-8")):
        (folder / notes["name"]).write_text(notes["text"], encoding="utf-8", newline="\n")


def steps() -> Iterator[list[str]]:
    """The words of each command in turn."""
    return (shlex.split(found["words"]) for found in COMMAND.finditer(TEXT.read_text(encoding="utf-8")))
