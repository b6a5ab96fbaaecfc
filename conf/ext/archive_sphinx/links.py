"""Links as HTML. The same places come up on page after page: each is written once for all pages that see it alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from archive_output.lost import Lost
from archive_output.place import Place, Value

if TYPE_CHECKING:
    from sphinx.builders import Builder

REMEMBERED = 100_000
"""Links; some megabytes in all."""
ANY = " /"
"""A folder that has another name than every folder of documents."""


class Links:
    """The addresses and links of a site, as seen from its pages."""

    def __init__(self, relative_uri: Callable[[str, str], str]) -> None:
        """With what gives the address of a document as seen from another."""
        relative = lru_cache(REMEMBERED)(lambda folder, docname: relative_uri(f"{folder} ", docname))

        def uri(folder: str, place: Place) -> str:
            return relative(folder, place.docname) + (f"#{place.anchor}" if place.anchor else "")

        self._uri = uri
        self._link = lru_cache(REMEMBERED)(lambda folder, place: _as_link(uri(folder, place), place.text))
        self._linked = lru_cache(REMEMBERED)(lambda folder, value: _as_link(uri(folder, value.place), value.text))

    def uri(self, docname: str, place: Place) -> str:
        """The address of a place as seen from a page."""
        if place.docname == docname and place.anchor:
            return f"#{place.anchor}"
        return self._uri(_around(docname, place), place)

    def link(self, docname: str, place: Place) -> Markup:
        """A link to a place, as HTML."""
        if place.docname == docname:
            return _as_link(self.uri(docname, place), place.text)
        return self._link(_around(docname, place), place)

    def show(self, docname: str, value: Value) -> Markup:
        """A value as HTML, with its link where it leads somewhere."""
        place = value.place
        if place is None:
            return _shown(value)
        if place.docname == docname:
            return _as_link(self.uri(docname, place), value.text)
        return self._linked(_around(docname, place), value)


def uri_from(builder: Builder, docname: str, place: Place) -> str:
    """The address of a place as seen from a page, whatever is built."""
    links: Links | None = getattr(builder, "links", None)
    if links:
        return links.uri(docname, place)
    return builder.get_relative_uri(docname, place.docname) + (f"#{place.anchor}" if place.anchor else "")


def _around(docname: str, place: Place) -> str:
    """The folder from which a page sees a place; what lies in another part of the site, all of one depth see alike."""
    folder = docname[: docname.rfind("/") + 1]
    if place.docname.startswith(folder[: folder.find("/") + 1] or "/"):
        return folder
    return ANY * folder.count("/")


@lru_cache(REMEMBERED)
def _shown(value: Value) -> Markup:
    if value.address:
        return _as_link_outside(value.address, value.text) + _told_of(value.lost)
    if value.language:
        return Markup(f'<span lang="{escape(value.language)}">{escape(value.text)}</span>')  # noqa: S704
    return escape(value.text)


def _as_link_outside(address: str, text: str) -> Markup:
    return Markup(f'<a href="{escape(address)}" rel="noopener">{escape(text)}</a>')  # noqa: S704


def _told_of(lost: Lost) -> Markup:
    """What stands beside an address at which nothing is any more."""
    if not lost.words:
        return Markup()
    copy = Markup(" ") + _as_link_outside(lost.archived_at, "Archived copy") + "." if lost.archived_at else ""
    return Markup(' <span class="lost">{}{}</span>').format(lost.words, copy)


def _as_link(uri: str, text: str) -> Markup:
    return Markup(f'<a href="{escape(uri)}">{escape(text)}</a>')  # noqa: S704 - both are escaped
