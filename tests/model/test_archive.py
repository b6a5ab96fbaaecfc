"""The archive knows its records by all their names, in the order of time, and who refers to whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive_model.archive import Archive
from archive_model.kinds import KINDS
from archive_model.loading import Edition, load_archive
from archive_model.scaffold import scaffold
from archive_staff.folder import ArchiveFolder


@pytest.fixture
def archive(tiny: ArchiveFolder) -> Archive:
    found, problems = load_archive(tiny.docs)
    assert problems == ()
    return found


@pytest.mark.parametrize("name", ["ghost-net", "Ghost net", "ghost NET", "GN", "lost  net"])
def test_record_is_found_by_any_name(archive: Archive, name: str) -> None:
    page = archive.find("term", name)
    assert page is not None
    assert page.docname == "glossary/ghost-net"


def test_words_of_other_languages_are_no_names(archive: Archive) -> None:
    assert archive.find("term", "opuštěná síť") is None


def test_backlinks_lead_to_sections_in_order_of_time(archive: Archive) -> None:
    links = [(link.page.docname, link.sections) for link in archive.backlinks(("theme", "drifting-nets"))]
    assert links == [
        ("operations/clear-water", ()),
        ("conferences/riverside-2024/day-1", ("nets",)),
        ("conferences/riverside-2024/day-2", ()),
    ]


def test_country_of_a_session_leads_to_the_session(archive: Archive) -> None:
    sections = {link.page.docname: link.sections for link in archive.backlinks(("country", "SK"))}
    assert sections["conferences/riverside-2024/day-1"] == ("nets",)


def test_days_are_parts_of_their_conference(archive: Archive) -> None:
    conference = archive.find("conference", "riverside-2024")
    assert conference is not None
    assert [page.docname[-5:] for page in archive.parts_of(conference)] == ["day-1", "day-2"]


@pytest.mark.parametrize(
    ("field", "public", "delegates"),
    [
        ("status: draft", False, False),
        ("audience: delegates", False, True),
        ("embargo: 2030-01-02", False, False),
        ("embargo: 2030-01-01", True, True),
    ],
)
def test_edition_leaves_out_what_is_not_for_it(
    tiny: ArchiveFolder, field: str, *, public: bool, delegates: bool
) -> None:
    page = tiny.docs / "operations" / "quiet-bank.md"
    text = page.read_text(encoding="utf-8").replace("operation:\n", f"operation:\n  {field}\n")
    page.write_text(text, encoding="utf-8")
    for audience, expected in (("public", public), ("delegates", delegates)):
        archive, problems = load_archive(tiny.docs, edition=Edition(audience, date(2030, 1, 1)))  # type: ignore[arg-type]
        assert problems == ()
        assert ("operations/quiet-bank" in archive.pages) is expected
        assert ("operations/quiet-bank" in archive.withheld) is not expected


@pytest.mark.parametrize("name", KINDS)
def test_scaffold_of_every_kind_reads_without_a_problem_of_its_own(tmp_path: Path, name: str) -> None:
    kind = KINDS[name]
    places = {"conference": "conferences/x/index.md", "day": "conferences/x/day-2.md"}
    file = tmp_path / "docs" / places.get(name, f"{kind.folder}/x.md")
    file.parent.mkdir(parents=True)
    file.write_text(scaffold(kind), encoding="utf-8")
    archive, problems = load_archive(tmp_path / "docs")
    assert archive.find(name, "x/day-2" if name == "day" else "x")
    assert {str(problem.code) for problem in problems} <= {"unknown-ref", "bibliography"}
