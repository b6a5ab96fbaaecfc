"""A new kind of record needs one file and one line of settings."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from archive_model.scaffold import scaffold
from archive_output.search.index import index_folder
from archive_staff.folder import ArchiveFolder

KIND_FILE = '''"""A court case."""

from dataclasses import dataclass
from typing import Annotated

from archive_model.fields import About, Edtf, Facet, Name, PlainText, Ref, Slug, SourceKey
from archive_model.kind import Kind, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtCase(Record):
    """A judgment that conference days refer to."""

    court: Annotated[PlainText, Facet("court"), About("Court", "", "High Court")]
    decided: Annotated[Edtf, About("Decided", "", "2024-02-03")]
    also_called: Annotated[tuple[PlainText, ...], Name(), About("Also called")] = ()
    themes: Annotated[tuple[Slug, ...], Ref("theme"), Facet("theme"), About("Themes", "", "[drifting-nets]")] = ()
    sources: Annotated[tuple[SourceKey, ...], Ref("source"), About("Sources", "", "[report-2024]")]


KIND = Kind("court-case", CourtCase, "Court case", "Court cases", folder="court-cases", schema_type="Legislation")
'''
PAGE = """---
title: River against Net
court-case:
  court: High Court
  decided: 2024-02-03
  also-called: [the net case]
  themes: [drifting-nets]
  sources: [note-2023]
---

The net lost.
"""


@pytest.fixture
def archive_with_cases(tiny: ArchiveFolder) -> Iterator[ArchiveFolder]:
    (tiny.conf / "court_case.py").write_text(KIND_FILE, encoding="utf-8")
    settings = tiny.conf / "site.toml"
    settings.write_text('extra-kinds = ["court_case"]\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    (tiny.docs / "court-cases").mkdir()
    (tiny.docs / "court-cases" / "net.md").write_text(PAGE, encoding="utf-8")
    day = tiny.docs / "conferences/riverside-2024/day-1.md"
    day.write_text(day.read_text(encoding="utf-8") + "\nSee {court-case}`the net case`.\n", encoding="utf-8")
    before = [*sys.path]
    yield tiny
    sys.path[:] = before
    sys.modules.pop("court_case", None)


def test_new_kind_gets_everything(archive_with_cases: ArchiveFolder, build: Callable[..., object]) -> None:
    report = build(archive_with_cases)
    assert report.published, [str(problem) for problem in report.problems]  # type: ignore[attr-defined]
    site = archive_with_cases.default_out("public")
    page = (site / "court-cases/net.html").read_text(encoding="utf-8")
    day = (site / "conferences/riverside-2024/day-1.html").read_text(encoding="utf-8")
    assert 'href="../../court-cases/net.html"><span class="archive-court-case">the net case</span>' in day
    assert "<dt>Court: </dt><dd>High Court</dd>" in page
    assert "<dt>Decided: </dt><dd>3 February 2024</dd>" in page
    assert 'href="../conferences/riverside-2024/day-1.html#наводнения"' in page
    assert 'href="../court-cases/net.html"' in (site / "themes/drifting-nets.html").read_text(encoding="utf-8")
    folder = index_folder(site)
    assert folder is not None
    ((value, label, *_passages),) = json.loads((folder / "facets" / "court.json").read_text(encoding="utf-8"))
    assert (value, label) == ("High Court", "High Court")
    index = (site / "genindex.html").read_text(encoding="utf-8")
    assert "River against Net" in index
    assert "the net case" in index
    assert (site / "court-cases/net.ris").is_file()


def test_new_kind_has_a_scaffold(archive_with_cases: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(archive_with_cases.conf))
    text = scaffold(import_module("court_case").KIND)
    assert text.startswith('---\ntitle: "A court case"\ncourt-case:\n  court: High Court\n')


def test_wrong_value_of_new_kind_is_reported(archive_with_cases: ArchiveFolder, build: Callable[..., object]) -> None:
    page = archive_with_cases.docs / "court-cases" / "net.md"
    page.write_text(PAGE.replace("[drifting-nets]", "[drifting-net]"), encoding="utf-8")
    report = build(archive_with_cases)
    assert [str(problem) for problem in report.problems] == [  # type: ignore[attr-defined]
        (
            "docs/court-cases/net.md:7: court-case.themes[0]: no theme “drifting-net”. "
            "Did you mean “drifting-nets”? [archive.unknown-ref]"
        )
    ]


def test_site_toml_path_is_not_left_behind() -> None:
    assert not any(Path(entry).name == "conf" and (Path(entry) / "court_case.py").exists() for entry in sys.path)
