"""Where a page names records, countries and sources: in its fields, its marks and its roles."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from archive_model.blocks import MarkedBlock, data_of, line_of
from archive_model.field_path import FieldPath, in_words
from archive_model.front_matter import FrontMatter
from archive_model.kind import Kind, Kinds, Record
from archive_model.marks import FORMS
from archive_model.page import Reference
from archive_model.problem import Code, Fault
from archive_model.prose import Role
from archive_model.record import record_refs, refs_in
from archive_model.suggestion import SLIP, did_you_mean

CITE = "cite"


def field_references(
    front: FrontMatter, kind: Kind, record: Record | None, refused: Container[FieldPath]
) -> Iterator[Reference]:
    """What the front matter names; where it makes no record, what it names in fields that were not refused."""
    where = (kind.name,)
    named = record_refs(record, where) if record else refs_in(kind.record, front.data.get(kind.name), where)
    for path, ref, target in named:
        if path not in refused:
            yield Reference(ref.kind, target, front.line_of(path), "", in_words(path))


def mark_references(marked: MarkedBlock) -> Iterator[Reference]:
    """What a mark names; where it cannot be read, what it names in options that were not refused."""
    block, mark, refused = marked
    where = (block.name,)
    named = record_refs(mark, where) if mark else refs_in(FORMS[block.name].mark, data_of(block), where)
    for path, ref, target in named:
        if path not in refused:
            yield Reference(ref.kind, target, line_of(block, path), block.section, in_words(path))


def role_references(roles: Iterable[Role], kinds: Kinds) -> Iterator[Reference]:
    """What the roles of a text name."""
    for role in roles:
        if role.name in kinds:
            yield Reference(role.name, role.target, role.line, role.section)
        elif _cites(role):
            for key in role.target.split(","):
                yield Reference("source", key.strip(), role.line, role.section)


def misspelt_roles(roles: Iterable[Role], kinds: Kinds) -> Iterator[Fault]:
    """Roles whose names are near to one of ours; others are Sphinx's."""
    for role in roles:
        if role.name not in kinds and not _cites(role) and (near := did_you_mean(role.name, [*kinds, CITE], SLIP)):
            yield Fault(role.line, Code.MARK, f"There is no role “{role.name}”.", near)


def _cites(role: Role) -> bool:
    return role.name == CITE or role.name.startswith(f"{CITE}:")
