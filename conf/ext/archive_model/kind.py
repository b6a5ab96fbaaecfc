"""A kind of record: where its pages lie, what fields they have, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from archive_model.fields import About, CalendarDate, FieldSpec, field_specs

Status = Literal["published", "draft"]
Audience = Literal["public", "delegates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the pages of every kind may say about themselves."""

    status: Annotated[Status, About("Status", "A draft is in no edition of the archive.", "draft", shown=False)] = (
        "published"
    )
    audience: Annotated[
        Audience,
        About("Audience", "Who may read it: everybody, or the conference's delegates only.", "public", shown=False),
    ] = "public"
    embargo: Annotated[
        CalendarDate | None, About("Embargo", "The page is in no edition before this day.", "2026-12-01", shown=False)
    ] = None

    def is_in(self, edition: Audience, today: date) -> bool:
        """Whether the record belongs into an edition of the archive that is built today."""
        open_to_all = self.audience == "public" or edition == "delegates"
        return self.status == "published" and open_to_all and (self.embargo is None or self.embargo <= today)


@dataclass(frozen=True)
class Kind:
    """One kind of record; its page, role, index, back-links, facets and scaffold follow from this."""

    name: str
    """The key in front matter and the name of the role."""
    record: type[Record]
    label: str
    """What one is called, as in “Operation”."""
    plural: str
    folder: str
    """The folder of its pages under docs/, and how their addresses begin."""
    schema_type: str
    """Its type in the vocabulary of schema.org."""
    location: str = ""
    """A regular expression for the page's path without ending; by default a file of any name in the folder.
    Its group ``slug`` is the id, its group ``parent`` the id of the record it is part of."""
    place: str = ""
    """Where its pages lie, in words for messages."""
    parent: str = ""
    """The kind of the record it is part of."""
    connects: tuple[str, ...] = ()
    """The facets of which a picture on its page shows how their values and other records connect."""
    text: str = ""
    """What the text of the page is, where a record cannot do without it, as in “definition”."""

    @cached_property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields of its front matter."""
        return field_specs(self.record)

    @property
    def one(self) -> str:
        """One of them within a sentence, as in “an operation”."""
        return f"{'an' if self.label[0] in 'AEIOU' else 'a'} {self.label.lower()}"

    @property
    def place_in_words(self) -> str:
        """Where a page of this kind belongs, as a path with the parts to fill in."""
        return self.place or f"{self.folder}/<id>.md"

    @cached_property
    def _location(self) -> re.Pattern[str]:
        return re.compile((self.location or rf"{re.escape(self.folder)}/(?P<slug>[^/]+)") + r"\Z")

    def slug_of(self, docname: str) -> str | None:
        """The id of the record whose page this is, or None where the page does not lie where the kind's pages lie."""
        match = self._location.match(docname)
        if not match or (match["slug"] == "index" and not self.location):
            return None
        return match["slug"]

    def parent_of(self, docname: str) -> str | None:
        """The id of the record that this page's record is part of."""
        match = self._location.match(docname)
        return match.groupdict().get("parent") if match else None


class Kinds(Mapping[str, Kind]):
    """The kinds that an archive holds, in the order in which readers meet them."""

    def __init__(self, *kinds: Kind) -> None:
        self._kinds = {kind.name: kind for kind in kinds}

    def __getitem__(self, name: str) -> Kind:
        return self._kinds[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def with_more(self, *kinds: Kind) -> Kinds:
        """These kinds and others after them."""
        return Kinds(*self.values(), *kinds)

    def of_page(self, docname: str) -> Kind | None:
        """The kind of the record that a page of this path holds; None for a plain page."""
        return next((kind for kind in self.values() if kind.slug_of(docname) is not None), None)

    def places_near(self, docname: str) -> tuple[str, ...]:
        """Where records lie in the folder of a plain page; nothing where that page is the index of the folder."""
        folder, _, rest = docname.partition("/")
        if rest in ("", "index"):
            return ()
        return tuple(kind.place_in_words for kind in self.values() if kind.folder == folder)
