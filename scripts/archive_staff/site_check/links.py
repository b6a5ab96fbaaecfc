"""Every address on the pages of a site and in the files beside them leads to something that is there."""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from archive_model.problem import Code
from archive_staff.site_check.built_site import HOME, NOT_FOUND, BuiltPage
from archive_staff.site_check.compass import Compass
from archive_staff.site_check.findings import Finding
from archive_staff.site_check.other_files import told_addresses

WAYS = ("index", "search")
"""Links in the head of a page that browsers and screen readers may offer (HTML standard, "Link types")."""
LEAST = 4
"""Letters that are worth looking for in a source by themselves."""
OURSELVES = ("canonical", "og:url", "og:image")
"""What must be told with the whole address."""


def link_findings(compass: Compass) -> Iterator[Finding]:
    """What is wrong with the links of all pages and in the files beside them."""
    for page in compass.site.pages.values():
        yield from _page_findings(compass, page)
    yield from _unreachable(compass)
    for path, line, address in told_addresses(compass.site):
        if wrong := compass.wrong(path, address, must_be_whole=True):
            yield Finding(path, line, Code.LINK, *wrong)


def _page_findings(compass: Compass, page: BuiltPage) -> Iterator[Finding]:
    for link in page.links:
        is_whole = link.relation in OURSELVES
        if wrong := compass.wrong(page.path, link.address, must_be_whole=is_whole):
            yield Finding(page.path, link.line, Code.LINK, *wrong, _words(link.address))
    counted = Counter(name for _line, name in page.ids)
    for name, line in {name: line for line, name in page.ids if counted[name] > 1}.items():
        message = f"The id “{name}” is given {counted[name]} times on one page."
        yield Finding(page.path, line, Code.HTML, message, "Give one of the two headings another name.", name)
    for line, text in page.data:
        for address in _addresses_in(text):
            if wrong := compass.wrong(page.path, address, must_be_whole=True):
                yield Finding(page.path, line, Code.LINK, *wrong, _words(address))


def _words(address: str) -> str:
    """What of an address an author may have written."""
    parts = urlsplit(address)
    words = parts.fragment or posixpath.basename(parts.path).removesuffix(".html")
    return words if len(words) >= LEAST else address


def _addresses_in(text: str) -> Iterator[str]:
    """The addresses in structured data, in which everything is named with its whole address."""
    return (value for value in _strings(json.loads(text)) if value.startswith(("http:", "https:")))


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _strings(value)


def _unreachable(compass: Compass) -> Iterator[Finding]:
    """Pages to which no way leads from the home page."""
    pages = compass.site.pages
    reached, waiting = {HOME}, [HOME]
    while waiting:
        page = pages.get(waiting.pop())
        for link in page.links if page else ():
            if page and (link.element == "a" or link.relation in WAYS):
                target = compass.leads_to(page.path, link.address)
                if target in pages and target not in reached:
                    reached.add(target)
                    waiting.append(target)
    for path, page in pages.items():
        if path not in reached and path != NOT_FOUND and not page.is_old:
            hint = "Link it from a page that readers come to."
            yield Finding(path, 1, Code.LINK, "No way leads to this page from the home page.", hint)
