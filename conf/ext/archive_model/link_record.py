"""The record of links: how each address of another site was found when it was asked for last.

A line is an address, its state, the day since which it is in that state or on which it was last asked for, the day on
which it was last there, and what else is known. ``archive links --write`` writes it::

    https://rivers.example/report live 2026-11-25 2026-11-25
    https://rivers.example/news moved 2026-11-25 2026-11-25 https://rivers.example/archive/news
    https://rivers.example/closed unsure 2026-11-25 -
    https://rivers.example/nets failing 2026-11-18 2026-11-11
    https://rivers.example/old dead 2026-11-04 2026-10-28 https://web.archive.org/web/20250101000000/…
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

from archive_model.problem import Code, Problem
from archive_model.source_file import LARGEST_LIST, SourceFileError, read_text

RECORD = "links.txt"
HEAD = """\
# How addresses of other sites were found, one to a line; “archive links --write” writes this file anew:
#   ADDRESS STATE DAY LAST-THERE MORE
# DAY is when it was last asked for, or since when it fails; MORE is where it has moved, or an archived copy of it.
"""
State = Literal["live", "moved", "unsure", "failing", "dead"]
STATES = frozenset(get_args(State))
NEVER = "-"
WEB = re.compile(r"https?://\S+")


class Seen(NamedTuple):
    """How an address was found."""

    state: State
    day: dt.date
    """When it was last asked for; of one that is failing or dead, since when it fails."""
    last_there: dt.date | None
    """None where it never was there when it was asked for."""
    other: str = ""
    """Where it has moved; of a dead one, a copy in a web archive. Empty where none is known."""


@dataclass(frozen=True)
class LinkRecord:
    """What is recorded of addresses of other sites."""

    path: str = RECORD
    """As messages name it."""
    seen: Mapping[str, Seen] = field(default_factory=dict)
    """By address."""

    @cached_property
    def dead(self) -> Mapping[str, Seen]:
        """The addresses at which nothing is any more."""
        return {address: seen for address, seen in self.seen.items() if seen.state == "dead"}


def read_link_record(file: Path, path: str) -> tuple[LinkRecord, tuple[Problem, ...]]:
    """The record and what is wrong with it; ``path`` is its name in messages. It need not be there.

    Where two branches have written a line for one address, the later day holds.
    """
    if not file.is_file():
        return LinkRecord(path), ()
    try:
        text = read_text(file, LARGEST_LIST)
    except SourceFileError as error:
        return LinkRecord(path), (Problem(path, *error.fault),)
    found: dict[str, Seen] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            address, seen = _read_line(line)
        except ValueError:
            message = f"“{line.strip()}” does not say how an address was found."
            hint = "Delete the line; “archive links --write” writes it anew."
            problems.append(Problem(path, number, Code.LINK, message, hint))
        else:
            found[address] = max(seen, found.get(address, seen), key=lambda each: each.day)
    return LinkRecord(path, found), tuple(problems)


def _read_line(line: str) -> tuple[str, Seen]:
    """An address and how it was found.

    :raises ValueError: the line has another form.
    """
    address, state, day, last_there, *others = line.split()
    known = None if last_there == NEVER else dt.date.fromisoformat(last_there)
    if state not in STATES or len(others) > 1 or not all(WEB.fullmatch(each) for each in (address, *others)):
        raise ValueError(line)
    return address, Seen(cast("State", state), dt.date.fromisoformat(day), known, *others)


def record_text(seen: Mapping[str, Seen]) -> str:
    """The text of a record, with the addresses in their order; what is no address at all is left out."""
    return HEAD + "".join(f"{line}\n" for line in _lines(seen))


def _lines(seen: Mapping[str, Seen]) -> Iterable[str]:
    for address, (state, day, last_there, other) in sorted(seen.items()):
        if WEB.fullmatch(address):
            more = other if WEB.fullmatch(other) else ""
            yield f"{address} {state} {day} {last_there or NEVER} {more}".rstrip()
