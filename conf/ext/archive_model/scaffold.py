"""The start of a page of any kind, made from its field list: what is needed as examples, the rest as comments."""

from __future__ import annotations

from collections.abc import Iterator

from archive_model.fields import FieldSpec, field_specs
from archive_model.kind import Kind


def scaffold(kind: Kind) -> str:
    """A page that reads without problems once the records of its examples exist."""
    lines = ["---", f'title: "A {kind.label.lower()}"', f"{kind.name}:"]
    for spec in kind.fields:
        lines += _lines(spec)
    text = f"The {kind.text} of it." if kind.text else "What is known of it, with its sources."
    return "\n".join([*lines, "---", "", text, ""])


def _lines(spec: FieldSpec) -> Iterator[str]:
    note = f"  # {spec.about.help}" if spec.about.help else ""
    if not spec.required:
        yield f"  # {spec.key}: {spec.about.example}{note}".rstrip()
    elif spec.nested is None:
        yield f"  {spec.key}: {spec.about.example}{note}"
    else:
        yield f"  {spec.key}:{note}"
        for part in field_specs(spec.nested):
            yield f"    {part.key}: []"
