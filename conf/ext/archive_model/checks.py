"""Rules that need the whole archive: every name known, nothing named twice, every source used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from archive_model.archive import Archive, fold
from archive_model.fields import SLUG
from archive_model.page import Page, Reference
from archive_model.problem import Code, Problem
from archive_model.record import record_names
from archive_model.suggestion import did_you_mean

GROUPS = ("letter", "year")
"""What a listing can be grouped by besides the facets."""

Check = Callable[[Archive], Iterable[Problem]]


def archive_problems(archive: Archive) -> Iterator[Problem]:
    """All that is wrong between the pages of an archive."""
    return chain.from_iterable(check(archive) for check in CHECKS)


def _all_pages(archive: Archive) -> Iterator[Page]:
    yield from archive.pages.values()
    yield from archive.withheld.values()


def known_references(archive: Archive) -> Iterator[Problem]:
    """Every record, country and source that is named exists, and is in the edition."""
    withheld = {(page.kind.name, page.slug) for page in archive.withheld.values() if page.kind}
    for page in _all_pages(archive):
        for reference in page.references:
            if _is_known(archive, reference):
                continue
            if (reference.kind, reference.target) in withheld:
                if page.docname not in archive.withheld:
                    yield _withheld(page, reference)
                continue
            yield _unknown(archive, page, reference)


def _is_known(archive: Archive, reference: Reference) -> bool:
    if reference.kind == "source":
        return reference.target in archive.bibliography.sources
    if reference.kind in ("country", "language"):
        return True  # read as a code already
    if reference.origin:
        page = archive.find(reference.kind, reference.target)
        return page is not None and page.slug == reference.target
    return archive.find(reference.kind, reference.target) is not None


def _unknown(archive: Archive, page: Page, reference: Reference) -> Problem:
    where = f"{reference.origin}: " if reference.origin else ""
    if reference.kind == "source":
        known: Iterable[str] = archive.bibliography.sources
    elif reference.origin:
        known = (found.slug for found in archive.of_kind(reference.kind))
    else:
        known = (name for kind, name in archive.names if kind == reference.kind)
    hint = did_you_mean(reference.target, known) or _next_step(archive, reference)
    message = f"{where}no {reference.kind} “{reference.target}”."
    return Problem(page.path, reference.line, Code.UNKNOWN_REF, message, hint)


def _next_step(archive: Archive, reference: Reference) -> str:
    if reference.kind == "source":
        return f"Add it to {archive.bibliography.path}."
    if reference.kind not in archive.kinds:
        return ""
    return f"Write its page, docs/{archive.kinds[reference.kind].place_in_words}, or correct the name."


def _withheld(page: Page, reference: Reference) -> Problem:
    message = f"“{reference.target}” is a draft, under embargo or not public, so this page cannot refer to it."
    return Problem(page.path, reference.line, Code.WITHHELD_REF, message, "Take the reference out until it is.")


def file_names(archive: Archive) -> Iterator[Problem]:
    """File names are ids, differ by more than case, and fit what the page says of itself."""
    seen: dict[str, Page] = {}
    for page in sorted(_all_pages(archive), key=lambda page: page.docname):
        other = seen.setdefault(page.docname.casefold(), page)
        if other is not page:
            message = f"The name differs from {other.path} only by capital letters."
            yield Problem(page.path, 1, Code.DUPLICATE, message, "Give one of the two another name.")
        elif any(not SLUG.match(part) for part in page.docname.split("/")):
            message = "The file's name is no id."
            hint = "Use small letters a to z, digits and single hyphens, as in operation-fort.md."
            yield Problem(page.path, 1, Code.LOCATION, message, hint)
        elif page.kind is None and (lost := _lost_in_folder(archive, page)):
            yield lost


def _lost_in_folder(archive: Archive, page: Page) -> Problem | None:
    """A plain page below the folder of a kind, other than the index of that folder."""
    folder, _, name = page.docname.rpartition("/")
    for kind in archive.kinds.values():
        if folder.split("/")[0] == kind.folder and not (folder == kind.folder and name == "index"):
            places = [other.place_in_words for other in archive.kinds.values() if other.folder == kind.folder]
            hint = f"Pages lie at docs/{' or docs/'.join(places)}."
            return Problem(page.path, 1, Code.LOCATION, "No page is expected at this place.", hint)
    return None


def parts(archive: Archive) -> Iterator[Problem]:
    """A part has its whole, and its number once, in its file's name too."""
    numbers: dict[tuple[str, int], Page] = {}
    for page in _all_pages(archive):
        if page.kind is None or not page.kind.parent or page.record is None:
            continue
        parent = page.kind.parent_of(page.docname) or ""
        home = archive.kinds[page.kind.parent]
        if not archive.find(page.kind.parent, parent) and page.docname not in archive.withheld:
            message = f"This {page.kind.label.lower()} belongs to “{parent}”, which has no page."
            hint = f"Write docs/{home.place_in_words.replace('<conference>', parent)}."
            yield Problem(page.path, 1, Code.UNKNOWN_REF, message, hint)
        number = getattr(page.record, "number", None)
        if number is None:
            continue
        other = numbers.setdefault((parent, number), page)
        if other is not page:
            message = f"Number {number} is already taken by {other.path}."
            yield Problem(page.path, 1, Code.DUPLICATE, message, "Give one of the two another number.")
        elif not page.docname.endswith(f"-{number}"):
            message = f"The page has number {number}, but the file is called {page.path.rpartition('/')[2]}."
            yield Problem(page.path, 1, Code.LOCATION, message, "Rename the file or correct the number.")


def names_once(archive: Archive) -> Iterator[Problem]:
    """Within a kind, no title, abbreviation or synonym means two records."""
    owners: dict[tuple[str, str], Page] = {}
    pages = sorted(_all_pages(archive), key=lambda page: page.docname)
    for page in pages:
        kind = page.kind.name if page.kind else ""
        names = [page.title] if page.title != page.slug else []
        if page.record is not None:
            names += [name for _path, mark, name in record_names(page.record, ()) if mark.role]
        for name in dict.fromkeys(fold(name) for name in names):
            other = owners.setdefault((kind, name), page)
            if other is not page:
                message = f"“{name}” already means {other.path}."
                yield Problem(page.path, 1, Code.DUPLICATE, message, "Leave it to one of the two, or make it longer.")


def texts(archive: Archive) -> Iterator[Problem]:
    """A record of a kind that is nothing without its text has one."""
    for page in _all_pages(archive):
        if page.kind and page.kind.text and page.record is not None and not page.body.lead:
            message = f"The {page.kind.text} is missing."
            yield Problem(page.path, 1, Code.MARK, message, "Write it below the front matter.")


def listings(archive: Archive) -> Iterator[Problem]:
    """A listing names kinds and a group that exist."""
    facets = {spec.facet.name for kind in archive.kinds.values() for spec in kind.fields if spec.facet}
    groups = {*GROUPS, *facets}
    for page in archive.pages.values():
        for line, listing in page.listings:
            for kind in listing.kinds:
                if kind not in archive.kinds:
                    hint = did_you_mean(kind, archive.kinds) or f"Use one of: {', '.join(archive.kinds)}."
                    yield Problem(page.path, line, Code.MARK, f"The listing names no kind “{kind}”.", hint)
            if listing.group and listing.group not in groups:
                hint = did_you_mean(listing.group, groups) or f"Use one of: {', '.join(sorted(groups))}."
                yield Problem(page.path, line, Code.MARK, f"A listing has no groups by “{listing.group}”.", hint)


def sources_used(archive: Archive) -> Iterator[Problem]:
    """Every entry of the bibliography is cited somewhere."""
    used = {ref.target for page in _all_pages(archive) for ref in page.references if ref.kind == "source"}
    for source in archive.bibliography.sources.values():
        if source.key not in used:
            message = f"No page cites “{source.key}”."
            hint = "Cite it, or delete the entry."
            yield Problem(archive.bibliography.path, source.line, Code.UNUSED_SOURCE, message, hint)


def broader_themes(archive: Archive) -> Iterator[Problem]:
    """No record is broader than itself, in however many steps (ISO 25964-1, 10.2)."""
    for page in archive.pages.values():
        broader = getattr(page.record, "broader", ())
        if page.kind and broader and page.slug in _ancestors(archive, page):
            line = next((ref.line for ref in page.references if ref.origin.endswith("broader[0]")), 1)
            message = f"“{page.slug}” is broader than itself."
            yield Problem(page.path, line, Code.FIELD, message, "Take the entry out on one of the pages.")


def _ancestors(archive: Archive, page: Page) -> set[str]:
    found: set[str] = set()
    waiting = list(getattr(page.record, "broader", ()))
    while waiting:
        slug = waiting.pop()
        parent = archive.find(page.kind.name, slug) if page.kind else None
        if slug not in found and parent:
            found.add(slug)
            waiting += getattr(parent.record, "broader", ())
    return found


CHECKS: tuple[Check, ...] = (
    known_references,
    file_names,
    parts,
    names_once,
    texts,
    listings,
    sources_used,
    broader_themes,
)
