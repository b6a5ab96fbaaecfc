"""The settings of one body's archive: ``site.toml``."""

from __future__ import annotations

import importlib
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from archive_model.archive import Archive
from archive_model.fields import About, PlainText, WebAddress
from archive_model.kind import Kinds
from archive_model.kinds import KINDS
from archive_model.loading import Edition, load_archive
from archive_model.problem import Code, Problem
from archive_model.record import parse_record
from archive_model.shelf import PageShelf
from archive_model.suggestion import did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """Under what terms the text may be used."""

    name: Annotated[PlainText, About("Name")]
    url: Annotated[WebAddress, About("Address")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Who publishes the archive, under what name and where."""

    title: Annotated[PlainText, About("Title", "The name of the archive.")]
    owner: Annotated[PlainText, About("Owner", "The body that publishes it.")]
    owner_url: Annotated[WebAddress | None, About("Owner's website")] = None
    description: Annotated[PlainText, About("Description", "One plain sentence on what it holds.")] = ""
    address: Annotated[
        WebAddress | None, About("Address", "Where it is published, ending in a slash; none while not known.")
    ] = None
    preview: Annotated[
        PlainText, About("Preview", "The picture beside a link to it in a chat: a PNG under docs/, 1200 by 630.")
    ] = ""
    language: Annotated[PlainText, About("Language", "Of the pages, as in HTML: en-GB.")] = "en-GB"
    licence: Annotated[Licence | None, About("Licence")] = None
    contact: Annotated[WebAddress | None, About("Contact", "A page with ways to write to the owner.")] = None
    repository: Annotated[
        WebAddress | None, About("Repository", "Where the pages are kept on GitHub; readers suggest corrections there.")
    ] = None
    branch: Annotated[PlainText, About("Branch", "Of the repository, from which the archive is published.")] = "main"
    exit_to: Annotated[
        WebAddress | None, About("Exit to", "Where “Exit this page” leads: a website that nobody wonders about.")
    ] = None
    exit_help: Annotated[PlainText, About("Help for the exit", "The page that says what leaving does not hide.")] = ""
    doors: Annotated[tuple[PlainText, ...], About("Doors", "Pages that the sidebar always shows.")] = ()
    search_help: Annotated[PlainText, About("Help for the search", "The page that explains it.")] = ""
    extra_kinds: Annotated[
        tuple[PlainText, ...], About("Extra kinds", "Python modules, each with a KIND, that add kinds of record.")
    ] = ()

    def kinds(self) -> Kinds:
        """The kinds of record that this archive holds."""
        return KINDS.with_more(*(importlib.import_module(name).KIND for name in self.extra_kinds))


HOME = "index"
"""The page at which readers arrive."""


class SiteError(Exception):
    """The settings cannot be used; carries the problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def load_site(file: Path) -> Site:
    """Read ``site.toml``. Modules of extra kinds may lie beside it.

    :raises SiteError: the file is missing, not TOML, or holds wrong settings.
    """
    path = f"{file.parent.name}/{file.name}"
    problems: list[Problem] = []
    try:
        text = file.read_bytes().decode("utf-8-sig")
        data = tomllib.loads(text.replace("\r\n", "\n"))
    except FileNotFoundError as error:
        hint = "Copy it from the archive's repository and fill it in."
        raise SiteError((Problem(path, 1, Code.SITE, "The settings are missing.", hint),)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"The settings cannot be read: {error}."
        raise SiteError((Problem(path, 1, Code.SITE, message, "Compare the line with those around it."),)) from error

    def report(where: tuple[str | int, ...], _code: Code, message: str, hint: str) -> None:
        key = str(where[-1]) if len(where) > 1 else ""
        line = next((n for n, row in enumerate(text.splitlines(), 1) if key and row.lstrip().startswith(key)), 1)
        problems.append(Problem(path, line, Code.SITE, message, hint))

    site = parse_record(Site, data, ("site",), report)
    if site is None:
        raise SiteError(tuple(problems))
    if site.extra_kinds and str(file.parent) not in sys.path:
        sys.path.append(str(file.parent))
    return site


def load_whole(
    site: Site, file: Path, docs: Path, edition: Edition, *, shelf: PageShelf | None = None, jobs: int = 1
) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive of a site, and all that is wrong with its pages and with its entrances in ``file``."""
    archive, problems = load_archive(docs, kinds=site.kinds(), edition=edition, shelf=shelf, jobs=jobs)
    return archive, (*problems, *_entrance_problems(site, file, docs, archive))


def _entrance_problems(site: Site, file: Path, docs: Path, archive: Archive) -> Iterator[Problem]:
    """A missing home page, and pages and pictures that ``site.toml`` names and that are not there."""
    if HOME not in archive.pages:
        yield Problem(f"docs/{HOME}.md", 1, Code.LOCATION, "There is no home page.", f"Write docs/{HOME}.md.")
    rows = file.read_text(encoding="utf-8-sig").splitlines()

    def wrong(key: str, value: str, what: str, hint: str) -> Problem:
        line = next((number for number, row in enumerate(rows, 1) if f'"{value}"' in row), 1)
        return Problem(f"{file.parent.name}/{file.name}", line, Code.SITE, f"{key}: no {what} “{value}”.", hint)

    if site.preview and not (docs / site.preview).is_file():
        hint = f"Put the picture there, below {docs.name}/, or leave the setting out."
        yield wrong("preview", site.preview, "picture", hint)
    named = [("doors", door) for door in site.doors]
    named += [(key, page) for key, page in (("search-help", site.search_help), ("exit-help", site.exit_help)) if page]
    for key, door in named:
        if door not in archive.pages:
            hint = did_you_mean(door, archive.pages) or "Write its path under docs/ without the ending .md."
            yield wrong(key, door, "page", hint)
