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
    return Names(known).nearest(word, likeness)


class Names:
    """Names that are known, made ready to be compared with many words that are not."""

    def __init__(self, known: Iterable[str]) -> None:
        self.plain = {name: utils.default_process(name) for name in sorted(known)}

    def nearest(self, word: str, likeness: int = LIKENESS) -> str:
        """A sentence that names the nearest, or nothing where none is near."""
        name = self.near(word, likeness)
        return f"Did you mean “{name}”?" if name else ""

    def near(self, word: str, likeness: int = LIKENESS) -> str:
        """The nearest; empty where none is near."""
        plain = utils.default_process(word)
        found = process.extractOne(plain, self.plain, scorer=fuzz.ratio, score_cutoff=likeness)
        return found[2] if found else self._with_letters(plain)

    def _with_letters(self, word: str) -> str:
        """The name that has the same letters in another order."""
        return next((name for name, plain in self.plain.items() if plain and sorted(plain) == sorted(word)), "")
