"""The addresses that the archive gives away itself are free, and so are those that have moved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from archive_model.archive import Archive
from archive_model.problem import Code, Problem


def continued_lists(archive: Archive) -> Iterator[Problem]:
    """No page lies where a long list of another page goes on: in a folder that is called like that page.

    Beside records nothing but records may lie, so this looks at the lists of plain pages.
    """
    lists = {page.docname: page for page in archive.all_pages() if page.listings and page.kind is None}
    for page in archive.all_pages():
        if page.kind is None and archive.kinds.places_near(page.docname):
            continue
        folders = page.docname.split("/")[:-1]
        for folder in accumulate(folders, "{}/{}".format):
            if owner := lists.get(folder):
                message = f"The list of {owner.path} may go on at this address."
                yield Problem(page.path, 1, Code.LOCATION, message, "Move the page to another folder.")


def addresses_left(archive: Archive) -> Iterator[Problem]:
    """No page or section is where the ledger says that nothing is any more."""
    for address, change in archive.permalinks.changes.items():
        page = archive.pages.get(address.docname)
        lives = page and (not address.section or any(part.id == address.section for part in page.body.sections))
        if page and lives:
            message = f"{address} has {change.what} according to this line, but it is there: {page.path}."
            hint = f"Leave only “{address}” on this line, or give the page or section another name."
            yield Problem(archive.permalinks.path, change.line, Code.PERMALINK, message, hint)
