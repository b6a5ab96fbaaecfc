"""The repository keeps its promises: one version, the same commands everywhere, nothing generated."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

import archive_sphinx
import archive_staff

ROOT = Path(__file__).resolve().parents[2]
TOP = {"pyproject.toml", "README.md", "docs", "conf", "scripts", "tests"}
GIT = shutil.which("git")


def tracked() -> list[str]:
    if GIT is None or not (ROOT / ".git").exists():
        pytest.skip("This is not a checkout.")
    done = subprocess.run([GIT, "ls-files"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_one_version_everywhere() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert archive_staff.__version__ == version
    assert archive_sphinx.__version__ == version
    assert yaml.safe_load(read(".github/CITATION.cff"))["version"] == version
    assert re.search(r"^## (\S+)", read(".github/CHANGELOG.md"), re.MULTILINE)[1] == version  # type: ignore[index]


def test_citation_names_the_archive_as_its_settings_do() -> None:
    site = tomllib.loads(read("conf/site.toml"))
    citation = yaml.safe_load(read(".github/CITATION.cff"))
    assert citation["title"] == site["title"]
    assert [author["name"] for author in citation["authors"]] == [site["owner"]]


@pytest.mark.parametrize("command", ["uv run archive build", "uv run pytest"])
def test_ci_runs_the_commands_of_the_readme(command: str) -> None:
    whole = f"python -m pip install uv && {command}"
    for name in ("README.md", ".ci/run", ".github/workflows/check.yml"):
        assert whole in read(name), name


def test_top_level_is_as_agreed() -> None:
    assert {name.split("/")[0] for name in tracked() if not name.startswith(".")} == TOP


def test_nothing_generated_is_kept() -> None:
    assert [name for name in tracked() if re.search(r"(^|/)(_build|__pycache__)/|\.lock$|\.pyc$", name)] == []


def test_no_address_of_a_package_registry_is_named() -> None:
    hosts = re.compile("|".join(["pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org"]))
    for name in tracked():
        if (ROOT / name).suffix in {".py", ".toml", ".md", ".yml", ".js", ".css", ".html", ".cff", ".bib"}:
            text = (ROOT / name).read_bytes().decode("utf-8", "replace")
            assert not hosts.search(text), name


def test_every_dependency_is_pinned_exactly() -> None:
    settings = tomllib.loads(read("pyproject.toml"))
    wanted = [*settings["project"]["dependencies"], *settings["dependency-groups"]["dev"]]
    wanted += settings["tool"]["uv"]["constraint-dependencies"]
    assert [one for one in wanted if "==" not in one] == []
