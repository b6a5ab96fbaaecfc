"""The ledger of addresses beside the built site: what was published is still there, and what is there is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from archive_model.loading import build_day
from archive_model.permalinks import Address, Permalinks, recorded
from archive_model.problem import Code, Problem
from archive_staff.site_check.built_site import NOT_FOUND, BuiltSite

RECORD_THEM = "Record what is new: archive check --site --write"


def site_addresses(site: BuiltSite) -> Iterator[str]:
    """The addresses that readers may cite: of pages and of their sections, not those that pages have left."""
    for path, page in site.pages.items():
        if path != NOT_FOUND and not page.is_old:
            yield path
            yield from (f"{path}#{section}" for section in page.sections)


def new_addresses(site: BuiltSite, text: str) -> tuple[str, ...]:
    """The addresses of a site that its ledger does not hold yet."""
    return tuple(sorted(set(site_addresses(site)) - {address for _number, address in recorded(text)}))


def ledger_problems(site: BuiltSite, text: str, permalinks: Permalinks) -> Iterator[Problem]:
    """What was published and is gone without a word, what has moved to nowhere, and what is not recorded."""
    new = new_addresses(site, text)
    for number, written in recorded(text):
        address = Address.parse(written)
        change = permalinks.changes.get(address) if address else None
        if change and change.target and not _is_there(site, change.target):
            message = f"{address} moved to {change.target}, which is not there."
            yield Problem(permalinks.path, number, Code.PERMALINK, message, "Write where it is now.")
        elif address and not change and not _answers(site, address, permalinks):
            yield Problem(permalinks.path, number, Code.PERMALINK, *_lost(site, address, new))
    if new:
        some = ", ".join(new[:3]) + (" …" if len(new) > 3 else "")
        words = "1 address is" if len(new) == 1 else f"{len(new):,} addresses are"
        yield Problem(permalinks.path, 1, Code.PERMALINK, f"{words} not recorded yet: {some}", RECORD_THEM)


def _is_there(site: BuiltSite, address: Address) -> bool:
    """Whether there is such a page, with such a part."""
    page = site.pages.get(f"{address.docname}.html")
    return page is not None and (not address.section or any(name == address.section for _line, name in page.ids))


def _answers(site: BuiltSite, address: Address, permalinks: Permalinks) -> bool:
    """Whether a reader who follows an address gets what it led to, or is told what became of it."""
    whole = permalinks.changes.get(Address(address.docname))
    return _is_there(site, address) or bool(
        whole and whole.what == "gone" and _is_there(site, Address(address.docname))
    )


def _lost(site: BuiltSite, address: Address, new: Iterable[str]) -> tuple[str, str]:
    """What is gone, and what to do about it; what is new is perhaps the same under another name."""
    path = f"{address.docname}.html"
    if address.section and path in site.pages:
        what, now = "section", f"{path}#its-new-name"
        candidates = [other for other in new if other.startswith(f"{path}#")]
    else:
        what, now = "page", "its-new-address.html"
        candidates = [other for other in new if "#" not in other]
    near = candidates if len(candidates) == 1 else get_close_matches(str(address), candidates, 1)
    today = build_day().isoformat()
    moved = f"If it has another name now, let this line say: {address} moved {today} {near[0] if near else now}"
    message = f"The {what} {address} was published and is not there any more."
    return message, f"{moved} If it was taken away on purpose: {address} gone {today} and why."
