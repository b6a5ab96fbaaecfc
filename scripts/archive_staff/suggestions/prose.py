"""The prose of a page, in which names may be marked: not its headings, code, links, marks and quotations."""

from __future__ import annotations

import re

from archive_model.body import read_prose

QUOTED_BLOCKS = frozenset({"quote", "epigraph", "pull-quote", "highlights"})
BLOCKQUOTE = re.compile(r"^ {0,3}>.*(?:\n(?![ \t]*\n).+)*", re.MULTILINE)
MARKED = re.compile(
    r"(?:\{[\w:+-]+\})?(?P<ticks>`+)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)(?P=ticks)(?!`)"  # roles and code
    r"|!?\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?:?"  # links, pictures, notes
    r"|<[^>\n]+>|\bhttps?://\S+|\bwww\.\S+|\S+@\S+"
    r"|“[^”]*”|‘[^’\n]*’|\"[^\"\n]*\""
    r"|\$[^$\n]+\$"
)


def markable(body: str) -> list[str]:
    """The lines of a page's text with spaces in place of what is not prose: what is left stands where it stood."""
    prose = read_prose(body, QUOTED_BLOCKS)
    for pattern in (BLOCKQUOTE, MARKED):
        prose = pattern.sub(_blank, prose)
    return prose.split("\n")


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
