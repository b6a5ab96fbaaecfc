"""Loading again, and loading with several processes, gives what loading anew in one process gives."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from archive_model import workers
from archive_model.archive import Archive
from archive_model.kind import Kinds
from archive_model.kinds import KINDS
from archive_model.loading import load_archive
from archive_model.problem import Problem
from archive_model.reading import Reading, read_page
from archive_model.shelf import PageShelf
from archive_staff.folder import ArchiveFolder

Loaded = tuple[Archive, tuple[Problem, ...]]
LONG_AGO = 1_000_000_000
THEME = "themes/drifting-nets.md"
TERM = "glossary/ghost-net.md"


def write(file: Path, text: str) -> None:
    """As it was written long ago, so that only its content and what the disk notes of it tell a change."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    os.utime(file, (LONG_AGO, LONG_AGO))


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(docs: Path) -> None:
        text = (docs / path).read_text(encoding="utf-8")
        assert old in text
        write(docs / path, text.replace(old, new))

    return edit


def add(path: str, text: str) -> Callable[[Path], None]:
    return lambda docs: write(docs / path, text)


def delete(path: str) -> Callable[[Path], None]:
    return lambda docs: (docs / path).unlink()


def rename(path: str, new: str) -> Callable[[Path], None]:
    return lambda docs: (docs / path).rename(docs / new) and None


EDITS = (
    replace(THEME, "---\n\n", "---\n\nSee {term}`lost net`.\n\n"),
    replace(THEME, "lost net", "lost nets"),
    add("glossary/trap.md", '---\ntitle: "Trap"\nterm:\n  sources: [report-2024]\n---\n\nA trap.\n'),
    replace("glossary/trap.md", "Trap", "Ghost net"),
    rename("glossary/trap.md", "glossary/snare.md"),
    rename(TERM, "glossary/lost-net.md"),
    rename("glossary/lost-net.md", TERM),
    delete("glossary/snare.md"),
    replace("references.bib", "report-2024", "report-2025"),
    replace(THEME, "title:", "title"),
    replace(THEME, "title", "title:"),
    delete("references.bib"),
    add("notes.docx", "no page"),
    replace("operations/clear-water.md", "operation:\n", "operation:\n  status: draft\n"),
    replace("conferences/riverside-2024/day-1.md", "number: 1", "number: 2"),
    delete("conferences/riverside-2024/index.md"),
)


def settle(docs: Path) -> None:
    for file in docs.rglob("*.*"):
        os.utime(file, (LONG_AGO, LONG_AGO))


def facts(loaded: Loaded) -> object:
    archive, problems = loaded
    links = {
        target: [(link.page.docname, link.sections) for link in archive.backlinks(target)]
        for page in archive.pages.values()
        for target in map(archive.target_of, page.references)
    }
    pages = [*archive.pages.items()], [*archive.withheld.items()]
    order = [page.docname for kind in archive.kinds for page in archive.of_kind(kind)]
    return pages, order, links, archive.names, archive.bibliography, problems


def test_loading_again_equals_loading_anew_after_each_edit(tiny: ArchiveFolder) -> None:
    settle(tiny.docs)
    shelf = PageShelf()
    load_archive(tiny.docs, shelf=shelf)
    told = set()
    for edit in EDITS:
        edit(tiny.docs)
        again = load_archive(tiny.docs, shelf=shelf)
        assert facts(again) == facts(load_archive(tiny.docs))
        told.add(again[1])
    assert len(told) > len(EDITS) / 2  # the edits are of many kinds


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each page is read."""
    times: Counter[str] = Counter()

    def counted(docs: Path, docname: str, kinds: Kinds) -> Reading:
        times[docname] += 1
        return read_page(docs, docname, kinds)

    monkeypatch.setattr(workers, "read_page", counted)
    return times


def test_only_what_has_changed_is_read_again(tiny: ArchiveFolder, read: Counter[str]) -> None:
    settle(tiny.docs)
    shelf = PageShelf()
    load_archive(tiny.docs, shelf=shelf)
    assert set(read.values()) == {1}
    read.clear()
    EDITS[0](tiny.docs)
    load_archive(tiny.docs, shelf=shelf)
    assert read == {THEME.removesuffix(".md"): 1}


def test_page_written_a_moment_ago_is_read_again(tiny: ArchiveFolder, read: Counter[str]) -> None:
    settle(tiny.docs)
    shelf = PageShelf()
    (tiny.docs / THEME).touch()
    for _ in range(2):
        load_archive(tiny.docs, shelf=shelf)
    assert [name for name, times in read.items() if times == 2] == [THEME.removesuffix(".md")]


def test_shelf_does_not_mix_folders_or_kinds(tiny: ArchiveFolder, tmp_path: Path) -> None:
    settle(tiny.docs)
    shelf = PageShelf()
    load_archive(tiny.docs, shelf=shelf)
    fewer = Kinds(*(kind for kind in KINDS.values() if kind.name != "term"))
    for kinds in (fewer, KINDS):
        again = load_archive(tiny.docs, kinds=kinds, shelf=shelf)
        assert facts(again) == facts(load_archive(tiny.docs, kinds=kinds))
    moved = tmp_path / "elsewhere"
    tiny.docs.rename(moved)
    assert facts(load_archive(moved, shelf=shelf)) == facts(load_archive(moved))


@pytest.mark.parametrize("jobs", [2, 5, 100])
def test_several_processes_read_what_one_reads(tiny: ArchiveFolder, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(THEME, "report-2024", "report-2O24")(tiny.docs)
    alone = facts(load_archive(tiny.docs))
    monkeypatch.setattr(workers, "LEAST", 1)
    archive, problems = load_archive(tiny.docs, jobs=jobs)
    assert facts((archive, problems)) == alone
    kinds = {id(page.kind) for page in archive.pages.values() if page.kind}
    assert kinds <= {id(kind) for kind in archive.kinds.values()}


def test_share_of_a_process_that_does_not_report_is_read_all_the_same(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = facts(load_archive(tiny.docs))
    monkeypatch.setattr(workers, "LEAST", 1)
    monkeypatch.setattr(workers, "_report", lambda *_: None)
    assert facts(load_archive(tiny.docs, jobs=3)) == alone
