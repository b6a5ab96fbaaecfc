"""A page that is still to be written: where it will lie, what will stand there, and what is wrong with that."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from archive_model.archive import Archive
from archive_model.checks import archive_problems
from archive_model.kind import Kind
from archive_model.loading import Edition
from archive_model.problem import Problem
from archive_model.reading import PageReader
from archive_staff.drafts.front_matter import Value, front_matter
from archive_staff.drafts.questions import Question

NOTHING_YET = "Nothing has been written here yet."
PART = re.compile(r"<([a-z]+)>")


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A new page."""

    docname: str
    text: str

    def problems(self, archive: Archive, docs: Path, known: Iterable[Problem]) -> list[Problem]:
        """What ``archive check`` would find beside what is ``known`` if it were written."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "page.md")
            file.write_text(self.text, encoding="utf-8", newline="\n")
            reader = PageReader(file, self.docname, f"{docs.name}/{self.docname}.md", archive.kinds)
            page = reader.read()
        held, withheld = dict(archive.pages), dict(archive.withheld)
        (held if Edition().holds(page) else withheld)[self.docname] = page
        found = {*reader.problems, *archive_problems(replace(archive, pages=held, withheld=withheld))}
        return sorted(found.difference(known))


def draft_page(
    kind: Kind,
    place: Mapping[str, str],
    title: str,
    answers: Iterable[tuple[Question, tuple[str, ...]]],
    text: str = "",
) -> DraftPage:
    """A new page of a kind.

    ``place`` fills the parts in angle brackets of the kind's place, as ``id`` or ``conference``.
    """
    fields: dict[str, Value] = {}
    for question, values in answers:
        if values:
            group = fields
            for name in question.path[:-1]:
                group = group.setdefault(name, {})  # type: ignore[assignment]
            group[question.path[-1]] = values if question.spec.many else values[0]
    docname = PART.sub(lambda part: place[part[1]], kind.place_in_words).removesuffix(".md")
    body = text.strip() or NOTHING_YET
    return DraftPage(docname, f"{front_matter(title, kind.name, fields)}\n{body}\n")
