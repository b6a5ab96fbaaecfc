"""Made-up prose: the same words for the same seed on every machine, spread as words are in English.

Frequencies follow Zipf and Mandelbrot, so that search indexes grow as they do over real text. No word is a person's
name, and no sentence says anything.
"""

from __future__ import annotations

import itertools
import random
from functools import cache

COMMON = """the of and to a in that is was for on with as by from at it this which be were are not have had their
they its but or an has been can will would who when where there than more most some such only also after before between
under over through during while each many other both these those into about because if how what all one two""".split()
FIELD = """police prosecutor charity delegate witness victim survivor labour border evidence network bank payment
recruitment transport shelter interview court statute offence warrant agency liaison training referral indicator
safeguarding inspection workplace agriculture construction hospitality document passport debt wage consent threat
disclosure intelligence analysis cooperation mandate directive convention protocol assessment""".split()
ONSETS = "b br c ch d f g gr h k l m n p pl pr r s sh st t tr v w".split()
VOWELS = "a e i o u ea ou".split()
CODAS = ["", "", "", "n", "r", "l", "s", "t", "m", "nt"]
ENDINGS = ["", "", "", "s", "ed", "ing", "er", "ation", "ment", "ly", "able"]
SIZE = 60_000


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """The words, the most frequent first, and their cumulative weights."""
    chance = random.Random("vocabulary")
    words = dict.fromkeys((*COMMON, *FIELD))
    while len(words) < SIZE:
        syllables = chance.choice((1, 2, 2, 2, 3))
        stem = "".join(chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS) for _ in range(syllables))
        words[stem + chance.choice(ENDINGS)] = None
    weights = (1 / (rank + 2.7) ** 1.18 for rank in range(1, SIZE + 1))
    return list(words), list(itertools.accumulate(weights))


def sentence(chance: random.Random) -> list[str]:
    """The words of a sentence, without its full stop."""
    words, weights = vocabulary()
    found = chance.choices(words, cum_weights=weights, k=chance.randint(9, 26))
    found[0] = found[0].capitalize()
    return found


def sentences(chance: random.Random, words: int) -> list[list[str]]:
    """Sentences of about so many words together."""
    found = [sentence(chance)]
    while sum(map(len, found)) < words - 8:
        found.append(sentence(chance))
    return found


def plain(chance: random.Random, words: int) -> str:
    """Sentences as text."""
    return " ".join(" ".join(one) + "." for one in sentences(chance, words))


def heading(chance: random.Random, words: int = 3) -> str:
    """Words that a heading could have."""
    return " ".join(chance.sample(FIELD, words)).capitalize()
