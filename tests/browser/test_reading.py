"""What a reader does in the browser: look up a term, cite, find a way without JavaScript and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

DAY = "conferences/slovenia-undated/day-2.html"


def test_definition_on_hover_and_focus_can_be_dismissed(page: Page) -> None:
    page.goto(DAY)
    term = page.locator("a.term", has_text="family-run network")
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
    expect(page.locator(".cite [data-today]")).to_have_text(
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
