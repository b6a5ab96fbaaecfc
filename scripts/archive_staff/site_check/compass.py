"""Where addresses lead within a built site, and what is wrong with those that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from archive_staff.site_check.built_site import HOME, BuiltPage, BuiltSite

LOCAL = re.compile(r"localhost|127\.\d+\.\d+\.\d+|\[::1\]|::1|0\.0\.0\.0|.*\.local")
SEARCH = "search.html"
"""Behind its number sign stands a search, and no id."""


class Wrong(NamedTuple):
    """Why an address leads nowhere."""

    message: str
    hint: str


@dataclass(frozen=True)
class Compass:
    """Where addresses lead."""

    site: BuiltSite
    address: SplitResult | None
    """Where the site is published; None where that is not known."""

    def wrong(self, path: str, address: str, *, must_be_whole: bool = False) -> Wrong | None:
        """What is wrong with an address in a file; None where nothing is, and where it leads to another site.

        The same links stand on page after page: each is looked at once for all files that write it alike.
        """
        known = *self._seen(path, address), must_be_whole
        if known not in self._verdicts:
            self._verdicts[known] = self._judged(*known[:2], must_be_whole=must_be_whole)
        return self._verdicts[known]

    def leads_to(self, path: str, address: str) -> str:
        """The file to which an address without a host leads; nothing where it has one."""
        known = self._seen(path, address)
        if known not in self._targets:
            parts = urlsplit(known[1])
            self._targets[known] = "" if parts.netloc or parts.scheme else self.target(known[0], parts)
        return self._targets[known]

    @staticmethod
    def _seen(path: str, address: str) -> tuple[str, str]:
        """From where an address can be seen alike, and how: from the root, where it goes there and on."""
        up = "../" * path.count("/")
        if address.startswith(up) and not address.startswith(("#", "?")) and len(address) > len(up):
            return HOME, address[len(up) :]
        return path, address

    def _judged(self, path: str, address: str, *, must_be_whole: bool) -> Wrong | None:
        parts = urlsplit(address)
        if parts.scheme not in ("", "http", "https"):
            return None
        if not address:
            return Wrong("An address is empty.", "Fill it in, or take the link away.")
        if LOCAL.fullmatch(parts.hostname or ""):
            return Wrong(f"“{address}” leads to the computer of whoever reads this.", "Link the page itself.")
        if parts.netloc and not self.is_ours(parts):
            return None
        return self._named(address, parts, must_be_whole=must_be_whole) or self._leads(path, parts, address)

    def is_ours(self, parts: SplitResult) -> bool:
        """Whether an address names this site, which may lie in a folder of its host."""
        ours = self.address
        return ours is not None and parts.hostname == ours.hostname and f"{parts.path}/".startswith(ours.path or "/")

    def _named(self, address: str, parts: SplitResult, *, must_be_whole: bool) -> Wrong | None:
        """What is wrong with the way in which an address names this site."""
        if not parts.netloc or self.address is None:
            return None
        if parts.scheme != self.address.scheme:
            return Wrong(f"“{address}” leads to this site by {parts.scheme}.", f"Write {self.address.scheme}.")
        if not must_be_whole:
            return Wrong(f"“{address}” names this site itself.", "Link the page without the name of the site.")
        return None

    def _leads(self, path: str, parts: SplitResult, address: str) -> Wrong | None:
        target = self.target(path, parts)
        if target not in self.site.files:
            if alike := self._alike.get(target.casefold()):
                message = f"“{address}” leads to {alike} only where capitals do not matter."
                return Wrong(message, f"Write it exactly so: {alike.rpartition('/')[2]}.")
            return Wrong(f"“{address}” leads to {target}, which is not there.", "Look how the page or file is called.")
        page, part = self.site.pages.get(target), unquote(parts.fragment)
        if part and page and target != SEARCH and part not in self.ids(page):
            message = f"“{address}” leads to a part of {target} that is not there: {part}."
            return Wrong(message, "Look how the heading is called now.")
        return None

    def target(self, path: str, parts: SplitResult) -> str:
        """The file to which an address in a file leads, below the root of the site."""
        base = unquote(self.address.path).strip("/") if self.address else ""
        named = unquote(parts.path)
        if parts.netloc or named.startswith("/"):
            inside = named.strip("/") + ("/" if named.endswith("/") else "")
            inside = inside.removeprefix(f"{base}/") if base else inside
        elif named:
            inside = posixpath.normpath(posixpath.join(posixpath.dirname(path), named)).removeprefix("./")
            inside += "/" if named.endswith("/") and inside != "." else ""
            inside = "" if inside == "." else inside
        else:
            return path
        return f"{inside}{HOME}" if not inside or inside.endswith("/") else inside

    def ids(self, page: BuiltPage) -> frozenset[str]:
        """What can be named of a page."""
        known = self._ids.get(page.path)
        if known is None:
            known = self._ids[page.path] = frozenset(("top", *(name for _line, name in page.ids)))
        return known

    @cached_property
    def _ids(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _verdicts(self) -> dict[tuple[str, str, bool], Wrong | None]:
        return {}

    @cached_property
    def _targets(self) -> dict[tuple[str, str], str]:
        return {}

    @cached_property
    def _alike(self) -> dict[str, str]:
        return {path.casefold(): path for path in self.site.files}
