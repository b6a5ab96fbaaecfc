"""A theme: a subject that comes up again, with a scope note and its place among the others (ISO 25964)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from archive_model.fields import About, Name, PlainText, Ref, Slug
from archive_model.kind import Kind, Record
from archive_model.relations import Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Record):
    """One recurring subject; the text of the page is its scope note."""

    summary: Annotated[PlainText, About("Summary", "One plain sentence on what it covers.", "What it covers.")]
    broader: Annotated[
        tuple[Slug, ...],
        Ref("theme"),
        About("Broader themes", "Themes that contain this one.", "[labour-exploitation]"),
    ] = ()
    related: Annotated[
        tuple[Slug, ...], Ref("theme"), About("Related themes", "Themes often met together with it.", "[debt-bondage]")
    ] = ()
    also_called: Annotated[tuple[PlainText, ...], Name(), About("Also called", "Other words for it.")] = ()
    sources: Sources = ()


KIND = Kind(name="theme", record=Theme, label="Theme", plural="Themes", folder="themes", schema_type="DefinedTerm")
