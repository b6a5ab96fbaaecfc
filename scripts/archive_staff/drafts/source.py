"""A new entry of the bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from archive_model.dates import DateError, parse_date
from archive_model.fields import SLUG, wrong_address
from archive_model.headings import section_id
from archive_model.spelled_dates import in_edtf
from archive_staff.drafts.questions import AnswerError, code_of

BRACES = re.compile(r"[{}\\]")
TILDE = frozenset({"url", "date"})
"""Fields that are taken as they stand; elsewhere BibTeX reads ~ as a space."""
WORDS = 2
"""Of the title, in a key."""
SMALL = frozenset({"a", "an", "and", "at", "for", "from", "how", "in", "of", "on", "the", "to", "what", "who", "with"})
ENTRY = re.compile(r"^@\w+\{(?P<key>[^,\s]+),", re.MULTILINE)


def source_key(publisher: str, title: str, year: str, taken: Iterable[str]) -> str:
    """A key from what does not change: publisher, the first words of the title, the year; with a number if taken."""
    words = [word for word in section_id(title).split("-") if word not in SMALL and word.isascii()][:WORDS]
    who = next((word for word in section_id(publisher).split("-") if word not in SMALL and word.isascii()), "source")
    stem = "-".join(filter(None, (who, *words, year)))
    known = {key.casefold() for key in taken}
    number = 1
    while (key := stem if number == 1 else f"{stem}-{number}") in known:
        number += 1
    return key


def refuse_signs(name: str, value: str) -> None:
    """Look at a text of a source before it is written.

    :raises AnswerError: it holds a sign that means something else in BibTeX.
    """
    if found := BRACES.search(value) or (name not in TILDE and re.search("~", value)):
        raise AnswerError(f"The {name} holds “{found[0]}”. Leave it out, or write it in words.")


def source_entry(key: str, fields: Mapping[str, str]) -> str:
    """The entry in BibTeX."""
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{key},\n{lines}}}\n"


def date_of(text: str) -> str:
    """A date in EDTF, as it was given or meant.

    :raises AnswerError: it cannot be read.
    """
    try:
        return str(parse_date(in_edtf(text) or text.strip())) if text.strip() else ""
    except DateError as error:
        raise AnswerError(str(error)) from error


def year_of(date: str) -> str:
    """The first year of a date in EDTF; nothing where it has none."""
    found = re.search(r"\d{4}", date)
    return found[0] if found else ""


def url_of(text: str) -> str:
    """A web address.

    :raises AnswerError: it is none.
    """
    address = text.strip()
    if address and (message := wrong_address(address)):
        raise AnswerError(message)
    return address


def language_of(text: str) -> str:
    """The ISO 639 code of a language.

    :raises AnswerError: there is none of this name.
    """
    return code_of("language", text.strip()) if text.strip() else ""


def key_of(text: str, taken: Iterable[str]) -> str:
    """A key that is free.

    :raises AnswerError: it is taken, or no key.
    """
    if not SLUG.match(text):
        raise AnswerError(f"“{text}” cannot be a key. Use small letters, digits and single hyphens.")
    if text in taken:
        raise AnswerError(f"The key “{text}” is taken. Choose another.")
    return text


def with_entry(bibliography: str, key: str, entry: str) -> str:
    """The file with one more entry, before the first whose key comes later in the alphabet."""
    gap = "\r\n" if "\r\n" in bibliography else "\n"
    entry = entry.replace("\n", gap)
    later = (found.start() for found in ENTRY.finditer(bibliography) if found["key"].casefold() > key.casefold())
    place = next(later, None)
    if place is not None:
        return f"{bibliography[:place]}{entry}{gap}{bibliography[place:]}"
    return f"{bibliography.rstrip()}{gap}{gap}{entry}" if bibliography.strip() else entry


def in_order(bibliography: str) -> str:
    """The file with its entries in the order of their keys; as it is where words stand between entries."""
    found = list(ENTRY.finditer(bibliography))
    keys = [entry["key"].casefold() for entry in found]
    ends = [*(entry.start() for entry in found[1:]), len(bibliography)]
    entries = [bibliography[entry.start() : end].rstrip() for entry, end in zip(found, ends, strict=True)]
    if keys == sorted(keys) or not all(entry.endswith("}") for entry in entries):
        return bibliography
    gap = "\r\n" if "\r\n" in bibliography else "\n"
    ordered = (entry for _key, entry in sorted(zip(keys, entries, strict=True)))
    return bibliography[: found[0].start()] + f"{gap}{gap}".join(ordered) + gap
