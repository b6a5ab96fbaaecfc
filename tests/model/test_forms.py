"""Issue forms and workflows are what GitHub takes, and workflows hold nothing that is unsafe."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
FILES = {
    "vendor.github-issue-forms": sorted(
        set((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) - {GITHUB / "ISSUE_TEMPLATE/config.yml"}
    ),
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
    "vendor.github-workflows": sorted((GITHUB / "workflows").glob("*.yml")),
    "vendor.citation-file-format": [GITHUB / "CITATION.cff"],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
    "vendor.gitlab-ci": [ROOT / ".gitlab-ci.yml"],
}
"""By the schema that comes with check-jsonschema."""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("schema", FILES)
def test_files_are_valid(schema: str) -> None:
    assert FILES[schema]
    done = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, FILES[schema]))
    assert done.returncode == 0, done.stdout


def test_workflows_are_safe() -> None:
    done = run(
        str(shutil.which("zizmor", path=Path(sys.executable).parent)),
        "--offline",
        "--no-progress",
        str(GITHUB),
    )
    assert done.returncode == 0, done.stdout + done.stderr
