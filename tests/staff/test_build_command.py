"""``archive build``: whole or not at all, and never more than it should be."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.warm_sphinx import COLD

from archive_staff.building import Building, BuildOrder, BuildReport
from archive_staff.console import Console
from archive_staff.folder import ArchiveFolder
from archive_staff.publication import publish
from archive_staff.sphinx_process import SphinxProcess

pytestmark = pytest.mark.usefixtures("cold_sphinx")
NAMES = st.sampled_from(["a.html", "b/c.html", "b/d.html", "e/f/g.txt"])
SITES = st.dictionaries(NAMES, st.binary(max_size=4), min_size=1)


@pytest.fixture
def cold_sphinx(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the process itself matters, so it is begun as it is for staff."""
    monkeypatch.setattr(SphinxProcess, "_start", COLD)


def archive(folder: ArchiveFolder, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "archive_staff", *words],
        cwd=folder.root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def tree_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_build_says_what_to_open(tiny: ArchiveFolder) -> None:
    done = archive(tiny, "build", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(tiny.root / "_build" / "public" / "index.html")
    assert Path(done.stdout.strip()).is_file()
    assert "13 pages built, 0 warnings" in done.stderr
    assert "Building pages 50 %" in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            "operations/clear-water.md",
            "[drifting-nets]",
            "[drifting-net]",
            "docs/operations/clear-water.md:9: operation.themes[0]: no theme “drifting-net”.",
        ),
        ("index.md", "## Meetings", "## Meetings\n\n{doc}`/nowhere`", "docs/index.md:8: "),
    ],
    ids=["a rule of ours", "a rule of Sphinx"],
)
def test_broken_rule_leaves_the_old_site(
    tiny: ArchiveFolder, build: Callable[..., object], path: str, old: str, new: str, expected: str
) -> None:
    build(tiny)
    site = tiny.default_out("public")
    before = tree_of(site)
    page = tiny.docs / path
    page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    done = archive(tiny, "build")
    assert done.returncode == 1
    assert expected in done.stdout
    assert "nothing was published" in done.stderr
    assert archive(tiny, "build").returncode == 1, "the second look must find it too"
    assert tree_of(site) == before
    assert {entry.name for entry in site.parent.iterdir() if not entry.name.startswith(".public.work")} <= {
        "public",
        "work",
    }


@pytest.mark.parametrize("out", ["letters", "docs", "conf/theme", "."])
def test_build_never_takes_the_place_of_other_things(tiny: ArchiveFolder, out: str) -> None:
    (tiny.root / "letters").mkdir()
    (tiny.root / "letters" / "dear.txt").write_text("Dear friend", encoding="utf-8")
    before = tree_of(tiny.root)
    done = archive(tiny, "build", "--out", out)
    assert done.returncode == 2
    assert "holds other things" in done.stderr
    assert tree_of(tiny.root) == before


def test_build_into_an_empty_folder_and_again(tiny: ArchiveFolder) -> None:
    out = tiny.root / "my site – neu"
    out.mkdir()
    for _turn in range(2):
        assert archive(tiny, "build", "--out", str(out)).returncode == 0
    assert (out / "index.html").is_file()


def test_no_strict_publishes_in_spite_of_problems(tiny: ArchiveFolder) -> None:
    page = tiny.docs / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nSee {theme}`nothing`.\n", encoding="utf-8")
    done = archive(tiny, "build", "--no-strict")
    assert done.returncode == 1
    assert done.stdout.count("No theme “nothing”") == 1
    assert (tiny.default_out("public") / "index.html").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_interrupted_build_leaves_the_old_site(
    tiny: ArchiveFolder, build: Callable[..., object], blow: signal.Signals
) -> None:
    build(tiny)
    site = tiny.default_out("public")
    before = tree_of(site)
    page = tiny.docs / "themes" / "drifting-nets.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Drifting", "Floating"), encoding="utf-8")
    command = [sys.executable, "-m", "archive_staff", "build"]
    with subprocess.Popen(command, cwd=tiny.root, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stderr is not None
        assert b"Building pages" in process.stderr.readline()
        process.send_signal(blow)
        process.stderr.read()
    assert tree_of(site) == before
    done = archive(tiny, "build")
    assert done.returncode == 0, done.stderr
    assert b"Floating nets" in (site / "themes" / "drifting-nets.html").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot halt a process")
def test_second_build_at_once_is_refused(tiny: ArchiveFolder) -> None:
    command = [sys.executable, "-m", "archive_staff", "build"]
    with subprocess.Popen(command, cwd=tiny.root, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as first:
        assert first.stderr is not None
        assert b"Building pages" in first.stderr.readline()
        first.send_signal(signal.SIGSTOP)  # so that it cannot end before the second has begun
        second = archive(tiny, "build")
        first.send_signal(signal.SIGCONT)
        first.stderr.read()
    assert second.returncode == 1
    assert "Another build or preview of this site is running." in second.stderr
    assert first.returncode == 0


@pytest.mark.parametrize("field", ["status: draft", "audience: delegates", "embargo: 2999-01-01"])
def test_nothing_of_a_withheld_page_is_in_the_public_site(
    tiny: ArchiveFolder, build: Callable[..., object], field: str
) -> None:
    page = tiny.docs / "operations" / "canary.md"
    text = (tiny.docs / "operations" / "quiet-bank.md").read_text(encoding="utf-8")
    text = text.replace("operation:\n", f"operation:\n  {field}\n").replace("Quiet Bank", "Yellowcanary")
    page.write_text(text + "\n## Yellowcanary section\n\n{term}`GN` and yellowcanary.\n", encoding="utf-8")
    report = build(tiny)
    assert report.published  # type: ignore[attr-defined]
    for name, content in tree_of(tiny.default_out("public")).items():
        assert b"canary" not in content.lower(), name
        assert "canary" not in name


def test_delegates_edition_holds_what_is_for_delegates(tiny: ArchiveFolder) -> None:
    page = tiny.docs / "operations" / "quiet-bank.md"
    text = page.read_text(encoding="utf-8").replace("operation:\n", "operation:\n  audience: delegates\n")
    page.write_text(text, encoding="utf-8")
    assert archive(tiny, "build", "--edition", "delegates").returncode == 0
    assert (tiny.root / "_build" / "delegates" / "operations" / "quiet-bank.html").is_file()
    assert not (tiny.root / "_build" / "public").exists()


@given(SITES, SITES)
def test_publishing_makes_the_site_equal_and_shares_what_is_unchanged(
    first: dict[str, bytes], second: dict[str, bytes]
) -> None:
    import tempfile  # noqa: PLC0415 - fixtures do not mix with hypothesis

    with tempfile.TemporaryDirectory() as name:
        built, out = Path(name) / "built", Path(name) / "out"
        for site in (first, second):
            shutil.rmtree(built, ignore_errors=True)
            for path, content in site.items():
                (built / path).parent.mkdir(parents=True, exist_ok=True)
                (built / path).write_bytes(content)
            before = {path: (out / path).stat().st_ino for path in site if (out / path).is_file()}
            old = tree_of(out) if out.exists() else {}
            written, deleted = publish(built, out)
            assert tree_of(out) == site
            assert written == sum(old.get(path) != content for path, content in site.items())
            assert deleted == len(old.keys() - site.keys())
            for path, content in site.items():
                if old.get(path) == content and os.name != "nt":
                    assert (out / path).stat().st_ino == before[path]


def test_interruption_between_the_two_renamings_is_put_right(tmp_path: Path) -> None:
    built, out = tmp_path / "built", tmp_path / "out"
    built.mkdir()
    (built / "a.html").write_bytes(b"old")
    publish(built, out)
    out.rename(tmp_path / ".out.old")
    (tmp_path / ".out.new").mkdir()
    (built / "a.html").write_bytes(b"new")
    publish(built, out)
    assert tree_of(tmp_path) == {"built/a.html": b"new", "out/a.html": b"new"}


def test_nothing_is_done_where_nothing_has_changed(
    tiny: ArchiveFolder, build: Callable[..., BuildReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(tiny)
    before = {file: file.stat().st_mtime_ns for file in tiny.root.rglob("*") if file.is_file()}
    monkeypatch.setattr(SphinxProcess, "build", None)  # Sphinx is not even started
    assert build(tiny) == replace(first, written=0, deleted=0)
    after = {file: file.stat().st_mtime_ns for file in tiny.root.rglob("*") if file.is_file()}
    assert {file for file in after if before.get(file) != after[file]} <= {
        file for file in after if file.suffix == ".lock"
    }


def test_site_that_was_meddled_with_is_put_right(tiny: ArchiveFolder, build: Callable[..., BuildReport]) -> None:
    build(tiny)
    page = tiny.default_out("public") / "index.html"
    whole = page.read_bytes()
    page.unlink()
    assert build(tiny).written == 1
    assert page.read_bytes() == whole


def test_build_never_writes_into_the_published_site(tiny: ArchiveFolder, build: Callable[..., BuildReport]) -> None:
    """Pages are shared by the site and the folder in which Sphinx works, until one of them changes."""
    build(tiny)
    site = tiny.default_out("public")
    before = tree_of(site)
    page = tiny.docs / "themes" / "drifting-nets.md"
    page.write_text(page.read_text(encoding="utf-8").replace("adrift", "loose") + "\nMore.\n", encoding="utf-8")
    console = Console()
    order = BuildOrder(tiny, tiny.site(console), site, site.with_name(f".{site.name}.work"))
    with closing(Building(order, console)) as building:
        assert building.build_pages().written
    assert tree_of(site) == before
