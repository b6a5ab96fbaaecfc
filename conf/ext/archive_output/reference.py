"""How a source is written in full, at the end of a page and in the bibliography (after ISO 690)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from archive_model.bibliography import Source


class FullReference(NamedTuple):
    """The parts of a full reference in the order in which they are written."""

    key: str
    label: str
    publisher: str
    title: str
    language: str
    date: str
    form: str
    """What it is, as “Press release”."""
    url: str
    seen_on: str
    archived_at: str
    note: str


def full_reference(source: Source, label: str) -> FullReference:
    """The reference to a source."""
    return FullReference(
        key=source.key,
        label=label,
        publisher=" / ".join(part for part in (source.author, source.publisher) if part),
        title=source.title,
        language=source.language,
        date=source.date.words if source.date else "no date shown",
        form=source.form,
        url=source.url,
        seen_on=day_in_words(source.seen_on) if source.seen_on else "",
        archived_at=source.archived_at,
        note=source.note,
    )


def day_in_words(day: date) -> str:
    """A day as readers of English write it: “13 September 2022”."""
    return f"{day.day} {day:%B %Y}"
