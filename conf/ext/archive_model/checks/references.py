"""Whatever a page names is there, and every source is cited.

What a broken page cites or is called is not known, so nothing is said of sources that it may cite,
nor of roles that may mean it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive_model.archive import Archive
from archive_model.page import Page, Reference
from archive_model.problem import Code, Problem
from archive_model.suggestion import Names


def known_references(archive: Archive) -> Iterator[Problem]:
    """Every record, country and source that is named exists, and is in the edition."""
    nameless = {page.kind.name for page in archive.all_pages() if page.kind and page.record is None}
    known: dict[tuple[str, str, bool], bool] = {}
    hints = _Hints(archive)
    for page in archive.all_pages():
        for reference in page.references:
            named = reference.kind, reference.target, bool(reference.origin)
            if named not in known:
                known[named] = _is_known(archive, reference) or (reference.kind in nameless and not reference.origin)
            if known[named]:
                continue
            if not _is_meant(archive.find_withheld(reference.kind, reference.target), reference):
                yield _unknown(page, reference, hints.hint(reference))
            elif page.docname not in archive.withheld:
                yield _withheld(page, reference)


def any_sources(archive: Archive) -> Iterator[Problem]:
    """There is a bibliography where pages cite; else each citation would be told."""
    bibliography = archive.bibliography
    if bibliography.sources or not bibliography.sound:
        return
    if any(reference.kind == "source" for page in archive.all_pages() for reference in page.references):
        message = "Pages cite sources, but no source is in this file, or the file is not there."
        hint = "Put it back, or add the sources with archive new source."
        yield Problem(bibliography.path, 1, Code.BIBLIOGRAPHY, message, hint)


def _is_known(archive: Archive, reference: Reference) -> bool:
    if reference.kind == "source":
        known = archive.bibliography.sources
        return reference.target in known or not known or not archive.bibliography.sound
    if reference.kind in ("country", "language"):
        return True  # read as a code already
    return _is_meant(archive.find(reference.kind, reference.target), reference)


def _is_meant(page: Page | None, reference: Reference) -> bool:
    """Whether there is a page, named by its id if in a field."""
    return page is not None and (not reference.origin or page.slug == reference.target)


def _unknown(page: Page, reference: Reference, hint: str) -> Problem:
    no = f"{reference.origin}: no" if reference.origin else "No"
    message = f"{no} {reference.kind} “{reference.target}”."
    return Problem(page.path, reference.line, Code.UNKNOWN_REF, message, hint)


class _Hints:
    """What to do about names that are not known. Each is sought once, however often it stands on the pages."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.names: dict[tuple[str, bool], Names] = {}
        self.hints: dict[tuple[str, bool, str], str] = {}

    def hint(self, reference: Reference) -> str:
        """What to do about one of them."""
        where = reference.kind, bool(reference.origin)
        if where not in self.names:
            self.names[where] = Names(self._known(reference))
        if (*where, reference.target) not in self.hints:
            near = self.names[where].nearest(reference.target)
            self.hints[*where, reference.target] = near or self._next_step(reference.kind)
        return self.hints[*where, reference.target]

    def _known(self, reference: Reference) -> Iterable[str]:
        if reference.kind == "source":
            return self.archive.bibliography.sources
        if reference.origin:
            return (found.slug for found in self.archive.of_kind(reference.kind))
        return self.archive.names_of_kind(reference.kind)

    def _next_step(self, kind: str) -> str:
        if kind == "source":
            return f"Add it to {self.archive.bibliography.path}."
        if kind not in self.archive.kinds:
            return ""
        return f"Write its page, docs/{self.archive.kinds[kind].place_in_words}, or correct the name."


def _withheld(page: Page, reference: Reference) -> Problem:
    message = f"“{reference.target}” is a draft, under embargo or not public, so this page cannot refer to it."
    hint = "Take the reference out until it is published."
    return Problem(page.path, reference.line, Code.WITHHELD_REF, message, hint)


def sources_used(archive: Archive) -> Iterator[Problem]:
    """Every entry of the bibliography is cited somewhere."""
    if not archive.bibliography.sound or not all(page.sound for page in archive.all_pages()):
        return
    used = {ref.target for page in archive.all_pages() for ref in page.references if ref.kind == "source"}
    for source in archive.bibliography.sources.values():
        if source.key not in used:
            message = f"No page cites “{source.key}”."
            hint = "Cite it, or delete the entry."
            yield Problem(archive.bibliography.path, source.line, Code.UNUSED_SOURCE, message, hint)
