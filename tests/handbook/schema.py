"""The fields of pages as JSON Schema (draft 7), for editors that complete and check what is typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from archive_model.countries import country_names
from archive_model.fields import SLUG, FieldSpec, field_specs
from archive_model.kind import Kind
from archive_model.kinds import KINDS

from .references import ROOT

FILE = ROOT / ".vscode" / "page.schema.json"
ONE = ["string", "integer"]
"""YAML reads 2022 as a number; the archive takes it for text where text is wanted."""


def schema() -> dict[str, object]:
    """The front matter of a page of any kind."""
    texts = {"title": "What stands at the top of the page.", "description": "What lists and previews say of it."}
    plain = {name: {"type": ONE, "description": about} for name, about in texts.items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "The top of a page of the archive",
        "type": "object",
        "properties": {**plain, **{kind.name: _kind(kind) for kind in KINDS.values()}},
        "required": ["title"],
        "additionalProperties": False,
    }


def _kind(kind: Kind) -> Mapping[str, object]:
    return {"description": f"This page is {kind.one}.", **_record(kind.record)}


def _record(record: type) -> Mapping[str, object]:
    specs = field_specs(record)
    return {
        "type": "object",
        "properties": {spec.key: _field(spec) for spec in specs},
        "required": [spec.key for spec in specs if spec.required],
        "additionalProperties": False,
    }


def _field(spec: FieldSpec) -> Mapping[str, object]:
    about = spec.about.help or f"{spec.about.label}."
    example = f" For example: {spec.about.example}" if spec.about.example else ""
    value = _value(spec)
    shape = {"type": "array", "items": value} if spec.many else value
    return {"description": f"{about}{example}", **shape}


def _value(spec: FieldSpec) -> Mapping[str, object]:
    if spec.nested:
        return _record(spec.nested)
    if spec.choices:
        return {"enum": list(spec.choices)}
    if spec.ref and spec.ref.kind == "country":
        return {"enum": list(country_names())}
    if spec.ref and spec.ref.kind in KINDS:
        return {"type": ONE, "pattern": SLUG.pattern.replace(r"\Z", "$").join(("^", ""))}
    return {"type": "boolean"} if spec.flag else {"type": ONE}


def written() -> dict[Path, str]:
    """The file as it should be."""
    return {FILE: json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"}
