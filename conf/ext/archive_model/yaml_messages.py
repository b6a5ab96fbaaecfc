"""What PyYAML says of a block that it cannot read, in plain words."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NamedTuple

import yaml


class Slip(NamedTuple):
    """A mistake that editors make, and how it is known."""

    said: str
    """A regular expression for what PyYAML says."""
    seen: str
    """One for what stands from the line where the mistake began to the place where it was noticed."""
    message: str
    hint: str
    began: bool = True
    """Whether the line is named where the mistake began, or else where it was noticed."""


NO_VALUE = "mapping values are not allowed"
NO_COLON = f"{NO_VALUE}|could not find expected ':'"
NO_END = "expected key|expected '-' indicator|expected <document start>"
NOT_A_TEXT = (
    "start any token|an anchor|an alias|a block scalar|a directive|a tag|"
    "undefined (alias|tag)|mapping keys are not allowed|expected node content"
)

BEHIND_QUOTE = "There is text behind the closing quotation mark."
NOT_CLOSED = ("A quotation mark or bracket is opened but not closed.", "Close it.")
NOT_IN_LINE = ("This line is not indented like the ones above it.", "Line it up with spaces.")

SLIPS = (
    Slip(r"a tab character|'\\t'", "", "This line is indented with a tab.", "Use two spaces instead.", began=False),
    Slip(NO_VALUE, r".*?:\s+[“„”]", "Curly quotation marks enclose nothing here.", 'Use straight ones: title: "a: b".'),
    Slip(NO_VALUE, r".*\Z", "There is a second colon on this line.", 'Use quotes: title: "a: b".'),
    Slip(NO_VALUE, r".*:\s", *NOT_IN_LINE, began=False),
    Slip(NO_COLON, r" *[\w-]+:\S", "A space is missing after the colon.", "Write “name: value”."),
    Slip(NO_COLON, "", "A colon is missing.", "Write “name: value”."),
    Slip(
        "parsing a flow|unexpected ':'",
        "",
        "A list is not written correctly.",
        "Write it as [one, two], with commas and brackets.",
    ),
    Slip("block sequence entries", "", "A list cannot begin with a hyphen here.", "Write it as [one, two]."),
    Slip("scanning a quoted scalar", "", *NOT_CLOSED),
    Slip("parsing a quoted scalar", "", "A backslash cannot stand in double quotes.", "Use single quotes."),
    Slip(NOT_A_TEXT, "", "A text cannot begin with “{first}” here.", 'Put it in quotes: "…".'),
    Slip("another document", "", "Three hyphens stand within the front matter.", "Take them away.", began=False),
    Slip(NO_END, r"\.\.\.", "A line of three dots cannot stand in the front matter.", "Take it away."),
    Slip(
        NO_END,
        r".*[\]}] *\Z",
        "There is text behind the closing bracket.",
        "Take it away, or put all of it in quotes.",
    ),
    Slip(NO_END, r'.*" *\Z', BEHIND_QUOTE, "Put all of it in single quotes."),
    Slip(NO_END, r".*' *\Z", BEHIND_QUOTE, "Put all of it in double quotes."),
    Slip(NO_END, r"""(?s:.*)["'] *\Z""", *NOT_CLOSED),
    Slip(NO_END, "", *NOT_IN_LINE, began=False),
    Slip(
        "",
        "",
        "The front matter cannot be read here: {problem}.",
        "Compare the line with another page of this kind.",
        began=False,
    ),
)
"""The first that fits is used; the last fits everything."""


def in_plain_words(error: yaml.MarkedYAMLError, block: str) -> tuple[int, str, str]:
    """The line, counted from 0, what is wrong there and what to do."""
    noticed = error.problem_mark
    assert noticed
    began = error.context_mark or noticed
    if re.search(f"{NO_VALUE}|{NO_END}", str(error.problem)):  # of these, libyaml does not say where they began
        began = _part_before(noticed, block)
    first = block[began.index : began.index + 1]
    said = f"{error.context} {error.problem} {first!r}"
    seen = block[block.rfind("\n", 0, began.index) + 1 : noticed.index]
    slip = next(slip for slip in SLIPS if re.search(slip.said, said) and re.match(slip.seen, seen))
    line = min((began if slip.began else noticed).line, block.rstrip().count("\n"))
    return line, slip.message.format(first=first, problem=error.problem), slip.hint


def _part_before(noticed: yaml.Mark, block: str) -> yaml.Mark:
    """The beginning of the part, such as a text or a bracket, that stands before a place."""
    before = noticed
    with suppress(yaml.YAMLError):  # the same mistake, met again
        for token in yaml.scan(block, Loader=yaml.CSafeLoader):
            if token.start_mark.index >= noticed.index:
                break
            before = token.start_mark
    return before
