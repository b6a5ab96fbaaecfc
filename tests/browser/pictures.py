"""Pictures of the archive: those of the README, and the one that stands beside a link to it in a chat."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

from playwright.sync_api import Browser

from archive_model.site import load_site

from .looks import KINDS, Look, show

MEDIA = Path("docs", "media")
SHOWN = {
    "day.png": (KINDS["day"], Look("light", 1280)),
    "search-phone.png": ("search.html#q=victims+as+witnesses", Look("dark", 390)),
}
"""Of the README."""
ICON = Path("conf", "theme", "static", "favicon.svg")
PREVIEW = Path(__file__).with_name("preview.html")
PREVIEW_SIZE = {"width": 1200, "height": 630}
"""Open Graph names no size; this one is shown whole by the services that show one."""


def take_pictures(browser: Browser, address: str, root: Path) -> None:
    """Take all pictures anew, of the archive in ``root`` that is built and served at an address."""
    for name, (path, look) in SHOWN.items():
        page = browser.new_page()
        show(page, look)
        page.goto(f"{address}{path}", wait_until="networkidle")
        page.screenshot(path=root / MEDIA / name)
        page.close()
    site = load_site(root / "conf" / "site.toml")
    if site.preview:
        words = {name: escape(getattr(site, name)) for name in ("title", "description", "owner", "language")}
        icon = (root / ICON).read_text(encoding="utf-8")
        page = browser.new_page(viewport=PREVIEW_SIZE)  # type: ignore[arg-type]
        page.set_content(Template(PREVIEW.read_text(encoding="utf-8")).substitute(words, icon=icon))
        page.screenshot(path=root / "docs" / site.preview)
        page.close()
