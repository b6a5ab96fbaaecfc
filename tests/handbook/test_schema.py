"""Editors that know JSON Schema complete and check the fields of pages."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from archive_model.archive import Archive
from archive_model.front_matter import read_front_matter

from .schema import FILE, written


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft7Validator:
    schema = json.loads(FILE.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def test_schema_is_fresh() -> None:
    """Where this fails, write it anew: uv run python -m tests.handbook"""
    assert written() == {FILE: FILE.read_text(encoding="utf-8")}


def test_every_page_of_docs_is_valid(
    validator: jsonschema.Draft7Validator, real_archive: Archive, repository: Path
) -> None:
    for page in real_archive.pages.values():
        front = read_front_matter((repository / page.path).read_text(encoding="utf-8"))
        assert [error.message for error in validator.iter_errors(front.data)] == [], page.path


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": {}},
        {"title": "A", "dai": {}},
        {"title": "A", "theme": {"sumary": "B"}},
        {"title": "A", "theme": {"summary": ["B"]}},
        {"title": "A", "organisation": {"kind": "charty"}},
        {"title": "A", "organisation": {"kind": "charity", "country": "UK"}},
        {"title": "A", "term": {"sources": ["a"], "see-also": ["Not an id"]}},
    ],
)
def test_what_is_wrong_is_seen(validator: jsonschema.Draft7Validator, wrong: dict[str, object]) -> None:
    assert not validator.is_valid(wrong)


def test_editor_finds_the_schema(repository: Path) -> None:
    settings = json.loads((repository / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {FILE.relative_to(repository).as_posix(): ["docs/**/*.md"]}
