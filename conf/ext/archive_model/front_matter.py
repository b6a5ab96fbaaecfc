"""The block of data at the top of a page: YAML, read strictly, with the line of every value.

Plain YAML 1.1 turns ``NO`` into false, ``10:30`` into 630 and ``1.10`` into 1.1, and lets a repeated key win silently.
Here a value stays text unless it is plainly true, false, null or a whole number, and a repeated key is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

type_of_path = tuple[str | int, ...]
LineMap = dict[type_of_path, int]
"""From the path of a value, such as ``("day", "themes", 0)``, to the line it stands on."""

FENCE = "---"
WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "value", "merge")
}


class FrontMatterError(Exception):
    """The block cannot be read; carries the line, what is wrong and what to do."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The data of a page and where each value stood."""

    data: Mapping[str, object] = field(default_factory=dict)
    lines: LineMap = field(default_factory=dict)
    body_line: int = 1
    """The line on which the text of the page begins."""

    def line_of(self, path: type_of_path) -> int:
        """The line of the value at ``path``, or of the nearest value around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1


def read_front_matter(text: str) -> FrontMatter:
    """Read the block at the top of ``text``.

    :raises FrontMatterError: the block has no end, is not YAML, or is not a list of fields.
    """
    if not text.startswith(FENCE + "\n"):
        return FrontMatter()
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        raise FrontMatterError(
            1, "The front matter is not closed.", "Put a line of three hyphens (---) after its last field."
        )
    data, line_map = _read_yaml("\n".join(lines[1:end]) + "\n")
    return FrontMatter(data, line_map, body_line=end + 2)


def _read_yaml(block: str) -> tuple[dict[str, object], LineMap]:
    try:
        root = yaml.compose(block, Loader=yaml.CSafeLoader)
        lines: LineMap = {}
        data = _Values(lines).value(root, ()) if root else {}
    except yaml.MarkedYAMLError as error:
        raise _in_plain_words(error, block) from error
    except yaml.YAMLError as error:
        raise FrontMatterError(2, "The front matter holds a character that cannot be used.", _RETYPE) from error
    except RecursionError as error:
        raise FrontMatterError(2, "The front matter is nested too deeply.", "Write it as simple fields.") from error
    if not isinstance(data, dict):
        raise FrontMatterError(2, "The front matter is not a list of fields.", "Write each as “name: value”.")
    return data, lines


_RETYPE = "Delete it and type it again; pasted text can hold invisible characters."


class _Values:
    """Plain values from YAML nodes, noting the line of each."""

    def __init__(self, lines: LineMap) -> None:
        self.lines = lines
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, path: type_of_path) -> object:
        line = node.start_mark.line + 2
        self.lines[path] = line
        if id(node) in self.seen:
            raise FrontMatterError(line, "A part is repeated with & and *.", "Write it out in full.")
        self.seen.add(id(node))
        if node.tag not in PLAIN_TAGS:
            raise FrontMatterError(line, f"“{node.tag}” cannot be used here.", "Remove the word that begins with “!”.")
        if isinstance(node, yaml.MappingNode):
            return dict(self._fields(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return _scalar(node)

    def _fields(self, node: yaml.MappingNode, path: type_of_path) -> Iterator[tuple[str, object]]:
        known: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 2
            if not isinstance(key_node, yaml.ScalarNode):
                raise FrontMatterError(line, "A field name is missing.", "Write “name: value”.")
            key = key_node.value
            if key in known:
                raise FrontMatterError(
                    line, f"“{key}” is given twice; the first is on line {known[key]}.", "Keep one of them."
                )
            known[key] = line
            value = self.value(value_node, (*path, key))
            self.lines[(*path, key)] = line
            yield key, value


def _scalar(node: yaml.ScalarNode) -> object:
    text: str = node.value
    if node.style:
        return text
    if text in ("", "null", "~"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if WHOLE_NUMBER.match(text) and len(text) < 19:
        return int(text)
    return text


YAML_WORDS = (
    (
        "mapping values are not allowed",
        "There is a second colon on this line.",
        'Use quotes: title: "a: b".',
    ),
    ("could not find expected ':'", "A colon is missing.", "Write “name: value”."),
    ("end of stream", "A quotation mark or bracket is opened but not closed.", "Close it."),
    ("while scanning a quoted scalar", "A quotation mark is opened but not closed.", "Close it."),
    (
        "expected ',' or",
        "A list is not written correctly.",
        "Write it as [one, two], with commas and brackets.",
    ),
    ("block mapping", "This line is not indented like the ones above it.", "Line it up with spaces."),
    ("block end", "This line is not indented like the ones above it.", "Line it up with spaces."),
)
"""What PyYAML says, what is wrong in plain words, and what to do. The first that fits is used."""
OPENED_ABOVE = YAML_WORDS[2:4]
"""Of these, the line where the mistake began is named, not the one where it was noticed."""


def _in_plain_words(error: yaml.MarkedYAMLError, block: str) -> FrontMatterError:
    lines = block.split("\n")
    noticed = error.problem_mark or error.context_mark
    index = min(noticed.line if noticed else 0, len(lines) - 1)
    if "\t" in lines[index][: len(lines[index]) - len(lines[index].lstrip())] or "'\\t'" in str(error.problem):
        return FrontMatterError(index + 2, "This line is indented with a tab.", "Use two spaces instead.")
    said = f"{error.context} {error.problem}"
    known = next((words for words in YAML_WORDS if words[0] in said), None)
    if known is None:
        message = f"The front matter cannot be read here: {error.problem}."
        return FrontMatterError(index + 2, message, "Compare the line with another page of this kind.")
    if known in OPENED_ABOVE and error.context_mark:
        index = error.context_mark.line
    while index and not lines[index].strip():
        index -= 1
    return FrontMatterError(index + 2, known[1], known[2])
