"""A conference: one edition of the meeting, with an honest account of what the archive holds of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from archive_model.fields import About, Edtf, Name, PlainText, WholeNumber
from archive_model.kind import Kind, Record
from archive_model.relations import AS_PRECISELY, Countries, Organisations, Sources, Themes


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the archive holds of an edition, what it lacks and what is not sure."""

    held: Annotated[tuple[PlainText, ...], About("Held")] = ()
    missing: Annotated[tuple[PlainText, ...], About("Missing")] = ()
    uncertain: Annotated[tuple[PlainText, ...], About("Uncertain")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference(Record):
    """One edition of the conference."""

    edition: Annotated[WholeNumber | None, About("Edition", "Its number, only where a source prints it.", "10")] = None
    date: Annotated[Edtf, About("Date", AS_PRECISELY, "2017-09-11/2017-09-14")]
    certainty: Annotated[
        Literal["stated", "inferred"],
        About("Date known from", "Whether a source prints the date or it was concluded from other facts.", "stated"),
    ]
    place: Annotated[PlainText, About("Place", "Town and country, as far as known.", "Bled, Slovenia")]
    countries: Annotated[
        Countries, About("Countries", "Host country and countries that took part, by their codes.", "[GB, SI]")
    ]
    organisers: Annotated[Organisations, About("Organisers", "Who held it.", "[an-organisation]")] = ()
    organisations: Organisations = ()
    themes: Themes = ()
    summary: Annotated[
        PlainText, About("Summary", "One plain sentence for lists, search and link previews.", "Four days in Bled.")
    ] = ""
    also_called: Annotated[tuple[PlainText, ...], Name(), About("Also called", "Other names in the sources.")] = ()
    sources: Sources
    coverage: Annotated[Coverage, About("What this archive holds of it", "Three lists: held, missing, uncertain.")]


KIND = Kind(
    name="conference",
    record=Conference,
    label="Conference",
    plural="Conferences",
    folder="conferences",
    schema_type="Event",
    place="conferences/<conference>/index.md",
    location=r"conferences/(?P<slug>[^/]+)/index",
)
