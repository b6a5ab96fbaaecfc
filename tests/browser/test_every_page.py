"""Every page of the built archive, as a reader's browser gets it: what it loads, whether it fits, what axe finds."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from .looks import KINDS, LOOKS, Look, show, site_pages, violations, watch

pytestmark = pytest.mark.browser

MOST_BYTES = 150_000
"""Of a first visit, as a host compresses them."""
MOST_REQUESTS = 12
SHARES = 12
"""Parts of all pages, each a test."""
FEW = ("home", "glossary", "bibliography", "browse", "index", "search", "about", "handbook", "not found")
"""Kinds with fewer pages than there are looks, which their pages, one after another, do not all get."""
LONG = ("bibliography", "index")
"""Their pages take a minute in all looks, and are made of what shorter ones are made of."""


@cache
def compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6))


class Visit:
    """A page of the site in a fresh browser, and what goes wrong there."""

    def __init__(self, page: Page, address: str, site: Path) -> None:
        self.page, self.site = page, site
        self.wrong = watch(page, address)
        self.loaded: list[str] = []
        page.on("console", lambda told: self.wrong.append(told.text) if told.type == "warning" else None)
        page.on("requestfailed", lambda request: self.wrong.append(f"failed: {request.url}"))
        page.on("request", lambda request: self.loaded.append(request.url))

    def go(self, path: str) -> None:
        self.loaded.clear()
        self.wrong.clear()
        wait = "networkidle" if path == KINDS["search"] else "load"  # its filters come after the rest
        self.page.goto(path, wait_until=wait)  # type: ignore[arg-type]

    @property
    def size(self) -> int:
        return sum(compressed(self.site / urlsplit(url).path.lstrip("/")) for url in self.loaded)


@pytest.fixture(scope="module")
def visit(browser: Browser, address: str, real_site: Path) -> Iterator[Visit]:
    context = browser.new_context(base_url=address)
    yield Visit(context.new_page(), address, real_site)
    context.close()


@pytest.mark.parametrize("share", range(SHARES))
def test_page_is_light_and_fits_and_axe_finds_nothing(visit: Visit, real_site: Path, share: int) -> None:
    """In one look, in turn; below, the rarer kinds in more; by ``python -m tests.browser``, all pages in all looks."""
    paths = site_pages(real_site)
    found: dict[str, object] = {}
    for number in range(share, len(paths), SHARES):
        path, look = paths[number], LOOKS[number % len(LOOKS)]
        show(visit.page, Look(look.colours, 320))
        visit.go(path)
        if visit.wrong:
            found[path] = visit.wrong[:]
        if path != KINDS["search"] and (visit.size > MOST_BYTES or len(visit.loaded) > MOST_REQUESTS):
            found[f"{path}, weight"] = (visit.size, Counter(visit.loaded))
        if (width := visit.page.evaluate("document.documentElement.scrollWidth")) > 320:
            found[f"{path}, width"] = width
        show(visit.page, look)
        if broken := violations(visit.page):
            found[f"{path} {look}"] = broken
    assert found == {}


@pytest.mark.parametrize("kind", FEW)
def test_axe_finds_nothing_in_any_look(visit: Visit, kind: str) -> None:
    visit.go(KINDS[kind])
    found = {}
    for look in LOOKS[4:5] if kind in LONG else LOOKS:
        show(visit.page, look)
        if broken := violations(visit.page):
            found[look] = broken
    assert found == {}
