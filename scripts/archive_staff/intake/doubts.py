"""What in a text a person should look at before it is published: dates, people, words of others."""

from __future__ import annotations

import re
from collections.abc import Iterator

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTHS})(?:\s+\d{{4}})?|(?:{MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}|yesterday|last week|next year|last year)\b",
    re.IGNORECASE,
)
CAPITALISED = r"[^\W\d_a-zà-ÿ][^\W\d_]*[’'-]?[^\W\d_]*"
TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Sgt|DC|DS|DI|DCI|PC|Judge)\.?\s+{CAPITALISED}(?:\s+{CAPITALISED})?"
)
NAME = re.compile(rf"(?<![.!?] )(?<!^)\b{CAPITALISED}\s+{CAPITALISED}(?:\s+{CAPITALISED})?\b", re.MULTILINE)
BYLINE = re.compile(rf"(?:[Bb]y )?{CAPITALISED}(?:\s+{CAPITALISED}){{1,2}}")
"""A line with nothing but what looks like a name."""
INITIALS = re.compile(rf"(?<![.\w])(?:[A-Z]\. ){{1,3}}{CAPITALISED}\b")
PHONE = re.compile(r"(?<![\w.])(?:\+|\(?0)\d[\d ()/.-]{6,}\d(?!\w)")
EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b")
QUOTED = re.compile(r"“[^”]{25,}”|\"[^\"\n]{25,}\"|„[^“”]{25,}[“”]")


def doubts(text: str, known: re.Pattern[str] | None = None) -> Iterator[str]:
    """Questions on a paragraph; what the archive knows by name is no person."""
    for found in dict.fromkeys(each[0] for each in DATE.finditer(text)):
        yield f"Is the date “{found}” right, and is its year clear to a reader?"
    plain = known.sub(lambda each: "·" * len(each[0]), text) if known else text
    people = [each[0] for each in TITLED.finditer(plain)]
    untitled = TITLED.sub("", plain)
    people += [each[0] for each in INITIALS.finditer(untitled)]
    people += [each[0] for each in NAME.finditer(untitled) if not each[0].isupper()]
    people += [text.strip()] if BYLINE.fullmatch(plain.strip()) else []
    for found in dict.fromkeys(people):
        yield f"Is “{found}” a person? Write the role, unless they hold a public office and spoke publicly."
    for found in PHONE.findall(text):
        yield f"Is “{found}” a telephone number? Take it out, unless it is public."
    for _found in EMAIL.findall(text):
        yield "An address for e-mail stands here. Take it out, unless it is public."
    for found in QUOTED.findall(text):
        yield f"Who said {found[:40].rstrip()}…{found[-1]}? Say their role, and give the source."
