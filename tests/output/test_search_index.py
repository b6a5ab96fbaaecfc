"""The index of the search: joined from several, divided into passages, and only made where something has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from archive_model.archive import Archive
from archive_output.search import index as search_index
from archive_output.search.index import index_folder, write_search_index
from archive_output.search.joining import fragment_name
from archive_output.search.pagefind import PagefindIndex
from archive_output.search.passages import SearchMarks, passages_of

NAMES = ("days/one", "days/two", "terms/accent", "terms/plain")
TEXTS = {
    "days/one": ("Day one", "date", "We met in Košice. <h2 id='boats'>Boats</h2> Boats on the river, and kosice."),
    "days/two": ("Day two", "date", "The river rose; boats sank. Résumé of the day."),
    "terms/accent": ("Résumé", "names", "A short account: resume, résumé, résumé."),
    "terms/plain": ("Resume", "names", "To begin again, as a river does."),
}
MARKS = SearchMarks(
    dated=2,
    pages=[["days/two"], ["days/one", "boats"], ["terms/accent"], ["terms/plain"]],
    facets={"kind": '[["day","Day",0,3],["term","Term",3,2]]\n'},
)


def write_site(site: Path, texts: Mapping[str, tuple[str, str, str]] = TEXTS) -> Path:
    for name, (title, field, text) in texts.items():
        meta = f'<meta name="x" data-pagefind-meta="{field}[content]" content="{title} {field}">'
        body = f"<article data-pagefind-body><h1>{title}</h1><p>{text}</p></article>"
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        page = f'<html lang="en-GB"><head>{meta}</head><body><nav>menu</nav>{body}</body></html>'
        (site / f"{name}.html").write_text(page, encoding="utf-8", newline="\n")
    return site


def words_of(site: Path) -> dict[tuple[str, str], dict[str, tuple[list[int], list[tuple[str, int]]]]]:
    """By word and form, and by page: the positions in the text, as the index has them, and those in each field."""
    folder = index_folder(site)
    assert folder is not None
    index = PagefindIndex.read(folder)
    names = {text.fragment: text.docname for text in index.texts()}
    found = {}
    for word, places, variants in index.words():
        for form, where in ((word, places), *variants):
            numbers = accumulate(place[0] for place in where)
            pages = [names[index.pages[number][0]] for number in numbers]
            found[word, form] = {
                page: (positions, sorted(in_fields(index, fields)))
                for page, (_difference, positions, fields) in zip(pages, where, strict=True)
            }
    return found


def in_fields(index: PagefindIndex, places: list[Any]) -> Iterator[tuple[str, int]]:
    field = ""
    for number in places:
        if number < 0:
            field = index.fields[-1 - number]
        else:
            yield field, number


def test_index_in_shares_is_that_of_all_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, shared = write_site(tmp_path / "whole"), write_site(tmp_path / "shared")
    assert write_search_index(MARKS, whole)
    monkeypatch.setattr(search_index, "AT_ONCE", 1)
    assert write_search_index(MARKS, shared)
    words = words_of(shared)
    assert words == words_of(whole)
    assert {page for form in ("boat", "river") for page in words[form, form]} == {"days/one", "days/two", "terms/plain"}
    assert len(PagefindIndex.read(index_folder(shared) or tmp_path).pages) == len(NAMES)
    assert not list(tmp_path.glob("*.pagefind")), "what the work was done in stays behind"


def test_chunks_lead_to_each_of_their_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "AT_ONCE", 1)
    monkeypatch.setattr("archive_output.search.joining.CHUNK", 2)
    site = write_site(tmp_path / "site")
    write_search_index(MARKS, site)
    index = PagefindIndex.read(index_folder(site) or tmp_path)
    assert len(index.chunks) > 3
    for chunk, after in zip(index.chunks, index.chunks[1:], strict=False):
        assert chunk.first <= chunk.last < after.first


def test_pages_are_named_by_their_order(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    write_search_index(MARKS, site)
    index = PagefindIndex.read(index_folder(site) or tmp_path)
    names = {text.docname: text.fragment for text in index.texts()}
    assert [names[docname] for docname, *_sections in MARKS.pages] == ["0", "1", "2", "3"]
    assert [fragment_name(number) for number in (0, 35, 36, 46655, 46656)] == ["0", "z", "10", "zzz", "1000"]


def test_passage_begins_at_its_heading(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    write_search_index(MARKS, site)
    folder = index_folder(site)
    assert folder is not None
    starts = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
    assert starts == [[], [len(("Day", "one.", "We", "met", "in", "Košice."))], [], []]


def test_index_stays_while_nothing_changes_and_goes_when_something_does(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    write_search_index(MARKS, site)
    before = index_folder(site)
    assert not write_search_index(MARKS, site)
    assert index_folder(site) == before
    write_site(site, {**TEXTS, "days/two": ("Day two", "date", "The river fell.")})
    assert write_search_index(MARKS, site)
    after = index_folder(site)
    assert after != before
    assert [folder for folder in (site / "pagefind").iterdir() if folder.is_dir()] == [after]


def test_published_site_keeps_its_index_while_another_is_made(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    write_search_index(MARKS, site)
    published = tmp_path / "current.json"
    published.hardlink_to(site / "pagefind" / "current.json")
    before = published.read_bytes()
    write_site(site, {**TEXTS, "days/two": ("Day two", "date", "The river fell.")})
    write_search_index(MARKS, site)
    assert published.read_bytes() == before


def test_site_without_records_has_no_index_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write_search_index(SearchMarks(0, [], {"kind": "[]\n"}), tmp_path / "site")
    assert index_folder(tmp_path / "site") is None
    current = json.loads((tmp_path / "site" / "pagefind" / "current.json").read_text(encoding="utf-8"))
    assert current["folder"] == ""


def test_every_page_and_session_is_a_passage_with_its_own_marks(real_archive: Archive) -> None:
    marks = SearchMarks.of(real_archive)
    names = [docname for docname, *_sections in marks.pages]
    assert sorted(names) == sorted(name for name, page in real_archive.pages.items() if page.record)
    dates = [page.date.earliest for name in names[: marks.dated] if (page := real_archive.pages[name]).date]
    assert len(dates) == marks.dated
    assert dates == sorted(dates, reverse=True)
    passages = [(name, passage) for name in names for passage in passages_of(real_archive.pages[name])]
    themes = {value: set(unrolled(runs)) for value, _label, *runs in json.loads(marks.facets["theme"])}
    for number, (name, passage) in enumerate(passages):
        own = passage.session.themes if passage.session else ()
        for theme in own:
            assert number in themes[theme], (name, passage)
        if own:
            assert {theme for theme, numbers in themes.items() if number in numbers} == set(own)


def unrolled(runs: list[int]) -> Iterator[int]:
    """Numbers that are given as gaps and lengths."""
    number = 0
    for gap, length in zip(runs[::2], runs[1::2], strict=True):
        number += gap
        yield from range(number, number + length)
        number += length
