"""A build from the pages to the published site."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click
from filelock import FileLock, Timeout

from archive_model.kind import Audience
from archive_model.loading import build_day
from archive_model.part import WHOLE, Part
from archive_model.problem import Code, Problem
from archive_model.site import Site
from archive_output.search.index import write_search_index
from archive_output.search.pagefind import SearchIndexError
from archive_output.search.passages import MARKS, SearchMarks
from archive_staff.console import Console
from archive_staff.fingerprint import (
    Fingerprint,
    contents,
    digest_of,
    installed_packages,
    read_fingerprint,
    times,
)
from archive_staff.folder import ArchiveFolder
from archive_staff.merging import PartMark
from archive_staff.publication import publish, recover
from archive_staff.sphinx_process import SphinxProcess, SphinxRun, SphinxTask

TOOLS = "tools.txt"
"""In the work folder: the digest of what built it. Other tools build from an empty folder."""


class BuildBusyError(click.ClickException):
    """Two builds in one work folder would mix their pages."""

    def __init__(self) -> None:
        super().__init__(
            "Another build or preview of this site is running. Wait until it has ended, or end it, then try again."
        )


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
    part: Part = WHOLE
    """What is built where not all is."""

    @property
    def built(self) -> Path:
        """Where Sphinx writes."""
        return self.work / "site"

    @property
    def doctrees(self) -> Path:
        """Where Sphinx remembers."""
        return self.work / "doctrees"

    @property
    def search_marks(self) -> Path:
        """Where Sphinx leaves what the search index is told of the archive."""
        return self.doctrees / MARKS

    @property
    def fingerprint(self) -> Path:
        """How things stood when the site was published last."""
        return self.work / "fingerprint.json"

    @property
    def today(self) -> date:
        """The day that embargoes are measured by: that of ``SOURCE_DATE_EPOCH`` where it is set."""
        return build_day()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """How a build ended."""

    published: bool
    problems: tuple[Problem, ...] = ()
    pages: int = 0
    written: int = 0
    deleted: int = 0


class Building:
    """Builds of one site. Sphinx is started at the first and kept for the next."""

    def __init__(self, order: BuildOrder, console: Console) -> None:
        self.order, self.console = order, console
        self.sphinx = SphinxProcess(
            SphinxTask(
                docs=order.folder.docs,
                conf=order.folder.conf,
                out=order.built,
                doctrees=order.doctrees,
                edition=order.edition,
                jobs=order.jobs,
                strict=order.strict,
                only=order.part.only,
                without=order.part.without,
            )
        )

    def close(self) -> None:
        """End Sphinx; the next build starts it anew."""
        self.sphinx.close()

    def build_pages(self) -> SphinxRun:
        """Check the pages and build them where Sphinx works, out of readers' sight."""
        order = self.order
        if not self.sphinx.is_running:
            _forget_other_tools(order)
        with self.console.progress("Building pages") as step:
            run = self.sphinx.build(step)
        news = tuple(_news(run))
        self._begin_anew_after(news)
        if order.verbose or not (run.ok or run.problems):
            self.console.message(run.log)
        if not (run.ok or run.problems or news):
            news = (Problem("conf/conf.py", 1, Code.SPHINX, "Sphinx stopped.", _last_words(run.log)),)
        return replace(run, problems=tuple(sorted((*run.problems, *news))))

    def _begin_anew_after(self, news: tuple[Problem, ...]) -> None:
        """Forget all after a warning of no page, such as one of the settings: Sphinx gives it only once.

        Pages with warnings are made again by the next build; see ``archive_sphinx.session``.
        """
        docs = self.order.folder.docs
        if any(not (problem.path.endswith(".md") and (docs.parent / problem.path).is_file()) for problem in news):
            self.close()
            shutil.rmtree(self.order.work)


def build_archive(order: BuildOrder, console: Console) -> BuildReport:
    """Check the pages, build them, index them and, if all went well, publish them.

    :raises BuildBusyError: another build of the same site is running.
    """
    with only_build(order), closing(Building(order, console)) as building:
        recover(order.out)
        inputs = inputs_digest(order)
        known = read_fingerprint(order.fingerprint)
        if known and (known.inputs, known.site) == (inputs, digest_of(times(order.out))):
            return BuildReport(published=True, pages=known.pages)
        run = building.build_pages()
        if not run.ok or (run.problems and order.strict):
            return BuildReport(published=False, problems=run.problems)
        if order.search and (failure := _make_search_index(order, console)):
            return BuildReport(published=False, problems=(*run.problems, failure))
        if not order.part.is_whole:
            PartMark(state_digest(order), order.edition, run.names).write(order.built)
        written, deleted = publish(order.built, order.out)
        if not run.problems:
            Fingerprint(inputs, digest_of(times(order.out)), len(run.names)).write(order.fingerprint)
        return BuildReport(True, run.problems, len(run.names), written, deleted)


@contextmanager
def only_build(order: BuildOrder) -> Iterator[None]:
    """Hold the site for one build.

    :raises BuildBusyError: another build of the same site is running.
    """
    order.work.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(order.work.with_name(f"{order.work.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BuildBusyError from error
    try:
        yield
    finally:
        lock.release()


def _make_search_index(order: BuildOrder, console: Console) -> Problem | None:
    console.message("Making the search index")
    try:
        write_search_index(SearchMarks.read(order.search_marks), order.built, order.jobs)
    except SearchIndexError as error:
        return Problem(order.folder.docs.name, 1, Code.SPHINX, str(error))
    return None


def _news(run: SphinxRun) -> Iterator[Problem]:
    """What Sphinx says of places where nothing is known to be wrong.

    The extension reports the archive's own problems too, for those who run Sphinx by hand.
    """
    places = {(problem.path, problem.line) for problem in run.problems}
    for warning in dict.fromkeys(run.warnings):  # a page that is made twice is told of twice
        if warning.code is Code.SPHINX and (warning.path, warning.line) not in places:
            yield warning


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
    others = repr((order.edition, str(order.folder.docs))).encode()
    return digest_of((*contents(order.folder.conf), *installed_packages(), others))


def state_digest(order: BuildOrder) -> str:
    """A mark of the whole archive and of the tools, the same wherever the archive lies and whatever is built of it."""
    others = repr((order.edition, str(order.today))).encode()
    return digest_of((*contents(order.folder.conf), *contents(order.folder.docs), *installed_packages(), others))


def inputs_digest(order: BuildOrder) -> str:
    """A mark of everything that a site depends on: the tools, the pages, and the day, which ends embargoes."""
    others = repr((str(order.today), order.search, order.part)).encode()
    return digest_of((tools_digest(order).encode(), *contents(order.folder.docs), others))
