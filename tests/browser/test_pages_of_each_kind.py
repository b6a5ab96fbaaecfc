"""A page of each kind by keyboard, without JavaScript, and on paper."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from .looks import KINDS

pytestmark = pytest.mark.browser

MOST_STEPS = 60
"""Of a walk by keyboard; long lists go on as they began."""
FOCUS = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const box = focused.getClientRects()[0] ?? focused.getBoundingClientRect();
  const seen = document.elementFromPoint(box.left + Math.min(box.width, 20) / 2, box.top + box.height / 2);
  const style = getComputedStyle(focused);
  return {
    name: focused.outerHTML.slice(0, 120),
    inside: box.top >= 0 && box.bottom <= innerHeight + 1 && box.width > 0,
    uncovered: !!seen && (focused.contains(seen) || seen.contains(focused)),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_keyboard_leads_through_the_page(page: Page, path: str) -> None:
    """From the skip link on; each stop is seen, marked, and under nothing (WCAG 2.2, 2.1.2, 2.4.7 and 2.4.11)."""
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(path, wait_until="networkidle")  # the search's filters come after the rest
    stops = []
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(FOCUS)) is None:
            break
        stops.append(stop)
    assert "Skip to main content" in stops[0]["name"]
    assert len({stop["name"] for stop in stops}) > 10
    assert [stop for stop in stops if not (stop["inside"] and stop["uncovered"] and stop["outlined"])] == []


def test_skip_link_leads_to_the_text(page: Page) -> None:
    page.goto(KINDS["day"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_text_of_twice_the_size_fits(page: Page, path: str) -> None:
    """WCAG 2.2, 1.4.4: nothing is cut off, and nobody has to scroll sideways."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    cut = page.locator("main, nav, header, footer").evaluate_all(
        """all => all.flatMap(each => [...each.querySelectorAll('a, p, h1, h2, li, button')])
          .filter(each => getComputedStyle(each).overflowX === 'hidden' && each.scrollWidth > each.clientWidth + 1)
          .map(each => each.outerHTML.slice(0, 80))"""
    )
    assert cut == []


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_everything_reads_without_javascript(browser: Browser, address: str, path: str) -> None:
    texts = []
    for scripts in (True, False):
        context = browser.new_context(base_url=address, java_script_enabled=scripts)
        page = context.new_page()
        page.goto(path)
        texts.append(re.sub(r"\s+", " ", page.locator("main").inner_text()))
        if not scripts:
            assert page.locator(".archive-search").is_hidden() if page.locator(".archive-search").count() else True
            assert page.get_by_role("navigation", name="Ways in").get_by_role("link").count() >= 10
        context.close()
    if path != KINDS["search"]:
        with_scripts, without = (re.sub(r"read on .*?\)|…", "", text) for text in texts)
        assert with_scripts == without


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_paper_holds_all_with_its_address_and_pages(page: Page, address: str, path: str) -> None:
    page.goto(path, wait_until="networkidle")
    page.emulate_media(media="print")
    wanted = page.locator("article").inner_text()
    links = page.locator("article a[href^=http]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    page.emulate_media(media=None)
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    outside: list[str] = []
    text = ""
    for sheet in reader.pages:
        width = float(sheet.mediabox.width)

        def look(
            words: str, cm: list[float], tm: list[float], _font: object, _size: float, width: float = width
        ) -> None:
            x = tm[4] * cm[0] + cm[4]
            if words.strip() and not 0 <= x <= width:
                outside.append(words)

        text += sheet.extract_text(visitor_text=look) + "\n"
    text = unicodedata.normalize("NFKC", text)  # fonts join "fi" to one sign
    assert outside == []
    assert f"{address}{path}" in re.sub(r"\s+", "", text)
    assert re.search(rf"1\s*/\s*{len(reader.pages)}\b", text)
    joined = re.sub(r"\s+", "", text)
    assert {word for word in re.findall(r"\w{4,}", wanted) if word not in joined} == set()
    printed = {
        str(each.get_object()["/A"]["/URI"]).rstrip("/")
        for sheet in reader.pages
        for each in sheet.get("/Annots", ())
        if "/A" in each.get_object() and "/URI" in each.get_object()["/A"]
    }
    assert {quote(link, safe="/:?=&%#+,;@!()'~").rstrip("/") for link in links} <= printed
    letters = re.sub(r"[^A-Za-z0-9]", "", joined)  # a long address is broken at hyphens
    assert [link for link in links if re.sub(r"[^A-Za-z0-9]", "", link) not in letters] == []


def test_paper_says_when_it_was_read(page: Page, real_site: Path) -> None:
    page.goto(KINDS["day"])
    page.emulate_media(media="print")
    today = page.evaluate("new Date().toLocaleDateString('en-GB', {day: 'numeric', month: 'long', year: 'numeric'})")
    assert f"read on {today}" in page.locator(".printed").inner_text()
    assert page.locator(".archive-banner, .archive-side, .exit").evaluate_all(
        "all => all.every(each => getComputedStyle(each).display === 'none')"
    )
