"""What is probably so for a new page, from what the archive holds: offered, never taken for known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from archive_model.archive import Archive
from archive_model.kind import Kind
from archive_model.page import Page

KEPT = {"conference": ("certainty", "organisers"), "day": ("countries",)}
"""By kind, the fields that a new page is likely to have as the last one has them."""


SURE = frozenset({"number"})
"""Fields that follow from what is there, so that nobody needs to be asked."""


def latest(archive: Archive, kind: str) -> Page | None:
    """The last record of a kind in the order of time."""
    dated = [page for page in archive.of_kind(kind) if page.date]
    return max(dated, key=lambda page: page.date.earliest if page.date else date.min, default=None)


def defaults(archive: Archive, kind: Kind, parent: str = "") -> Mapping[str, tuple[str, ...]]:
    """By the key of the field, what to offer for a new page of a kind, which is part of ``parent``."""
    around = archive.find(kind.parent, parent) if kind.parent and parent else None
    parts = archive.parts_of(around) if around else ()
    last = parts[-1] if parts else latest(archive, kind.name)
    found: dict[str, tuple[str, ...]] = {}
    for spec in kind.fields if last else ():
        if last and spec.key in KEPT.get(kind.name, ()):
            found[spec.key] = tuple(str(value) for value in spec.values(last.record))
    if around:
        numbers = [getattr(part.record, "number", 0) for part in parts]
        found["number"] = (str(max(numbers, default=0) + 1),)
        if when := _next_day(around, parts[-1] if parts else None):
            found["date"] = (when,)
    return found


def _next_day(around: Page, last: Page | None) -> str:
    """The day after the last one, or the first of the conference, where they are known to the day."""
    if last and last.date and last.date.earliest == last.date.latest:
        return (last.date.earliest + timedelta(days=1)).isoformat()
    is_exact = around.date is not None and all(len(part) == len("2022-09-13") for part in around.date.text.split("/"))
    return around.date.earliest.isoformat() if is_exact and not last and around.date else ""
