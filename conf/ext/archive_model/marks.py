"""The marks that stand on lines of their own: sessions, quotations, listings and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from archive_model.fields import About, Clock, PlainText, Ref, SourceKey
from archive_model.relations import Countries, Operations, Organisations, Sources, Themes


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the section in which it stands is about, in the fields of a day."""

    starts: Annotated[Clock | None, About("Starts", "", "09:30")] = None
    ends: Annotated[Clock | None, About("Ends", "", "10:45")] = None
    themes: Themes = ()
    operations: Operations = ()
    organisations: Organisations = ()
    countries: Countries = ()
    sources: Sources = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that somebody said, with the speaker's role and the source that reports them."""

    speaker: Annotated[PlainText, About("Speaker", "The role, never a private person's name.", "police delegate")]
    source: Annotated[SourceKey, Ref("source"), About("Source", "", "a-source-key")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of the archive's pages, made anew whenever one is added."""

    kinds: Annotated[tuple[PlainText, ...], About("Kinds", "Kinds of record, with spaces between them.", "day theme")]
    group: Annotated[PlainText | None, About("Group", "letter, year, or the name of a facet.", "country")] = None
    brief: Annotated[bool, About("Brief", "Titles only.")] = False
    newest_first: Annotated[bool, About("Newest first", "By date, the last one first.")] = False
    full: Annotated[bool, About("Full", "The whole definition, and other names.")] = False
    parts: Annotated[bool, About("Parts", "Below each record its parts: below a conference its days.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of how often something comes up, drawn anew whenever a page is added."""

    facet: Annotated[PlainText, About("Facet", "What is counted, by the name of a facet.", "country")]
    title: Annotated[PlainText, About("Title", "", "Countries that took part")]
    kinds: Annotated[
        tuple[PlainText, ...], About("Kinds", "Kinds of record in which it is counted, with commas.", "conference, day")
    ]
    by_year: Annotated[bool, About("By year", "In which years it comes up.")] = False


Mark = Session | Quote | Listing | Picture


@dataclass(frozen=True, slots=True)
class Form:
    """How a mark is written."""

    mark: type[Mark]
    argument: str = ""
    """The field that stands beside the name of the block."""
    text: str = ""
    """What stands below the options, where anything does."""


FORMS: Mapping[str, Form] = {
    "session": Form(Session),
    "quote": Form(Quote, argument="speaker", text="quotation"),
    "listing": Form(Listing, argument="kinds"),
    "picture": Form(Picture, argument="facet"),
}
"""By the name of a block."""
