"""The only way in: from the folder of pages to the archive and all that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from archive_model.archive import Archive
from archive_model.bibliography import BIBLIOGRAPHY
from archive_model.checks import archive_problems
from archive_model.collection import paused_collection
from archive_model.kind import Audience, Kinds
from archive_model.kinds import KINDS
from archive_model.link_record import RECORD
from archive_model.page import Page
from archive_model.permalinks import LEDGER
from archive_model.problem import Code, Problem
from archive_model.shelf import PageShelf

BESIDE_PAGES = (BIBLIOGRAPHY, LEDGER, RECORD)
FREE_FOLDERS = ("media",)
"""Folders whose files are shown by pages and are no pages themselves."""


@dataclass(frozen=True, slots=True)
class Edition:
    """For whom an archive is made, and when: it decides which pages are left out."""

    audience: Audience = "public"
    today: date = date.max
    """``date.max`` looks past every embargo; a build passes the day on which it runs."""

    def holds(self, page: Page) -> bool:
        """Whether the page is in this edition."""
        return page.record is None or page.record.is_in(self.audience, self.today)


def build_day() -> date:
    """The day of a build, or that of ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


def load_archive(
    docs: Path,
    docnames: Iterable[str] | None = None,
    *,
    kinds: Kinds = KINDS,
    edition: Edition | None = None,
    shelf: PageShelf | None = None,
    jobs: int = 1,
) -> tuple[Archive, tuple[Problem, ...]]:
    """Read the pages under ``docs``, or only those named, and check them.

    What lies on the ``shelf`` and has not changed is not read again; many pages are read by up to ``jobs`` processes.
    Problems come in the order of files and lines, each file named by its path from the folder around ``docs``.
    """
    docs = docs.resolve()
    problems: list[Problem] = []
    names = sorted(docnames) if docnames is not None else list(_docnames(docs, problems))
    chosen, kept = edition or Edition(), shelf or PageShelf()
    held: dict[str, Page] = {}
    withheld: dict[str, Page] = {}
    with paused_collection():
        readings, beside = kept.load(docs, names, kinds, jobs)
        for docname, (page, found) in readings.items():
            (held if chosen.holds(page) else withheld)[docname] = page
            problems += found
        (bibliography, *_), (permalinks, *_), (link_record, *_) = beside
        archive = Archive(held, kinds, bibliography, withheld, permalinks, link_record)
        for _read, wrong in beside:
            problems += wrong
        problems += archive_problems(archive)
    return archive, tuple(sorted(set(problems)))


def _path(docs: Path, name: str) -> str:
    return f"{docs.name}/{name}"


def _docnames(docs: Path, problems: list[Problem]) -> Iterator[str]:
    for name in sorted(_files(docs)):
        folder, _, file = name.rpartition("/")
        if name in BESIDE_PAGES or folder.split("/")[0] in FREE_FOLDERS or file.startswith((".", "~$", "_")):
            continue
        if name.endswith(".md"):
            yield name.removesuffix(".md")
            continue
        message = f"“{file}” is not a page; pages are Markdown files that end in .md."
        stem, _, ending = file.rpartition(".")
        hint = "Move pictures and other files to docs/media/, or delete it."
        if ending.lower() == "md":
            hint = f"Rename it to {stem}.md."
        problems.append(Problem(_path(docs, name), 1, Code.LOCATION, message, hint))


def _files(docs: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(docs):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        within = Path(folder).relative_to(docs).as_posix()
        for file in files:
            yield file if within == "." else f"{within}/{file}"
