"""The block of data at the top of a page: YAML, read strictly, with the line of every value.

Plain YAML 1.1 turns ``NO`` into false, ``10:30`` into 630 and ``1.10`` into 1.1, and lets a repeated key win silently.
Here a value stays text unless it is plainly true, false, null or a whole number, and a repeated key is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from archive_model.field_path import FieldPath
from archive_model.source_file import RETYPE
from archive_model.yaml_messages import in_plain_words

LineMap = dict[FieldPath, int]
"""From the path of a value, such as ``("day", "themes", 0)``, to the line it stands on."""

FENCE = "---"
FIRST = re.compile(rf"{FENCE}[^\S\n]*(?=\n|\Z)")
LAST = re.compile(rf"\n{FENCE}[^\S\n]*(?=\n|\Z)")
WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
YAML_TAG = "tag:yaml.org,2002:"
"""What YAML makes of ``!!``."""
PLAIN_TAGS = {
    f"{YAML_TAG}{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "value", "merge")
}

TAGS = {yaml.ScalarNode: f"{YAML_TAG}str", yaml.SequenceNode: f"{YAML_TAG}seq", yaml.MappingNode: f"{YAML_TAG}map"}
"""By what a value is made of, the tag it has where none is written."""


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
    body: str = ""
    """The text of the page."""

    def line_of(self, path: FieldPath) -> int:
        """The line of the value at ``path``, or of the nearest value around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1


def read_front_matter(text: str) -> FrontMatter:
    """Read the block at the top of ``text``.

    :raises FrontMatterError: the block has no end, is not YAML, or is not a list of fields.
    """
    first = FIRST.match(text)
    if not first:
        return FrontMatter(body=text)
    last = LAST.search(text, first.end())
    if not last:
        raise FrontMatterError(
            1, "The front matter is not closed.", "Put a line of three hyphens (---) after its last field."
        )
    data, line_map = _read_yaml(text[first.end() + 1 : last.start() + 1])
    line = text.count("\n", 0, last.end()) + 2
    return FrontMatter(data, line_map, line, text[last.end() + 1 :])


def _read_yaml(block: str) -> tuple[dict[str, object], LineMap]:
    lines: LineMap = {}
    try:
        root = _compose(block)
        data = _Values(lines).value(root, ()) if root else {}
    except yaml.MarkedYAMLError as error:
        line, message, hint = in_plain_words(error, block)
        raise FrontMatterError(line + 2, message, hint) from error
    except yaml.YAMLError as error:
        raise FrontMatterError(2, "The front matter holds a character that cannot be used.", RETYPE) from error
    except RecursionError as error:
        raise FrontMatterError(2, "The front matter is nested too deeply.", "Write it as simple fields.") from error
    if not isinstance(data, dict):
        raise FrontMatterError(2, "The front matter is not a list of fields.", "Write each as “name: value”.")
    return data, lines


def _compose(block: str) -> yaml.Node | None:
    """The root of the block, which holds no anchors: composing drops their names, and with them words of a text."""
    root = yaml.compose(block, Loader=_Loader)
    for token in yaml.scan(block, Loader=yaml.CSafeLoader) if "&" in block else ():
        if isinstance(token, yaml.AnchorToken):
            raise yaml.MarkedYAMLError("while scanning an anchor", token.start_mark, "found one", token.start_mark)
    return root


class _Loader(yaml.CSafeLoader):
    """Does not guess what a plain word means; :func:`_scalar` decides."""

    def resolve(self, kind: type[yaml.Node], _value: object, _implicit: object) -> str:
        """The tag of a value that bears none."""
        return TAGS[kind]


class _Values:
    """Plain values from YAML nodes, noting the line of each."""

    def __init__(self, lines: LineMap) -> None:
        self.lines = lines

    def value(self, node: yaml.Node, path: FieldPath) -> object:
        line = node.start_mark.line + 2
        self.lines[path] = line
        if node.tag not in PLAIN_TAGS:
            tag = node.tag.replace(YAML_TAG, "!!")
            raise FrontMatterError(line, f"“{tag}” cannot be used here.", "Remove the word that begins with “!”.")
        if isinstance(node, yaml.MappingNode):
            return dict(self._fields(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return _scalar(node)

    def _fields(self, node: yaml.MappingNode, path: FieldPath) -> Iterator[tuple[str, object]]:
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
