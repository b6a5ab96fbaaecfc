"""Citations can be read by the programs they are meant for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pybtex.database import parse_string
from pybtex.richtext import Text

from archive_model.bibliography import Source, source_labels
from archive_output.citation import Citation, as_bibtex, as_csl, as_ris

CITATION = Citation(
    key="conferences-x-day-1",
    title="Nets & floods: 100 % of {it}",
    container="River watch meetings",
    publisher="River Watch",
    path="conferences/x/day-1.html",
    url="https://rivers.example/archive/conferences/x/day-1.html",
    date="6 May 2024",
)


def test_bibtex_is_read_back_with_the_same_title() -> None:
    entry = parse_string(as_bibtex(CITATION), "bibtex").entries["conferences-x-day-1"]
    assert str(Text.from_latex(entry.fields["title"])) == "Nets & floods: 100 % of it"
    assert entry.fields["url"] == CITATION.url


def test_ris_has_tags_and_ends() -> None:
    lines = as_ris(CITATION).split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert lines[-2:] == ["ER  - ", ""]
    assert f"UR  - {CITATION.url}" in lines


def test_csl_names_title_and_address() -> None:
    (item,) = json.loads(as_csl(CITATION))
    assert (item["title"], item["URL"]) == (CITATION.title, CITATION.url)


@pytest.mark.parametrize("number", [1, 2, 27, 60])
def test_no_two_sources_bear_one_label(number: int) -> None:
    sources = [Source(f"key-{index:03}", 1, "Title", "Paper") for index in range(number)]
    labels = source_labels(sources)
    assert len(set(labels.values())) == number
    assert (labels["key-000"] == "Paper, no date") is (number == 1)


def test_citation_files_lie_beside_the_page(tiny_site: Path) -> None:
    for ending in (".bib", ".ris", ".json"):
        assert (tiny_site / "operations" / f"clear-water{ending}").is_file()
