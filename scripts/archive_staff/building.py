"""A build from the pages to the published site."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import distributions
from pathlib import Path

import click
from filelock import FileLock, Timeout

from archive_model.kind import Audience
from archive_model.loading import Edition, build_day
from archive_model.problem import Code, Problem
from archive_model.site import Site
from archive_output.search_index import SearchIndexError, write_search_index
from archive_staff.console import Console
from archive_staff.folder import ArchiveFolder
from archive_staff.publication import publish, recover
from archive_staff.sphinx_process import SphinxTask, run_sphinx

TOOLS = "tools.txt"
"""In the work folder: the digest of what built it. Other tools build from an empty folder."""


class BuildBusyError(click.ClickException):
    """Two builds in one work folder would mix their pages."""

    def __init__(self) -> None:
        super().__init__("Another build of this site is running. Wait until it has ended, then try again.")


@dataclass(frozen=True, slots=True)
class BuildOrder:
    """What is to be built."""

    folder: ArchiveFolder
    site: Site
    out: Path
    """Where readers find the site."""
    work: Path
    """Where Sphinx builds and remembers; readers never see it."""
    edition: Audience = "public"
    jobs: int = 1
    strict: bool = True
    verbose: bool = False
    search: bool = True

    @property
    def built(self) -> Path:
        """Where Sphinx writes."""
        return self.work / "site"

    @property
    def doctrees(self) -> Path:
        """Where Sphinx remembers."""
        return self.work / "doctrees"

    @property
    def today(self) -> date:
        """The day that embargoes are measured by: that of ``SOURCE_DATE_EPOCH`` where it is set."""
        return build_day()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """How a build ended."""

    published: bool
    problems: tuple[Problem, ...]
    pages: int = 0
    written: int = 0
    deleted: int = 0


def build_archive(order: BuildOrder, console: Console) -> BuildReport:
    """Check the pages, build them, index them and, if all went well, publish them.

    :raises BuildBusyError: another build of the same site is running.
    """
    order.work.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(order.work.with_name(f"{order.work.name}.lock"))
    try:
        with lock.acquire(timeout=0):
            return _build(order, console)
    except Timeout as error:
        raise BuildBusyError from error


def _build(order: BuildOrder, console: Console) -> BuildReport:
    recover(order.out)
    archive, problems = order.folder.load(order.site, Edition(order.edition, order.today))
    if problems and order.strict:
        return BuildReport(published=False, problems=problems)
    ok, said = _build_pages(order, console)
    problems = (*problems, *_news(problems, said))
    if not ok or (problems and order.strict):
        return BuildReport(published=False, problems=problems)
    if order.search and (failure := _make_search_index(order, console)):
        return BuildReport(published=False, problems=(*problems, failure))
    written, deleted = publish(order.built, order.out)
    return BuildReport(True, problems, len(archive.pages), written, deleted)


def _build_pages(order: BuildOrder, console: Console) -> tuple[bool, tuple[Problem, ...]]:
    """Let Sphinx build the pages; whether it could, and what it says of them."""
    _forget_other_tools(order)
    task = SphinxTask(
        docs=order.folder.docs,
        conf=order.folder.conf,
        out=order.built,
        doctrees=order.doctrees,
        edition=order.edition,
        jobs=order.jobs,
    )
    with console.progress("Building pages") as step:
        run = run_sphinx(task, step)
    _forget_pages(order, run.problems)
    if order.verbose or not run.ok:
        console.message(run.log)
    if run.ok or run.problems:
        return run.ok, run.problems
    return False, (Problem("conf/conf.py", 1, Code.SPHINX, "Sphinx stopped.", _last_words(run.log)),)


def _make_search_index(order: BuildOrder, console: Console) -> Problem | None:
    console.message("Making the search index")
    try:
        write_search_index(order.built)
    except SearchIndexError as error:
        return Problem(order.folder.docs.name, 1, Code.SPHINX, str(error))
    return None


def _forget_pages(order: BuildOrder, problems: tuple[Problem, ...]) -> None:
    """Let the next build read pages with problems again; Sphinx is silent about pages that it does not read."""
    for path in {problem.path for problem in problems}:
        page = path.removeprefix(f"{order.folder.docs.name}/").removesuffix(".md")
        doctree = order.doctrees / f"{page}.doctree"
        if not doctree.is_file():
            shutil.rmtree(order.work)  # a problem of no page, such as one of the settings
            return
        doctree.unlink()


def _news(known: tuple[Problem, ...], said: tuple[Problem, ...]) -> Iterator[Problem]:
    """What Sphinx says of places where nothing is known to be wrong.

    The extension reports the archive's own problems too, for those who run Sphinx by hand.
    """
    places = {(problem.path, problem.line) for problem in known}
    return (problem for problem in said if problem.code is Code.SPHINX and (problem.path, problem.line) not in places)


def _last_words(log: str) -> str:
    return " ".join(log.strip().splitlines()[-3:])


def _forget_other_tools(order: BuildOrder) -> None:
    """Empty the work folder where the settings, the theme or the programs are not those that filled it."""
    mark = order.work / TOOLS
    tools = tools_digest(order)
    if not mark.is_file() or mark.read_text(encoding="utf-8") != tools:
        shutil.rmtree(order.work, ignore_errors=True)
        order.work.mkdir(parents=True)
        mark.write_text(tools, encoding="utf-8")


def tools_digest(order: BuildOrder) -> str:
    """A mark of everything besides the pages that a built page depends on."""
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(file for file in order.folder.conf.rglob("*") if file.is_file()):
        if "__pycache__" not in file.parts:
            digest.update(file.relative_to(order.folder.conf).as_posix().encode())
            digest.update(file.read_bytes())
    digest.update(repr(sorted(f"{found.name}=={found.version}" for found in distributions())).encode())
    digest.update(repr((order.edition, str(order.folder.docs))).encode())
    return digest.hexdigest()
