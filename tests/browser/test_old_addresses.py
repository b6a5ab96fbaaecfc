"""Old addresses in a browser: with their fragments they lead to what was cited, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser
from tests.conftest import Build, copy_tiny
from tests.performance.searching import Traffic, host

from archive_staff.__main__ import archive as group

from .looks import violations

pytestmark = pytest.mark.browser

MOVES = (
    ("conferences/riverside-2024/day-1#nets", "Nets and locks"),
    ("conferences/riverside-2024", "conferences/riverside-may-2024"),
)
OLD, NEW = "conferences/riverside-2024/day-1.html", "conferences/riverside-may-2024/day-1.html"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Iterator[str]:
    """The address of the tiny archive, in which a section and a conference have moved and a page is gone."""
    folder = copy_tiny(tmp_path_factory.mktemp("moved"))
    day = folder.docs / "conferences/riverside-2024/day-1.md"
    day.write_text(day.read_text("utf-8").replace("## Nets", "Water. " * 900 + "\n\n## Nets"), "utf-8", newline="\n")
    for old, new in MOVES:
        words = ["move", old, new, "--why", "Plainer.", "--write", "--docs", str(folder.docs)]
        assert CliRunner().invoke(group, words).exit_code == 0
    with (folder.docs / "permalinks.txt").open("a", encoding="utf-8", newline="\n") as ledger:
        ledger.write("themes/eels.html gone 2026-11-25 Nobody had said it.\n")
    assert build(folder).problems == ()
    with host(folder.default_out("public"), Traffic()) as address:
        yield address


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
@pytest.mark.parametrize("section", ["nets", "nets-and-locks", "наводнения"])
def test_old_address_leads_to_the_section(browser: Browser, moved: str, section: str, *, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 800, "height": 600})
    page = context.new_page()
    page.goto(f"{moved}{OLD}#{section}", wait_until="networkidle")
    place = page.locator(f"[id='{section}']")
    if scripts:
        assert page.url.startswith(f"{moved}{NEW}#")
    box = place.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 600
    assert page.locator("h2", has=place).or_(place).first.inner_text().startswith(("Nets and locks", "Наводнения"))
    context.close()


def test_page_at_an_old_address_says_where_it_is_and_its_links_lead_on(browser: Browser, moved: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{moved}{OLD}")
    link = page.locator(".moved a")
    assert "This page has a new address since" in page.locator(".moved").inner_text()
    assert page.locator("link[rel=canonical]").get_attribute("href") == f"https://rivers.example/archive/{NEW}"
    link.click()
    assert page.url == f"{moved}{NEW}"
    page.go_back()
    page.locator(".archive-main a[href*='drifting-nets']").first.click()
    assert page.url.startswith(f"{moved}themes/drifting-nets.html")
    context.close()


def test_page_that_is_gone_says_why_and_is_accessible(browser: Browser, moved: str) -> None:
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(f"{moved}themes/eels.html")
    assert "Nobody had said it." in page.locator("main").inner_text()
    assert violations(page) == []
    page.context.close()


def test_old_addresses_are_not_found_by_the_search(browser: Browser, moved: str) -> None:
    page = browser.new_page()
    page.goto(f"{moved}search.html#q=water")
    page.locator("[data-search-state=done]").wait_for()
    assert page.locator("#search-results h2 a[href*='riverside-may-2024/day-1']").count() == 1
    assert page.locator("#search-results h2 a[href*='riverside-2024/day-1']").count() == 0
    page.close()
