"""A term of the glossary: a definition, the words people use for it, and its equivalents in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from archive_model.fields import About, LanguageCode, Name, PlainText, Ref, Slug, SourceKey
from archive_model.kind import Kind, Record
from archive_model.relations import Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalent:
    """What the term is called in another language, in a source that shows the word."""

    language: Annotated[LanguageCode, Ref("language"), About("Language")]
    word: Annotated[PlainText, Name(role=False), About("Word")]
    seen_as: Annotated[PlainText | None, About("As the source shows it", "Where it shows an inflected form.")] = None
    source: Annotated[SourceKey, Ref("source"), About("Source")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """One term; the first paragraph of the page is its definition."""

    category: Annotated[
        Literal[
            "exploitation",
            "identification-and-support",
            "investigation-and-cooperation",
            "law-and-orders",
            "bodies-and-roles",
            "practice",
        ]
        | None,
        About("Category", "", "practice"),
    ] = None
    abbreviations: Annotated[tuple[PlainText, ...], Name(), About("Abbreviations", "", "[NRM]")] = ()
    synonyms: Annotated[tuple[PlainText, ...], Name(), About("Also called", "", "[safe house]")] = ()
    equivalents: Annotated[
        tuple[Equivalent, ...], About("In other languages", "Each with language, word and source.")
    ] = ()
    see_also: Annotated[
        tuple[Slug, ...], Ref("term"), About("See also", "Ids of related terms.", "[reasonable-grounds]")
    ] = ()
    sources: Sources


KIND = Kind(
    name="term",
    record=Term,
    label="Term",
    plural="Glossary terms",
    folder="glossary",
    schema_type="DefinedTerm",
    text="definition",
)
