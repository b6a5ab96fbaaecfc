"""What a reader does in the browser: search, filter, look up a term, cite."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from archive_model.archive import Archive

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

DAY = "conferences/slovenia-undated/day-2.html"


def state(page: Page, name: str) -> None:
    expect(page.locator("[data-search-state]")).to_have_attribute("data-search-state", name)


def test_search_from_any_page_leads_to_the_passage(page: Page) -> None:
    page.goto("about/index.html")
    page.get_by_role("searchbox", name="Search the archive").fill("relatives pressure testify")
    page.keyboard.press("Enter")
    state(page, "done")
    first = page.locator("ol#search-results > li").first.locator("a[href]")
    assert urlsplit(page.url).path.endswith("/search.html")
    hrefs = [str(link.get_attribute("href")) for link in page.locator("ol#search-results a[href]").all()]
    assert any(f"{DAY}#victims-who-are-also-witnesses" in href for href in hrefs), hrefs
    expect(first.first).to_be_visible()


@pytest.mark.parametrize("query", ["kosice", "Košice", "KOŠICE"])
def test_accents_and_case_do_not_matter(page: Page, query: str) -> None:
    page.goto(f"search.html?q={query}")
    state(page, "done")
    assert page.locator("ol#search-results > li").count() == 2


def test_address_holds_the_search_and_back_works(page: Page) -> None:
    page.goto("search.html?q=trafficking&theme=debt-bondage")
    state(page, "done")
    expect(page.get_by_role("checkbox", name="Debt bondage", exact=False).first).to_be_checked()
    before = page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Remove the filter Theme: Debt bondage").click()
    expect(page.get_by_role("status")).not_to_have_text(before)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["trafficking"]}
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(before)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["trafficking"], "theme": ["debt-bondage"]}


@pytest.mark.parametrize(("facet", "value"), [("country", "SE"), ("theme", "debt-bondage"), ("kind", "operation")])
def test_filter_counts_are_those_of_the_archive(page: Page, real_archive: Archive, facet: str, value: str) -> None:
    from archive_output.facets import page_facets  # noqa: PLC0415 - only this test needs it

    held = sum(value in dict(page_facets(real_archive, found)).get(facet, ()) for found in real_archive.pages.values())
    page.goto(f"search.html?{facet}={value}")
    state(page, "done")
    expect(page.get_by_role("status")).to_have_text(f"{held} pages found.")


def test_two_values_of_a_facet_widen_and_two_facets_narrow(page: Page) -> None:
    numbers = []
    for query in ("country=SE", "country=SE&country=CZ", "country=SE&kind=operation"):
        page.goto(f"search.html?{query}")
        state(page, "done")
        numbers.append(int(page.get_by_role("status").inner_text().split()[0]))
    assert numbers[1] > numbers[0] > numbers[2] > 0


def test_nothing_found_says_so_and_leads_on(page: Page) -> None:
    page.goto("search.html?q=kosice&country=SE")
    state(page, "empty")
    expect(page.get_by_role("navigation", name="Without searching")).to_be_visible()


def test_browse_pages_are_not_results(page: Page) -> None:
    page.goto("search.html?q=A+to+Z")
    page.wait_for_function(
        "['done','empty'].includes(document.querySelector('[data-search-state]').dataset.searchState)"
    )
    hrefs = [str(link.get_attribute("href")) for link in page.locator("ol#search-results a[href]").all()]
    assert not [href for href in hrefs if "/browse/" in href]


def test_missing_index_is_explained(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto("search.html?q=trafficking")
    state(page, "error")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    context.close()


def test_definition_on_hover_and_focus_can_be_dismissed(page: Page) -> None:
    page.goto(DAY)
    term = page.locator("a.term").first
    tip = page.get_by_role("tooltip")
    term.hover()
    expect(tip).to_contain_text("trafficking group")
    tip.hover()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.mouse.move(0, 0)
    term.focus()
    expect(tip).to_be_visible()
    assert term.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(term).to_be_focused()


def test_citation_names_the_day_of_reading(page: Page) -> None:
    page.goto(DAY)
    expect(page.locator("[data-today]")).to_have_text(
        page.evaluate("new Date().toLocaleDateString('en-GB', {day: 'numeric', month: 'long', year: 'numeric'})")
    )


def test_without_javascript_everything_can_be_reached(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("search.html")
    page.get_by_role("navigation", name="Without searching").get_by_role("link", name="By theme").click()
    page.get_by_role("article").get_by_role(
        "link", name="Day 2: joint operations, witnesses and intelligence"
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Day 2")
    expect(page.locator("a.term").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("path", ["index.html", DAY, "operations/fort.html", "search.html?q=NRM", "bibliography.html"])
def test_narrow_page_does_not_scroll_sideways(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
