"""What the text of a page marks: its sections, roles and directives, with the line of each.

MyST reads the text again when the page is built; this reader only looks for the marks, hundreds of times faster,
so that the whole archive is known before a single page is built.
The suite holds the two against each other on the real pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive_model.fields import markup_in
from archive_model.headings import HEADING, Section, heading_faults, lost_headings, section_id, unique_id
from archive_model.problem import Code, Fault
from archive_model.prose import Role, find_roles, first_paragraph, plain_text, without_indented_code
from archive_model.slips import open_questions, slips

FENCE = re.compile(r"(?P<indent> {0,3})(?P<mark>`{3,}|~{3,}|:{3,})[ \t]*(?:\{(?P<name>[^{}\s]+)\})?(?P<rest>.*)\Z")
OPTION = re.compile(r":(?P<key>[A-Za-z0-9_-]+):(?:[ \t]+(?P<value>.*?))?[ \t]*\Z")
COMMENT = re.compile(r"\n%[^\n]*|<!--.*?-->", re.DOTALL)
COMMENT_STARTS = ("\n%", "<!--")
FENCE_SIGNS = frozenset("`~:")
LITERAL_DIRECTIVES = frozenset({"code", "code-block", "sourcecode", "raw", "math", "literalinclude", "eval-rst"})


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
    faults: tuple[Fault, ...]
    """What is wrong with its headings and with the lines that open and close its blocks."""


def _is_bare(fence: re.Match[str]) -> bool:
    return not fence["name"] and not fence["rest"].strip()


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

    def closed_by(self, found: re.Match[str]) -> bool:
        mark = found["mark"]
        return _is_bare(found) and mark[0] == self.mark[0] and len(mark) >= len(self.mark)


class _Reader:
    """Walks over the lines once, keeping the open fences and the present section."""

    def __init__(self, first_line: int, hidden: frozenset[str] | None = None) -> None:
        self.hidden = hidden
        """Blocks of which nothing is prose; then neither are the lines that open blocks."""
        self.line = first_line - 1
        self.section = ""
        self.ids: dict[str, int] = {}
        self.sections: list[Section] = []
        self.directives: list[Directive] = []
        self.fences: list[_Fence] = []
        self.prose: list[str] = []
        self.faults: list[Fault] = []

    def read(self, text: str) -> None:
        for line in text.split("\n"):
            self.line += 1
            self.prose.append(self._visible(line))
        for fence in self.fences:
            hint = "End it with a line of the same marks."
            self.faults.append(Fault(fence.line, Code.MARK, "This block is not closed.", hint))

    def _visible(self, line: str) -> str:
        """The line as prose, or nothing where it is a heading, a fence, an option or code."""
        fence = self.fences[-1] if self.fences else None
        sign = line.lstrip(" ")[:1]
        found = FENCE.match(line) if sign in FENCE_SIGNS else None
        if fence and found and fence.closed_by(found):
            self._close(self.fences.pop())
            return ""
        if fence and fence.literal:
            return ""
        if found and not (found["mark"][0] == "`" and "`" in found["rest"]):
            self._open(found)
            return found["rest"] if self.hidden is None else ""
        if fence:
            return self._inside(fence, line)
        if sign == "#" and (heading := HEADING.match(line)):
            self._head(heading)
            return ""
        return line

    def _open(self, found: re.Match[str]) -> None:
        if found["mark"][0] == ":" and _is_bare(found):
            self._fault("This line closes a block, but none is open.", "Take it away.")
            return
        name = found["name"] or ""
        literal = (not name and found["mark"][0] != ":") or name in LITERAL_DIRECTIVES
        self.fences.append(_Fence(found["mark"], self.line, name, found["rest"].strip(), self.section, literal))

    def _inside(self, fence: _Fence, line: str) -> str:
        option = None if fence.options_over or not fence.name else OPTION.match(line)
        if option:
            self._set(fence, option["key"], option["value"] or "")
            return ""
        fence.options_over = True
        fence.text.append(line)
        return "" if self.hidden and any(each.name in self.hidden for each in self.fences) else line

    def _set(self, fence: _Fence, key: str, value: str) -> None:
        first = fence.option_lines.setdefault(key, self.line)
        if first != self.line:
            self._fault(f"“{key}” is given twice; the first is on line {first}.", "Keep one of them.")
        fence.options[key] = value

    def _close(self, fence: _Fence) -> None:
        if fence.name:
            text = "\n".join(fence.text).strip()
            self.directives.append(
                Directive(
                    fence.name, fence.argument, fence.line, fence.section, fence.options, fence.option_lines, text
                )
            )

    def _head(self, heading: re.Match[str]) -> None:
        written = heading["title"] or ""
        if mark := markup_in(written):
            message = f"The heading holds {mark}; headings are plain text."
            self._fault(message, "Take the marks away.", Code.HEADING)
        title = plain_text(written)
        self.section = unique_id(section_id(title), self.ids)
        self.sections.append(Section(self.section, title, len(heading["marks"]), self.line))

    def _fault(self, message: str, hint: str, code: Code = Code.MARK) -> None:
        self.faults.append(Fault(self.line, code, message, hint))


def read_body(text: str, first_line: int) -> Body:
    """Find the marks in the text of a page, whose first line is the file's ``first_line``."""
    reader = _Reader(first_line)
    reader.read(_without_comments(f"\n{text}")[1:])
    prose = without_indented_code("\n".join(reader.prose))
    return Body(
        sections=tuple(reader.sections),
        roles=tuple(find_roles(prose, first_line, reader.sections)),
        directives=tuple(sorted(reader.directives, key=lambda directive: directive.line)),
        lead=first_paragraph(prose),
        faults=(
            *reader.faults,
            *heading_faults(reader.sections),
            *lost_headings(prose, first_line),
            *slips(prose, first_line),
            *open_questions(text, first_line),
        ),
    )


def read_prose(text: str, hidden: frozenset[str]) -> str:
    """The text of a page, with empty lines in place of headings, code, blocks named in ``hidden`` and signs of others.

    What is left stands in the lines and columns in which it stood.
    """
    reader = _Reader(1, hidden)
    reader.read(_without_comments(f"\n{text}")[1:])
    return without_indented_code("\n".join(reader.prose))


def _without_comments(text: str) -> str:
    if not any(start in text for start in COMMENT_STARTS):
        return text
    return COMMENT.sub(_space_of, text)


def _space_of(comment: re.Match[str]) -> str:
    """As many lines as a comment has; where words follow it, these keep their columns."""
    lines = comment[0].split("\n")
    follows = comment.string[comment.end() : comment.end() + 1] not in ("", "\n")
    return "\n" * (len(lines) - 1) + (" " * len(lines[-1]) if follows else "")
