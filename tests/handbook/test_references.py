"""The handbook says what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from .references import HANDBOOK, REFERENCES, written


@pytest.mark.parametrize("name", REFERENCES)
def test_reference_is_fresh(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where this fails, write it anew: uv run python -m tests.handbook"""
    monkeypatch.chdir(tmp_path)
    file = HANDBOOK / f"{name}.md"
    assert written()[file] == file.read_text(encoding="utf-8")
