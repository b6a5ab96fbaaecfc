"""How the addresses of other sites were found: the list of all, and the words beside one that is dead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.dates import day_in_words
from archive_model.link_record import Seen
from archive_model.page import Page
from archive_output.lost import lost_at
from archive_output.place import Value, source_value

DIRECTIVE = "link-states"
UNASKED = "unasked"
TITLES: Mapping[str, tuple[str, str]] = {
    "dead": ("Dead", "The page failed on three days, with a week or more between the first and the last."),
    "failing": ("Failing", "The page failed when it was asked for last. It may come back, and is asked for again."),
    "moved": ("Moved", "The site says that the page has another address for good."),
    "unsure": ("Not to be judged", "The site lets no program in, or was too slow. Readers may well get the page."),
    "live": ("There", "The page was there when it was asked for last."),
    UNASKED: ("Not asked for yet", "Nothing is known but the day on which an editor read the page."),
}
"""What the groups are called and what they mean, the gravest first."""
FOLDED = frozenset({"live", UNASKED})
"""Groups in which there is nothing to do."""


class LinkRow(NamedTuple):
    """One address."""

    name: Value
    """The source that is found there, leading to its entry; the address itself where it is of no source."""
    known: tuple[str, ...]
    """What is known of it, as sentences without their full stops."""
    moved_to: str
    """Where it is now, if it has moved."""
    archived_at: str
    """A copy in a web archive; empty where none is known."""


class LinkGroup(NamedTuple):
    """The addresses in one state."""

    state: str
    title: str
    meaning: str
    rows: tuple[LinkRow, ...]
    folded: bool


class LinkStates(NamedTuple):
    """All addresses."""

    asked_on: str
    """The last day on which any was asked for; empty where none was."""
    total: int
    archived: int
    """How many of them have a copy in a web archive."""
    groups: tuple[LinkGroup, ...]


def shows_link_states(page: Page) -> bool:
    """Whether a page lists the addresses of other sites."""
    return any(directive.name == DIRECTIVE for directive in page.body.directives)


def link_states(archive: Archive) -> LinkStates:
    """The addresses of all sources, and the others that the record holds."""
    rows: dict[str, list[LinkRow]] = {state: [] for state in TITLES}
    seen = archive.link_record.seen
    for address, row in _rows(archive):
        rows[seen[address].state if address in seen else UNASKED].append(row)
    found = [row for group in rows.values() for row in group]
    asked = max((each.day for each in seen.values()), default=None)
    archived = sum(bool(row.archived_at) for row in found)
    groups = (LinkGroup(state, *TITLES[state], tuple(group), state in FOLDED) for state, group in rows.items())
    return LinkStates(day_in_words(asked) if asked else "", len(found), archived, tuple(groups))


def _rows(archive: Archive) -> Iterator[tuple[str, LinkRow]]:
    """Each address once: those of sources in the order of their labels, then the others."""
    labels, seen = archive.bibliography.labels, archive.link_record.seen
    sources = {source.url: source for source in archive.bibliography.sources.values() if source.url}
    for address, source in sorted(sources.items(), key=lambda pair: labels[pair[1].key].casefold()):
        copy = source.archived_at or lost_at(archive, address).archived_at
        yield address, _row(source_value(archive, source.key), source.seen_on, copy, seen.get(address))
    for address, found in seen.items():
        if address not in sources:
            yield address, _row(Value(address, address=address), None, lost_at(archive, address).archived_at, found)


def _row(name: Value, read_on: date | None, archived_at: str, seen: Seen | None) -> LinkRow:
    state = seen.state if seen else UNASKED
    days = {
        "Read by an editor on": read_on,
        "Last found there on": seen.last_there if seen else None,
        "Failing since": seen.day if seen and state in ("dead", "failing") else None,
    }
    return LinkRow(
        name=name,
        known=tuple(f"{what} {day_in_words(day)}" for what, day in days.items() if day),
        moved_to=seen.other if seen and state == "moved" else "",
        archived_at=archived_at,
    )
