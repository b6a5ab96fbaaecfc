"""Places in the archive that a page can lead to, and values that may lead somewhere."""

from __future__ import annotations

from typing import NamedTuple

from archive_model.archive import Archive
from archive_model.countries import country_names, language_names
from archive_model.dates import EdtfDate
from archive_model.fields import FieldSpec
from archive_model.page import Page
from archive_output.lost import Lost, lost_at


class Place(NamedTuple):
    """A page, or a part of one, with the words that lead there."""

    text: str
    docname: str
    anchor: str = ""


class Value(NamedTuple):
    """Words on a page that may lead to a place in the archive or to an address outside."""

    text: str
    place: Place | None = None
    address: str = ""
    language: str = ""
    """ISO 639 code where the words are not in the language of the page."""
    lost: Lost = Lost()
    """What is told of an address outside at which nothing is any more."""


def page_place(page: Page, anchor: str = "", text: str = "") -> Place:
    """The place of a page or of one of its sections."""
    return Place(text or page.title, page.docname, anchor)


def source_anchor(key: str) -> str:
    """The id of an entry on the bibliography page."""
    return f"source-{key}"


def group_anchor(group: str, key: str) -> str:
    """The id of a group of a listing."""
    return f"{group}-{key}".lower()


def source_value(archive: Archive, key: str) -> Value:
    """A source by its label, leading to its entry."""
    label = archive.bibliography.labels.get(key, key)
    page = archive.bibliography_page
    return Value(label, Place(label, page.docname, source_anchor(key)) if page else None)


def country_value(archive: Archive, code: str) -> Value:
    """A country by its name, leading to what the archive holds of it."""
    name = country_names().get(code, code)
    page = archive.group_pages.get("country")
    return Value(name, Place(name, page.docname, group_anchor("country", code)) if page else None)


def record_value(archive: Archive, kind: str, slug: str) -> Value:
    """A record by its title, leading to its page."""
    page = archive.find(kind, slug)
    return Value(page.title, page_place(page)) if page else Value(slug)


def field_value(archive: Archive, spec: FieldSpec, value: object) -> Value:
    """A field's value as a reader sees it."""
    text = value.words if isinstance(value, EdtfDate) else f"{value:,}" if _is_count(spec, value) else str(value)
    if spec.ref is None:
        if spec.choices:
            return Value(in_words(text))
        return _address_value(archive, text) if text.startswith(("https://", "http://")) else Value(text)
    if spec.ref.kind == "country":
        return country_value(archive, text)
    if spec.ref.kind == "source":
        return source_value(archive, text)
    if spec.ref.kind == "language":
        return Value(language_names().get(text, text))
    return record_value(archive, spec.ref.kind, text)


def _address_value(archive: Archive, address: str) -> Value:
    return Value(address, address=address, lost=lost_at(archive, address))


def in_words(choice: str) -> str:
    """A choice of a field as a reader sees it: “domestic-servitude” is “Domestic servitude”."""
    special = {
        "ngo": "Non-governmental organisation",
        "eu": "European Union",
        "eu-agency": "Agency of the European Union",
    }
    return special.get(choice, choice.replace("-", " ").capitalize())


def _is_count(spec: FieldSpec, value: object) -> bool:
    return isinstance(value, int) and spec.key == "value"
