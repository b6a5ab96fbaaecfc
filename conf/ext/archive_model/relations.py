"""The fields by which records of several kinds name others: what a record is about, who took part, how it is known."""

from __future__ import annotations

from typing import Annotated

from archive_model.fields import About, CountryCode, Facet, Ref, Slug, SourceKey

AS_PRECISELY = "As precisely as the source says it: 2022-09-13, 2022-09 or 2022; 2022-09? where it is uncertain."
"""What to write for a date."""
Themes = Annotated[
    tuple[Slug, ...], Ref("theme"), Facet("theme"), About("Themes", "What it is about.", "[debt-bondage]")
]
Operations = Annotated[
    tuple[Slug, ...],
    Ref("operation"),
    Facet("operation"),
    About("Operations", "Operations and cases that are named.", "[fort]"),
]
Organisations = Annotated[
    tuple[Slug, ...],
    Ref("organisation"),
    Facet("organisation"),
    About("Organisations", "Bodies that took part or are spoken of.", "[nca, cps]"),
]
Countries = Annotated[
    tuple[CountryCode, ...],
    Ref("country"),
    Facet("country"),
    About("Countries", "Countries whose experience was heard, by their codes.", "[GB, SE]"),
]
Sources = Annotated[
    tuple[SourceKey, ...], Ref("source"), About("Sources", "Keys of references.bib; at least one.", "[a-source-key]")
]
