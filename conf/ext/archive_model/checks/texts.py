"""The texts of pages hold what they must, and their lists can be made."""

from __future__ import annotations

from collections.abc import Iterator

from archive_model.archive import Archive
from archive_model.problem import Code, Problem
from archive_model.suggestion import did_you_mean

GROUPS = ("letter", "year")
"""What a listing can be grouped by besides the facets."""


def texts(archive: Archive) -> Iterator[Problem]:
    """A record of a kind that is nothing without its text has one."""
    for page in archive.all_pages():
        if page.kind and page.kind.text and page.record is not None and not page.body.lead:
            message = f"The {page.kind.text} is missing."
            yield Problem(page.path, 1, Code.MARK, message, "Write it below the front matter.")


def listings(archive: Archive) -> Iterator[Problem]:
    """A listing names kinds and a group that exist."""
    facets = {spec.facet.name for kind in archive.kinds.values() for spec in kind.fields if spec.facet}
    groups = {*GROUPS, *facets}
    for page in archive.pages.values():
        for line, listing in page.listings:
            for kind in listing.kinds:
                if kind not in archive.kinds:
                    hint = did_you_mean(kind, archive.kinds) or f"Use one of: {', '.join(archive.kinds)}."
                    yield Problem(page.path, line, Code.MARK, f"There is no kind “{kind}”.", hint)
            if listing.group and listing.group not in groups:
                hint = did_you_mean(listing.group, groups) or f"Use one of: {', '.join(sorted(groups))}."
                yield Problem(page.path, line, Code.MARK, f"A listing has no groups by “{listing.group}”.", hint)
