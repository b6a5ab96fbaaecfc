"""“Did you mean”: the nearest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

LIKENESS = 70
"""Least likeness, out of 100, at which a name is worth suggesting: two wrong letters in eight."""


SLIP = 85
"""The same where a word that is not known may well be right: one wrong letter in six."""


def did_you_mean(word: str, known: Iterable[str], likeness: int = LIKENESS) -> str:
    """A sentence that names the nearest known word, or nothing where none is near."""
    found = process.extractOne(
        word, sorted(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=likeness
    )
    return f"Did you mean “{found[0]}”?" if found else ""
