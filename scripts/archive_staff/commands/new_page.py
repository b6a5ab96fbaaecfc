"""``archive new`` for a kind of record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from archive_model.archive import Archive
from archive_model.fields import SLUG
from archive_model.headings import section_id
from archive_model.kind import Kind
from archive_model.loading import Edition
from archive_staff.console import Console
from archive_staff.drafts.defaults import SURE, defaults, latest
from archive_staff.drafts.page import DraftPage, draft_page
from archive_staff.drafts.questions import AnswerError, Question, known_record, questions, whole_of
from archive_staff.folder import ArchiveFolder, find_folder
from archive_staff.interview import Interview, may_write
from archive_staff.revision import NewFile, NotWrittenError

FEW = 25
"""Records of a kind that can all be named in a question."""


def begin_page(kind: Kind, given: Mapping[str, Any]) -> None:
    """Ask for what is missing, show the page, and write it where that is wanted."""
    console = Console()
    folder = find_folder(given["docs"])
    archive, known = folder.load(folder.site(console), Edition())
    interview = Interview(console) if console.can_ask else None
    try:
        draft = _Draft(kind, given, archive, interview).page()
    except AnswerError as error:
        raise click.UsageError(str(error)) from error
    new = NewFile(
        folder.docs / f"{draft.docname}.md", f"{folder.docs.name}/{draft.docname}.md", draft.text.encode("utf-8")
    )
    if new.file.exists():
        raise click.UsageError(f"There is already {new.path}. Open it to change it, or choose another name.")
    console.result(draft.text.rstrip())
    if problems := draft.problems(archive, folder.docs, known):
        for problem in problems:
            where = f"Line {problem.line}" if problem.path == new.path else problem.path
            console.message(f"{where}: {problem.message} {problem.hint}".rstrip())
        console.message(f"{new.path} was not written. Answer differently, and try again.")
        raise SystemExit(1)
    to_write = f"Nothing was written. To write {new.path}"
    if may_write(console, f"Write {new.path}?", to_write, write=given["write"]):
        _write(new, folder, console)


def _write(new: NewFile, folder: ArchiveFolder, console: Console) -> None:
    try:
        new.write(folder.stage)
    except FileExistsError:
        raise click.UsageError(f"There is a file {new.path} by now; it is left as it is.") from None
    except NotWrittenError as error:
        raise click.UsageError(str(error)) from error
    console.message(f"Written: {new.path}. Open it in your editor, and look at it with archive serve.")


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is given, and what is asked for where somebody is there to answer."""

    kind: Kind
    given: Mapping[str, Any]
    archive: Archive
    interview: Interview | None

    def page(self) -> DraftPage:
        """The page.

        :raises AnswerError: something that is given cannot be used, or is missing where nobody can be asked.
        """
        asked = tuple(questions(self.kind))
        if not self.interview:
            self._require(asked)
        parent = self._parent() if self.kind.parent else ""
        offered = defaults(self.archive, self.kind, parent)
        title = self._words("title", "Title", required=True)
        slug = "" if parent else self._id(title)
        answers = [(question, self._answer(question, offered.get(question.option, ()))) for question in asked]
        place = {"id": slug, self.kind.name: slug, self.kind.parent: parent}
        place |= {question.option: values[0] for question, values in answers if values}
        name = self.kind.text.capitalize() or "Text"
        text = self._words("text", name, about="You can also write it later.", required=bool(self.kind.text))
        return draft_page(self.kind, place, title, answers, text)

    def _require(self, asked: Sequence[Question]) -> None:
        """Say all that is missing at once."""
        needed = ["title", *([self.kind.parent] if self.kind.parent else ()), *(["text"] if self.kind.text else ())]
        needed += [each.option for each in asked if each.required and each.option not in SURE]
        if missing := [f"--{name}" for name in needed if not self.given[_attribute(name)]]:
            raise AnswerError(f"There is nobody to ask here, so give {', '.join(missing)} too.")

    def _words(self, name: str, what: str, *, about: str = "", required: bool = False) -> str:
        return self._read(name, what, str.strip, about=about, required=required)

    def _read(
        self,
        name: str,
        what: str,
        read: Callable[[str], str],
        *,
        about: str = "",
        required: bool = True,
        default: str = "",
    ) -> str:
        """What ``read`` makes of what is given; on a terminal it is asked until it can be used."""
        given = self.given[_attribute(name)]
        if given or not self.interview:
            return read(given or default)
        return self.interview.ask(
            what, lambda words: read("".join(words)), about=about, default=default, required=required
        )

    def _parent(self) -> str:
        last = latest(self.archive, self.kind.parent)
        known = [page.slug for page in self.archive.of_kind(self.kind.parent)]
        return self._read(
            self.kind.parent,
            self.kind.parent.capitalize(),
            lambda name: whole_of(self.archive, self.kind.parent, name),
            about=f"One of: {', '.join(known)}." if known else "",
            default=last.slug if last and self.interview else "",
        )

    def _id(self, title: str) -> str:
        about = "In small letters, with hyphens."
        return self._read("id", "Name of the file", self._free_id, about=about, default=section_id(title))

    def _free_id(self, slug: str) -> str:
        if not SLUG.match(slug):
            raise AnswerError(
                f"“{slug}” cannot be the name of a file. Give --id in letters a to z, digits and hyphens."
            )
        if taken := known_record(self.archive, self.kind.name, slug):
            raise AnswerError(f"There is already {taken.path}. Open it to change it, or choose another name.")
        return slug

    def _answer(self, question: Question, offered: tuple[str, ...]) -> tuple[str, ...]:
        given = self.given[_attribute(question.option)]

        def read(words: Sequence[str]) -> tuple[str, ...]:
            return question.values(self.archive, words)

        if given or not self.interview:
            return read(given or (offered if question.option in SURE else ()))
        about = question.spec.about
        several = question.spec.many and bool(question.named)
        return self.interview.ask(
            about.label,
            read,
            about=" ".join(filter(None, (about.help, _choices(question, self.archive)))),
            example=question.example,
            default=", ".join(offered) if several else offered[0] if offered else "",
            required=question.required,
            many=question.spec.many and not several,
        )


def _choices(question: Question, archive: Archive) -> str:
    """What there is to choose from, where that is few."""
    if question.spec.choices:
        return f"One of: {', '.join(question.spec.choices)}."
    pages = archive.of_kind(question.named) if question.named in archive.kinds else ()
    if 0 < len(pages) <= FEW:
        return f"There are: {', '.join(page.slug for page in pages)}."
    return "Names or parts of names, with commas between them." if question.named and question.spec.many else ""


def _attribute(option: str) -> str:
    return option.replace("-", "_")
