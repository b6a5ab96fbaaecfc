"""A conference day: the proceedings of one day of an edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from archive_model.fields import About, Edtf, PlainText, WholeNumber
from archive_model.kind import Kind, Record
from archive_model.relations import AS_PRECISELY, Countries, Operations, Organisations, Sources, Themes


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Record):
    """One day of a conference. The conference is the folder in which the page lies."""

    number: Annotated[WholeNumber, About("Day", "Which day of the conference; the file is named after it.", "2")]
    date: Annotated[Edtf, About("Date", AS_PRECISELY, "2022-09-13")]
    summary: Annotated[
        PlainText,
        About("Summary", "One plain sentence for lists, search and link previews.", "What the day was about."),
    ]
    themes: Themes = ()
    operations: Operations = ()
    organisations: Organisations = ()
    countries: Countries = ()
    sources: Sources


KIND = Kind(
    name="day",
    record=Day,
    label="Conference day",
    plural="Conference days",
    folder="conferences",
    schema_type="Report",
    place="conferences/<conference>/day-<number>.md",
    location=r"conferences/(?P<slug>(?P<parent>[^/]+)/day-[0-9]+)",
    parent="conference",
)
