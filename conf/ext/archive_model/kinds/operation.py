"""An operation or case: a publicly reported investigation, with the stage beside every figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from archive_model.fields import About, Edtf, Facet, Name, PlainText, Ref, Slug, SourceKey, WholeNumber
from archive_model.kind import Kind, Record
from archive_model.relations import Countries, Organisations, Sources, Themes

Exploitation = Literal["labour", "sexual", "criminal", "domestic-servitude", "organ-harvesting"]
Stage = Literal[
    "opened",
    "deployed",
    "visited",
    "searched",
    "seized",
    "interviewed",
    "sought",
    "estimated",
    "identified",
    "rescued",
    "safeguarded",
    "supported",
    "arrested",
    "charged",
    "convicted",
    "sentenced",
    "orders",
    "reported",
    "other",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One figure of an operation. People arrested or charged may have been cleared, so the stage is never left out."""

    value: Annotated[WholeNumber | PlainText, About("Figure")]
    unit: Annotated[PlainText, About("What was counted")]
    stage: Annotated[Stage, About("Stage")]
    source: Annotated[SourceKey, Ref("source"), About("Source")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Record):
    """One operation or case."""

    summary: Annotated[PlainText, About("Summary", "One plain sentence.", "What was investigated, and by whom.")]
    lead: Annotated[
        Slug | None, Ref("organisation"), Facet("organisation"), About("Led by", "", "west-midlands-police")
    ] = None
    partners: Annotated[Organisations, About("Partners", "", "[nca, cps]")] = ()
    countries: Annotated[Countries, About("Countries", "Countries that took part, by their codes.", "[GB, PL]")]
    years: Annotated[
        Edtf | None, About("Years", "When it ran, with a slash between first and last year.", "2014/2021")
    ] = None
    exploitation: Annotated[
        tuple[Exploitation, ...],
        Facet("exploitation"),
        About("Kind of exploitation", "", "[labour]"),
    ] = ()
    themes: Annotated[
        Themes, About("Themes", "Themes that it illustrates, in the editors' judgement.", "[labour-exploitation]")
    ] = ()
    also_called: Annotated[tuple[PlainText, ...], Name(), About("Also called", "Other names in the sources.")] = ()
    outcomes: Annotated[
        tuple[Outcome, ...], About("Outcomes", "Figures, each with value, unit, stage and source.")
    ] = ()
    sources: Sources


KIND = Kind(
    name="operation",
    record=Operation,
    label="Operation",
    plural="Operations and cases",
    folder="operations",
    schema_type="CreativeWork",
    connects=("country", "organisation"),
)
