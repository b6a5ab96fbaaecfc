"""Rules that need the whole archive: every name known, nothing named twice, every source used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from archive_model.archive import Archive
from archive_model.checks.addresses import addresses_left, continued_lists
from archive_model.checks.hierarchy import broader_themes, parts
from archive_model.checks.names import file_names, names_once
from archive_model.checks.references import any_sources, known_references, sources_used
from archive_model.checks.texts import descriptions, listings, safe_blocks, texts
from archive_model.problem import Problem

CHECKS: tuple[Callable[[Archive], Iterable[Problem]], ...] = (
    known_references,
    any_sources,
    sources_used,
    file_names,
    names_once,
    parts,
    broader_themes,
    texts,
    descriptions,
    safe_blocks,
    listings,
    continued_lists,
    addresses_left,
)


def archive_problems(archive: Archive) -> Iterator[Problem]:
    """All that is wrong between the pages of an archive."""
    return chain.from_iterable(check(archive) for check in CHECKS)
