"""From the blocks in a page's text to its marks, or to what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import NamedTuple

from archive_model.body import Directive
from archive_model.field_path import FieldPath
from archive_model.fields import FieldSpec, field_specs
from archive_model.marks import FORMS, Form, Mark, Session
from archive_model.problem import Code, Fault
from archive_model.record import Report, parse_record
from archive_model.suggestion import SLIP, did_you_mean

Tell = Callable[[Fault], None]


class MarkedBlock(NamedTuple):
    """A block that makes a mark."""

    block: Directive
    mark: Mark | None
    """None where it cannot be read."""
    refused: Container[FieldPath]
    """The options with a problem of their own."""


def read_marks(blocks: Iterable[Directive], tell: Tell) -> Iterator[MarkedBlock]:
    """The blocks that make marks, in their order."""
    marked: set[str] = set()
    for block in blocks:
        form = FORMS.get(block.name)
        if words := _wrong(block, form, marked) if form else _unknown(block):
            tell(Fault(block.line, Code.MARK, *words))
        elif form:
            refused: set[FieldPath] = set()
            yield MarkedBlock(block, _mark(block, form, _reporter(block, form, tell, refused)), refused)


def line_of(block: Directive, path: FieldPath) -> int:
    """The line of an option, or of the block where it is none."""
    return block.option_lines.get(str(path[1]), block.line)


def _unknown(block: Directive) -> tuple[str, str] | None:
    """Only a name that is near one of ours is wrong: other blocks are Sphinx's."""
    near = did_you_mean(block.name, FORMS, SLIP)
    return (f"There is no block “{block.name}”.", near) if near else None


def _wrong(block: Directive, form: Form, marked: set[str]) -> tuple[str, str] | None:
    if form.text and not block.text:
        return f"The {form.text} holds no words.", "Write the words below its options."
    if (block.text and not form.text) or (block.argument and not form.argument):
        return f"A {block.name} holds nothing but options.", "Write each as “:name: value”."
    return _wrong_place(block, marked) if form.mark is Session else None


def _wrong_place(block: Directive, marked: set[str]) -> tuple[str, str] | None:
    """A session stands below a heading that has none yet; from then on, the heading counts as marked."""
    if not block.section:
        return "A session stands above the first heading.", "Put it below the heading of its section."
    if block.section in marked:
        return "This section already has a session.", "Join the two, or give the second a heading."
    marked.add(block.section)
    return None


def data_of(block: Directive) -> dict[str, object]:
    """The argument and the options of a mark's block, as the fields of a record are written."""
    form = FORMS[block.name]
    specs = {spec.key: spec for spec in field_specs(form.mark)}
    data = {key: _value(specs.get(key), text) for key, text in block.options.items()}
    if form.argument and block.argument:
        many = specs[form.argument].many
        data[form.argument] = block.argument.replace(",", " ").split() if many else block.argument
    return data


def _mark(block: Directive, form: Form, report: Report) -> Mark | None:
    mark = parse_record(form.mark, data_of(block), (block.name,), report)
    if isinstance(mark, Session) and mark.starts and mark.ends and mark.ends < mark.starts:
        report((block.name, "ends"), Code.FIELD, f"{block.name}.ends: The session ends before it begins.", "")
    return mark


def _value(spec: FieldSpec | None, text: str) -> object:
    if spec and spec.many:
        return [word.strip() for word in text.split(",") if word.strip()]
    return True if spec and spec.flag else text


def _reporter(block: Directive, form: Form, tell: Tell, refused: set[FieldPath]) -> Report:
    def report(path: FieldPath, code: Code, message: str, hint: str) -> None:
        refused.add(path)
        if code is Code.MISSING_FIELD:
            code, hint = Code.MARK, _example(block, form, str(path[1]))
        tell(Fault(line_of(block, path), code, message, hint))

    return report


def _example(block: Directive, form: Form, key: str) -> str:
    example = next(spec.about.example for spec in field_specs(form.mark) if spec.key == key)
    written = f":::{{{block.name}}} {example}" if key == form.argument else f":{key}: {example}"
    return f"For example: {written}"
