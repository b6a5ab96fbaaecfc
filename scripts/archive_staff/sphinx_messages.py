"""Sphinx's warnings as problems of the archive: with file, line, what, and the words of the editor."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from archive_model.problem import Code, Problem
from archive_staff.plain_english import in_plain_english

LOCATED = re.compile(
    r"(?P<path>(?:[A-Za-z]:)?[^:\n]+?)(?::(?P<line>\d+|<[^>]+>))?: (?:WARNING|ERROR|CRITICAL): (?P<text>.*)\Z"
)
BARE = re.compile(r"(?:WARNING|ERROR|CRITICAL): (?P<text>.*)\Z")
RULE = re.compile(r"\s*\[(?P<rule>[\w.-]+)\]\s*\Z")


def read_messages(written: str, root: Path) -> Iterator[Problem]:
    """The problems in a file of warnings; paths are named from ``root``."""
    for line in written.splitlines():
        if found := LOCATED.match(line):
            number = found["line"] or ""
            yield _problem(_name(found["path"], root), int(number) if number.isdigit() else 1, found["text"])
        elif found := BARE.match(line):
            yield _problem("conf/conf.py", 1, found["text"])


def _problem(path: str, line: int, text: str) -> Problem:
    rule = RULE.search(text)
    words = RULE.sub("", text)
    name = rule["rule"].removeprefix("archive.") if rule else ""
    if rule and rule["rule"].startswith("archive.") and name in {code.value for code in Code}:
        return Problem(path, max(line, 1), Code(name), words)
    if plain := in_plain_english(words):
        return Problem(path, max(line, 1), Code.SPHINX, *plain)
    shown = f"{words} ({rule['rule']})" if rule else words
    return Problem(path, max(line, 1), Code.SPHINX, shown)


def _name(path: str, root: Path) -> str:
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # on another drive
        return Path(path).as_posix()
