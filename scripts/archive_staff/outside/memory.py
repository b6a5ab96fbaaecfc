"""What is known of addresses from earlier runs, and the judgement that follows from it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from archive_model.link_record import Seen, State
from archive_output.files import write_anew
from archive_staff.outside.answer import Answer

RUNS = 3
"""So many runs must fail, each on a day of its own, …"""
DAYS = 7
"""… and so many days lie between the first and the last of them, before an address is dead."""
VERSION = 1


@dataclass(frozen=True, slots=True)
class Past:
    """An address as all runs so far have seen it. Days are ISO 8601 dates, and empty where there was none."""

    last_good: str = ""
    failing_since: str = ""
    last_failed: str = ""
    failures: int = 0
    """Days with a failing run since it was good last."""
    last_asked: str = ""
    last_meaning: str = ""
    last_words: str = ""
    """What happened then, for people."""
    moved_to: str = ""

    def after(self, answer: Answer, day: dt.date) -> Past:
        """What is known after one more run."""
        today = day.isoformat()
        seen = replace(self, last_asked=today, last_meaning=answer.meaning, last_words=answer.words)
        if answer.meaning == "good":
            return Past(today, "", "", 0, today, "good", answer.words, answer.moved_to)
        if answer.meaning == "unsure":
            return seen
        failures = self.failures + (self.last_failed != today)
        return replace(
            seen, failing_since=self.failing_since or today, last_failed=today, failures=failures, moved_to=""
        )

    @classmethod
    def recorded(cls, seen: Seen) -> Past:
        """What the record tells of an address that this machine has no memory of."""
        last_good = seen.last_there.isoformat() if seen.last_there else ""
        since = seen.day.isoformat()
        if seen.state == "dead":
            last_failed = (seen.day + dt.timedelta(DAYS)).isoformat()
            return cls(last_good=last_good, failing_since=since, last_failed=last_failed, failures=RUNS)
        if seen.state == "failing":
            return cls(last_good=last_good, failing_since=since, last_failed=since, failures=1)
        return cls(last_good=last_good)

    def seen(self, copy: str) -> Seen:
        """What the record shall tell of the address; ``copy`` is an archived one, and empty where none is known."""
        state = self.state
        day = self.failing_since if self.failures else self.last_asked
        last_there = dt.date.fromisoformat(self.last_good) if self.last_good else None
        other = {"moved": self.moved_to, "dead": copy}.get(state, "")
        return Seen(state, dt.date.fromisoformat(day), last_there, other)

    @property
    def state(self) -> State:
        """The judgement. What cannot be judged from here keeps what it was before, if it was failing."""
        if self.failures:
            between = dt.date.fromisoformat(self.last_failed) - dt.date.fromisoformat(self.failing_since)
            return "dead" if self.failures >= RUNS and between.days >= DAYS else "failing"
        if self.last_meaning == "unsure":
            return "unsure"
        return "moved" if self.moved_to else "live"


class Memory:
    """The past of all addresses, in a file that a machine keeps from run to run.

    Of addresses that it does not hold, as when a cache was emptied, the past is what was recorded.
    """

    def __init__(self, file: Path, recorded: Mapping[str, Seen]) -> None:
        self.file = file
        self.known = {address: Past.recorded(seen) for address, seen in recorded.items()} | _read(file)

    def remember(self, answers: Mapping[str, Answer], day: dt.date) -> None:
        """Add the answers of a run; addresses that are no longer anywhere in the site are forgotten."""
        self.known = {
            address: self.known.get(address, Past()).after(answer, day) for address, answer in sorted(answers.items())
        }
        data = {"version": VERSION, "addresses": {address: asdict(past) for address, past in self.known.items()}}
        write_anew(self.file, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _read(file: Path) -> dict[str, Past]:
    """Nothing where there is no such file, or one of another version."""
    try:
        data: Any = json.loads(file.read_text(encoding="utf-8"))
        return {address: Past(**past) for address, past in data["addresses"].items() if data["version"] == VERSION}
    except (OSError, ValueError, TypeError, KeyError):
        return {}
