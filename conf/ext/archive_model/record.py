"""From the data of a page to a typed record, or to problems in the editor's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from archive_model import field_messages as words
from archive_model.field_path import FieldPath
from archive_model.fields import FieldSpec, Name, Ref, field_specs
from archive_model.problem import Code

T = TypeVar("T")
Report = Callable[[FieldPath, Code, str, str], None]
"""Called with the path of a value, the rule, what is wrong and what to do."""


def parse_record(record_type: type[T], data: object, path: FieldPath, report: Report) -> T | None:
    """The record that ``data`` describes, or None after reporting what is wrong with it."""
    parser = _Parser(path, report)
    record = parser.record(record_type, data)
    return record if parser.sound else None


class _Parser:
    """Reads one record: first the names and the forms of its fields, then, with pydantic, their values."""

    def __init__(self, path: FieldPath, report: Report) -> None:
        self.path, self.report = path, report
        self.sound = True

    def record(self, record_type: type[T], data: object) -> T | None:
        fields = self._fields(record_type, data, self.path)
        try:
            record: T = _validator(cast("Any", record_type)).validate_python(fields)
        except ValidationError as error:
            self._refuse_values(record_type, error)
            return None
        for spec in _lists(cast("Any", record_type)):
            if not spec.values(record):
                where = (*self.path, spec.key)
                self._refuse(where, words.no_entries(where, spec))
        return record

    def _refuse(self, where: FieldPath, message: words.Message) -> None:
        self.sound = False
        self.report(where, *message)

    def _fields(self, record_type: type, data: object, path: FieldPath) -> dict[str, object]:
        """The data under Python's names, without what is refused."""
        if not isinstance(data, Mapping):
            self._refuse(path, words.not_fields(path))
            return {}
        specs = _by_key(cast("Any", record_type))
        fields: dict[str, object] = {}
        for key, value in data.items():
            if key not in specs:
                self._refuse((*path, key), words.unknown_field(path, key, specs))
            elif value is not None and (found := self._value(specs[key], value, (*path, key))) is not None:
                fields[specs[key].attribute] = found
        return fields

    def _value(self, spec: FieldSpec, value: object, path: FieldPath) -> object:
        """One value or a list of them, as the field wants it; None where it is refused."""
        if not spec.many:
            return self._entry(spec, value, path)
        if not isinstance(value, list):
            self._refuse(path, words.not_a_list(path, value, spec))
            return None
        entries = [self._entry(spec, entry, (*path, number)) for number, entry in enumerate(value)]
        return None if None in entries else entries

    def _entry(self, spec: FieldSpec, value: object, path: FieldPath) -> object:
        if spec.nested:
            return self._fields(spec.nested, value, path)
        if message := words.wrong_form(path, value, spec):
            self._refuse(path, message)
            return None
        return value

    def _refuse_values(self, record_type: type, error: ValidationError) -> None:
        """Report what pydantic found: of the arms of a union the last, and what is missing only if all else is sound.

        What is missing beside a refused field may be that field, misspelt.
        """
        found = {_place(record_type, detail["loc"]): detail for detail in error.errors(include_url=False)}
        was_sound = self.sound
        for (location, spec), detail in found.items():
            if was_sound or detail["type"] != "missing":
                where = (*self.path, *location)
                self._refuse(where, words.wrong_value(where, detail, spec))


@cache
def _validator(record_type: Any) -> Any:
    return TypeAdapter(record_type).validator


@cache
def _by_key(record_type: Any) -> Mapping[str, FieldSpec]:
    return {spec.key: spec for spec in field_specs(record_type)}


@cache
def _lists(record_type: Any) -> tuple[FieldSpec, ...]:
    """The fields that need at least one entry."""
    return tuple(spec for spec in field_specs(record_type) if spec.required and spec.many)


def _place(record_type: type, location: tuple[int | str, ...]) -> tuple[FieldPath, FieldSpec | None]:
    """Pydantic's location in the editor's names, without the labels that it adds for unions, and the field there."""
    path: list[int | str] = []
    spec, current = None, cast("type | None", record_type)
    for part in location:
        if isinstance(part, int):
            path.append(part)
        elif current and (found := next((s for s in field_specs(current) if s.attribute == part), None)):
            path.append(found.key)
            spec, current = found, found.nested
    return tuple(path), spec


def record_refs(record: object, path: FieldPath) -> Iterator[tuple[FieldPath, Ref, str]]:
    """Everything that a record names, with the path of each name."""
    for spec, value, where in _leaves(record, path, "ref"):
        if spec.ref:
            yield where, spec.ref, str(value)


def refs_in(record_type: type, data: object, path: FieldPath) -> Iterator[tuple[FieldPath, Ref, str]]:
    """The same of data that make no record, as far as its fields can be told."""
    specs = _by_key(cast("Any", record_type))
    for key, value in data.items() if isinstance(data, Mapping) else ():
        spec = specs.get(key)
        for number, entry in enumerate(value if isinstance(value, list) else (value,)) if spec else ():
            where = (*path, key, number) if isinstance(value, list) else (*path, key)
            if spec and spec.nested:
                yield from refs_in(spec.nested, entry, where)
            elif spec and spec.ref and isinstance(entry, str):
                yield where, spec.ref, entry


def record_names(record: object, path: FieldPath) -> Iterator[tuple[FieldPath, Name, str]]:
    """The other names of a record, with the path of each."""
    for spec, value, where in _leaves(record, path, "name"):
        if spec.name:
            yield where, spec.name, str(value)


def record_facets(record: object) -> Iterator[tuple[str, str]]:
    """The facets of a record as pairs of name and value."""
    for spec, value, _where in _leaves(record, (), "facet"):
        if spec.facet:
            yield spec.facet.name, str(value)


def _leaves(record: object, path: FieldPath, mark: str) -> Iterator[tuple[FieldSpec, object, FieldPath]]:
    """The values of the fields that bear a mark, with the path of each."""
    for spec in _marked(cast("Any", type(record)), mark):
        for number, value in enumerate(spec.values(record)):
            where = (*path, spec.key, number) if spec.many else (*path, spec.key)
            if spec.nested:
                yield from _leaves(value, where, mark)
            else:
                yield spec, value, where


@cache
def _marked(record_type: Any, mark: str) -> tuple[FieldSpec, ...]:
    """The fields that bear a mark, and those whose values have such fields."""
    return tuple(
        spec
        for spec in field_specs(record_type)
        if (_marked(spec.nested, mark) if spec.nested else getattr(spec, mark))
    )
