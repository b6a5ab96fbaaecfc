"""What the handbook tells staff to do works as it says, from its own text."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from archive_staff.__main__ import archive

from .walk_through import prepare, steps


def take_questions_away(page: Path) -> None:
    """What the handbook asks for between two commands."""
    lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("% Question ")]
    assert len(kept) < len(lines)
    page.write_text("".join(kept), encoding="utf-8", newline="\n")


def test_a_day_is_added_as_the_handbook_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = {file for file in (tmp_path / "docs").rglob("*") if file.is_file()}
    taken = list(steps())
    assert [words[0] for words in taken] == ["new", "new", "import", "suggest", "check"]
    page = tmp_path / "docs" / "conferences" / "2027-lisbon" / "day-1.md"
    for words in taken:
        if words[0] == "suggest":
            take_questions_away(page)
        result = CliRunner().invoke(archive, words)
        assert result.exit_code == 0, f"archive {words}: {result.output}"
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
