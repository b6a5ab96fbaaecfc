"""What the fields of a record are made of: the types of their values and the marks that say what they mean."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError, PydanticKnownError

from archive_model.countries import country_code, country_names, language_names
from archive_model.dates import DateError, EdtfDate, parse_date

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
MARKUP = re.compile(r"[*`<>{}\[\]\\|$\n_](?:(?<!\w_)|(?!\w))")
"""Within a word, ``_`` is a letter."""
CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d\Z")


@dataclass(frozen=True, slots=True)
class Ref:
    """The field names something: a record by its slug, a ``country`` by its code or a ``source`` by its key."""

    kind: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The field's values are filters of the search and groups of the listings."""

    name: str


@dataclass(frozen=True, slots=True)
class Name:
    """The field holds other names of the record, which the general index lists."""

    role: bool = True
    """Whether a role may use the name. Words of other languages may mean two things, so they may not."""


@dataclass(frozen=True, slots=True)
class About:
    """What the field is for: its label on the page, help for the editor, and an example as it would be written."""

    label: str
    help: str = ""
    example: str = ""
    shown: bool = True
    """False for fields that steer the archive and are no part of the page."""


def _error(kind: str, message: str) -> PydanticCustomError:
    return PydanticCustomError(kind, "{message}", {"message": message})


def _text(value: object) -> object:
    """Whole numbers are text where text is wanted, as in ``date: 2022``."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _whole_number(value: object) -> object:
    if isinstance(value, bool):
        raise PydanticKnownError("int_type")  # else pydantic takes true for 1
    return value


def _slug(value: object) -> object:
    if isinstance(value, str) and not SLUG.match(value):
        raise _error("slug", f"“{value}” is not an id: use small letters, digits and single hyphens.")
    return value


def _filled(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise _error("text", "The text is empty.")
    return value


def markup_in(text: str) -> str:
    """The first mark that makes ``text`` more than plain text, as messages name it; nothing where there is none."""
    if text.lstrip().startswith("#"):
        return "“#”"
    found = MARKUP.search(text)
    if not found:
        return ""
    return "a line break" if found[0] == "\n" else f"“{found[0]}”"


def _plain_text(value: object) -> object:
    if isinstance(value, str) and (mark := markup_in(value)):
        raise _error("text", f"Only plain text can stand here, without {mark}.")
    return value


def _country(value: object) -> object:
    if not isinstance(value, str) or value in country_names():
        return value
    code = country_code(value) or (value.upper() if value.upper() in country_names() else None)
    hint = (
        f" Write {code} for {country_names()[code]}." if code else " Use the two capital letters of ISO 3166, as in GB."
    )
    raise _error("country", f"“{value}” is not the code of a country.{hint}")


def _language(value: object) -> object:
    if isinstance(value, str) and value not in language_names():
        raise _error("language", f"“{value}” is not the code of a language. Use ISO 639, as in cs for Czech.")
    return value


def _edtf(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_date(value)
    except DateError as error:
        raise _error("date", str(error)) from error


def _calendar_date(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise _error("date", f"“{value}” is not a day. Write it as 2026-12-01.") from error


def _clock(value: object) -> object:
    if isinstance(value, str) and not CLOCK.match(value):
        raise _error("clock", f"“{value}” is not a time. Write it as 09:30.")
    return value


def wrong_address(text: str) -> str:
    """What is wrong with a web address; nothing where it is one."""
    if re.match(r"https?://[^\s<>\"]+\Z", text):
        return ""
    return f"“{text}” is not a web address. It begins with https:// and holds no spaces."


def _web_address(value: object) -> object:
    if isinstance(value, str) and (message := wrong_address(value)):
        raise _error("address", message)
    return value


PlainText = Annotated[str, BeforeValidator(_plain_text), BeforeValidator(_filled), BeforeValidator(_text)]
"""Words without markup."""
WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
"""A number without a fraction."""
Slug = Annotated[str, BeforeValidator(_slug), BeforeValidator(_text)]
"""The id of a record: its file name without the ending."""
SourceKey = Annotated[str, BeforeValidator(_filled), BeforeValidator(_text)]
"""The key of an entry of references.bib."""
RecordPath = Annotated[str, BeforeValidator(_text)]
"""The id of a day with that of its conference before it."""
CountryCode = Annotated[str, BeforeValidator(_country)]
"""ISO 3166-1 alpha-2, or XK for Kosovo."""
LanguageCode = Annotated[str, BeforeValidator(_language)]
"""ISO 639-1."""
Edtf = Annotated[EdtfDate, BeforeValidator(_edtf), BeforeValidator(_text), PlainSerializer(str)]
"""EDTF (ISO 8601-2)."""
CalendarDate = Annotated[date, BeforeValidator(_calendar_date), BeforeValidator(_text)]
"""A single day, ISO 8601."""
Clock = Annotated[str, BeforeValidator(_clock)]
"""A time of day, ISO 8601, as 09:30."""
WebAddress = Annotated[str, BeforeValidator(_web_address)]
"""An address on the web."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a record type, read once from its annotation."""

    attribute: str
    """The name in Python."""
    key: str
    """The name in the front matter: hyphens for underscores."""
    required: bool
    many: bool
    """Whether the field holds a list."""
    flag: bool
    """Whether the field is true or false."""
    dated: bool
    """Whether the field is a date in EDTF, where brackets mean one of several days."""
    ref: Ref | None
    facet: Facet | None
    name: Name | None
    about: About
    choices: tuple[str, ...]
    """The only values allowed, where they are few."""
    nested: type | None
    """The dataclass of its value or values, where they have fields of their own."""

    def values(self, record: object) -> tuple[Any, ...]:
        """The field's values in ``record``; none where it is empty."""
        value = getattr(record, self.attribute)
        if value is None:
            return ()
        return value if isinstance(value, tuple) else (value,)


def field_specs(record_type: type) -> tuple[FieldSpec, ...]:
    """The fields of a record type in the order in which a page shows them."""
    return _field_specs(record_type)


@cache
def _field_specs(record_type: Any) -> tuple[FieldSpec, ...]:
    hints = get_type_hints(record_type, include_extras=True)
    specs = [_field_spec(item, hints[item.name]) for item in dataclasses.fields(record_type)]
    return tuple(sorted(specs, key=lambda spec: not spec.about.shown))  # what steers the archive comes last


def _field_spec(item: dataclasses.Field[Any], hint: Any) -> FieldSpec:
    marks = {type(mark): mark for mark in _marks(hint)}
    types = list(_types(hint))
    required = item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
    return FieldSpec(
        attribute=item.name,
        key=item.name.replace("_", "-"),
        required=required,
        many=tuple in types,
        flag=bool in types,
        dated=EdtfDate in types,
        ref=marks.get(Ref),
        facet=marks.get(Facet),
        name=marks.get(Name),
        about=marks.get(About, About(item.name.replace("_", " ").capitalize())),
        choices=next((get_args(found) for found in types if get_origin(found) is Literal), ()),
        nested=next((found for found in types if _has_fields(found)), None),
    )


def _has_fields(found: Any) -> bool:
    return dataclasses.is_dataclass(found) and found is not EdtfDate


def _marks(hint: Any) -> Iterator[Any]:
    if get_origin(hint) is Annotated:
        yield from get_args(hint)[1:]
        yield from _marks(get_args(hint)[0])


def _types(hint: Any) -> Iterator[Any]:
    origin = get_origin(hint)
    if origin is Literal or origin is None:
        yield hint
    elif origin is Annotated:
        yield from _types(get_args(hint)[0])
    else:
        yield origin
        for argument in get_args(hint):
            yield from _types(argument)
