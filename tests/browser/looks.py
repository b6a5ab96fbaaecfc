"""How readers see pages: on a phone, a tablet or a desktop, in the light, in the dark, or in colours of their own."""

from __future__ import annotations

from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any, Literal, NamedTuple

from playwright.sync_api import Page

STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules of axe that are asked: WCAG 2.2, levels A and AA, and its own advice."""
KINDS = {
    "home": "index.html",
    "edition": "conferences/2025-albania/index.html",
    "day": "conferences/slovenia-undated/day-2.html",
    "theme": "themes/victims-as-witnesses.html",
    "operation": "operations/fort.html",
    "organisation": "organisations/nca.html",
    "term": "glossary/national-referral-mechanism.html",
    "glossary": "glossary/index.html",
    "bibliography": "bibliography.html",
    "browse": "browse/themes.html",
    "index": "genindex.html",
    "search": "search.html",
    "about": "about/index.html",
    "handbook": "handbook/index.html",
    "not found": "404.html",
}
"""A page of each kind."""


SETTLED = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await Promise.allSettled(document.getAnimations().map((each) => each.finished));
}"""
"""Waits for what changes slowly, such as colours after another scheme was chosen: half-way they are nobody's."""


class Look(NamedTuple):
    """What a reader's system asks of a page."""

    colours: Literal["light", "dark", "forced"]
    width: int
    """In CSS pixels."""


LOOKS = tuple(Look(*look) for look in product(("light", "dark", "forced"), (320, 768, 1280)))


def site_pages(site: Path) -> tuple[str, ...]:
    """The addresses of all pages of a built site, below its root."""
    pages = (file.relative_to(site) for file in site.rglob("*.html"))
    return tuple(sorted(page.as_posix() for page in pages if page.parts[0] not in ("pagefind", "_static")))


def watch(page: Page, address: str) -> list[str]:
    """What goes wrong on a page from now on: errors, files that are missing, and requests to another host."""
    wrong: list[str] = []
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
    return wrong


def show(page: Page, look: Look) -> None:
    """Show an open page in a look."""
    colours = "dark" if look.colours == "dark" else "light"
    page.emulate_media(color_scheme=colours, forced_colors="active" if look.colours == "forced" else "none")  # type: ignore[arg-type]
    page.set_viewport_size({"width": look.width, "height": 900})


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong on an open page: rules, each with the elements that break it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    page.evaluate(SETTLED)
    wish: dict[str, Any] = {"runOnly": list(STANDARD), "resultTypes": ["violations"], "preload": False}
    found = page.evaluate("wish => axe.run(wish)", wish)["violations"]
    return [(each["id"], [str(node["target"]) for node in each["nodes"]]) for each in found]
