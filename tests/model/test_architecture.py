"""The house keeps its shape: floors, sizes, and modules that stand alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted([*(ROOT / "conf/ext").rglob("*.py"), *(ROOT / "scripts").rglob("*.py")])
LONGEST = 300
IMPORT_EACH_FIRST = """
import importlib, sys
for name in sys.argv[1:]:
    for ours in [module for module in sys.modules if module.startswith("archive_")]:
        del sys.modules[ours]
    importlib.import_module(name)
"""
"""In one process, since what others have made need not be loaded again."""


def run(*command: str) -> None:
    program = shutil.which(command[0], path=str(Path(sys.executable).parent))
    assert program, f"{command[0]} is not installed"
    done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_go_down_only() -> None:
    run("lint-imports", "--no-cache")


def test_code_is_clean() -> None:
    run("ruff", "check", "--no-cache", "conf", "scripts", "tests")
    run("ruff", "format", "--no-cache", "--check", "conf", "scripts", "tests")


def test_types_hold() -> None:
    run("mypy", "--cache-dir", "/dev/null" if sys.platform != "win32" else "nul")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module_can_be_held_in_mind(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_settings_are_short() -> None:
    assert len((ROOT / "conf/conf.py").read_text(encoding="utf-8").splitlines()) < 40


def test_each_module_can_be_imported_first() -> None:
    names = []
    for module in MODULES:
        parts = module.relative_to(ROOT).with_suffix("").parts
        names.append(".".join(parts[2:] if parts[0] == "conf" else parts[1:]).removesuffix(".__init__"))
    wanted = [name for name in names if name and not name.endswith("__main__")]
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_EACH_FIRST, *wanted],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_packages_know_nothing_of_this_charity() -> None:
    for file in [*MODULES, *(ROOT / "conf/theme").rglob("*.*")]:
        text = file.read_text(encoding="utf-8").casefold()
        assert "medaille" not in text, file
        assert "slavery" not in text, file
