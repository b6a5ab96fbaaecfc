"""The command line: help, exit codes and forms of output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive_model.problem import Code
from archive_staff.__main__ import archive as group
from archive_staff.folder import ArchiveFolder
from archive_staff.sphinx_messages import read_messages


def run(folder: Path, *words: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder)
    return CliRunner().invoke(group, words)


@pytest.mark.parametrize("name", sorted(group.commands))
def test_every_command_has_help_with_examples(name: str) -> None:
    result = CliRunner().invoke(group, [name, "--help"])
    assert result.exit_code == 0
    assert f"archive {name}" in result.output.split("Examples:")[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check"], 0),
        (["find", "ghost"], 0),
        (["find", "zzzzzz"], 1),
        (["find", "ghost", "--kind", "nothing"], 2),
        (["check", "--docs", "nowhere"], 2),
        (["nonsense"], 2),
    ],
)
def test_exit_codes(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int) -> None:
    assert run(tiny.root, *words, monkeypatch=monkeypatch).exit_code == code


def test_outside_an_archive_the_message_says_where_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(tmp_path, "check", monkeypatch=monkeypatch)
    assert result.exit_code == 2
    assert "Go to the folder that holds conf and docs first." in result.output


def test_command_works_from_any_folder_of_the_archive(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(tiny.docs / "themes", "check", monkeypatch=monkeypatch).exit_code == 0


def test_problems_in_each_form(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tiny.docs / "themes" / "drifting-nets.md"
    page.write_text(page.read_text(encoding="utf-8").replace("report-2024", "report-2O24"), encoding="utf-8")
    text = run(tiny.root, "check", monkeypatch=monkeypatch)
    line = "docs/themes/drifting-nets.md:7: No source “report-2O24”. Did you mean “report-2024”? [archive.unknown-ref]"
    assert (text.exit_code, text.stdout.strip()) == (1, line)
    (found,) = json.loads(run(tiny.root, "check", "--format", "json", monkeypatch=monkeypatch).stdout)
    assert (found["path"], found["line"]) == ("docs/themes/drifting-nets.md", 7)
    github = run(tiny.root, "check", "--format", "github", monkeypatch=monkeypatch).stdout
    assert github.startswith("::error file=docs/themes/drifting-nets.md,line=7,title=archive.unknown-ref::No source")


def test_wrong_settings_are_named_with_their_line(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tiny.conf / "site.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("owner =", "onwer ="), encoding="utf-8")
    result = run(tiny.root, "check", monkeypatch=monkeypatch)
    assert result.exit_code == 2
    assert result.stdout.startswith("conf/site.toml:3: site has no field “onwer”. Did you mean “owner”?")


def test_door_without_a_page_is_named(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tiny.conf / "site.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("browse/themes", "browse/theme"), encoding="utf-8")
    result = run(tiny.root, "check", monkeypatch=monkeypatch)
    assert result.stdout.strip() == (
        "conf/site.toml:7: doors: no page “browse/theme”. Did you mean “browse/themes”? [archive.site]"
    )


def test_missing_picture_is_told(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    (tiny.docs / "media" / "nets.png").unlink()
    result = run(tiny.root, "check", monkeypatch=monkeypatch)
    assert result.exit_code == 1
    assert "conf/site.toml:8: preview: no picture “media/nets.png”. Put the picture there, below docs/" in result.stdout


def test_check_foresees_that_an_embargo_would_stop_the_build(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tiny.docs / "operations" / "clear-water.md"
    text = page.read_text(encoding="utf-8").replace("operation:\n", "operation:\n  embargo: 2999-01-01\n")
    page.write_text(text, encoding="utf-8")
    result = run(tiny.root, "check", monkeypatch=monkeypatch)
    assert result.exit_code == 1
    assert "“clear-water” is a draft, under embargo or not public" in result.stdout


def test_archive_without_a_home_page_is_not_built(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    (tiny.docs / "index.md").unlink()
    result = run(tiny.root, "build", monkeypatch=monkeypatch)
    assert result.exit_code == 1
    assert result.stdout == "docs/index.md:1: There is no home page. Write docs/index.md. [archive.location]\n"


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        (["GN"], "{term}`ghost-net`"),
        (["opustena", "sit"], "{term}`ghost-net`"),
        (["clera", "water"], "{operation}`clear-water`"),
        (["two", "days", "--kind", "source"], "{cite}`report-2024`"),
    ],
)
def test_find_shows_how_to_refer(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, words: list[str], mark: str
) -> None:
    result = run(tiny.root, "find", *words, monkeypatch=monkeypatch)
    assert result.stdout.splitlines()[0] == mark


@pytest.mark.parametrize(
    ("written", "path", "line", "code", "message"),
    [
        (
            "/a/docs/x.md:3: WARNING: no theme “y”. [archive.unknown-ref]",
            "docs/x.md",
            3,
            Code.UNKNOWN_REF,
            "no theme “y”.",
        ),
        ("/a/docs/x.md: WARNING: is odd [toc.odd]", "docs/x.md", 1, Code.SPHINX, "is odd (toc.odd)"),
        ("WARNING: the theme is odd", "conf/conf.py", 1, Code.SPHINX, "the theme is odd"),
    ],
)
def test_messages_of_sphinx_become_problems(written: str, path: str, line: int, code: Code, message: str) -> None:
    (problem,) = read_messages(written, Path("/a"))
    assert (problem.path, problem.line, problem.code, problem.message) == (path, line, code, message)


def test_module_is_the_command(tiny: ArchiveFolder) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "archive_staff", "check"], cwd=tiny.root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert "13 pages checked, 0 problems." in done.stderr
