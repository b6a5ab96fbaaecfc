"""The marks that stand on lines of their own: sessions, quotations and listings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from archive_model.body import Directive
from archive_model.fields import About, Clock, CountryCode, Facet, PlainText, Ref, Slug, SourceKey, field_specs
from archive_model.problem import Code
from archive_model.record import Report, parse_record

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the section in which it stands is about, in the fields of a day."""

    starts: Annotated[Clock | None, About("Starts", "", "09:30")] = None
    ends: Annotated[Clock | None, About("Ends", "", "10:45")] = None
    themes: Annotated[tuple[Slug, ...], Ref("theme"), Facet("theme"), About("Themes", "", "debt-bondage")] = ()
    operations: Annotated[tuple[Slug, ...], Ref("operation"), Facet("operation"), About("Operations", "", "fort")] = ()
    organisations: Annotated[
        tuple[Slug, ...], Ref("organisation"), Facet("organisation"), About("Organisations", "", "nca, cps")
    ] = ()
    countries: Annotated[
        tuple[CountryCode, ...], Ref("country"), Facet("country"), About("Countries", "", "GB, SE")
    ] = ()
    sources: Annotated[tuple[SourceKey, ...], Ref("source"), About("Sources", "", "a-source-key")] = ()


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


def parse_mark(mark_type: type[T], directive: Directive, report: Report, **argument: object) -> T | None:
    """The mark that a directive makes; ``argument`` is its argument under the field that it fills."""
    data: dict[str, Any] = {key: value for key, value in argument.items() if value}
    specs = {spec.key: spec for spec in field_specs(mark_type)}
    for key, text in directive.options.items():
        spec = specs.get(key)
        if spec and spec.many:
            data[key] = [word.strip() for word in text.split(",") if word.strip()]
        elif spec and spec.flag:
            data[key] = True
        else:
            data[key] = text
    return parse_record(mark_type, data, (directive.name,), report)


def check_place(directive: Directive, marked: set[str], report: Report) -> bool:
    """Whether a session mark stands below a heading that has none yet; if so, the section counts as marked."""
    if not directive.section:
        report((), Code.MARK, "A session stands above the first heading.", "Put it below the heading of its section.")
        return False
    if directive.section in marked:
        report((), Code.MARK, "This section already has a session.", "Join the two, or give the second a heading.")
        return False
    marked.add(directive.section)
    return True
