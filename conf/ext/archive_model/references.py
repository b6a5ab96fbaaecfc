"""Where a page names records, countries and sources: in its fields, its marks and its roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive_model.blocks import line_of
from archive_model.body import Directive
from archive_model.field_path import in_words
from archive_model.front_matter import FrontMatter
from archive_model.kind import Kind, Kinds, Record
from archive_model.marks import Mark
from archive_model.page import Reference
from archive_model.problem import Code, Fault
from archive_model.prose import Role
from archive_model.record import record_refs
from archive_model.suggestion import SLIP, did_you_mean

CITE = "cite"


def field_references(front: FrontMatter, kind: Kind, record: Record) -> Iterator[Reference]:
    """What the front matter names."""
    for path, ref, target in record_refs(record, (kind.name,)):
        yield Reference(ref.kind, target, front.line_of(path), "", in_words(path))


def mark_references(block: Directive, mark: Mark) -> Iterator[Reference]:
    """What a mark names."""
    for path, ref, target in record_refs(mark, (block.name,)):
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
