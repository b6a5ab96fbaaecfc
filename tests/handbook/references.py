"""The references of the handbook, made from the code: fields, commands and messages."""

from __future__ import annotations

import ast
import inspect
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from tests.performance.report import around

from archive_model import problem
from archive_model.fields import FieldSpec, field_specs
from archive_model.kind import Kind
from archive_model.kinds import KINDS
from archive_model.marks import FORMS
from archive_model.problem import Code
from archive_staff.__main__ import archive

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "docs" / "handbook"
WIDTH = 90
"""Signs in a line of the commands' help."""
BAD = ROOT / "tests" / "model" / "bad"


def written() -> dict[Path, str]:
    """Each page of the handbook that holds a reference, as it should be."""
    return {HANDBOOK / f"{name}.md": _page(HANDBOOK / f"{name}.md", name, text()) for name, text in REFERENCES.items()}


def _page(file: Path, name: str, text: str) -> str:
    begin, end = f"% {name}: written by tests.handbook", f"% end of {name}"
    before, _old, after = around(file.read_text(encoding="utf-8"), begin, end)
    return f"{before}\n\n{text}\n\n{after}"


# Fields


def fields() -> str:
    """A table for each kind of page and each block."""
    return "\n\n".join([*map(_kind, KINDS.values()), *_blocks()])


def _kind(kind: Kind) -> str:
    where = f"A page of this kind lies at `docs/{kind.place_in_words}`; its fields stand below `{kind.name}:`."
    tables = [f"## {kind.label}", where, _table(kind.fields)]
    for spec in kind.fields:
        if spec.nested:
            each = "Each entry of" if spec.many else "The group"
            tables += [f"{each} `{spec.key}` has:", _table(field_specs(spec.nested))]
    return "\n\n".join(tables)


def _blocks() -> Iterator[str]:
    yield "## Blocks in the text"
    yield "A block begins with three colons and its name in braces. It has a line for each field, and ends as it began."
    for name, form in FORMS.items():
        beside = f" The field `{form.argument}` stands beside the name, without its own." if form.argument else ""
        yield f"The block `{name}`:{beside}"
        yield _table(field_specs(form.mark))


def _table(specs: tuple[FieldSpec, ...]) -> str:
    rows = ["| field | what it is | needed | example |", "| --- | --- | --- | --- |"]
    for spec in specs:
        about = " ".join(filter(None, (spec.about.help or f"{spec.about.label}.", _choices(spec))))
        example = f"`{spec.about.example}`" if spec.about.example else ""
        rows.append(f"| `{spec.key}` | {about} | {'yes' if spec.required else ''} | {example} |")
    return "\n".join(rows)


def _choices(spec: FieldSpec) -> str:
    if spec.choices:
        return f"One of: {', '.join(f'`{choice}`' for choice in spec.choices)}."
    return "A line without a value." if spec.flag else "" if spec.nested or not spec.many else "A list."


# Commands


def commands() -> str:
    """The help of every command."""
    return "\n\n".join(_help(archive, "archive"))


def _help(command: click.Command, name: str) -> Iterator[str]:
    context = click.Context(command, info_name=name, terminal_width=WIDTH, **archive.context_settings)
    yield f"## {name}\n\n```text\n{command.get_help(context).strip()}\n```"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            yield from _help(found, f"{name} {inner}")


# Messages


def messages() -> str:
    """Each rule with its meaning and what is said where it is broken."""
    found = dict(_meanings())
    examples = _examples()
    parts = []
    for code in Code:
        parts += [f"## archive.{code}", found[code.name]]
        if example := examples.get(code):
            parts += ["For example:", f"```text\n{example}\n```"]
    return "\n\n".join(parts)


def _meanings() -> Iterator[tuple[str, str]]:
    """The texts below the rules in their module, which Python does not keep."""
    tree = ast.parse(inspect.getsource(problem))
    rules = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Code")
    for rule, text in zip(rules.body, rules.body[1:], strict=False):
        if isinstance(rule, ast.Assign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            (target,) = rule.targets
            assert isinstance(target, ast.Name)
            yield target.id, str(text.value.value)


def _examples() -> dict[Code, str]:
    """By rule, the first message of a test in which a page breaks it."""
    cases = tomllib.loads((BAD / "expected.toml").read_text(encoding="utf-8"))
    said = [message for case in cases.values() for message in case.get("expects", ())]
    return {code: next((m for m in said if m.endswith(f"[archive.{code}]") and len(m) < 240), "") for code in Code}


REFERENCES: dict[str, Callable[[], str]] = {"fields": fields, "commands": commands, "messages": messages}
"""By the name of the page of the handbook, what makes its reference."""
