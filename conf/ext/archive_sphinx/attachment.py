"""The archive within a build: loaded once before pages are read, and reached through its domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.errors import ConfigError
from sphinx.roles import XRefRole
from sphinx.util import logging

from archive_model.archive import Archive
from archive_model.loading import Edition, build_day
from archive_model.problem import Problem
from archive_model.site import Site, SiteError, load_site, load_whole
from archive_output.continuation import Continuations
from archive_output.page_view import PageView, page_views

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from archive_sphinx.domain import ArchiveDomain

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attached:
    """What a build knows before it reads a page. Workers inherit it when they are forked; it is never pickled."""

    archive: Archive
    site: Site
    views: Mapping[str, PageView]
    continuations: Continuations


def attached(env: BuildEnvironment) -> Attached:
    """The archive of a build."""
    domain = cast("ArchiveDomain", env.domains["archive"])
    return domain.attached


class Attachment:
    """Loads the archive of one build and hands it to the domain."""

    def __init__(self) -> None:
        self.site: Site | None = None
        self.archive: Archive | None = None
        self.problems: tuple[Problem, ...] = ()

    def choose_pages(self, app: Sphinx, config: Config) -> None:
        """Load the archive and leave out what its edition withholds (``config-inited``).

        Withheld pages are kept from Sphinx altogether, because ``{only}`` publishes headings, index entries and
        raw sources all the same (sphinx-doc/sphinx#1420).
        Later than this event the configuration must not change, or the next build reads everything again.
        """
        file = Path(app.confdir) / config.archive_site
        try:
            self.site = load_site(file)
        except SiteError as error:
            raise ConfigError(str(error)) from error
        edition = Edition(config.archive_edition, build_day())
        self.archive, self.problems = load_whole(self.site, file, Path(app.srcdir), edition)
        withheld = (f"{docname}.md" for docname in sorted(self.archive.withheld))
        config.exclude_patterns = [*config.exclude_patterns, *withheld]
        for kind in self.archive.kinds:
            app.add_role_to_domain("archive", kind, _record_role())

    def attach(self, app: Sphinx) -> None:
        """Give the archive to the domain and report what is wrong with it (``builder-inited``).

        The domain is not pickled, so the archive is not either (``BuildEnvironment.__getstate__``).
        """
        assert self.site is not None
        assert self.archive is not None
        domain = cast("ArchiveDomain", app.env.domains["archive"])
        views = page_views(self.archive, self.site)
        domain.attached = Attached(self.archive, self.site, views, Continuations(self.archive))
        root = Path(app.srcdir).parent
        for problem in self.problems:
            text = f"{problem.message} {problem.hint}".rstrip()
            location = f"{root / problem.path}:{problem.line}"
            logger.warning(text, location=location, type="archive", subtype=str(problem.code))


def _record_role() -> XRefRole:
    from archive_sphinx.domain import RecordRole  # noqa: PLC0415 - the domain imports this module

    return RecordRole(warn_dangling=True)


def setup(app: Sphinx) -> None:
    """Register what ``conf.py`` may say, and load the archive as early as Sphinx allows."""
    app.add_config_value("archive_site", "site.toml", "env", (str,))
    app.add_config_value("archive_edition", "public", "env", (str,))
    attachment = Attachment()
    app.connect("config-inited", attachment.choose_pages)
    app.connect("builder-inited", attachment.attach)
