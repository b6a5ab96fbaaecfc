"""The search page: what is found and how it is narrowed, ordered, shown, told and passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from archive_model.archive import Archive
from archive_model.countries import country_names
from archive_output.facets import page_facets

from .looks import violations

pytestmark = pytest.mark.browser

DAY = "conferences/slovenia-undated/day-2.html"
WITNESSES = "victims-who-are-also-witnesses"
"""A session of that day."""
FOUND = "ol#search-results > li"
FOCUS = """(() => {
  const focused = document.activeElement;
  return focused.closest("#search-results")?.id ?? (focused.id || focused.tagName);
})()"""
SLOW = {"offline": False, "latency": 1000, "downloadThroughput": -1, "uploadThroughput": -1}


def wait_for(page: Page, state: str, timeout: float = 10_000) -> None:
    expect(page.locator("[data-search-state]")).to_have_attribute("data-search-state", state, timeout=timeout)


def open_search(page: Page, search: str, state: str = "done") -> None:
    page.goto("about:blank")  # the same page with another fragment would not be loaded again
    page.goto(f"search.html#{search}")
    wait_for(page, state)


def status(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def addresses(page: Page) -> list[str]:
    return [str(link.get_attribute("href")) for link in page.locator(f"{FOUND} a[href]").all()]


def found_pages(page: Page) -> list[str]:
    """The documents of all results in their order."""
    more = page.get_by_role("button", name="Show more results")
    while more.is_visible():
        more.click()
        wait_for(page, "done")
    links = page.locator(f"{FOUND} h2 a").all()
    paths = [urlsplit(str(link.get_attribute("href"))).path for link in links]
    return [path.removeprefix("/").removesuffix(".html") for path in paths]


# What is found


@pytest.mark.parametrize("way", ["typed", "an address with a question mark"])
def test_search_leads_to_the_passage_and_marks_the_words(page: Page, way: str) -> None:
    if way == "typed":
        page.goto("about/index.html")
        page.get_by_role("searchbox", name="Search the archive").fill("relatives pressure testify")
        page.keyboard.press("Enter")
    else:
        page.goto("search.html?q=relatives+pressure+testify")
    wait_for(page, "done")
    assert any(f"{DAY}#{WITNESSES}" in address for address in addresses(page))
    page.locator(f'{FOUND} a[href*="#{WITNESSES}"]').first.click()
    expect(page.locator("article mark").first).to_be_visible()
    assert urlsplit(page.url).fragment == WITNESSES
    marks = {mark.casefold() for mark in page.locator("article mark").all_inner_texts()}
    assert {"relatives", "pressure", "testify"} <= marks
    expect(page.locator(f"#{WITNESSES}").first).to_be_in_viewport()
    page.get_by_role("button", name="Take away the marks of the search").click()
    expect(page.locator("article mark")).to_have_count(0)


@pytest.mark.parametrize("query", ["kosice", "Košice", "KOŠICE"])
def test_accents_and_case_do_not_matter(page: Page, query: str) -> None:
    open_search(page, f"q={query}")
    assert page.locator(FOUND).count() == 2


@pytest.mark.parametrize(("query", "stray"), [("witness", "with"), ("awareness", "award")])
def test_word_that_the_stemmer_cuts_short_finds_no_stray_words(
    page: Page, real_site: Path, query: str, stray: str
) -> None:
    open_search(page, f"q={query}")
    assert not [mark for mark in page.locator(f"{FOUND} mark").all_inner_texts() if mark.lower().startswith(stray)]
    found = found_pages(page)
    assert found
    assert [
        path for path in found if query not in (real_site / f"{path}.html").read_text(encoding="utf-8").lower()
    ] == []


@pytest.mark.parametrize("search", ["", "theme=victims-as-witnesses"])
def test_nothing_of_the_index_is_loaded_before_words_are_typed(page: Page, search: str) -> None:
    """Pagefind, asked for all pages, loads all of it: megabytes where the archive is large."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_search(page, search, "done" if search else "idle")
    assert len(addresses(page)) >= (5 if search else 0)
    assert [url for url in asked if url.endswith((".pf_index", ".pf_meta", ".pagefind"))] == []


def test_browse_pages_are_not_results(page: Page) -> None:
    page.goto("search.html#q=A+to+Z")
    expect(page.locator("[data-search-state]")).not_to_have_attribute("data-search-state", "loading")
    assert not [address for address in addresses(page) if "/browse/" in address]


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_can_be_ordered_by_date(page: Page, real_archive: Archive, order: str) -> None:
    open_search(page, "q=police")
    page.get_by_label("Order", exact=True).select_option(order)
    expect(page).to_have_url(re.compile(f"sort={order}"))
    wait_for(page, "done")
    names = found_pages(page)
    dates = [found.earliest if (found := real_archive.pages[name].date) else None for name in names]
    dated = [date for date in dates if date]
    assert len(dated) > 3
    assert len(set(dated)) > 3
    assert dates == [*sorted(dated, reverse=order == "newest"), *[None] * (len(dates) - len(dated))]


def test_more_is_shown_in_order_however_often_it_is_asked_for(page: Page) -> None:
    open_search(page, "q=police")
    before = page.locator(FOUND).count()
    whole = found_pages(page)
    open_search(page, "q=police")
    page.get_by_role("button", name="Show more results").dblclick()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^\d+ of {len(whole)} pages shown\.$"))
    expect(page.locator(FOUND).nth(before).locator("a").first).to_be_focused()
    assert found_pages(page) == whole


# Filters


class Marked(NamedTuple):
    """A passage and what it is about, worked out from the pages themselves."""

    docname: str
    themes: frozenset[str]
    countries: frozenset[str]


def passages_of_days(archive: Archive) -> Iterator[Marked]:
    """The days and their sessions; a session without themes or countries of its own has those of its day."""
    for page in archive.of_kind("day"):
        themes, countries = (tuple(getattr(page.record, name)) for name in ("themes", "countries"))
        yield Marked(page.docname, frozenset(themes), frozenset(countries))
        for session in page.sessions.values():
            yield Marked(page.docname, frozenset(session.themes or themes), frozenset(session.countries or countries))


def days_with(archive: Archive, theme: str, country: str) -> set[str]:
    found = passages_of_days(archive)
    return {passage.docname for passage in found if theme in passage.themes and country in passage.countries}


@pytest.mark.parametrize(("facet", "value"), [("country", "SE"), ("theme", "debt-bondage"), ("kind", "operation")])
def test_filter_finds_as_many_pages_as_the_archive_has(
    page: Page, real_archive: Archive, facet: str, value: str
) -> None:
    held = sum(value in dict(page_facets(real_archive, found)).get(facet, ()) for found in real_archive.pages.values())
    open_search(page, f"{facet}={value}")
    assert status(page) == f"{held} pages found."
    assert len(set(found_pages(page))) == held


def test_counts_beside_the_filters_are_those_of_the_archive(page: Page, real_archive: Archive) -> None:
    open_search(page, "kind=day&theme=victims-as-witnesses")
    shown = page.locator("#search-filters label:has(input[name=country])")
    expect(shown.first).to_be_visible()
    texts = shown.all_inner_texts()
    names = country_names()
    countries = {country for passage in passages_of_days(real_archive) for country in passage.countries}
    counts = {names[country]: len(days_with(real_archive, "victims-as-witnesses", country)) for country in countries}
    assert texts == sorted(f"{name} ({number})" for name, number in counts.items() if number)


def test_two_values_of_a_facet_widen_and_two_facets_narrow(page: Page) -> None:
    numbers = []
    for search in ("country=SE", "country=SE&country=CZ", "country=SE&kind=operation"):
        open_search(page, search)
        numbers.append(int(status(page).split()[0]))
    assert numbers[1] > numbers[0] > numbers[2] > 0


def test_two_facets_hold_for_the_same_session(page: Page, real_archive: Archive) -> None:
    passages = list(passages_of_days(real_archive))
    sessions = [passage for passage in passages if passage.themes and passage.countries]
    pairs = sorted(
        set(product(*(set().union(*(getattr(each, name) for each in sessions)) for name in ("themes", "countries"))))
    )
    expected = {pair: days_with(real_archive, *pair) for pair in pairs}
    assert len({frozenset(days) for days in expected.values()}) > 2, "the days of the archive do not tell pairs apart"
    for theme, country in [pair for pair in pairs if expected[pair]][::9]:
        open_search(page, f"kind=day&theme={theme}&country={country}")
        assert set(found_pages(page)) == expected[theme, country]


def test_words_must_stand_in_a_passage_that_the_filter_lets_through(page: Page) -> None:
    open_search(page, "q=relatives+pressure&kind=day&theme=victims-as-witnesses")
    passages = [address.split("#")[1].split("&")[0] for address in addresses(page) if "#" in address]
    assert {passage for passage in passages if passage} == {WITNESSES}
    open_search(page, "q=relatives+pressure&kind=day&theme=cross-border-information-exchange", "empty")


def test_filter_is_named_above_the_results_and_can_be_removed(page: Page) -> None:
    open_search(page, "q=trafficking&theme=debt-bondage")
    before = status(page)
    expect(page.get_by_role("checkbox", name="Debt bondage", exact=False).first).to_be_checked()
    page.get_by_role("button", name="Remove the filter Theme: Debt bondage").click()
    expect(page.get_by_role("status")).not_to_have_text(before)
    wait_for(page, "done")
    assert parse_qs(urlsplit(page.url).fragment) == {"q": ["trafficking"]}
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(before)
    assert parse_qs(urlsplit(page.url).fragment) == {"q": ["trafficking"], "theme": ["debt-bondage"]}


def test_filter_may_be_given_by_its_label(page: Page) -> None:
    open_search(page, "country=Sweden")
    expect(page.get_by_role("button", name="Remove the filter Country: Sweden")).to_be_visible()


def test_all_values_of_a_long_facet_can_be_shown(page: Page) -> None:
    open_search(page, "q=trafficking")
    unfold = page.get_by_role("button", name="values of country")
    ticks = page.locator("#search-filters input[name=country]")
    few = ticks.count()
    unfold.click()
    assert ticks.count() > few
    expect(unfold).to_have_attribute("aria-expanded", "true")
    expect(unfold).to_be_focused()


# What it says


def test_nothing_found_says_so_and_leads_on(page: Page, real_archive: Archive) -> None:
    open_search(page, "q=kosice&country=SE", "empty")
    expect(page.get_by_role("status")).to_contain_text("Nothing found.")
    expect(page.get_by_role("navigation", name="Without searching")).to_be_visible()
    for edition in real_archive.of_kind("conference"):
        expect(page.locator("#search-held").get_by_role("link", name=edition.title, exact=True)).to_be_visible()


def test_number_is_announced_once(page: Page) -> None:
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          window.said = [];
          const status = document.getElementById("search-status");
          if (status) new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });
        })"""
    )
    open_search(page, "q=trafficking&theme=debt-bondage")
    expect(page.locator("#search-filters fieldset").first).to_be_visible()
    said = page.evaluate("said")
    assert said.count(status(page)) == 1
    assert said[-1] == status(page)
    assert page.locator("main :is([role=status], [aria-live])").count() == 1


@pytest.mark.parametrize("missing", ["current.json", "*/pagefind.js", "*/wasm*"])
def test_missing_index_is_explained(browser: Browser, address: str, missing: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.route(f"**/pagefind/{missing}", lambda route: route.abort())
    page.goto("search.html#q=trafficking")
    wait_for(page, "error")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    expect(page.get_by_role("navigation", name="Without searching")).to_be_visible()
    context.close()


def test_missing_filters_do_not_hide_what_was_found(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.route("**/facets/**", lambda route: route.abort())
    page.goto("search.html#q=trafficking")
    wait_for(page, "done")
    expect(page.locator("#search-filters")).to_contain_text("The filters could not be loaded.")
    assert page.locator(FOUND).count() == 10
    context.close()


def test_slow_network_is_told(page: Page) -> None:
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.goto("search.html#q=kosice", wait_until="commit")
    expect(page.get_by_role("status")).to_have_text("Loading the search…", timeout=60_000)
    wait_for(page, "loading")
    wait_for(page, "done", timeout=90_000)
    assert page.locator(FOUND).count() == 2


# How it is used


def test_nothing_that_is_typed_is_sent(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("index.html")
    page.get_by_role("searchbox").fill("witness")
    page.keyboard.press("Enter")
    wait_for(page, "done")
    page.get_by_role("searchbox").fill("witness protection")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("protection"))
    wait_for(page, "done")
    page.reload()
    wait_for(page, "done")
    assert [url for url in asked if "witness" in urlsplit(url).path + urlsplit(url).query] == []


def test_everything_can_be_done_by_keyboard(page: Page) -> None:
    page.goto("search.html")
    wait_for(page, "idle")
    page.keyboard.press("/")
    page.keyboard.type("relatives pressure")
    page.keyboard.press("Enter")
    wait_for(page, "done")
    expect(page.locator("#search-filters fieldset").first).to_be_visible()
    passed = []
    while (where := page.evaluate(FOCUS)) != "search-results":
        passed.append(where)
        assert len(passed) < 120, passed
        page.keyboard.press("Tab")
    assert "search-sort" in passed
    assert any(name.startswith("filter-kind-") for name in passed)
    page.keyboard.press("Enter")
    expect(page.locator("article mark").first).to_be_visible()
    page.go_back()
    wait_for(page, "done")
    assert page.locator(FOUND).count() > 0


def test_ticking_a_filter_keeps_the_focus(page: Page) -> None:
    open_search(page, "q=trafficking")
    tick = page.locator("#filter-kind-operation")
    tick.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("kind=operation"))
    wait_for(page, "done")
    expect(tick).to_be_focused()
    expect(tick).to_be_checked()


def test_phone_shows_filters_first_and_folded(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    open_search(page, "q=trafficking")
    filters = page.locator("#search-filters")
    expect(filters).not_to_have_attribute("open", "")
    filters.locator("summary").click()
    expect(filters.locator("fieldset").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    top = filters.bounding_box()
    below = page.locator("#search-status").bounding_box()
    assert top is not None
    assert below is not None
    assert top["y"] < below["y"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("search", "state"),
    [
        ("", "idle"),
        ("q=NRM", "done"),
        ("q=trafficking&theme=debt-bondage&country=SE", "done"),
        ("q=zzzz", "empty"),
    ],
)
def test_axe_finds_nothing(browser: Browser, address: str, search: str, state: str, scheme: str) -> None:
    for width in (320, 1280):
        context = browser.new_context(
            base_url=address,
            color_scheme=scheme,
            viewport={"width": width, "height": 800},  # type: ignore[arg-type]
        )
        page = context.new_page()
        open_search(page, search, state)
        page.locator("#search-filters").evaluate("filters => { filters.open = true; }")
        if state == "done":
            expect(page.locator("#search-filters fieldset").first).to_be_visible()
        found = violations(page)
        context.close()
        assert found == [], width
