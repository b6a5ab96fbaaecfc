"""What Sphinx, MyST, docutils and sphinxcontrib-bibtex say of a page, in words for people who write pages.

What is not known here is passed through as it is; ``archive build --verbose`` shows the words of the programs for all.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from string import Template
from typing import NamedTuple


class Saying(NamedTuple):
    """Words of a program, and ours for them; groups of the pattern stand in ours as ``$x``."""

    pattern: re.Pattern[str]
    message: Template
    hint: Template


@cache
def sayings() -> tuple[Saying, ...]:
    """All that are known, in the order in which they are looked for."""
    text = files("archive_staff").joinpath("plain_english.toml").read_text(encoding="utf-8")
    return tuple(
        Saying(re.compile(each["says"], re.DOTALL), Template(each["message"]), Template(each["hint"]))
        for each in tomllib.loads(text)["saying"]
    )


def in_plain_english(text: str) -> tuple[str, str] | None:
    """Message and hint for what a program says; None where nobody has put it into other words."""
    for pattern, message, hint in sayings():
        if found := pattern.fullmatch(text.strip()):
            words = {name: value or "" for name, value in found.groupdict().items()}
            if "names" in words:  # a list, as Python writes it
                words["names"] = words["names"].replace("'", "")
            return message.substitute(words), hint.substitute(words)
    return None
