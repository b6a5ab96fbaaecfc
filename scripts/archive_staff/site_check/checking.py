"""All checks of a built site together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from archive_model.archive import Archive
from archive_model.permalinks import LEDGER
from archive_model.problem import Problem
from archive_model.site import Site
from archive_staff.site_check.built_site import BuiltSite
from archive_staff.site_check.compass import Compass
from archive_staff.site_check.findings import Sources
from archive_staff.site_check.ledger import ledger_problems
from archive_staff.site_check.links import link_findings
from archive_staff.site_check.validity import html_findings


@dataclass(frozen=True)
class SiteCheck:
    """A built site beside the archive of which it was made."""

    built: BuiltSite
    archive: Archive
    site: Site
    root: Path
    """The folder of the archive."""
    docs: Path

    @property
    def ledger(self) -> Path:
        """The file with all addresses that were ever published."""
        return self.docs / LEDGER

    @property
    def recorded(self) -> str:
        """What the ledger holds."""
        return self.ledger.read_text(encoding="utf-8-sig") if self.ledger.is_file() else ""

    def problems(self, *, with_html: bool = True) -> tuple[Problem, ...]:
        """All that is wrong, in the order of files and lines.

        :raises NoCheckerError: HTML is to be checked and nothing is installed for that.
        """
        compass = Compass(self.built, urlsplit(self.site.address) if self.site.address else None)
        sources = Sources(self.built, self.archive, self.root)
        found = chain(link_findings(compass), html_findings(self.built) if with_html else ())
        return tuple(sorted({*map(sources.problem, found), *self._of_addresses()}))

    def _of_addresses(self) -> Iterator[Problem]:
        return ledger_problems(self.built, self.recorded, self.archive.permalinks)
