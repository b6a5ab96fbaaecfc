"""What people search for is among the first three results."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from archive_model.archive import Archive
from archive_output.search.names import file_key, folded, known_names

pytestmark = pytest.mark.browser

QUERIES = tomllib.loads((Path(__file__).parent / "queries.toml").read_text(encoding="utf-8"))
SPECIAL = ("meant", "nothing")
WANTED = {query: pages for group, found in QUERIES.items() if group not in SPECIAL for query, pages in found.items()}
FIRST = 3
ANSWERED = '[data-search-state="done"], [data-search-state="empty"]'
RECALL, RECIPROCAL_RANK = 0.95, 0.85


def results(page: Page, query: str) -> list[str]:
    """The documents that a search finds, in their order."""
    if urlsplit(page.url).path.endswith("/search.html"):
        page.evaluate("fragment => { location.hash = fragment; }", f"q={quote(query)}")
        expect(page.locator("#search-query")).to_have_value(query)
    else:
        page.goto(f"search.html?q={quote(query)}")
    expect(page.locator(ANSWERED)).to_be_attached()
    links = page.locator("ol#search-results > li h2 a")
    paths = [urlsplit(str(link.get_attribute("href"))).path for link in links.all()]
    return [path.removeprefix("/").removesuffix(".html") for path in paths]


def test_there_are_enough_searches_of_every_sort() -> None:
    assert len(WANTED) >= 80
    assert all(QUERIES.values())


def test_what_is_searched_for_comes_first(page: Page) -> None:
    ranks: dict[str, int | None] = {}
    for query, wanted in WANTED.items():
        found = results(page, query)
        ranks[query] = next((number for number, name in enumerate(found, 1) if name in wanted), None)
    missed = {query: rank for query, rank in ranks.items() if rank is None or rank > FIRST}
    recall = 1 - len(missed) / len(ranks)
    reciprocal = sum(1 / rank for rank in ranks.values() if rank) / len(ranks)
    assert recall >= RECALL, missed
    assert reciprocal >= RECIPROCAL_RANK, {query: rank for query, rank in ranks.items() if rank != 1}


@pytest.mark.parametrize(("typed", "meant"), QUERIES["meant"].items())
def test_slip_is_noticed(page: Page, typed: str, meant: str) -> None:
    results(page, typed)
    offer = page.locator("#search-meant button")
    assert offer.inner_text() == meant
    offer.click()
    expect(page.locator('[data-search-state="done"]')).to_be_attached()
    assert page.locator("ol#search-results > li").count() > 0


@pytest.mark.parametrize("query", QUERIES["nothing"])
def test_nothing_is_said_to_be_nothing(page: Page, query: str) -> None:
    assert results(page, query) == []


def test_browser_folds_names_as_the_archive_does(page: Page, real_archive: Archive) -> None:
    names = sorted({name for known in known_names(real_archive) for name in known.names})
    page.goto("search.html")
    folded_there = page.evaluate(
        """async (names) => {
          const { fold, fileOf } = await import(document.querySelector('script[src*="search-words.js"]').src);
          return names.map((name) => [fold(name), fileOf(fold(name))]);
        }""",
        names,
    )
    assert folded_there == [[folded(name), file_key(folded(name))] for name in names]


def test_other_names_are_told_and_can_be_left_out(page: Page) -> None:
    both = results(page, "NRM")
    others = page.locator("#search-others")
    assert "National Referral Mechanism" in others.inner_text()
    others.get_by_role("button", name="Only what I typed").click()
    expect(page).to_have_url(re.compile("only=1"))
    expect(page.locator('[data-search-state="done"]')).to_be_attached()
    assert others.is_hidden()
    assert page.locator("ol#search-results > li").count() <= len(both)


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_key_leads_to_the_search_from_anywhere(page: Page, key: str) -> None:
    page.goto("about/index.html")
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.id") == "archive-search-field"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") != "archive-search-field"
