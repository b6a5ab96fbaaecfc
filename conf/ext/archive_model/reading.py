"""From a file to a page, with every problem of that file alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from archive_model.body import Body, Directive, read_body
from archive_model.fields import MARKUP
from archive_model.front_matter import FrontMatter, FrontMatterError, read_front_matter
from archive_model.kind import Kind, Kinds, Record
from archive_model.marks import Listing, Quote, Session, check_place, parse_mark
from archive_model.page import Page, Reference
from archive_model.problem import Code, Problem
from archive_model.record import Report, parse_record, record_refs
from archive_model.source_file import SourceFileError, read_source_file
from archive_model.suggestion import did_you_mean

PLAIN_FIELDS = ("title", "description")
NOWHERE = Body((), (), (), "", ())


class PageReader:
    """Reads one file; what is wrong with it gathers in ``problems``."""

    def __init__(self, file: Path, docname: str, path: str, kinds: Kinds) -> None:
        self.file, self.docname, self.path, self.kinds = file, docname, path, kinds
        self.problems: list[Problem] = []
        self.front = FrontMatter()

    def read(self) -> Page:
        """The page, as far as it can be read."""
        kind = self.kinds.of_page(self.docname)
        slug = kind.slug_of(self.docname) or "" if kind else ""
        try:
            text = read_source_file(self.file)
            self.front = read_front_matter(text)
        except SourceFileError as error:
            self._report(error.line, error.code, error.message, error.hint)
            return Page(self.docname, self.path, slug or self.docname, NOWHERE, kind, slug)
        except FrontMatterError as error:
            self._report(error.line, Code.FRONT_MATTER, error.message, error.hint)
            return Page(self.docname, self.path, slug or self.docname, NOWHERE, kind, slug)
        data = self.front.data
        body_text = text.split("\n", self.front.body_line - 1)[-1] if self.front.body_line > 1 else text
        body = read_body(body_text, self.front.body_line)
        self._check_fields(data, kind)
        record = self._record(kind, data)
        marks = list(self._marks(body))
        self._check_headings(body)
        description = data.get("description")
        return Page(
            docname=self.docname,
            path=self.path,
            title=self._title(data) or slug or self.docname,
            body=body,
            kind=kind,
            slug=slug,
            record=record,
            description=description if isinstance(description, str) else "",
            sessions={directive.section: mark for directive, mark in marks if isinstance(mark, Session)},
            listings=tuple((directive.line, mark) for directive, mark in marks if isinstance(mark, Listing)),
            references=(
                *(self._field_references(kind, record) if kind and record else ()),
                *(reference for directive, mark in marks for reference in _mark_references(directive, mark)),
                *self._role_references(body),
            ),
        )

    def _report(self, line: int, code: Code, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, line, code, message, hint))

    def _report_field(self, path: tuple[str | int, ...], code: Code, message: str, hint: str) -> None:
        where = path[:-1] if code is Code.MISSING_FIELD and path not in self.front.lines else path
        self._report(self.front.line_of(where), code, message, hint)

    def _title(self, data: Mapping[str, object]) -> str:
        title = data.get("title")
        line = self.front.line_of(("title",))
        if title is None:
            hint = 'Add “title: "…"” to the front matter at the top of the page.'
            self._report(1, Code.TITLE, "The page has no title.", hint)
            return ""
        text = str(title)
        if not isinstance(title, str | int) or isinstance(title, bool) or not text.strip():
            self._report(line, Code.TITLE, "The title is not text.", 'Write it in quotes: title: "…".')
            return ""
        if found := MARKUP.search(text):
            message = f"The title holds “{found[0].strip()}”; titles are plain text."
            self._report(line, Code.TITLE, message, "Take the marks away.")
        return text

    def _check_fields(self, data: Mapping[str, object], kind: Kind | None) -> None:
        for key in data:
            if key in PLAIN_FIELDS or (kind and key == kind.name):
                continue
            line = self.front.line_of((key,))
            if key in self.kinds:
                home = self.kinds[key]
                message = f"This page says it is a {home.label.lower()}, but does not lie where those lie."
                self._report(line, Code.LOCATION, message, f"Move it to docs/{home.place_in_words}.")
                continue
            known = [*PLAIN_FIELDS, kind.name] if kind else [*PLAIN_FIELDS, *self.kinds]
            hint = did_you_mean(key, known) or f"The fields of a page stand below “{kind.name if kind else 'title'}:”."
            self._report(line, Code.UNKNOWN_FIELD, f"There is no field “{key}” here.", hint)

    def _record(self, kind: Kind | None, data: Mapping[str, object]) -> Record | None:
        if kind is None:
            return None
        if kind.name not in data:
            if not any(name in data for name in self.kinds):
                message = f"A page in this folder is a {kind.label.lower()}, but there is no “{kind.name}:”."
                self._report(1, Code.MISSING_FIELD, message, f"Add “{kind.name}:” with its fields to the front matter.")
            return None
        return parse_record(kind.record, data[kind.name] or {}, (kind.name,), self._report_field)

    def _marks(self, body: Body) -> Iterator[tuple[Directive, Session | Quote | Listing]]:
        """The sound marks with the directives that make them."""
        for line in body.unclosed:
            self._report(line, Code.MARK, "This block is not closed.", "End it with a line of the same marks.")
        marked: set[str] = set()
        for directive in body.directives:
            mark = self._mark(directive, marked)
            if mark is not None:
                yield directive, mark

    def _mark(self, directive: Directive, marked: set[str]) -> Session | Quote | Listing | None:
        report = self._reporter(directive)
        if directive.name == "session" and check_place(directive, marked, report):
            return parse_mark(Session, directive, report)
        if directive.name == "quote":
            if not directive.text:
                report((), Code.MARK, "The quotation holds no words.", "Write the words below its options.")
            return parse_mark(Quote, directive, report, speaker=directive.argument)
        if directive.name == "listing":
            return parse_mark(Listing, directive, report, kinds=directive.argument.replace(",", " ").split())
        return None

    def _reporter(self, directive: Directive) -> Report:
        def report(path: tuple[str | int, ...], code: Code, message: str, hint: str) -> None:
            line = next((directive.option_lines[p] for p in path if p in directive.option_lines), directive.line)
            rule = Code.MARK if code is Code.MISSING_FIELD else code
            self._report(line, rule, message, hint)

        return report

    def _check_headings(self, body: Body) -> None:
        level = 1
        for section in body.sections:
            if section.level == 1:
                message = "The page has a heading of the first level; that is its title."
                self._report(section.line, Code.HEADING, message, "Write ## for the headings of the text.")
            elif section.level > level + 1:
                message = f"This heading is {section.level - level} levels below the one above it."
                self._report(section.line, Code.HEADING, message, f"Write {'#' * (level + 1)} instead.")
            if not section.title:
                self._report(section.line, Code.HEADING, "This heading is empty.", "Write it, or take the # away.")
            level = max(section.level, 2)

    def _field_references(self, kind: Kind, record: Record) -> Iterator[Reference]:
        for path, ref, target in record_refs(record, (kind.name,)):
            yield Reference(ref.kind, target, self.front.line_of(path), "", _dotted(path))

    def _role_references(self, body: Body) -> Iterator[Reference]:
        for role in body.roles:
            if role.name in self.kinds:
                yield Reference(role.name, role.target, role.line, role.section)
            elif role.name == "cite" or role.name.startswith("cite:"):
                for key in role.target.split(","):
                    yield Reference("source", key.strip(), role.line, role.section)


def _mark_references(directive: Directive, mark: object) -> Iterator[Reference]:
    for path, ref, target in record_refs(mark, (directive.name,)):
        line = directive.option_lines.get(str(path[1]), directive.line)
        yield Reference(ref.kind, target, line, directive.section, _dotted(path))


def _dotted(path: tuple[str | int, ...]) -> str:
    first, *rest = path
    return str(first) + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in rest)
