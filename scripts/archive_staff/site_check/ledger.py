"""The ledger of addresses beside the built site: what was published is still there, and what is there is recorded."""

from __future__ import annotations

from collections.abc import Iterator
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
    for number, written in recorded(text):
        address = Address.parse(written)
        if address is None or _answers(site, address, permalinks):
            continue
        change = permalinks.changes.get(address)
        if change:
            message = f"{address} moved to {change.target}, which is not there."
            yield Problem(permalinks.path, number, Code.PERMALINK, message, "Write where it is now.")
        else:
            yield Problem(permalinks.path, number, Code.PERMALINK, *_lost(site, address))
    new = new_addresses(site, text)
    if new:
        some = ", ".join(new[:3]) + (" …" if len(new) > 3 else "")
        words = "1 address is" if len(new) == 1 else f"{len(new):,} addresses are"
        yield Problem(permalinks.path, 1, Code.PERMALINK, f"{words} not recorded yet: {some}", RECORD_THEM)


def _answers(site: BuiltSite, address: Address, permalinks: Permalinks) -> bool:
    """Whether a reader who follows an address gets what it led to, or is told what became of it."""
    page = site.pages.get(f"{address.docname}.html")
    whole = permalinks.changes.get(Address(address.docname))
    if page is None:
        return False
    if not address.section or (whole and whole.what == "gone"):
        return True
    return any(name == address.section for _line, name in page.ids)


def _lost(site: BuiltSite, address: Address) -> tuple[str, str]:
    """What is gone, and what to do about it."""
    path = f"{address.docname}.html"
    page = site.pages.get(path)
    if page:
        near = get_close_matches(address.section, sorted(page.sections), 1)
        now = f"{path}#{near[0]}" if near else f"{path}#its-new-name"
        what = f"The section {address} was published and is not there any more."
    else:
        now = "its-new-address.html"
        what = f"The page {address} was published and is not there any more."
    today = build_day().isoformat()
    moved = f"If it has another name now, let this line say: {address} moved {today} {now}"
    return what, f"{moved} If it was taken away on purpose: {address} gone {today} and why."
