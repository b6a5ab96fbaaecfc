"""``archive check --site``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive_model.loading import Edition, build_day
from archive_model.permalinks import LEDGER
from archive_staff.console import Console, count
from archive_staff.folder import ArchiveFolder
from archive_staff.ledger import Ledger
from archive_staff.publication import is_site

if TYPE_CHECKING:
    from archive_staff.site_check.checking import SiteCheck

BUILT = "."
"""Stands for the site that ``archive build`` makes, where no folder is named."""


def check_site(folder: ArchiveFolder, site: str, console: Console, *, with_html: bool, write: bool) -> None:
    """Check a built site, and record its new addresses where that is wanted; ends with 1 where something is wrong."""
    from archive_staff.site_check.built_site import read_site  # noqa: PLC0415 - slow, and only needed here
    from archive_staff.site_check.checking import SiteCheck  # noqa: PLC0415
    from archive_staff.site_check.validity import NoCheckerError  # noqa: PLC0415

    root = built_root(folder, None if site == BUILT else Path(site))
    settings, jobs = folder.site(console), os.cpu_count() or 1
    archive, _problems = folder.load(settings, Edition(today=build_day()), jobs=jobs)
    check = SiteCheck(read_site(root, jobs), archive, settings, folder.root, folder.docs)
    if write:
        _record(check, folder, console)
    try:
        problems = check.problems(with_html=with_html)
    except NoCheckerError:
        problems = check.problems(with_html=False)
        console.message("Whether the pages are valid HTML was not checked. To check it too: uv sync")
    console.show_problems(problems)
    console.message(f"{count(len(check.built.pages), 'built page')} checked, {count(len(problems), 'problem')}.")
    if problems:
        raise SystemExit(1)


def built_root(folder: ArchiveFolder, site: Path | None) -> Path:
    """The folder of the built site, that of ``archive build`` where none is named.

    :raises click.UsageError: there is no site in it.
    """
    root = (site or folder.default_out("public")).resolve()
    if not is_site(root):
        raise click.UsageError(f"There is no built archive in {root}. Build it first: archive build")
    return root


def _record(check: SiteCheck, folder: ArchiveFolder, console: Console) -> None:
    """Write the addresses that are not in the ledger yet."""
    from archive_staff.site_check.ledger import new_addresses  # noqa: PLC0415

    new = new_addresses(check.built, check.recorded)
    if not new:
        return

    def added(text: str) -> str:
        ledger = Ledger(text)
        ledger.add(new)
        return str(ledger)

    path = folder.rewrite(LEDGER, added)
    console.message(f"{count(len(new), 'new address', 'new addresses')} recorded in {path}.")
