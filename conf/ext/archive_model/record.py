"""From the data of a page to a typed record, or to problems in the editor's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from archive_model.fields import FieldSpec, Name, Ref, field_specs
from archive_model.problem import Code
from archive_model.suggestion import did_you_mean

T = TypeVar("T")
Path = tuple[str | int, ...]
Report = Callable[[Path, Code, str, str], None]
"""Called with the path of a value, the rule, what is wrong and what to do."""


def parse_record(record_type: type[T], data: object, path: Path, report: Report) -> T | None:
    """The record that ``data`` describes, or None after reporting what is wrong with it."""
    fields = _known_fields(record_type, data, path, report)
    if fields is None:
        return None
    try:
        record: T = _adapter(cast("Any", record_type)).validate_python(fields)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            report(*_in_plain_words(record_type, detail, path))
        return None
    return record if _is_filled(record, path, report) else None


def _is_filled(record: object, path: Path, report: Report) -> bool:
    empty = [spec for spec in field_specs(type(record)) if spec.required and spec.many and not spec.values(record)]
    for spec in empty:
        where = (*path, spec.key)
        hint = f"For example: {spec.key}: {spec.about.example}"
        report(where, Code.MISSING_FIELD, f"{_where(where)} needs at least one entry.", hint)
    return not empty


@cache
def _adapter(record_type: Any) -> TypeAdapter[Any]:
    return TypeAdapter(record_type)


def _known_fields(record_type: type, data: object, path: Path, report: Report) -> dict[str, object] | None:
    """The data under Python's names; None where it cannot be a record at all."""
    if not isinstance(data, Mapping):
        report(path, Code.FIELD, f"{_where(path)} is not a list of fields.", "Write its fields below it, indented.")
        return None
    specs = {spec.key: spec for spec in field_specs(record_type)}
    known: dict[str, object] = {}
    sound = True
    for key, value in data.items():
        spec = specs.get(key)
        if spec is None:
            hint = did_you_mean(key, specs) or f"Use one of: {', '.join(specs)}."
            report((*path, key), Code.UNKNOWN_FIELD, f"{_where(path)} has no field “{key}”.", hint)
            sound = False
        elif value is None:
            continue
        else:
            known[spec.attribute] = _nested(spec, value, (*path, key), report)
    return known if sound else None


def _nested(spec: FieldSpec, value: object, path: Path, report: Report) -> object:
    """Values that have fields of their own, with the same care for their names."""
    if spec.nested is None:
        return value
    if spec.many and isinstance(value, list):
        return [_known_fields(spec.nested, item, (*path, number), report) or item for number, item in enumerate(value)]
    if not spec.many and isinstance(value, Mapping):
        return _known_fields(spec.nested, value, path, report) or value
    return value


def _where(path: Path) -> str:
    """The path as an editor reads it: ``day.themes[0]``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _in_plain_words(record_type: type, detail: ErrorDetails, path: Path) -> tuple[Path, Code, str, str]:
    location = list(_editors_path(record_type, detail["loc"]))
    where = (*path, *location)
    spec = _spec_at(record_type, location)
    if words := detail.get("ctx", {}).get("message"):
        return where, Code.DATE if detail["type"] == "date" else Code.FIELD, f"{_where(where)}: {words}", ""
    explain = EXPLAIN.get(detail["type"].partition("_")[0], _wrong_form)
    code = Code.MISSING_FIELD if explain is _missing else Code.FIELD
    return where, code, *explain(_where(where), detail.get("input"), spec)


def _example(spec: FieldSpec | None) -> str:
    return f"For example: {spec.key}: {spec.about.example}" if spec and spec.about.example else ""


def _missing(name: str, _value: object, spec: FieldSpec | None) -> tuple[str, str]:
    return f"{name} is missing.", _example(spec) or f"Add a line “{name.rpartition('.')[2]}: …”."


def _not_a_choice(name: str, value: object, spec: FieldSpec | None) -> tuple[str, str]:
    choices = spec.choices if spec else ()
    hint = did_you_mean(str(value), choices) or f"Use one of: {', '.join(choices)}."
    return f"{name} cannot be “{_shown(value)}”.", hint


def _not_a_list(name: str, value: object, _spec: FieldSpec | None) -> tuple[str, str]:
    return f"{name} takes a list.", f"Write it in brackets: [{_shown(value)}]."


def _not_a_number(name: str, value: object, spec: FieldSpec | None) -> tuple[str, str]:
    return f"{name} must be a whole number, not “{_shown(value)}”.", _example(spec)


def _wrong_form(name: str, value: object, spec: FieldSpec | None) -> tuple[str, str]:
    if isinstance(value, list):
        return f"{name} takes one value, not a list.", _example(spec) or "Take the brackets away."
    return f"{name} cannot be “{_shown(value)}”.", _example(spec)


EXPLAIN = {"missing": _missing, "literal": _not_a_choice, "tuple": _not_a_list, "int": _not_a_number}
"""By the first word of pydantic's error types, what to say of it."""


def _shown(value: object) -> str:
    return str(value) if isinstance(value, str | int) else "a group of fields" if value else "empty"


def _editors_path(record_type: type, location: tuple[int | str, ...]) -> Iterator[int | str]:
    """Pydantic's location in the editor's names, without the labels that it adds for unions."""
    current: type | None = record_type
    for part in location:
        if isinstance(part, int):
            yield part
        elif current and (spec := next((s for s in field_specs(current) if s.attribute == part), None)):
            yield spec.key
            current = spec.nested


def _spec_at(record_type: type, location: list[int | str]) -> FieldSpec | None:
    current: type | None = record_type
    spec = None
    for part in location:
        if isinstance(part, str) and current:
            spec = next(s for s in field_specs(current) if s.key == part)
            current = spec.nested
    return spec


def record_refs(record: object, path: Path) -> Iterator[tuple[Path, Ref, str]]:
    """Everything that a record names, with the path of each name."""
    for spec, value, where in _leaves(record, path):
        if spec.ref:
            yield where, spec.ref, str(value)


def record_names(record: object, path: Path) -> Iterator[tuple[Path, Name, str]]:
    """The other names of a record, with the path of each."""
    for spec, value, where in _leaves(record, path):
        if spec.name:
            yield where, spec.name, str(value)


def record_facets(record: object) -> Iterator[tuple[str, str]]:
    """The facets of a record as pairs of name and value."""
    for spec, value, _where in _leaves(record, ()):
        if spec.facet:
            yield spec.facet.name, str(value)


def _leaves(record: object, path: Path) -> Iterator[tuple[FieldSpec, object, Path]]:
    for spec in field_specs(type(record)):
        for number, value in enumerate(spec.values(record)):
            where = (*path, spec.key, number) if spec.many else (*path, spec.key)
            if spec.nested:
                yield from _leaves(value, where)
            else:
                yield spec, value, where
