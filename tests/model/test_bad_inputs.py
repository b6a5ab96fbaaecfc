"""Whatever an editor puts into the archive gets a clear message, and never a traceback.

Each file in ``bad/`` is one input; ``expected.toml`` beside them says where it is put and what is then said of it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from archive_model.loading import load_archive

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests" / "tiny" / "docs"
BAD = Path(__file__).parent / "bad"
CASES: dict[str, dict[str, Any]] = tomllib.loads((BAD / "expected.toml").read_text(encoding="utf-8"))
BY_COMMAND = (
    "missing-countries.md",
    "unknown-theme.md",
    "yaml-second-colon.md",
    "latin-1.md",
    "word-file.docx",
    "bib-title-missing.bib",
)


def archive_with(name: str, tmp_path: Path) -> Path:
    """The pages of the tiny archive with one input among them."""
    case = CASES[name]
    docs = tmp_path / "docs"
    shutil.copytree(TINY, docs)
    for page in case.get("without", ()):
        (docs / page).unlink()
    target: Path = docs / case["place"]
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and target.name not in {file.name for file in target.parent.iterdir()}:
        pytest.skip("On this disk, two names cannot differ by capital letters alone.")
    match case.get("generate"):
        case "5MB":
            target.write_bytes(b"Nets drift by. " * 333_334)
        case "dead link":
            try:
                target.symlink_to("nowhere.md")
            except OSError:
                pytest.skip("This system lets nobody make links.")
        case _:
            target.write_bytes((BAD / name).read_bytes())
    return docs


@pytest.mark.parametrize("name", CASES)
def test_input_gets_its_message_and_no_other(name: str, tmp_path: Path) -> None:
    _archive, problems = load_archive(archive_with(name, tmp_path))
    assert [str(problem) for problem in problems] == CASES[name]["expects"]


@pytest.mark.parametrize("name", BY_COMMAND)
def test_command_prints_the_message_and_fails(name: str, tmp_path: Path) -> None:
    docs = archive_with(name, tmp_path)
    shutil.copytree(TINY.parent / "conf", tmp_path / "conf")
    shutil.copy(ROOT / "conf" / "conf.py", tmp_path / "conf")
    done = subprocess.run(
        [sys.executable, "-m", "archive_staff", "check", "--docs", str(docs)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.splitlines() == CASES[name]["expects"]
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_every_file_has_its_entry_and_every_entry_its_file() -> None:
    files = {file.name for file in BAD.iterdir()} - {"expected.toml", ".gitattributes"}
    assert files == {name for name, case in CASES.items() if "generate" not in case}


def test_there_are_many_inputs() -> None:
    assert len(CASES) >= 40
