"""What a move changes: which pages or which section, and how they are called before and after."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archive_model.archive import Archive
from archive_model.headings import Section, section_id
from archive_model.page import Page
from archive_model.permalinks import Address
from archive_model.suggestion import did_you_mean
from archive_staff.moving.mentions import Moves


class MoveError(ValueError):
    """What is asked for cannot be done; says why and what to do."""


@dataclass(frozen=True)
class Plan:
    """A move that can be made."""

    moves: Moves
    addresses: Mapping[Address, Address]
    heading: tuple[Page, Section, str] | None = None
    """The page and the section that gets another title."""


def plan_of(archive: Archive, docs: Path, old: str, new: str) -> Plan:
    """The move from one name to another, as people write them.

    :raises MoveError: it cannot be made.
    """
    path, mark, section = old.partition("#")
    page = _page(archive, docs, path)
    if mark:
        return _section_plan(page, section, new)
    return _page_plan(archive, page, _docname(new, docs))


def _docname(written: str, docs: Path) -> str:
    """The path of a page without ending, from a path, an address or the path of its file."""
    name = PurePosixPath(written.replace("\\", "/")).as_posix().removeprefix("./").removeprefix(f"{docs.name}/")
    return name.removesuffix(".md").removesuffix(".html")


def _page(archive: Archive, docs: Path, written: str) -> Page:
    docname = _docname(written, docs)
    pages = {page.docname: page for page in archive.all_pages()}
    page = pages.get(docname) or pages.get(f"{docname}/index")
    if page is None:
        raise MoveError(f"There is no page {docs.name}/{docname}.md. {did_you_mean(docname, pages)}".rstrip())
    return page


def _section_plan(page: Page, old: str, title: str) -> Plan:
    section = next((part for part in page.body.sections if part.id == old), None)
    ids = [part.id for part in page.body.sections]
    if section is None:
        hint = did_you_mean(old, ids) or f"There are: {', '.join(ids)}."
        raise MoveError(f"{page.path} has no section “{old}”. {hint}")
    new = section_id(title)
    if not title.strip() or new == old:
        raise MoveError(f"“{title}” gives the section the address that it has. Write other words for its heading.")
    if new in ids:
        raise MoveError(f"{page.path} has a section “{new}” already. Write other words for the heading.")
    moves = Moves(sections={(page.docname, old): new})
    addresses = {Address(page.docname, old): Address(page.docname, new)}
    return Plan(moves, addresses, (page, section, title.strip()))


def _page_plan(archive: Archive, page: Page, new: str) -> Plan:
    if page.kind and page.docname.endswith("/index") and not new.endswith("/index"):
        new = f"{new}/index"
    pages = dict(_with_parts(archive, page, new))
    known = {each.docname: each for each in archive.all_pages()}
    for old_name, new_name in pages.items():
        _look(archive, known[old_name], new_name)
        if new_name in known:
            raise MoveError(f"There is already {known[new_name].path}. Choose another name.")
    if new == page.docname:
        raise MoveError(f"{page.path} is there already.")
    ids = {}
    for old_name, new_name in pages.items():
        if kind := known[old_name].kind:
            ids[kind.name, known[old_name].slug] = kind.slug_of(new_name) or ""
    return Plan(Moves(pages, ids), {Address(one): Address(other) for one, other in pages.items()})


def _with_parts(archive: Archive, page: Page, new: str) -> Iterator[tuple[str, str]]:
    """The page, and what is part of its record, as the days in the folder of a conference."""
    yield page.docname, new
    folder, target = posixpath.dirname(page.docname), posixpath.dirname(new)
    if page.kind and any(kind.parent == page.kind.name for kind in archive.kinds.values()):
        for other in archive.all_pages():
            if other is not page and posixpath.dirname(other.docname) == folder:
                yield other.docname, f"{target}/{posixpath.basename(other.docname)}"


def _look(archive: Archive, page: Page, new: str) -> None:
    """Whether a page of its kind may lie there."""
    if archive.kinds.of_page(new) is not page.kind:
        where = page.kind.place_in_words if page.kind else "a folder without records"
        raise MoveError(f"{page.path} cannot be moved to {new}.md: it belongs to {where}.")
    if any(part != section_id(part) for part in new.split("/")):
        raise MoveError(f"“{new}” cannot be an address. Write small letters a to z, digits and hyphens.")
