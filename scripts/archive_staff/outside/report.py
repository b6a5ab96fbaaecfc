"""What the runs so far say of all outside addresses: as problems, as data, and as the text of an issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from archive_model.link_record import Seen, State
from archive_model.problem import Code, Problem
from archive_staff.outside.memory import DAYS, RUNS, Past
from archive_staff.outside.places import Place

TITLES: Mapping[State, str] = {
    "dead": "Dead",
    "moved": "Moved for good",
    "failing": "Failing, and not yet given up",
    "unsure": "Not to be judged from here",
}
"""In the order of their weight."""


@dataclass(frozen=True, slots=True)
class Row:
    """An address with all that is known of it."""

    address: str
    past: Past
    place: Place
    copy: str
    """The address of an archived copy; empty where none is known."""

    @property
    def state(self) -> State:
        """The judgement on it."""
        return self.past.state

    @property
    def is_suggested(self) -> bool:
        """Whether the web archive named the copy, and no person has put it into the bibliography."""
        return bool(self.copy and not self.place.archived_at)

    def as_json(self) -> dict[str, Any]:
        """The row as plain data."""
        return {
            "address": self.address,
            "state": self.state,
            **asdict(self.past),
            "path": self.place.path,
            "line": self.place.line,
            "pages": self.place.pages,
            "archived_copy": self.copy,
            "copy_is_suggested": self.is_suggested,
        }

    @property
    def problem(self) -> Problem:
        """What a person should do about a dead address."""
        message = f"{self.address} is dead: {self.past.last_words}, since {self.past.failing_since}."
        return Problem(self.place.path, self.place.line, Code.LINK, message, self.hint)

    @property
    def hint(self) -> str:
        """What to do next."""
        if self.copy and not self.is_suggested:
            return f"Readers find the archived copy beside the source: {self.copy}"
        step = "add it to the source as archiveurl" if self.place.is_source else "lead readers to it instead"
        if self.copy:
            return f"Look at this archived copy, and {step}: {self.copy}"
        return f"Look for a copy in a web archive, and {step}; or find where the page is now."

    @property
    def words(self) -> str:
        """What is known, in a sentence without a full stop."""
        if self.state == "moved":
            return f"is now at {self.past.moved_to}"
        if self.state == "failing":
            return f"fails since {self.past.failing_since}: {self.past.last_words}"
        if self.state == "unsure":
            return f"{self.past.last_words}; it may well be there for readers"
        return f"{self.past.last_words}, since {self.past.failing_since}"


def rows(places: Mapping[str, Place], memory: Mapping[str, Past], suggested: Mapping[str, str]) -> tuple[Row, ...]:
    """All addresses in their order; ``suggested`` holds the copies that a web archive has of dead ones."""
    return tuple(
        Row(address, memory[address], place, place.archived_at or suggested.get(address, ""))
        for address, place in sorted(places.items())
        if address in memory
    )


def in_state(found: Iterable[Row], state: State) -> list[Row]:
    """The rows of one state."""
    return [row for row in found if row.state == state]


def as_markdown(found: tuple[Row, ...], day: str) -> str:
    """The text of an issue: what there is to do, and what is being watched."""
    return "\n".join(_markdown(found, day)) + "\n"


def _markdown(found: tuple[Row, ...], day: str) -> Iterator[str]:
    live = len(in_state(found, "live"))
    yield f"On {day} {len(found)} addresses of other sites were asked for; {live} are as they were."
    yield f"An address is dead when it has failed on {RUNS} days, with {DAYS} days between the first and the last."
    for state, title in TITLES.items():
        rows_of = in_state(found, state)
        if rows_of:
            yield f"\n## {title} ({len(rows_of)})\n"
            for row in rows_of:
                todo = f" {row.hint}" if state == "dead" else ""
                yield f"- <{row.address}> {row.words} (`{row.place.path}`, line {row.place.line}).{todo}"


def recorded(found: Iterable[Row]) -> Mapping[str, Seen]:
    """What the record shall tell. A copy that the bibliography gives is not told twice."""
    return {row.address: row.past.seen(row.copy if row.is_suggested else "") for row in found}
