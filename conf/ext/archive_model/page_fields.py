"""The fields at the margin of the front matter: title, description, and the one named after the kind of the page."""

from __future__ import annotations

from collections.abc import Iterator

from archive_model.fields import markup_in
from archive_model.front_matter import FrontMatter
from archive_model.kind import Kind, Kinds
from archive_model.problem import Code, Fault
from archive_model.suggestion import did_you_mean

PLAIN_FIELDS = ("title", "description")


def text_of(front: FrontMatter, key: str) -> str:
    """The words of a field; none where it holds something else."""
    value = front.data.get(key)
    return str(value) if _is_text(value) and str(value).strip() else ""


def strange_fields(front: FrontMatter, docname: str, kind: Kind | None, kinds: Kinds) -> Iterator[Fault]:
    """Fields that do not belong on this page, or a page that does not belong at this place."""
    claimed = [key for key in front.data if key in kinds and (kind is None or key != kind.name)]
    for key in claimed:
        message = f"This page says it is {kinds[key].one}, but does not lie where those lie."
        yield Fault(front.line_of((key,)), Code.LOCATION, message, f"Move it to docs/{kinds[key].place_in_words}.")
    if kind is None and not claimed and (places := kinds.places_near(docname)):
        hint = f"Pages lie at docs/{' or docs/'.join(places)}."
        yield Fault(1, Code.LOCATION, "No page is expected at this place.", hint)
    for key in front.data:
        if key not in PLAIN_FIELDS and key not in kinds:
            hint = _right_place(key, kind, kinds)
            yield Fault(front.line_of((key,)), Code.UNKNOWN_FIELD, f"There is no field “{key}” here.", hint)


def _right_place(key: str, kind: Kind | None, kinds: Kinds) -> str:
    if kind is None:
        return did_you_mean(key, [*PLAIN_FIELDS, *kinds]) or f"Use one of: {', '.join(PLAIN_FIELDS)}."
    if any(key == spec.key for spec in kind.fields):
        return f"It belongs below “{kind.name}:”; put two spaces before it."
    return did_you_mean(key, [*PLAIN_FIELDS, kind.name]) or f"The fields of a page stand below “{kind.name}:”."


def missing_fields(front: FrontMatter, kind: Kind | None) -> Iterator[Fault]:
    """Fields that every page of this kind has."""
    if "title" not in front.data:
        hint = 'Add “title: "…"” to the front matter at the top of the page.'
        yield Fault(1, Code.TITLE, "The page has no title.", hint)
    if kind and kind.name not in front.data:
        message = f"A page in this folder is {kind.one}, but there is no “{kind.name}:”."
        hint = f"Add “{kind.name}:” with its fields to the front matter."
        yield Fault(1, Code.MISSING_FIELD, message, hint)


def wrong_texts(front: FrontMatter) -> Iterator[Fault]:
    """A title or a description that is not plain text."""
    if "title" in front.data and (words := _wrong_title(front.data["title"])):
        yield Fault(front.line_of(("title",)), Code.TITLE, *words)
    description = front.data.get("description")
    if description is not None and not _is_text(description):
        hint = 'Write it in quotes: description: "…".'
        yield Fault(front.line_of(("description",)), Code.FIELD, "The description is not text.", hint)


CURLY = "“„‟”"
"""What word processors make of straight quotation marks."""


def _wrong_title(title: object) -> tuple[str, str] | None:
    in_quotes = 'Write it in quotes: title: "…".'
    if title is None or not str(title).strip():
        return "The title is empty.", in_quotes
    if not _is_text(title):
        return "The title is not text.", in_quotes
    if str(title).strip()[0] in CURLY:
        return "The title stands in curly quotation marks, which become part of it.", 'Use straight ones: title: "…".'
    if mark := markup_in(str(title)):
        hint = "Write it on one line." if mark == "a line break" else "Take the marks away."
        return f"The title holds {mark}; titles are plain text.", hint
    return None


def _is_text(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)
