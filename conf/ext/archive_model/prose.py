"""What stands within the lines of a text: its roles, and its plain words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive_model.headings import Section

ROLE = re.compile(
    r"(?<!\\)(?:\{(?P<name>[A-Za-z][\w:+-]*)\})?(?P<ticks>`+)(?P<content>(?:(?!\n[ \t]*\n).)+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL,
)
EXPLICIT = re.compile(r"(?P<text>.+?)\s*(?<!\\)<(?P<target>[^<>]*)>\Z", re.DOTALL)
INDENTED = re.compile(r"(?<![^\n]\n)^(?:(?: {4}|\t).*(?:\n|\Z))+", re.MULTILINE)
"""Lines set in by four spaces, below an empty line."""
PARAGRAPH = re.compile(r"^ {0,3}(?P<entry>[-+*:]|\d+[.)]|\[\^[^\]]+\]:)(?=\s)|(?<![^\n]\n)^\S", re.MULTILINE)
"""The start of a paragraph at the margin, or of an ``entry`` whose further paragraphs are set in: of a list, a
definition or a footnote."""


@dataclass(frozen=True, slots=True)
class Role:
    """A mark within a sentence, as in ``{term}`NRM```."""

    name: str
    target: str
    line: int
    section: str
    """The id of the section in which it stands; empty above the first heading."""


def find_roles(prose: str, first_line: int, sections: Sequence[Section]) -> Iterator[Role]:
    """The roles of a text, whose first line is the file's ``first_line``."""
    if "{" not in prose:
        return
    starts = [section.line for section in sections]
    line, counted = first_line, 0
    for found in ROLE.finditer(prose):
        if not found["name"]:
            continue
        line += prose.count("\n", counted, found.start())
        counted = found.start()
        explicit = EXPLICIT.match(found["content"])
        target = explicit["target"] if explicit else found["content"]
        place = bisect_right(starts, line) - 1
        yield Role(found["name"], " ".join(target.split()), line, sections[place].id if place >= 0 else "")


def without_indented_code(prose: str) -> str:
    """The text with empty lines in place of code that is set in by four spaces."""

    def blank(found: re.Match[str]) -> str:
        entries = [start["entry"] for start in PARAGRAPH.finditer(prose, 0, found.start())]
        return found[0] if entries and entries[-1] else "\n" * found[0].count("\n")

    return INDENTED.sub(blank, prose) if "    " in prose or "\t" in prose else prose


def first_paragraph(prose: str) -> str:
    """The words of the first paragraph."""
    paragraphs = (part for part in re.split(r"\n\s*\n", prose) if part.strip())
    return plain_text(" ".join(next(paragraphs, "").split()))


def plain_text(markdown: str) -> str:
    """The words of one line of Markdown, without citations and marks."""

    def shown(found: re.Match[str]) -> str:
        if found["name"] == "cite":
            return ""
        explicit = EXPLICIT.match(found["content"])
        return explicit["text"] if explicit and found["name"] else found["content"]

    words = ROLE.sub(shown, markdown)
    words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", words)
    words = re.sub(r"(?<![\w\\])[*_]{1,3}(\S(?:.*?\S)?)[*_]{1,3}(?!\w)", r"\1", words)
    words = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", words)
    return re.sub(r"\s+([.,;:)])", r"\1", " ".join(words.split()))
