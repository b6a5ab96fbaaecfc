"""What an editor is told of a field that is unknown, missing, empty or of the wrong form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pydantic_core import ErrorDetails

from archive_model.field_path import FieldPath, in_words
from archive_model.fields import FieldSpec, field_specs
from archive_model.problem import Code
from archive_model.suggestion import did_you_mean


class Message(NamedTuple):
    """What is wrong with a field, and what to do."""

    code: Code
    text: str
    hint: str = ""


def unknown_field(path: FieldPath, key: str, known: Iterable[str]) -> Message:
    """The record at ``path`` has no field of this name."""
    hint = did_you_mean(key, known) or f"Use one of: {', '.join(known)}."
    return Message(Code.UNKNOWN_FIELD, f"{in_words(path)} has no field “{key}”.", hint)


def no_entries(path: FieldPath, spec: FieldSpec) -> Message:
    """A list that cannot be empty is."""
    return Message(Code.MISSING_FIELD, f"{in_words(path)} needs at least one entry.", _example(spec))


def not_fields(path: FieldPath) -> Message:
    """Something else stands where a record is wanted."""
    return Message(Code.FIELD, f"{in_words(path)} is not a list of fields.", "Write its fields below it, indented.")


def not_a_list(path: FieldPath, value: object, spec: FieldSpec) -> Message:
    """One value stands where a list is wanted."""
    if spec.nested:
        hint = f"Begin each entry with “- {field_specs(spec.nested)[0].key}:”."
    else:
        hint = _example(spec) if isinstance(value, dict) else f"Write it in brackets: [{_as_written(value)}]."
    return Message(Code.FIELD, f"{in_words(path)} takes a list.", hint)


def wrong_form(path: FieldPath, value: object, spec: FieldSpec) -> Message | None:
    """Something else stands where one value is wanted; None where one does."""
    explain = FORMS.get(type(value))
    return explain(in_words(path), value, spec) if explain else None


def wrong_value(path: FieldPath, error: ErrorDetails, spec: FieldSpec | None) -> Message:
    """What pydantic found, in the editor's words."""
    name = in_words(path)
    if words := error.get("ctx", {}).get("message"):
        return Message(Code.DATE if error["type"] == "date" else Code.FIELD, f"{name}: {words}")
    explain = VALUES.get(error["type"].partition("_")[0], _cannot_be)
    return explain(name, error["input"], spec)


def _empty(name: str, _value: object, spec: FieldSpec) -> Message:
    return Message(Code.FIELD, f"{name} is empty.", _example(spec))


def _list(name: str, value: object, spec: FieldSpec) -> Message:
    hint = _example(spec) or "Take the brackets away."
    if spec.dated and isinstance(value, list):
        hint = f'Write it in quotes: {spec.key}: "[{", ".join(map(str, value))}]".'
    return Message(Code.FIELD, f"{name} takes one value, not a list.", hint)


def _group(name: str, _value: object, spec: FieldSpec) -> Message:
    return Message(Code.FIELD, f"{name} takes one value, not a group of fields.", _example(spec))


def _missing(name: str, _value: object, spec: FieldSpec | None) -> Message:
    hint = _example(spec) or f"Add a line “{name.rpartition('.')[2]}: …”."
    return Message(Code.MISSING_FIELD, f"{name} is missing.", hint)


def _not_a_choice(name: str, value: object, spec: FieldSpec | None) -> Message:
    choices = spec.choices if spec else ()
    hint = did_you_mean(str(value), choices) or f"Use one of: {', '.join(choices)}."
    return Message(Code.FIELD, f"{name} cannot be “{_as_written(value)}”.", hint)


def _not_a_number(name: str, value: object, spec: FieldSpec | None) -> Message:
    return Message(Code.FIELD, f"{name} must be a whole number, not “{_as_written(value)}”.", _example(spec))


def _cannot_be(name: str, value: object, spec: FieldSpec | None) -> Message:
    return Message(Code.FIELD, f"{name} cannot be “{_as_written(value)}”.", _example(spec))


FORMS: dict[type, Callable[[str, object, FieldSpec], Message]] = {type(None): _empty, list: _list, dict: _group}
"""By the type of what stands where one value is wanted, what to say of it."""

VALUES: dict[str, Callable[[str, object, FieldSpec | None], Message]] = {
    "missing": _missing,
    "literal": _not_a_choice,
    "int": _not_a_number,
}
"""By the first word of pydantic's error types, what to say of it."""


def _example(spec: FieldSpec | None) -> str:
    return f"For example: {spec.key}: {spec.about.example}" if spec and spec.about.example else ""


def _as_written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
