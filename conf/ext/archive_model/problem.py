"""A problem is a value: something in the archive that a person should put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Code(StrEnum):
    """The rule that was broken. Public: it ends every message and can be searched for."""

    ENCODING = "encoding"
    """The file is not UTF-8 text."""
    EMPTY = "empty"
    """The file holds nothing."""
    SIZE = "size"
    """The page is larger than one page may be."""
    LOCATION = "location"
    """The file lies in the wrong folder, or its name does not fit its kind."""
    FRONT_MATTER = "front-matter"
    """The block between the two lines of three hyphens cannot be read."""
    TITLE = "title"
    """The page has no title, or one that is not plain text."""
    MISSING_FIELD = "missing-field"
    """A field that every page of this kind needs is absent."""
    UNKNOWN_FIELD = "unknown-field"
    """A field that pages of this kind do not have."""
    FIELD = "field"
    """A field holds a value of the wrong form."""
    DATE = "date"
    """A date that does not exist or cannot be read."""
    DUPLICATE = "duplicate"
    """Two things bear the same name, number or key."""
    UNKNOWN_REF = "unknown-ref"
    """Something is named that the archive does not hold."""
    WITHHELD_REF = "withheld-ref"
    """A page of this edition refers to a page that this edition leaves out."""
    MARK = "mark"
    """A mark in the text, such as a session or a quotation, is incomplete."""
    HEADING = "heading"
    """A heading is out of order or holds markup."""
    BIBLIOGRAPHY = "bibliography"
    """An entry of references.bib is broken or incomplete."""
    QUESTION = "question"
    """A question that came with imported notes is not answered yet."""
    ALT = "alt"
    """A picture is not described in words."""
    PERMALINK = "permalink"
    """A line of the ledger of addresses is wrong, or an address that was published leads nowhere."""
    LINK = "link"
    """A link in the built site leads nowhere, or not as it should."""
    HTML = "html"
    """A page of the built site is not valid HTML, or has two things with one id."""
    PART = "part"
    """Parts of the archive that were built apart do not fit together."""
    UNUSED_SOURCE = "unused-source"
    """A bibliography entry that no page cites."""
    SPHINX = "sphinx"
    """Something that Sphinx or one of its parts found while building a page."""
    SITE = "site"
    """The settings in site.toml cannot be used."""


class Fault(NamedTuple):
    """One thing to put right in a file that is not named yet."""

    line: int
    code: Code
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right: where it is, which rule, what is wrong and what to do next."""

    path: str
    """POSIX path from the archive's folder, as the editor knows it."""
    line: int
    """Counted from 1; 1 also where the whole file is meant."""
    code: Code
    message: str
    """What is wrong, in the editor's words."""
    hint: str = ""
    """What to do next."""

    def __str__(self) -> str:
        text = f"{self.message} {self.hint}".rstrip()
        return f"{self.path}:{self.line}: {text} [archive.{self.code}]"

    def as_json(self) -> dict[str, str | int]:
        """The problem as plain data, for programs."""
        return {**asdict(self), "code": f"archive.{self.code}"}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Problem:
        """A problem from its plain data."""
        return cls(**{**data, "code": Code(str(data["code"]).removeprefix("archive."))})

    def as_github(self) -> str:
        """A workflow command that annotates the line in a pull request (GitHub Actions, "Workflow commands")."""
        text = f"{self.message} {self.hint}".rstrip()
        return f"::error file={_property(self.path)},line={self.line},title=archive.{self.code}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
