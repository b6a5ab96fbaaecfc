"""What the text of a page marks: its sections, roles and directives, with the line of each.

MyST reads the text again when the page is built; this reader only looks for the marks, hundreds of times faster,
so that the whole archive is known before a single page is built.
The suite holds the two against each other on the real pages.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

HEADING = re.compile(r"(?P<marks>#{1,6})(?:[ \t]+(?P<title>.*?))?(?:[ \t]+#+)?[ \t]*\Z")
FENCE = re.compile(r"(?P<indent> {0,3})(?P<mark>`{3,}|~{3,}|:{3,})[ \t]*(?:\{(?P<name>[^{}\s]+)\})?(?P<rest>.*)\Z")
OPTION = re.compile(r":(?P<key>[A-Za-z0-9_-]+):(?:[ \t]+(?P<value>.*?))?[ \t]*\Z")
ROLE = re.compile(
    r"(?<!\\)(?:\{(?P<name>[A-Za-z][\w:+-]*)\})?(?P<ticks>`+)(?P<content>(?:(?!\n[ \t]*\n).)+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL,
)
EXPLICIT = re.compile(r"(?P<text>.+?)\s*(?<!\\)<(?P<target>[^<>]*)>\Z", re.DOTALL)
COMMENT = re.compile(r"^%[^\n]*$|<!--.*?-->", re.MULTILINE | re.DOTALL)
LITERAL_DIRECTIVES = frozenset({"code", "code-block", "sourcecode", "raw", "math", "literalinclude", "eval-rst"})


@dataclass(frozen=True, slots=True)
class Section:
    """A heading below the title of the page, and the text up to the next one."""

    id: str
    """Made from the title; the second of two alike ends in ``-2``."""
    title: str
    level: int
    """2 for ``##``."""
    line: int


@dataclass(frozen=True, slots=True)
class Role:
    """A mark within a sentence, as in ``{term}`NRM```."""

    name: str
    target: str
    line: int
    section: str
    """The id of the section in which it stands; empty above the first heading."""


@dataclass(frozen=True, slots=True)
class Directive:
    """A mark with lines of its own, as in ``:::{session}``."""

    name: str
    argument: str
    line: int
    section: str
    options: dict[str, str] = field(default_factory=dict)
    option_lines: dict[str, int] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """The marks of a page's text in the order in which they stand."""

    sections: tuple[Section, ...]
    roles: tuple[Role, ...]
    directives: tuple[Directive, ...]
    lead: str
    """The first paragraph, as plain text."""
    unclosed: tuple[int, ...]
    """Lines of fences that no line closes."""


def section_id(title: str) -> str:
    """The id of a section from its title, in any script: small letters, digits and single hyphens.

    Accents of Latin letters go (``Košice`` gives ``kosice``), other scripts stay.
    """
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    latin = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", latin).replace("'", "").replace("’", ""))
    return "-".join(words) or "section"


def unique_id(wanted: str, taken: set[str]) -> str:
    """``wanted``, or with the first free number behind it, which is then taken."""
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    taken.add(free)
    return free


@dataclass(slots=True)
class _Fence:
    mark: str
    line: int
    name: str = ""
    argument: str = ""
    section: str = ""
    literal: bool = False
    options: dict[str, str] = field(default_factory=dict)
    option_lines: dict[str, int] = field(default_factory=dict)
    options_over: bool = False
    text: list[str] = field(default_factory=list)

    def closes(self, found: re.Match[str]) -> bool:
        mark = found["mark"]
        bare = not found["name"] and not found["rest"].strip()
        return bare and mark[0] == self.mark[0] and len(mark) >= len(self.mark)


class _Reader:
    """Walks over the lines once, keeping the open fences and the present section."""

    def __init__(self, first_line: int) -> None:
        self.line = first_line - 1
        self.section = ""
        self.ids: set[str] = set()
        self.sections: list[Section] = []
        self.directives: list[Directive] = []
        self.fences: list[_Fence] = []
        self.prose: list[str] = []

    def read(self, text: str) -> None:
        for line in text.split("\n"):
            self.line += 1
            self.prose.append(self._visible(line))

    def _visible(self, line: str) -> str:
        """The line as prose, or nothing where it is a heading, a fence, an option or code."""
        fence = self.fences[-1] if self.fences else None
        found = FENCE.match(line)
        if fence and found and fence.closes(found):
            self._close(self.fences.pop())
            return ""
        if fence and fence.literal:
            return ""
        if found and not (found["mark"][0] == "`" and "`" in found["rest"]):
            self._open(found)
            return found["rest"]
        if fence:
            return self._inside(fence, line)
        if (heading := HEADING.match(line)) and heading["title"] is not None:
            self._head(heading)
            return ""
        return line

    def _open(self, found: re.Match[str]) -> None:
        name = found["name"] or ""
        literal = (not name and found["mark"][0] != ":") or name in LITERAL_DIRECTIVES
        self.fences.append(_Fence(found["mark"], self.line, name, found["rest"].strip(), self.section, literal))

    def _inside(self, fence: _Fence, line: str) -> str:
        option = None if fence.options_over or not fence.name else OPTION.match(line)
        if option:
            fence.options[option["key"]] = option["value"] or ""
            fence.option_lines[option["key"]] = self.line
            return ""
        fence.options_over = True
        fence.text.append(line)
        return line

    def _close(self, fence: _Fence) -> None:
        if fence.name:
            text = "\n".join(fence.text).strip()
            self.directives.append(
                Directive(
                    fence.name, fence.argument, fence.line, fence.section, fence.options, fence.option_lines, text
                )
            )

    def _head(self, heading: re.Match[str]) -> None:
        title, level = plain_text(heading["title"]), len(heading["marks"])
        self.section = unique_id(section_id(title), self.ids)
        self.sections.append(Section(self.section, title, level, self.line))


def read_body(text: str, first_line: int) -> Body:
    """Find the marks in the text of a page, whose first line is the file's ``first_line``."""
    blank = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    reader = _Reader(first_line)
    reader.read(blank)
    directives = sorted(reader.directives, key=lambda directive: directive.line)
    prose = "\n".join(reader.prose)
    return Body(
        sections=tuple(reader.sections),
        roles=tuple(_roles(prose, first_line, reader.sections)),
        directives=tuple(directives),
        lead=_lead(prose),
        unclosed=tuple(fence.line for fence in reader.fences),
    )


def _roles(prose: str, first_line: int, sections: list[Section]) -> Iterator[Role]:
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


def _lead(prose: str) -> str:
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
