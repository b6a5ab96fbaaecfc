"""Records and sources by words of their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from rapidfuzz import fuzz

from archive_model.archive import Archive
from archive_model.headings import without_accents

ENOUGH = 80
"""Least likeness, out of 100, at which a name is worth showing."""
WHOLE = 99
"""The same where the name holds the words as they are."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One record or source."""

    id: str
    """How fields name it."""
    mark: str
    """How a page refers to it."""
    title: str
    path: str
    line: int

    def as_json(self) -> dict[str, str | int]:
        """The finding as plain data."""
        return asdict(self)


def find_records(archive: Archive, words: str, kind: str | None = None, least: float = ENOUGH) -> list[Finding]:
    """What bears the words in its names, the best first; accents, case and small slips do not matter."""
    wanted = _folded(words)
    scored = []
    for found_kind, names, finding in _candidates(archive):
        if kind in (None, found_kind):
            likeness = max(_likeness(wanted, _folded(name)) for name in names)
            if likeness >= least:
                scored.append((-likeness, finding.mark, finding))
    return [finding for _likeness_, _mark, finding in sorted(scored, key=lambda row: row[:2])]


def _candidates(archive: Archive) -> Iterator[tuple[str, list[str], Finding]]:
    for page in (*archive.pages.values(), *archive.withheld.values()):
        if page.kind:
            names = [page.slug, page.title]
            names += page.names
            mark = f"{{{page.kind.name}}}`{page.slug}`"
            yield page.kind.name, names, Finding(page.slug, mark, page.title, page.path, 1)
    for source in archive.bibliography.sources.values():
        finding = Finding(source.key, f"{{cite}}`{source.key}`", source.title, archive.bibliography.path, source.line)
        yield "source", [source.key, source.title, source.publisher], finding


def _likeness(wanted: str, name: str) -> float:
    if wanted == name:
        return 101
    if wanted in name:
        return 100 - min(len(name) - len(wanted), 99) / 100
    within = fuzz.partial_ratio(wanted, name) if len(wanted) <= len(name) else 0
    return max(fuzz.ratio(wanted, name) * 0.98, within * 0.9)


def _folded(text: str) -> str:
    return " ".join(without_accents(text).replace("-", " ").split())
