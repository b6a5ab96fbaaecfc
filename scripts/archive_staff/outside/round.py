"""One run over all addresses: hosts side by side, the addresses of a host one after the other.

Each answer is written down at once, so that a run that was killed goes on where it was.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from archive_staff.outside.answer import Answer
from archive_staff.outside.asking import AGAIN, Asker, host_of
from archive_staff.outside.turns import MOST_WAIT, Turns

TRIES = 3
FIRST_PAUSE = 2.0
"""Seconds before an address is asked for again; doubled each time."""
HOSTS_AT_ONCE = 32
WORTH_ANOTHER_TRY = frozenset({"dropped", "timeout", "refused"})


class NoNetworkError(Exception):
    """No host at all could be reached: what fails is our own way out, and nothing can be said of the addresses."""


class _Waiting(NamedTuple):
    address: str
    tries: int
    not_before: float


class Journal:
    """The answers of a run that is going on, in a file with a line for each."""

    def __init__(self, file: Path, day: dt.date) -> None:
        """A run that began on another day is given up: the web may have changed since."""
        self.file, self.day = file, day.isoformat()
        self._lock = threading.Lock()
        self.answers: dict[str, Answer] = {}
        for line in self._lines():
            answer = Answer(**json.loads(line))
            self.answers[answer.address] = answer

    def _lines(self) -> list[str]:
        """The whole lines of a run that began today; what was cut off is taken away, so that others can follow."""
        try:
            first, *lines = self.file.read_text(encoding="utf-8").splitlines(keepends=True)
        except (OSError, ValueError):
            return []
        whole = [line for line in lines if line.endswith("\n")]
        if first != f"{self.day}\n":
            self.file.unlink()
            return []
        if len(whole) < len(lines):
            self.file.write_text(first + "".join(whole), encoding="utf-8", newline="\n")
        return whole

    def write(self, answer: Answer) -> None:
        """Note an answer."""
        with self._lock:
            is_new = not self.file.exists()
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with self.file.open("a", encoding="utf-8", newline="\n") as journal:
                journal.write((f"{self.day}\n" if is_new else "") + json.dumps(answer.as_json()) + "\n")
            self.answers[answer.address] = answer

    def end(self) -> None:
        """The run is over."""
        self.file.unlink(missing_ok=True)


def ask_all(
    addresses: Iterable[str], journal: Journal, turns: Turns, agent: str, told: Callable[[int], None]
) -> Mapping[str, Answer]:
    """The answers for all addresses; ``told`` hears how many there are already.

    :raises NoNetworkError: no host could be reached.
    """
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for address in sorted(set(addresses) - journal.answers.keys()):
        by_host[host_of(address)].append(address)

    def ask_host(host: str) -> None:
        asker = Asker(turns, agent)
        for answer in _answers(asker, by_host[host]):
            journal.write(answer)
            told(len(journal.answers))

    longest_first = sorted(by_host, key=lambda host: -len(by_host[host]))
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        list(pool.map(ask_host, longest_first))
    answers = {address: journal.answers[address] for address in set(addresses)}
    if len(answers) > 1 and all(answer.error and not answer.status for answer in answers.values()):
        journal.end()
        raise NoNetworkError
    return answers


def _answers(asker: Asker, addresses: Iterable[str]) -> Iterable[Answer]:
    """The answers of one host, as they come; what is worth another try goes to the end of the line."""
    waiting = deque(_Waiting(address, 1, 0.0) for address in addresses)
    while waiting:
        ready = min(waiting, key=lambda each: (each.not_before > time.monotonic(), each.not_before))
        waiting.remove(ready)
        time.sleep(max(0.0, ready.not_before - time.monotonic()))
        answer, wait = asker.ask(ready.address)
        pause = wait if wait is not None else FIRST_PAUSE * 2 ** (ready.tries - 1)
        is_worth_it = answer.status in AGAIN or answer.error in WORTH_ANOTHER_TRY
        if is_worth_it and ready.tries < TRIES and pause <= MOST_WAIT:
            waiting.append(_Waiting(ready.address, ready.tries + 1, time.monotonic() + pause))
        else:
            yield answer
