"""“Exit this page”: the page goes at once, and Back does not lead to it again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

DAY = "conferences/slovenia-undated/day-2.html"
ELSEWHERE = "https://www.bbc.co.uk/weather"


@pytest.fixture
def leaving(browser: Browser, address: str) -> Iterator[Page]:
    """A page from which a reader may leave; no request really goes to another host."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.route(
        f"{ELSEWHERE}**", lambda route: route.fulfill(body="<title>Weather</title>Rain.", content_type="text/html")
    )
    page.goto("index.html")
    page.goto(DAY)
    yield page
    context.close()


def test_button_leads_away_and_back_does_not_return(leaving: Page) -> None:
    leaving.get_by_role("link", name="Exit this page").click()
    expect(leaving).to_have_title("Weather")
    assert leaving.url == ELSEWHERE
    leaving.go_back()
    expect(leaving).not_to_have_url(f"**/{DAY}")
    assert leaving.url.endswith("index.html")


def test_shift_three_times_leaves_and_is_told(leaving: Page) -> None:
    told = leaving.get_by_role("navigation", name="Leave quickly").locator("[aria-live]")
    leaving.keyboard.press("Shift")
    expect(told).to_have_text("Shift, press 2 more times to exit.")
    leaving.keyboard.press("Shift")
    expect(told).to_have_text("Shift, press 1 more time to exit.")
    leaving.keyboard.press("Shift")
    expect(leaving).to_have_title("Weather")


def test_shift_with_other_keys_does_not_leave(leaving: Page) -> None:
    for letter in "ABCD":
        leaving.keyboard.press(f"Shift+{letter}")
    leaving.keyboard.press("Shift")
    leaving.keyboard.press("a")
    leaving.keyboard.press("Shift")
    leaving.keyboard.press("Shift")
    assert leaving.url.endswith(DAY)


def test_button_stays_in_sight_and_covers_no_focus(leaving: Page) -> None:
    leaving.set_viewport_size({"width": 320, "height": 640})
    leaving.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    expect(leaving.get_by_role("link", name="Exit this page")).to_be_in_viewport()


def test_without_javascript_it_is_a_link(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(DAY)
    expect(page.get_by_role("link", name="Exit this page")).to_have_attribute("href", ELSEWHERE)
    context.close()


def test_what_it_does_not_hide_is_said(leaving: Page) -> None:
    leaving.get_by_role("link", name="what it does not hide").click()
    expect(leaving.get_by_role("heading", name="What it does not hide")).to_be_visible()
