"""The walk through the handbook, step by step as its text says."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

from .references import HANDBOOK, ROOT

PAGE = "docs/conferences/2027-lisbon/day-1.md"
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


def answer_questions(folder: Path) -> None:
    """What is to be done by hand after the import: the lines with the questions are taken away."""
    page = folder / PAGE
    lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("% Question ")]
    assert len(kept) < len(lines)
    page.write_text("".join(kept), encoding="utf-8", newline="\n")
