"""Parts have their whole, and nothing is above itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from graphlib import CycleError, TopologicalSorter

from archive_model.archive import Archive
from archive_model.page import Page, Reference
from archive_model.problem import Code, Problem

AROUND = timedelta(days=31)
"""So far from its whole a part may be; what is farther away is a slip, most often of the year."""


def parts(archive: Archive) -> Iterator[Problem]:
    """A part has its whole, and its number once, in its file's name too."""
    numbers: dict[tuple[str, str, int], Page] = {}
    for page in archive.all_pages():
        if page.kind and page.kind.parent and page.record is not None:
            parent = page.kind.parent_of(page.docname) or ""
            yield from _whole(archive, page, parent)
            yield from _number(page, parent, numbers)
            yield from _date(page, archive.parent_of(page))


def _whole(archive: Archive, page: Page, parent: str) -> Iterator[Problem]:
    assert page.kind
    belongs = f"This {page.kind.label.lower()} belongs to “{parent}”, which"
    if archive.find(page.kind.parent, parent):
        return
    if not archive.find_withheld(page.kind.parent, parent):
        place = archive.kinds[page.kind.parent].place_in_words.replace(f"<{page.kind.parent}>", parent)
        yield Problem(page.path, 1, Code.UNKNOWN_REF, f"{belongs} has no page.", f"Write docs/{place}.")
    elif page.docname not in archive.withheld:
        hint = "Make this page a draft too, or publish that one."
        yield Problem(page.path, 1, Code.WITHHELD_REF, f"{belongs} is a draft, under embargo or not public.", hint)


def _number(page: Page, parent: str, numbers: dict[tuple[str, str, int], Page]) -> Iterator[Problem]:
    """``numbers`` holds the pages whose numbers are right so far."""
    number = getattr(page.record, "number", None)
    if number is None or page.kind is None:
        return
    line = page.line_of(page.kind.name, "number")
    if other := numbers.get((page.kind.name, parent, number)):
        message = f"Number {number} is already taken by {other.path}."
        yield Problem(page.path, line, Code.DUPLICATE, message, "Give one of the two another number.")
    elif not page.docname.endswith(f"-{number}"):
        message = f"The page has number {number}, but the file is called {page.path.rpartition('/')[2]}."
        yield Problem(page.path, line, Code.LOCATION, message, "Rename the file or correct the number.")
    else:
        numbers[page.kind.name, parent, number] = page


def _date(page: Page, whole: Page | None) -> Iterator[Problem]:
    """A part was about when its whole was, as far as both are known; a visit may come before or after."""
    if not (page.kind and page.date and whole and whole.date):
        return
    if page.date.latest < whole.date.earliest - AROUND or page.date.earliest > whole.date.latest + AROUND:
        message = f"It was {page.date.words}, but {whole.title} was {whole.date.words}."
        yield Problem(page.path, page.line_of(page.kind.name, "number"), Code.DATE, message, "Look which is right.")


def broader_themes(archive: Archive) -> Iterator[Problem]:
    """No record is broader than itself, in however many steps (ISO 25964-1, 10.2)."""
    for page in _in_circles(archive):
        for reference in _broader(page):
            if page.slug in _with_broader(archive, reference):
                message = f"“{page.slug}” is broader than itself."
                hint = "Take the entry out on one of the pages."
                yield Problem(page.path, reference.line, Code.FIELD, message, hint)


def _in_circles(archive: Archive) -> list[Page]:
    """The pages that may be broader than themselves: those that are left when what has an end is taken away."""
    broader = {page.docname: _broader_pages(archive, page) for page in archive.pages.values()}
    order = TopologicalSorter({docname: names for docname, names in broader.items() if names})
    with suppress(CycleError):
        order.prepare()
    left = dict.fromkeys(docname for docname, names in broader.items() if names)
    while ready := order.get_ready():
        for docname in ready:
            left.pop(docname, None)
        order.done(*ready)
    return [archive.pages[docname] for docname in left]


def _broader_pages(archive: Archive, page: Page) -> list[str]:
    found = (archive.find(reference.kind, reference.target) for reference in _broader(page))
    return [page.docname for page in found if page]


def _broader(page: Page) -> list[Reference]:
    if page.kind is None or all(spec.key != "broader" for spec in page.kind.fields):
        return []
    field = f"{page.kind.name}.broader["
    return [reference for reference in page.references if reference.origin.startswith(field)]


def _with_broader(archive: Archive, reference: Reference) -> set[str]:
    """What a reference names, and all that is broader, by their ids."""
    found: set[str] = set()
    waiting = [reference.target]
    while waiting:
        slug = waiting.pop()
        page = archive.find(reference.kind, slug)
        if page and slug not in found:
            found.add(slug)
            waiting += [broader.target for broader in _broader(page)]
    return found
