"""The prose of a page, in which names may be marked: not its headings, code, links, marks and quotations."""

from __future__ import annotations

import re

from archive_model.body import read_prose

QUOTED_BLOCKS = frozenset({"quote", "epigraph", "pull-quote", "highlights"})
NEXT = r"(?:(?!\n[ \t]*\n)[\s\S])"
"""A sign of the same paragraph."""
WORDS = rf"(?:\[(?:(?!\]){NEXT})*\]|(?![\[\]]){NEXT})*"
"""What stands in brackets, with pairs of brackets in it."""
BLOCKQUOTE = re.compile(r"^ {0,3}>.*(?:\n(?![ \t]*\n).+)*", re.MULTILINE)
HTML_BLOCK = re.compile(r"^ {0,3}</?[A-Za-z!].*(?:\n(?![ \t]*\n).+)*", re.MULTILINE)
WHOLE_LINE = re.compile(r"^ {0,3}(?:\[(?!\^)[^\]\n]+\]:.*|\([^\s()]+\)=[ \t]*|\+\+\+.*)$", re.MULTILINE)
"""Addresses of links, labels and breaks of blocks."""
MARKED = re.compile(
    rf"(?:\{{[\w:+-]+\}})?(?P<ticks>`+){NEXT}+?(?<!`)(?P=ticks)(?!`)"  # roles and code
    rf"|!?\[{WORDS}\](?:\((?:(?!\)){NEXT})*\)|\[[^\]\n]*\])?:?"  # links, pictures, notes
    rf"|<[A-Za-z/!](?:(?!>){NEXT})*>|\bhttps?://\S+|\bwww\.\S+|\S+@\S+"
    r"|[\w.-]*[\w-]/[\w./-]*|\b\w[\w-]*\.[a-z]\S*"  # paths and names of hosts
    rf"|“(?:(?![”“]){NEXT})*”|„(?:(?![“”]){NEXT})*[“”]|«(?:(?!»){NEXT})*»|\"(?:(?!\"){NEXT})*\""
    rf"|‘(?:(?!’(?!\w)){NEXT})*’(?!\w)|(?<!\w)'(?:(?!'(?!\w)){NEXT})*'(?!\w)"
    r"|\$[^$\n]+\$"
)


def markable(body: str) -> list[str]:
    """The lines of a page's text with spaces in place of what is not prose: what is left stands where it stood."""
    prose = read_prose(body, QUOTED_BLOCKS)
    for pattern in (BLOCKQUOTE, HTML_BLOCK, WHOLE_LINE, MARKED):
        prose = pattern.sub(_blank, prose)
    return prose.split("\n")


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
