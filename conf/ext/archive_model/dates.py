"""Dates as historians need them: EDTF (ISO 8601-2:2019, levels 0 and 1, and sets of level 2), with words for readers.

Plain dates are read here; whatever carries a mark of doubt is read by the ``edtf`` library, which is far slower.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from archive_model.spelled_dates import in_edtf

PLAIN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?\Z")
DOUBT = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}
WORD = r"\d{4}(?:-\d{2}){0,2}[?~%]?"
INTERVAL = re.compile(rf"(?P<start>{WORD})/(?P<end>{WORD})\Z")
ONE_OF_A_SET = re.compile(rf"\[(?P<members>{WORD}(?:(?:\.\.|,\s*){WORD})+)\]\Z")
DECADE = re.compile(r"(?P<decade>\d{3})X\Z")


class DateError(ValueError):
    """A date that does not exist or is not written in a form the archive reads."""


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date, an interval or a date out of a set, as certain as its source."""

    text: str
    """As written, in EDTF."""
    earliest: date
    """The first day it can mean."""
    latest: date
    """The last day it can mean."""

    @property
    def words(self) -> str:
        """As a reader of English wants it: “11 to 14 September 2017”, “September 2022, uncertain”."""
        return _words(self.text)

    @property
    def years(self) -> range:
        """Every year it touches."""
        return range(self.earliest.year, self.latest.year + 1)

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=65536)
def parse_date(text: str) -> EdtfDate:
    """Read a date.

    :raises DateError: with a sentence that says what is wrong.
    """
    if bounds := _plain_bounds(text):
        return EdtfDate(text, *bounds)
    if interval := INTERVAL.match(text):
        start, end = parse_date(interval["start"]), parse_date(interval["end"])
        if start.earliest > end.latest:
            raise DateError(f"“{text}” ends before it begins.")
        return EdtfDate(text, start.earliest, end.latest)
    if DECADE.match(text) or ONE_OF_A_SET.match(text) or text[-1:] in DOUBT:
        return EdtfDate(text, *_bounds_by_library(text))
    if meant := in_edtf(text):
        raise DateError(f"“{text}” is not written as the archive writes dates. Write {meant}.")
    raise DateError(
        f"“{text}” is not a date the archive can read. Write 2022-09-13, 2022-09 or 2022; with ? for uncertain, "
        "~ for approximate, 2022-09-11/2022-09-14 for a span, [2019..2024] for one year out of several."
    )


def _plain_bounds(text: str) -> tuple[date, date] | None:
    match = PLAIN.match(text)
    if not match:
        return None
    year, month, day = (int(match[part]) if match[part] else None for part in ("year", "month", "day"))
    if not year:
        raise DateError(f"There is no year {match['year']}.")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise DateError(f"“{text}” has no month {month}: months run from 01 to 12.")
    last = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    if not 1 <= day <= last:
        raise DateError(f"“{text}” does not exist: {month_name[month]} {year} has {last} days.")
    return date(year, month, day), date(year, month, day)


def _bounds_by_library(text: str) -> tuple[date, date]:
    from edtf import parse_edtf  # noqa: PLC0415 - slow to import, and most archives of thousands of days never need it
    from edtf.parser.edtf_exceptions import EDTFParseException  # noqa: PLC0415

    for word in re.findall(r"\d{4}(?:-\d{2}){0,2}", text):
        _plain_bounds(word)
    try:
        found = parse_edtf(text)
        lower, upper = found.lower_strict()[:3], found.upper_strict()[:3]
        earliest, latest = date(*lower), date(*upper)
    except (EDTFParseException, ValueError, TypeError, AttributeError) as error:
        raise DateError(f"“{text}” is not a date in EDTF.") from error
    if earliest > latest:
        raise DateError(f"“{text}” ends before it begins.")
    return earliest, latest


@lru_cache(maxsize=65536)
def _words(text: str) -> str:
    if interval := INTERVAL.match(text):
        return _interval_words(interval["start"], interval["end"])
    if members := ONE_OF_A_SET.match(text):
        return _set_words(members["members"])
    if decade := DECADE.match(text):
        return f"a year in the {decade['decade']}0s, not known which"
    doubt = DOUBT.get(text[-1])
    plain = _plain_words(text.rstrip("?~%"))
    return f"{plain}, {doubt}" if doubt else plain


def day_in_words(day: date) -> str:
    """A day as readers of English write it: “13 September 2022”."""
    return f"{day.day} {day:%B %Y}"


def _plain_words(text: str) -> str:
    match = PLAIN.match(text)
    assert match is not None
    parts = [str(int(match["day"])) if match["day"] else "", match["month"] and month_name[int(match["month"])]]
    return " ".join(part for part in (*parts, match["year"]) if part)


def _interval_words(start: str, end: str) -> str:
    first, last = _plain_words(start.rstrip("?~%")).split(), _plain_words(end.rstrip("?~%")).split()
    shared = 0
    while (
        shared < min(len(first), len(last)) - 1 and len(first) == len(last) and first[-1 - shared] == last[-1 - shared]
    ):
        shared += 1
    span = f"{' '.join(first[: len(first) - shared])} to {' '.join(last)}"
    doubts = [DOUBT.get(start[-1]), DOUBT.get(end[-1])]
    if doubts[0] and doubts[0] == doubts[1]:
        return f"{span}, {doubts[0]}"
    named = [f"{which} {doubt}" for which, doubt in zip(("start", "end"), doubts, strict=True) if doubt]
    return ", ".join((span, *named))


def _set_words(members: str) -> str:
    if ".." in members and "," not in members:
        first, last = members.split("..", maxsplit=1)[0], members.rsplit("..", maxsplit=1)[-1]
        what = "a year" if len(first.rstrip("?~%")) == 4 else "a date"
        return f"{what} between {_words(first)} and {_words(last)}, not known which"
    return " or ".join(_words(member.strip()) for member in re.split(r",|\.\.", members))
