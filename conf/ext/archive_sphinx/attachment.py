"""The archive within a build: loaded once before pages are read, and reached through its domain."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError
from sphinx.project import Project
from sphinx.roles import XRefRole
from sphinx.util import logging

from archive_model.archive import Archive
from archive_model.loading import Edition, build_day
from archive_model.part import Part
from archive_model.problem import Problem
from archive_model.shelf import PageShelf
from archive_model.site import HOME, Site, SiteError, load_site, load_whole
from archive_output.page_view import PageViews
from archive_output.stamp import Faces

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attached:
    """What a build knows before it reads a page. Workers inherit it when they are forked; it is never pickled."""

    archive: Archive
    site: Site
    views: PageViews
    faces: Faces


class ProblemsFoundError(ConfigError):
    """A strict build does not begin where the archive has problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class ArchiveProject(Project):
    """The documents of one edition of the archive, or of a part of it.

    Withheld pages are kept from Sphinx altogether, because ``{only}`` publishes headings, index entries and raw
    sources all the same (sphinx-doc/sphinx#1420). They are not among ``exclude_patterns``, because whenever those
    change, Sphinx reads every page again.
    """

    chosen: frozenset[str] = frozenset()

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """The documents that were chosen."""
        self.docnames = super().discover(exclude_paths, include_paths) & self.chosen
        return self.docnames


class Attachment:
    """Loads the archive of one build and hands it to the domain."""

    site: Site
    archive: Archive
    problems: tuple[Problem, ...]

    def __init__(self) -> None:
        self.faces = Faces()
        self.shelf = PageShelf()

    def load(self, app: Sphinx, config: Config) -> None:
        """Load the archive, and make a role of each kind, before Sphinx makes its domain (``config-inited``)."""
        file = Path(app.confdir) / config.archive_site
        try:
            self.site = load_site(file)
        except SiteError as error:
            raise ProblemsFoundError(error.problems) from error
        self._read(app, config)
        for kind in self.archive.kinds:
            app.add_role_to_domain("archive", kind, _record_role())

    def _read(self, app: Sphinx, config: Config) -> None:
        edition = Edition(config.archive_edition, build_day())
        file = Path(app.confdir) / config.archive_site
        self.archive, self.problems = load_whole(
            self.site, file, Path(app.srcdir), edition, shelf=self.shelf, jobs=app.parallel
        )
        if self.problems and config.archive_strict:
            raise ProblemsFoundError(self.problems)

    def load_again(self, app: Sphinx) -> None:
        """Look at the pages again, in a build that goes on after another."""
        self._read(app, app.config)
        self.attach(app)

    def chosen(self, config: Config) -> frozenset[str]:
        """The documents to build. Each part has the home page, without which Sphinx builds nothing."""
        part = Part(tuple(config.archive_only), tuple(config.archive_without))
        return frozenset(name for name in self.archive.pages if name == HOME or part.holds(name))

    def attach(self, app: Sphinx) -> None:
        """Give the archive to the domain and report what is wrong with it (``builder-inited``).

        The domain is not pickled, so the archive is not either (``BuildEnvironment.__getstate__``).
        """
        from archive_sphinx.domain import domain_of  # noqa: PLC0415 - the domain imports this module

        domain = domain_of(app.env)
        domain.attachment = self
        domain.attached = Attached(self.archive, self.site, PageViews(self.archive, self.site), self.faces)
        project = ArchiveProject(app.srcdir, app.config.source_suffix)
        project.restore(app.project)
        project.chosen = self.chosen(app.config)
        app.project = app.env.project = project
        self._report(app)
        gc.collect()
        gc.freeze()  # the archive lives to the end of the build; looking through it again and again is waste

    def _report(self, app: Sphinx) -> None:
        root = Path(app.srcdir).parent
        for problem in self.problems:
            text = f"{problem.message} {problem.hint}".rstrip()
            location = f"{root / problem.path}:{problem.line}"
            logger.warning(text, location=location, type="archive", subtype=str(problem.code))


def attached(env: BuildEnvironment) -> Attached:
    """The archive of a build."""
    from archive_sphinx.domain import domain_of  # noqa: PLC0415 - the domain imports this module

    return domain_of(env).attached


def _record_role() -> XRefRole:
    from archive_sphinx.domain import RecordRole  # noqa: PLC0415 - the domain imports this module

    return RecordRole(warn_dangling=True)


def setup(app: Sphinx) -> None:
    """Register what ``conf.py`` may say, and load the archive as early as Sphinx allows."""
    app.add_config_value("archive_site", "site.toml", "env", (str,))
    app.add_config_value("archive_edition", "public", "env", (str,))
    app.add_config_value("archive_strict", default=False, rebuild="", types=(bool,))
    app.add_config_value("archive_only", default=(), rebuild="", types=(tuple, list))
    app.add_config_value("archive_without", default=(), rebuild="", types=(tuple, list))
    attachment = Attachment()
    app.connect("config-inited", attachment.load)
    app.connect("builder-inited", attachment.attach)
