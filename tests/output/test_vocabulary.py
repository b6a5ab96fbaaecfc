"""The names and words that the search knows."""

from __future__ import annotations

import json

import pytest

from archive_model.archive import Archive
from archive_output.search_words import count_words, word_files, words_on
from archive_output.vocabulary import KEYS, file_key, folded, known_names, name_files


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
    assert words_on(PAGE) == {"kosice", "brno", "met"}
    assert words_on("<article>about the archive</article>") == frozenset()


def test_words_are_counted_by_page() -> None:
    files = dict(word_files(count_words([PAGE, PAGE])))
    assert json.loads(files["words/br.json"]) == {"brno": 2}
    assert json.loads(files[f"words/{KEYS}.json"]) == ["br", "ko", "me"]
