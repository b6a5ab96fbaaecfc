"""How a source is written in full, at the end of a page and in the bibliography (after ISO 690)."""

from __future__ import annotations

from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.dates import day_in_words
from archive_output.lost import lost_at


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
    lost: str
    """What stands beside it where its address is dead; empty where it is not."""
    note: str


def full_reference(archive: Archive, key: str) -> FullReference | None:
    """The reference to a source; None where the bibliography has no such entry."""
    source = archive.source(key)
    if source is None:
        return None
    lost = lost_at(archive, source.url)
    return FullReference(
        key=key,
        label=archive.bibliography.labels[key],
        publisher=" / ".join(part for part in (source.author, source.publisher) if part),
        title=source.title,
        language=source.language,
        date=source.date.words if source.date else "no date shown",
        form=source.form,
        url=source.url,
        seen_on=day_in_words(source.seen_on) if source.seen_on else "",
        archived_at=source.archived_at or lost.archived_at,
        lost=lost.words,
        note=source.note,
    )
