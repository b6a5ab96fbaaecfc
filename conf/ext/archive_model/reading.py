"""From a file to a page, with every problem of that file alone."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from archive_model.blocks import read_marks
from archive_model.body import Body, read_body
from archive_model.field_path import FieldPath
from archive_model.front_matter import FENCE, FrontMatter, FrontMatterError, read_front_matter
from archive_model.kind import Kinds, Record
from archive_model.marks import Listing, Picture, Session
from archive_model.page import Page
from archive_model.page_fields import missing_fields, strange_fields, text_of, wrong_texts
from archive_model.problem import Code, Fault, Problem
from archive_model.record import parse_record, record_names
from archive_model.references import field_references, mark_references, misspelt_roles, role_references
from archive_model.source_file import SourceFileError, read_source_file

NOTHING = Body((), (), (), "", ())
HARMLESS = frozenset({Code.ALT, Code.QUESTION})
"""Problems of a page that leave no doubt about what it says and names."""


class Reading(NamedTuple):
    """A page as far as it can be read, and all that is wrong with its file."""

    page: Page
    problems: tuple[Problem, ...]


def read_page(docs: Path, docname: str, kinds: Kinds) -> Reading:
    """Read one page of the folder ``docs``."""
    reader = PageReader(docs / f"{docname}.md", docname, f"{docs.name}/{docname}.md", kinds)
    return Reading(reader.read(), tuple(reader.problems))


class PageReader:
    """Reads one file; what is wrong with it gathers in ``problems``."""

    def __init__(self, file: Path, docname: str, path: str, kinds: Kinds) -> None:
        self.file, self.docname, self.path, self.kinds = file, docname, path, kinds
        self.kind = kinds.of_page(docname)
        self.slug = self.kind.slug_of(docname) or "" if self.kind else ""
        self.front = FrontMatter()
        self.problems: list[Problem] = []
        self.refused: set[FieldPath] = set()
        """The fields with a problem of their own."""

    def read(self) -> Page:
        """The page, as far as it can be read."""
        try:
            text = read_source_file(self.file)
            self.front = _front_matter(text)
        except SourceFileError as error:
            self._tell(error.fault)
        except FrontMatterError as error:
            self._tell(Fault(error.line, Code.FRONT_MATTER, error.message, error.hint))
        else:
            body = read_body(self.front.body, self.front.body_line)
            return self._page(body, hashlib.blake2b(text.encode(), digest_size=16).hexdigest())
        return Page(self.docname, self.path, self.slug or self.docname, NOTHING, self.kind, self.slug, sound=False)

    def _page(self, body: Body, digest: str) -> Page:
        record = self._record()
        self._tell(*body.faults, *misspelt_roles(body.roles, self.kinds))
        marks = list(read_marks(body.directives, self._tell))
        return Page(
            docname=self.docname,
            path=self.path,
            title=text_of(self.front, "title") or self.slug or self.docname,
            body=body,
            kind=self.kind,
            slug=self.slug,
            record=record,
            description=text_of(self.front, "description"),
            sessions={block.section: mark for block, mark, _refused in marks if isinstance(mark, Session)},
            listings=tuple((block.line, mark) for block, mark, _refused in marks if isinstance(mark, Listing)),
            pictures=tuple((block.line, mark) for block, mark, _refused in marks if isinstance(mark, Picture)),
            references=(
                *(field_references(self.front, self.kind, record, self.refused) if self.kind else ()),
                *(reference for marked in marks for reference in mark_references(marked)),
                *role_references(body.roles, self.kinds),
            ),
            lines=self._lines(record),
            digest=digest,
            sound=all(problem.code in HARMLESS for problem in self.problems),
        )

    def _tell(self, *faults: Fault) -> None:
        self.problems += (Problem(self.path, *fault) for fault in faults)

    def _record(self) -> Record | None:
        strange = list(strange_fields(self.front, self.docname, self.kind, self.kinds))
        missing = () if strange else missing_fields(self.front, self.kind)  # what is missing may be what is misspelt
        self._tell(*strange, *missing, *wrong_texts(self.front))

        def report(path: FieldPath, code: Code, message: str, hint: str) -> None:
            self.refused.add(path)
            if not (strange and code is Code.MISSING_FIELD):
                self._tell(Fault(self.front.line_of(path), code, message, hint))

        if self.kind is None or self.kind.name not in self.front.data:
            return None
        data = self.front.data[self.kind.name]
        return parse_record(self.kind.record, {} if data is None else data, (self.kind.name,), report)

    def _lines(self, record: Record | None) -> dict[FieldPath, int]:
        name = self.kind.name if self.kind else ""
        names = [path for path, _mark, _name in record_names(record, (name,))] if record else []
        lines = self.front.lines
        return {path: lines[path] for path in (("title",), (name, "number"), *names) if path in lines}


def _front_matter(text: str) -> FrontMatter:
    """The front matter, which every page has.

    :raises FrontMatterError: there is none, or it cannot be read.
    """
    front = read_front_matter(text)
    if front.body_line > 1:
        return front
    if text.lstrip().startswith(FENCE):
        message = "The front matter does not begin on the first line."
        raise FrontMatterError(1, message, "Delete what stands above it.")
    hint = "Begin it with a line of three hyphens (---), its fields and again three hyphens."
    raise FrontMatterError(1, "The page has no front matter.", hint)
