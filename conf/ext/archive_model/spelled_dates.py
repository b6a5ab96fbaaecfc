"""Dates in the words of English, which mean one day or month only: “4 May 2024” does, 4/5/2024 means two."""

from __future__ import annotations

import re
from datetime import datetime

WAYS = (
    ("%d %B %Y", "%Y-%m-%d"),
    ("%d %b %Y", "%Y-%m-%d"),
    ("%B %d, %Y", "%Y-%m-%d"),
    ("%Y-%m-%d", "%Y-%m-%d"),
    ("%Y/%m/%d", "%Y-%m-%d"),
    ("%Y.%m.%d", "%Y-%m-%d"),
    ("%B %Y", "%Y-%m"),
    ("%b %Y", "%Y-%m"),
)
"""Ways to write a date, and that of the archive."""
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")


def in_edtf(words: str) -> str:
    """The date as the archive writes it; nothing where the words are none, or mean more than one."""
    plain = " ".join(ORDINAL.sub("", words).split())
    for way, ours in WAYS:
        try:
            return datetime.strptime(plain, way).strftime(ours)  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return ""
