"""An organisation: the authority record of a body that took part or is spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from archive_model.fields import About, CountryCode, Facet, Name, PlainText, Ref, WebAddress
from archive_model.kind import Kind, Record
from archive_model.relations import Sources

OrganisationKind = Literal[
    "academic",
    "authority",
    "charity",
    "company",
    "embassy",
    "eu-agency",
    "faith-network",
    "government",
    "health",
    "inspectorate",
    "international-organisation",
    "local-authority",
    "national-agency",
    "network",
    "ngo",
    "police-body",
    "police-force",
    "police-unit",
    "prosecution",
    "public-office",
    "trade-union",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """One body, under the name its sources use."""

    kind: Annotated[OrganisationKind, About("Kind", "", "police-force")]
    abbreviation: Annotated[PlainText | None, Name(), About("Abbreviation", "", "NCA")] = None
    local_name: Annotated[PlainText | None, Name(), About("Name in its own language", "", "Polismyndigheten")] = None
    country: Annotated[
        CountryCode | None,
        Ref("country"),
        Facet("country"),
        About("Country", "By its code; none for EU and international bodies.", "GB"),
    ] = None
    scope: Annotated[
        Literal["local", "regional", "national", "eu", "international"] | None, About("Scope", "", "national")
    ] = None
    url: Annotated[WebAddress | None, About("Website", "Only a page of its own.", "https://example.org/")] = None
    sources: Sources = ()


KIND = Kind(
    name="organisation",
    record=Organisation,
    label="Organisation",
    plural="Organisations",
    folder="organisations",
    schema_type="Organization",
)
