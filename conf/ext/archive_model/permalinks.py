"""The ledger of addresses: every page and section that was ever published, and what became of those that are gone.

A line is an address below the root of the site, as ``themes/debt-bondage.html#what-was-said``. Where it no longer leads
to what it led to, it says what happened, when and why::

    themes/debts.html moved 2026-11-25 themes/debt-bondage.html The name that the sources use.
    themes/rumour.html gone 2026-11-25 Taken back, because its source was withdrawn.

The sections of a page that has moved or gone need no lines of their own for that.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from archive_model.problem import Code, Problem
from archive_model.source_file import LARGEST_LIST, SourceFileError, read_text

LEDGER = "permalinks.txt"
LINE = re.compile(
    r"(?P<address>\S+)(?:\s+(?P<what>\S+)(?:\s+(?P<day>\d{4}-\d{2}-\d{2}))?(?:\s+(?P<rest>.*\S))?)?\s*", re.DOTALL
)
FORMS = "Write “ADDRESS moved 2026-11-25 NEW-ADDRESS Why”, or “ADDRESS gone 2026-11-25 Why”."


class Address(NamedTuple):
    """Where a page or a section of it is, below the root of the site."""

    docname: str
    section: str = ""
    """Its id; empty for the page as a whole."""

    @classmethod
    def parse(cls, text: str) -> Address | None:
        """From the way it is written; None where it is no address."""
        path, mark, section = text.partition("#")
        is_path = path.endswith(".html") and not path.startswith(("/", ".")) and "//" not in path and ":" not in path
        return cls(path.removesuffix(".html"), section) if is_path and bool(mark) == bool(section) else None

    def __str__(self) -> str:
        return f"{self.docname}.html{'#' if self.section else ''}{self.section}"


class Change(NamedTuple):
    """What became of an address."""

    what: Literal["moved", "gone"]
    day: dt.date
    target: Address | None
    """Where it leads now; None where it is gone."""
    why: str
    line: int
    """In the ledger."""


@dataclass(frozen=True)
class Permalinks:
    """What became of addresses that changed."""

    path: str = LEDGER
    """As messages name it."""
    changes: Mapping[Address, Change] = field(default_factory=dict)

    def page_changes(self) -> Iterator[tuple[str, Change]]:
        """The pages that moved or are gone, by their old paths."""
        return ((address.docname, change) for address, change in self.changes.items() if not address.section)

    def sections_of(self, docname: str) -> Mapping[str, Change]:
        """The sections that moved or are gone of a page and of pages that have moved there, by their old ids."""
        return self._sections.get(docname, {})

    @cached_property
    def _sections(self) -> Mapping[str, Mapping[str, Change]]:
        moved = {old: change.target.docname for old, change in self.page_changes() if change.target}
        found: dict[str, dict[str, Change]] = {}
        for address, change in self.changes.items():
            if address.section:
                found.setdefault(moved.get(address.docname, address.docname), {})[address.section] = change
        return found


def read_permalinks(file: Path, path: str) -> tuple[Permalinks, tuple[Problem, ...]]:
    """The changes of a ledger and what is wrong with it; ``path`` is its name in messages. It need not be there."""
    if not file.is_file():
        return Permalinks(path), ()
    try:
        text = read_text(file, LARGEST_LIST)
    except SourceFileError as error:
        return Permalinks(path), (Problem(path, *error.fault),)
    entries = list(ledger_lines(text))
    changes: dict[Address, Change] = {}
    problems = list(_twice(path, entries))
    for number, line in entries:
        if " " not in line and "\t" not in line:
            continue
        try:
            address, change = _change(line, number)
        except LedgerError as error:
            problems.append(Problem(path, number, Code.PERMALINK, *error.args))
        else:
            changes[address] = change
    return Permalinks(path, changes), (*problems, *_chains(path, changes))


def ledger_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a ledger that tell of addresses, with their numbers."""
    for number, line in enumerate(text.splitlines(), 1):
        if (words := line.strip()) and not words.startswith("#"):
            yield number, words


def recorded(text: str) -> Iterator[tuple[int, str]]:
    """The addresses of a ledger with their lines."""
    return ((number, line.split(maxsplit=1)[0]) for number, line in ledger_lines(text))


class LedgerError(ValueError):
    """A line that cannot be read: what is wrong, and what to do."""


def _change(line: str, number: int) -> tuple[Address, Change]:
    found = LINE.fullmatch(line)
    assert found
    address = _address(found["address"])
    rest = found["rest"] or ""
    what = found["what"]
    if what not in ("moved", "gone"):
        raise LedgerError(f"“{what}” is nothing that becomes of an address.", FORMS)
    try:
        day = dt.date.fromisoformat(found["day"] or "")
    except ValueError:
        raise LedgerError(f"The day on which it was {what} is missing or does not exist.", FORMS) from None
    if what == "gone":
        if not rest:
            raise LedgerError("It does not say why the address is gone.", FORMS)
        return address, Change("gone", day, None, rest, number)
    target, _space, why = rest.partition(" ")
    if not target:
        raise LedgerError("It does not say where the address has moved.", FORMS)
    return address, Change("moved", day, _address(target), why.strip(), number)


def _address(text: str) -> Address:
    if (address := Address.parse(text)) is None:
        hint = "Write it from the root of the site, as themes/debt-bondage.html or themes/debt-bondage.html#a-section."
        raise LedgerError(f"“{text}” is no address of a page.", hint)
    return address


def _twice(path: str, entries: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    """Addresses of which two lines tell different things.

    After a merge, an address may also stand there twice alike, or once as it was before it moved; neither is in doubt.
    """
    told = sorted((*line.partition(" ")[::2], number) for number, line in entries)
    for (one, was, first), (other, then, number) in pairwise(told):
        if one == other and was and was != then:
            message = f"Line {first} tells something else of {other}."
            yield Problem(path, number, Code.PERMALINK, message, "Delete the older of the two lines.")


def _chains(path: str, changes: Mapping[Address, Change]) -> Iterator[Problem]:
    """Moves to an address that has moved on itself, or is gone: a reader shall need one step."""
    for address, change in changes.items():
        target = change.target
        if target is None:
            continue
        further = changes.get(target) or changes.get(Address(target.docname))
        if target == address or (further and further.target == address):
            message = f"{address} moves in a circle."
            yield Problem(path, change.line, Code.PERMALINK, message, "Name the address where it is now.")
        elif further and further.target:
            message, hint = f"{target} has moved on itself.", f"Name {further.target} in this line."
            yield Problem(path, change.line, Code.PERMALINK, message, hint)
        elif further:
            message = f"{target} is gone."
            yield Problem(path, change.line, Code.PERMALINK, message, "Write “gone” in this line as well.")
