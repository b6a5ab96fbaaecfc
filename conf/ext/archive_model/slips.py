"""What stands in a text by a slip: marks that are none, HTML, pictures without words or elsewhere, open questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archive_model.problem import Code, Fault
from archive_model.prose import without_code

NOT_DESCRIBED = "This picture is not described in words."
HOW_TO_DESCRIBE = "Say what can be seen and why it is shown, as in “:alt: Delegates at a round table.”"
ELSEWHERE = "This picture lies on another site, which would learn who reads the page."
HOW_TO_KEEP = "Save it in docs/media/, and show it from there."


class Slip(NamedTuple):
    """What to look for, and what to say of it."""

    sign: str
    """Without which it cannot stand in a text; far sooner looked for."""
    pattern: re.Pattern[str]
    code: Code
    message: str
    """In which ``{0}`` is what was found, and ``{1}`` its first group."""
    hint: str


SLIPS = (
    Slip(
        "<<<<<<<",
        re.compile(r"^<{7}(?: .*)?$", re.MULTILINE),
        Code.MARK,
        "Two versions of this page were put together here, and nobody has chosen yet.",
        "Keep what is right up to the line of >>>>>>>, and delete that line, this one, and the one of =======.",
    ),
    Slip(
        "<",
        re.compile(r"(?<!\\)<([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>"),
        Code.MARK,
        "HTML stands here: {0}.",
        "Write it in Markdown, or take it away. Where you mean the sign itself, write \\<.",
    ),
    Slip(
        "::{",
        re.compile(r"^ {0,3}::\{([\w-]+)\}.*$", re.MULTILINE),
        Code.MARK,
        "Two colons open no block.",
        "Write three: :::{{{1}}}, and three to close it.",
    ),
    Slip(
        "}",
        re.compile(r"(?<![`\\$])\{([a-z][a-z-]+)\}(?=[ \t]?[\w'\"“‘`])(?!`)"),
        Code.MARK,
        "What {0} names must stand behind it between two backticks.",
        "Write it so: {{{1}}}`debt-bondage`, without a space.",
    ),
    Slip(
        "![",
        re.compile(r"!\[\s*\]\([^)]*\)"),
        Code.ALT,
        NOT_DESCRIBED,
        "Write what can be seen between the square brackets.",
    ),
    Slip("![", re.compile(r"!\[[^\]]*\]\(\s*(?:https?:)?//[^)]*\)"), Code.MARK, ELSEWHERE, HOW_TO_KEEP),
)


OPEN_QUESTION = Slip(
    "% Question ",
    re.compile(r"^% Question \d+: (.*)$", re.MULTILINE),
    Code.QUESTION,
    "A question on these notes is open: {1}",
    "See to it in the text below, then delete this line.",
)
"""The comments that ``archive import`` leaves where somebody must look."""


def slips(prose: str, first_line: int) -> Iterator[Fault]:
    """The slips in a text without code and blocks, whose first line is the file's ``first_line``."""
    text = ""
    for slip in SLIPS:
        if slip.sign in prose:
            text = text or without_code(prose)
            yield from _faults(slip, text, first_line)


def open_questions(text: str, first_line: int) -> Iterator[Fault]:
    """The questions in the comments of a text that nobody has answered."""
    if OPEN_QUESTION.sign in text:
        yield from _faults(OPEN_QUESTION, text, first_line)


def _faults(slip: Slip, text: str, first_line: int) -> Iterator[Fault]:
    for found in slip.pattern.finditer(text):
        line = first_line + text.count("\n", 0, found.start())
        parts = (found[0], *found.groups(default=""))
        yield Fault(line, slip.code, slip.message.format(*parts), slip.hint.format(*parts))
