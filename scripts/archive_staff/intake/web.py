"""A web page without what is not its text: menus, scripts, and what is not shown."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Comment, Tag

NOT_TEXT = ("script", "style", "template", "noscript", "iframe", "object", "svg", "form", "button", "input", "select")
FURNITURE = ("nav", "header", "footer", "aside")
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def without_unseen(raw: bytes) -> tuple[bytes, list[str]]:
    """The text of the page, and what was left out."""
    page = BeautifulSoup(raw.decode("utf-8"), "html.parser")
    for comment in page.find_all(string=lambda words: isinstance(words, Comment)):
        comment.extract()
    for tag in page(NOT_TEXT):
        tag.decompose()
    hidden = [tag for tag in page.find_all(_is_unseen) if tag.get_text(strip=True)]
    body = _article(page)
    furniture = [tag for tag in page(FURNITURE) if tag.get_text(strip=True) or tag.find("img")]
    for tag in (*page.find_all(_is_unseen), *body(FURNITURE)):
        if not tag.decomposed:
            tag.decompose()
    for cell in body(["td", "th"]):
        for span in ("colspan", "rowspan"):
            if not re.fullmatch(r"\d{1,2}", str(cell.get(span, "1"))):
                del cell[span]  # a hundred columns are a mistake, a million would fill the memory
    remarks = []
    if hidden:
        remarks.append(f"What the page does not show was left out, {len(hidden)} times.")
    if furniture or body is not page:
        remarks.append("Menus and what stands at the top and the foot of the page were left out.")
    return str(body).encode("utf-8"), remarks


def _article(page: BeautifulSoup) -> Tag:
    """The part that is the text, where the page says it."""
    for name in ("article", "main"):
        found = page(name)
        if len(found) == 1:
            return found[0]
    return page


def _is_unseen(tag: Tag) -> bool:
    style = tag.get("style")
    return tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or bool(UNSEEN.search(str(style or "")))
