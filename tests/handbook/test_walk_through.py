"""What the handbook tells staff to do works as it says, from its own text."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from archive_staff.__main__ import archive

from .walk_through import PAGE, answer_questions, prepare, steps


def test_a_day_is_added_as_the_handbook_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = {file for file in (tmp_path / "docs").rglob("*") if file.is_file()}
    taken = list(steps())
    assert [words[0] for words in taken] == ["new", "new", "import", "suggest", "check"]
    for words in taken:
        result = CliRunner().invoke(archive, words)
        assert result.exit_code == 0, f"archive {words}: {result.output}"
        if words[0] == "import":
            answer_questions(tmp_path)
    page = tmp_path / PAGE
    assert {file for file in (tmp_path / "docs").rglob("*") if file.is_file()} - before == {
        page,
        page.with_name("index.md"),
    }
    text = page.read_text(encoding="utf-8")
    for mark in (
        "{organisation}`Europol`",
        "{organisation}`National Crime Agency`",
        "{term}`joint investigation team`",
    ):
        assert mark in text
    assert "- Europol" not in text
