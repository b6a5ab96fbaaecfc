"""Countries by ISO 3166-1 alpha-2 code, with the English names of the Unicode CLDR.

Kosovo has no ISO code; CLDR and the European institutions use the user-assigned ``XK``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale

NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes that CLDR knows but that stand for regions, groups or tests."""


@cache
def country_names() -> Mapping[str, str]:
    """Every country's English name by its code."""
    territories = Locale("en").territories
    return MappingProxyType(
        {
            code: name
            for code, name in sorted(territories.items())
            if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
        }
    )


COMMON_NAMES = MappingProxyType(
    {
        "America": "US",
        "Britain": "GB",
        "Czech Republic": "CZ",
        "England": "GB",
        "Great Britain": "GB",
        "Holland": "NL",
        "Ivory Coast": "CI",
        "Macedonia": "MK",
        "Northern Ireland": "GB",
        "Scotland": "GB",
        "Turkey": "TR",
        "UK": "GB",
        "US": "US",
        "USA": "US",
        "Wales": "GB",
    }
)
"""Names in use beside those of the CLDR, also of the parts of the United Kingdom, which have no code of their own."""


def country_code(name: str) -> str | None:
    """The code of a country written in words, with or without “the”, or as the well-known “UK”, for suggestions."""
    names = {common.casefold(): code for common, code in COMMON_NAMES.items()}
    names |= {english.casefold(): code for code, english in country_names().items()}
    return names.get(name.casefold().removeprefix("the ").strip())


@cache
def language_names() -> Mapping[str, str]:
    """The English names of languages by their ISO 639 code, such as ``cs``."""
    return MappingProxyType({code: name for code, name in Locale("en").languages.items() if code.isalpha()})


def language_code(name: str) -> str | None:
    """The code of a language written in English words, for suggestions."""
    return next((code for code, english in language_names().items() if english.casefold() == name.casefold()), None)
