"""Builds of the same pages are the same site, however they came about."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from archive_staff.folder import ArchiveFolder

Edit = Callable[[Path], None]


def tree_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def assert_same(one: Path, other: Path) -> None:
    first, second = tree_of(one), tree_of(other)
    assert "index.html" in first
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def replace(path: str, old: str, new: str) -> Edit:
    def edit(docs: Path) -> None:
        file = docs / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    return edit


def write(path: str, text: str) -> Edit:
    def edit(docs: Path) -> None:
        file = docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")

    return edit


def delete(path: str) -> Edit:
    def edit(docs: Path) -> None:
        (docs / path).unlink()

    return edit


def put_back(edit: Edit) -> Edit:
    """The same as a copy from a backup has it: with a time before that of the last build."""

    def edit_and_age(docs: Path) -> None:
        before = {file: file.read_bytes() for file in docs.rglob("*.*")}
        edit(docs)
        for file in docs.rglob("*.*"):
            if before.get(file) != file.read_bytes():
                os.utime(file, (1_000_000_000, 1_000_000_000))

    return edit_and_age


def together(*edits: Edit) -> Edit:
    def edit(docs: Path) -> None:
        for one in edits:
            one(docs)

    return edit


DAY = "conferences/riverside-2024/day-1.md"
OPERATION = """---
title: Operation New Moon
operation:
  summary: Wardens counted eels.
  lead: river-watch
  countries: [SK]
  themes: [drifting-nets]
  sources: [note-2023]
---

Wardens counted.
"""

EDITS: dict[str, Edit] = {
    "a word, put back": put_back(replace(DAY, "They met.", "They parted.")),
    "a source, put back": put_back(replace("references.bib", "Report of two days", "Report of both days")),
    "a word": replace(DAY, "They met.", "They met again."),
    "a heading above another": replace(DAY, "## Nets", "## Welcome\n\nHello.\n\n## Nets"),
    "a theme retitled": replace("themes/drifting-nets.md", "title: Drifting nets", "title: Nets adrift"),
    "a theme on another day": replace(
        "conferences/riverside-2024/day-2.md", "  sources:", "  themes: [drifting-nets]\n  sources:"
    ),
    "a day retitled": replace(DAY, "nets and floods", "floods and nets"),
    "a definition": replace("glossary/ghost-net.md", "drifts without", "floats without"),
    "a source": replace("references.bib", "Report of two days", "Report of both days"),
    "a new operation": write("operations/new-moon.md", OPERATION),
    "an operation renamed": together(
        write("operations/still-bank.md", OPERATION),
        delete("operations/quiet-bank.md"),
        replace("operations/still-bank.md", "New Moon", "Still Bank"),
    ),
    "a day deleted": delete("conferences/riverside-2024/day-2.md"),
    "a page withdrawn": replace("operations/quiet-bank.md", "operation:", "operation:\n  status: draft"),
    "a session's country": replace(DAY, ":countries: SK", ":countries: SK, PL"),
    "an abbreviation": replace("glossary/ghost-net.md", "abbreviations: [GN]", "abbreviations: [GN, GNET]"),
    "an address that is dead": write("links.txt", "https://rivers.example/report dead 2024-07-01 2024-06-24\n"),
    "an address that has moved": write(
        "links.txt", "https://rivers.example/report moved 2024-07-01 2024-07-01 https://rivers.example/two-days\n"
    ),
    "a listing": replace("browse/themes.md", ":group: theme", ":group: country"),
}


INDEXED = ("a word", "a day deleted", "an operation renamed")
"""Edits after which the search index is compared too; it is made of the pages, which always are."""


@pytest.mark.parametrize("name", EDITS)
def test_incremental_build_equals_clean_build(name: str, tiny: ArchiveFolder, build: Callable[..., object]) -> None:
    grown, clean = tiny.root / "grown", tiny.root / "clean"
    build(tiny, out=grown, search=name in INDEXED)
    EDITS[name](tiny.docs)
    build(tiny, out=grown, search=name in INDEXED)
    build(tiny, out=clean, search=name in INDEXED)
    assert_same(grown, clean)


def test_edit_undone_gives_the_first_site_again(tiny: ArchiveFolder, build: Callable[..., object]) -> None:
    first, later = tiny.root / "first", tiny.root / "later"
    build(tiny, out=first)
    build(tiny, out=later)
    replace(DAY, "themes: [drifting-nets]", "themes: []")(tiny.docs)
    build(tiny, out=later)
    assert tree_of(first) != tree_of(later)
    replace(DAY, "themes: []", "themes: [drifting-nets]")(tiny.docs)
    build(tiny, out=later)
    assert_same(first, later)


def test_parallel_build_equals_serial_build(tiny: ArchiveFolder, build: Callable[..., object]) -> None:
    serial, parallel = tiny.root / "serial", tiny.root / "parallel"
    build(tiny, out=serial, jobs=1)
    build(tiny, out=parallel, jobs=2)
    assert_same(serial, parallel)


def test_second_build_writes_nothing(tiny: ArchiveFolder, build: Callable[..., object]) -> None:
    out = tiny.root / "site"
    build(tiny, out=out)
    before = {file: file.stat().st_mtime_ns for file in out.rglob("*")}
    inode = out.stat().st_ino
    report = build(tiny, out=out)
    assert (report.written, report.deleted) == (0, 0)  # type: ignore[attr-defined]
    assert {file: file.stat().st_mtime_ns for file in out.rglob("*")} == before
    assert out.stat().st_ino == inode


def test_small_edit_writes_few_files(tiny: ArchiveFolder, build: Callable[..., object]) -> None:
    out = tiny.root / "site"
    build(tiny, out=out, search=False)
    unchanged = out / "operations" / "quiet-bank.html"
    before = unchanged.stat().st_mtime_ns
    os.utime(tiny.docs / DAY, (1, 1))
    EDITS["a word"](tiny.docs)
    build(tiny, out=out, search=False)
    assert unchanged.stat().st_mtime_ns == before
    assert b"They met again." in (out / "conferences/riverside-2024/day-1.html").read_bytes()


def test_settings_changed_gives_a_new_site(tiny: ArchiveFolder, build: Callable[..., object]) -> None:
    out, clean = tiny.root / "site", tiny.root / "clean"
    build(tiny, out=out)
    settings = tiny.conf / "site.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("River Watch", "Bank Watch"), encoding="utf-8")
    build(tiny, out=out)
    build(tiny, out=clean)
    assert_same(out, clean)
    assert b"Published by Bank Watch" in (out / "index.html").read_bytes()
