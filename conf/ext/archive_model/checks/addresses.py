"""The addresses that the archive gives away itself are free."""

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
