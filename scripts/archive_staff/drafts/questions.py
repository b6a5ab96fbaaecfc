"""What has to be known for a page of a kind, read from its fields, and how answers become values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive_model.archive import Archive
from archive_model.countries import country_code, country_names, language_code, language_names
from archive_model.field_path import FieldPath, in_words
from archive_model.fields import FieldSpec, field_specs
from archive_model.headings import section_id
from archive_model.kind import Kind
from archive_model.page import Page
from archive_model.problem import Code
from archive_model.record import parse_record
from archive_model.spelled_dates import in_edtf
from archive_model.suggestion import did_you_mean
from archive_staff.finding import WHOLE, find_records

MOST_NAMED = 8
"""Records that a message names to choose from."""
STANDARDS = {"country": (country_names, country_code), "language": (language_names, language_code)}
"""What fields name by codes that others have set: their English names, and what finds the code for one."""


class AnswerError(ValueError):
    """An answer that cannot be used; says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know."""

    kind: Kind
    path: tuple[str, ...]
    """Its place below the kind in the front matter, as in ``coverage``, ``held``."""
    spec: FieldSpec
    required: bool

    @property
    def option(self) -> str:
        """What it is called on the command line."""
        return self.path[-1]

    @property
    def named(self) -> str:
        """What it names: a kind of record, ``country`` or ``source``; nothing where it is words."""
        return self.spec.ref.kind if self.spec.ref else ""

    @property
    def example(self) -> str:
        """An answer as one may give it."""
        written = self.spec.about.example
        return written.strip("[]") if self.spec.many else written.strip('"')

    def values(self, archive: Archive, words: Sequence[str]) -> tuple[str, ...]:
        """What to write into the field.

        :raises AnswerError: one of the words means nothing here, or there is more than one.
        """
        if self.named or self.spec.choices:
            words = [word.strip() for each in words for word in each.split(",")]
        found = tuple(dict.fromkeys(_value(archive, self, word) for word in words if word.strip()))
        if len(found) > 1 and not self.spec.many:
            raise AnswerError("Only one can stand here.")
        if found:
            self._check(found)
        return found

    def _check(self, values: tuple[str, ...]) -> None:
        """Refuse values that the field would refuse."""
        data: object = list(values) if self.spec.many else values[0]
        if values[0].isdecimal() and not self.spec.many:
            data = int(values[0])  # as the front matter is read
        for name in reversed(self.path):
            data = {name: data}
        own = (self.kind.name, *self.path)

        def report(path: FieldPath, code: Code, message: str, hint: str) -> None:
            if path[: len(own)] == own and code is not Code.MISSING_FIELD:
                raise AnswerError(f"{message} {hint}".rstrip().removeprefix(f"{in_words(path)}: "))

        parse_record(self.kind.record, data, (self.kind.name,), report)


def questions(kind: Kind) -> Iterator[Question]:
    """Of its fields those that are no tables; those of a group each on its own."""
    for spec in kind.fields:
        if not spec.about.shown or (spec.nested and spec.many):
            continue
        if spec.nested is None:
            yield Question(kind, (spec.key,), spec, spec.required)
        else:
            for part in field_specs(spec.nested):
                yield Question(kind, (spec.key, part.key), part, required=False)


def _value(archive: Archive, question: Question, word: str) -> str:
    choices, named = question.spec.choices, question.named
    if choices and (plain := word.lower().replace(" ", "-")) in choices:
        return plain
    if choices:
        raise AnswerError(f"“{word}” is none of: {', '.join(choices)}. {did_you_mean(word, choices)}".rstrip())
    if question.spec.dated:
        return in_edtf(word) or word
    if named in STANDARDS:
        return code_of(named, word)
    return id_of(archive, named, word) if named else word


def code_of(standard: str, word: str) -> str:
    """The code of a country or a language from its code or English name.

    :raises AnswerError: there is none of this name.
    """
    names, code_named = STANDARDS[standard]
    found = next((code for code in (word, word.upper(), word.lower()) if code in names()), None) or code_named(word)
    if not found:
        near = did_you_mean(word, names().values())
        raise AnswerError(f"“{word}” is no {standard} that is known. {near or 'Write its English name or its code.'}")
    return found


def known_record(archive: Archive, kind: str, name: str) -> Page | None:
    """The record of a kind under one of its names, also one that no edition shows yet."""
    return archive.find(kind, name) or archive.find_withheld(kind, name)


def whole_of(archive: Archive, kind: str, name: str) -> str:
    """The id of the record of which a page is to be a part.

    :raises AnswerError: there is none of this name.
    """
    if found := known_record(archive, kind, name):
        return found.slug
    hint = did_you_mean(name, [page.slug for page in archive.of_kind(kind)])
    raise AnswerError(f"There is no {kind} “{name}”. {hint or f'Begin it first: archive new {kind}'}")


def id_of(archive: Archive, kind: str, word: str) -> str:
    """The id of the record, or the key of the source, that somebody means by a word of its name.

    :raises AnswerError: there is none, or more than one.
    """
    if kind == "source" and archive.source(word):
        return word
    if kind != "source" and (page := known_record(archive, kind, word)):
        return page.slug
    found = find_records(archive, word, kind, WHOLE) or find_records(archive, word, kind)
    meant = [each for each in found if _is_most_of(word, each.title) or _is_most_of(word, each.id)]
    if len(meant) == 1:
        return meant[0].id
    what = f"{kind} in the archive" if kind != "source" else "source in references.bib"
    if not found:
        raise AnswerError(
            f"“{word}” is no {what}. Find names with archive find, or add it first with archive new {kind}."
        )
    shown = ", ".join(f"{each.id} ({each.title})" for each in found[:MOST_NAMED])
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    if len(found) == 1:
        raise AnswerError(f"“{word}” is no {what}. Did you mean {shown}? Then write it so.")
    raise AnswerError(f"“{word}” may be one of: {shown}{more}. Write the one that you mean.")


def _is_most_of(words: str, title: str) -> bool:
    """Whether somebody who says these words says half of a title or more: what is less may mean another."""
    said, whole = (section_id(text).split("-") for text in (words, title))
    places = range(len(whole) - len(said) + 1)
    return 2 * len(said) >= len(whole) and any(whole[place : place + len(said)] == said for place in places)
