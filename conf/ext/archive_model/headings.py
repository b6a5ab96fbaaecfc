"""The headings of a page's text: the ids of its sections, and what is wrong with headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from archive_model.problem import Code, Fault

WORD = re.compile(r"[^\W_]+")
HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<title>.*?))?(?:[ \t]+#+)?[ \t]*\Z")
WITHOUT_SPACE = re.compile(r"^ {0,3}(?P<marks>#{2,6})(?P<title>[^#\s].*)$", re.MULTILINE)
UNDERLINED = re.compile(
    r"^(?P<title>(?=.*\w)(?![>|]|\[\^|(?:[-+*:]|\d+[.)])\s)\S.*)\n {0,3}(?:=+|-+)[ \t]*$",
    re.MULTILINE,
)
"""CommonMark's setext headings. Below a quotation, a table, a footnote or an entry of a list, the line is a rule."""


RULES = tuple(f"\n{' ' * spaces}{sign}" for spaces in range(4) for sign in "=-")
"""How what stands below an underlined heading begins. Most pages have none, and that is found far sooner."""
RULE = re.compile(r"\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)


class Section(NamedTuple):
    """A heading below the title of the page, and the text up to the next one."""

    id: str
    """Made from the title; the second of two alike ends in ``-2``."""
    title: str
    level: int
    """2 for ``##``."""
    line: int


def section_id(title: str) -> str:
    """The id of a section from its title, in any script: small letters, digits and single hyphens.

    Accents of Latin letters go (``Košice`` gives ``kosice``), other scripts stay.
    """
    letters = title.lower() if title.isascii() else without_accents(title)
    return "-".join(WORD.findall(letters.replace("'", "").replace("’", ""))) or "section"


def without_accents(title: str) -> str:
    """The words in small letters, Latin ones without accents."""
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    return unicodedata.normalize("NFC", "".join(sign for sign in decomposed if not unicodedata.combining(sign)))


def unique_id(wanted: str, taken: dict[str, int]) -> str:
    """``wanted``, or with the first free number behind it.

    ``taken`` holds each id with the last number behind it, so that a thousand equal ones are not counted again.
    """
    number = taken.get(wanted, 0) + 1
    free = wanted if number == 1 else f"{wanted}-{number}"
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    taken[free] = 1
    taken[wanted] = number
    return free


def heading_faults(sections: Iterable[Section]) -> Iterator[Fault]:
    """Headings that are empty or out of order."""
    above = 1
    for section in sections:
        if message := _out_of_order(section, above):
            yield Fault(section.line, Code.HEADING, *message)
        above = max(section.level, 2)


def _out_of_order(section: Section, above: int) -> tuple[str, str] | None:
    below = section.level - above
    if not section.title:
        return "This heading is empty.", "Write it, or take the # away."
    if section.level == 1:
        message = "The page has a heading of the first level; that is its title."
        return message, "Write ## for the headings of the text."
    if below > 1:
        return f"This heading is {below} levels below the one above it.", f"Write {'#' * (above + 1)} instead."
    return None


def lost_headings(prose: str, first_line: int) -> Iterator[Fault]:
    """Lines that were meant as headings and are none, or are none to this reader."""
    for found in WITHOUT_SPACE.finditer(prose) if "##" in prose else ():
        message = f"A space is missing after {found['marks']}."
        yield _lost(found, first_line, message, f"Write “{found['marks']} {found['title']}”.")
    is_merged = "<<<<<<< " in prose  # then lines of equals signs divide two versions, which is told
    for found in UNDERLINED.finditer(prose) if _has_rules(prose) and not is_merged else ():
        yield _lost(found, first_line, "This heading is underlined.", f"Write “## {found['title']}” instead.")


def _has_rules(prose: str) -> bool:
    begins = "\n-" in prose or "\n=" in prose or ("\n " in prose and any(rule in prose for rule in RULES))
    return begins and bool(RULE.search(prose))


def _lost(found: re.Match[str], first_line: int, message: str, hint: str) -> Fault:
    line = first_line + found.string.count("\n", 0, found.start())
    return Fault(line, Code.HEADING, message, hint)
