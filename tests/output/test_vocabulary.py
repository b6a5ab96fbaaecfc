"""The names and words that the search knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive_model.archive import Archive
from archive_output.search.names import KEYS, file_key, folded, known_names, name_files
from archive_output.search.pages import searched_page
from archive_output.search.words import read_words, word_files, words_on


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Košice", "kosice"),
        ("Łódź", "lodz"),
        ("Victims’ Voices", "victims voices"),
        ("victim's", "victims"),
        ("Multi-agency  working", "multi agency working"),
        ("tvångsäktenskap", "tvangsaktenskap"),
        ("Наводнения", "наводнения"),
        ("–", ""),
    ],
)
def test_names_are_folded_as_people_type_them(typed: str, expected: str) -> None:
    assert folded(typed) == expected


def test_every_name_leads_to_all_names_of_its_record(real_archive: Archive) -> None:
    by_name: dict[str, list[str]] = {}
    for known in known_names(real_archive):
        by_name.setdefault(known.name, []).append(known.docname)
    assert by_name["nrm"] == by_name["mekanizmi kombetar i referimit"] == ["glossary/national-referral-mechanism"]
    assert set(by_name["nca"]) == {"glossary/nca", "organisations/nca"}


def test_each_file_holds_the_names_that_begin_alike(real_archive: Archive) -> None:
    files = dict(name_files(real_archive))
    keys = json.loads(files.pop(f"search-names/{KEYS}.json"))
    assert sorted(files) == sorted(f"search-names/{key}.json" for key in keys)
    for key in keys:
        names = [entry[0] for entry in json.loads(files[f"search-names/{key}.json"])]
        assert names
        assert {file_key(name) for name in names} == {key}


PAGE = (
    '<nav>menu</nav><article class="bd-article" data-pagefind-body><h1>Košice &amp; <b>Brno</b></h1>'
    '<p>We met in Brno.</p><section class="backlinks no-search">elsewhere</section></article>'
)


def test_words_are_those_of_the_text_alone() -> None:
    page = searched_page("a", PAGE)
    assert page is not None
    assert words_on(page.text) == {"kosice", "brno", "met"}
    assert searched_page("b", "<article>about the archive</article>") is None


def test_words_lie_in_files_by_their_first_signs(tmp_path: Path) -> None:
    for path, text in word_files({"kosice": 1, "brno": 2, "bratislava": 3, "ålesund": 1}):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert json.loads((tmp_path / "words" / "br.json").read_text(encoding="utf-8")) == {"bratislava": 3, "brno": 2}
    assert read_words(tmp_path) == {"kosice": 1, "brno": 2, "bratislava": 3, "ålesund": 1}
