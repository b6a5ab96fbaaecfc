"""The entries of a BibTeX file, with the line of each. What the file says of them is not judged here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pybtex.database import Entry, InvalidNameString
from pybtex.database.input.bibtex import DuplicateField, LowLevelParser, Parser, month_names
from pybtex.richtext import Text
from pybtex.scanner import PrematureEOF, PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

from archive_model.problem import Code
from archive_model.source_file import SourceFileError

AS_IT_STANDS = re.compile(r"url|date", re.IGNORECASE)
"""Fields in which ~ is no space: addresses, and dates in EDTF."""
NOT_ENTRIES = frozenset({"comment", "preamble", "string"})
SLIPS = (
    (
        re.compile(r"@(?!(?i:comment|preamble|string)\b)(\w+)\s*\{\s*(,|\w+\s*=)"),
        "This entry has no key.",
        r"Begin it as “@\1{a-key,”.",
    ),
    (
        re.compile(r"^[ \t]*(\w+\{[\w.:+-]+,)[ \t]*$", re.MULTILINE),
        "This entry cannot be read.",
        r"Begin it with “@\1”.",
    ),
)
"""What pybtex takes for something else: how it looks, what is wrong and what to do."""
BROKEN = {
    DuplicateField: ("a field is given twice.", "Keep one of them."),
    InvalidNameString: ("a name has too many commas.", "Write “and” between people."),
    UnicodeDecodeError: ("a text ends in a backslash.", "Take it away."),
}
"""What pybtex says of an entry, in plain words."""


@dataclass(frozen=True, slots=True)
class BibtexEntry:
    """One entry."""

    key: str
    line: int
    fields: Mapping[str, str]
    """By their names in small letters; LaTeX is undone."""


def read_entries(text: str) -> tuple[BibtexEntry, ...]:
    """All entries of a file.

    :raises SourceFileError: an entry cannot be read, or two have one key.
    """
    for slip, message, hint in SLIPS:
        if found := slip.search(text):
            raise _error(_line_at(text, found.start()), message, found.expand(hint))
    entries: dict[str, BibtexEntry] = {}
    for entry in _entries(text):
        other = entries.setdefault(entry.key.casefold(), entry)
        if other is not entry:
            message = f"The key “{entry.key}” is already used on line {other.line}."
            raise SourceFileError(entry.line, Code.DUPLICATE, message, "Give one of the two entries another key.")
    return tuple(entries.values())


def _plain_fields(entry: Entry) -> dict[str, str]:
    """The fields of an entry by their names in small letters, without LaTeX; all people in one field."""
    fields = {
        name.lower(): value if AS_IT_STANDS.search(name) else _decoded(value) for name, value in entry.fields.items()
    }
    people = [_decoded(str(person)) for role in entry.persons.values() for person in role]
    return fields | ({"author": " and ".join(people)} if people else {})


def _decoded(latex: str) -> str:
    return str(Text.from_latex(latex)) if set(latex) & set("\\{}~") else latex


def _entries(text: str) -> Iterator[BibtexEntry]:
    parser = LowLevelParser(text, macros=CaseInsensitiveDict(month_names))
    line, counted = 1, 0
    try:
        for kind, content in parser:
            line += text.count("\n", counted, parser.command_start)
            counted = parser.command_start
            if kind.lower() not in NOT_ENTRIES:
                key, fields = content
                yield _entry(kind, key, fields, line)
    except PybtexSyntaxError as error:
        hint = "Compare it with the entries around it: each field is “name = {value},” and the entry ends with }."
        raise _error(_line_of(error, text), "This entry cannot be read.", hint) from error


def _entry(kind: str, key: str, fields: list[tuple[str, list[str]]], line: int) -> BibtexEntry:
    parser = Parser()
    try:
        parser.process_entry(kind, key, fields)
        return BibtexEntry(key, line, _plain_fields(parser.data.entries[key]))
    except tuple(BROKEN) as error:
        message, hint = BROKEN[type(error)]
        raise _error(line, f"{key}: {message}", hint) from error


def _line_of(error: PybtexSyntaxError, text: str) -> int:
    """The line of a mistake, or of the entry that holds it where it is noticed only at the next entry or the end."""
    noticed = text.split("\n")[error.lineno - 1]
    if isinstance(error, PrematureEOF) or noticed.lstrip().startswith("@"):
        return _line_at(text, error.parser.command_start)
    return int(error.lineno)


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _error(line: int, message: str, hint: str) -> SourceFileError:
    return SourceFileError(line, Code.BIBLIOGRAPHY, message, hint)
