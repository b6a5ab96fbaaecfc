"""A web page without what is not its text: menus, scripts, and what is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Comment, Tag

NOT_TEXT = (
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "svg",
    "button",
    "input",
    "select",
    "textarea",
)
FURNITURE = ("nav", "header", "footer", "aside")
TEXTS = ("article", "main", "blockquote", "section")
"""Parts of a page whose heads and feet belong to the text."""
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MOST = 0.8
"""Of the words of a page, the share from which on an article is all of its text."""


def without_unseen(raw: bytes) -> tuple[bytes, list[str]]:
    """The text of the page, and what was left out."""
    page = BeautifulSoup(raw.decode("utf-8"), "html.parser")
    for comment in page.find_all(string=lambda words: isinstance(words, Comment)):
        comment.extract()
    _drop(page(NOT_TEXT))
    for form in page("form"):
        form.unwrap()  # on some sites the whole page lies in one
    hidden = _drop(page.find_all(_is_unseen))
    furniture = _drop([tag for tag in page(FURNITURE) if tag.name == "nav" or not tag.find_parent(TEXTS)])
    body = _text(page)
    _bound_spans(body)
    remarks = []
    if hidden:
        remarks.append(f"What the page does not show was left out, {hidden} times.")
    if furniture or body is not page:
        remarks.append("Menus and what stands at the top and the foot of the page were left out.")
    return str(body).encode("utf-8"), remarks


def words_in(raw: bytes) -> str:
    """The words of a cleaned page."""
    return BeautifulSoup(raw, "html.parser").get_text(" ")


def _drop(tags: Iterable[Tag]) -> int:
    """Take tags away; how many of them held words or pictures."""
    count = 0
    for tag in tags:
        if not tag.decomposed:
            count += bool(tag.get_text(strip=True) or tag.find("img"))
            tag.decompose()
    return count


def _bound_spans(body: Tag) -> None:
    for cell in body(["td", "th"]):
        for span in ("colspan", "rowspan"):
            if not re.fullmatch(r"\d{1,2}", str(cell.get(span, "1"))):
                del cell[span]  # a hundred columns are a mistake, a million would fill the memory


def _text(page: BeautifulSoup) -> Tag:
    """The part that is the text, where the page says it and it holds most of the words."""
    whole = page.body or page
    for name in ("article", "main"):
        found = page(name)
        if len(found) == 1 and len(found[0].get_text()) >= MOST * len(whole.get_text().strip()):
            return found[0]
    return page.main or page


def _is_unseen(tag: Tag) -> bool:
    style = tag.get("style")
    return tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or bool(UNSEEN.search(str(style or "")))
