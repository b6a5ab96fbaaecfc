"""The folder of an archive: where its pages, its settings and what is built from them lie."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from archive_model.archive import Archive
from archive_model.loading import Edition
from archive_model.part import WHOLE, Part
from archive_model.problem import Problem
from archive_model.site import Site, SiteError, load_site, load_whole
from archive_staff.console import Console
from archive_staff.revision import NotWrittenError, changed_or_new
from archive_staff.transaction import take_back


@dataclass(frozen=True, slots=True)
class ArchiveFolder:
    """The places of one archive."""

    root: Path
    docs: Path

    @property
    def conf(self) -> Path:
        """Sphinx's settings, the theme and ``site.toml``."""
        return self.root / "conf"

    def default_out(self, edition: str, part: Part = WHOLE) -> Path:
        """Where an edition, or a part of it, is built."""
        if part.is_whole:
            return self.root / "_build" / edition
        return self.root / "_build" / "parts" / part.name

    def work(self, edition: str, out: Path) -> Path:
        """Where Sphinx works for a site, apart from all other sites."""
        name = edition if out == self.default_out(edition) else f"{edition}-{_mark(out)}"
        return self.root / "_build" / "work" / name

    @property
    def stage(self) -> Path:
        """Where a file is written before it takes its place among the pages."""
        return self.root / "_build" / "stage"

    @property
    def settings(self) -> Path:
        """The file with the settings."""
        return self.conf / "site.toml"

    def rewrite(self, name: str, change: Callable[[str], str]) -> str:
        """Change a file below ``docs``, or begin it; what messages call it.

        :raises click.UsageError: it could not be written, and is left as it is.
        """
        path = f"{self.docs.name}/{name}"
        try:
            changed_or_new(self.docs / name, path, change).write(self.stage)
        except (NotWrittenError, FileExistsError) as error:
            raise click.UsageError(str(error)) from error
        return path

    def load(self, site: Site, edition: Edition, jobs: int = 1) -> tuple[Archive, tuple[Problem, ...]]:
        """The archive, read by up to ``jobs`` processes, and all that is wrong with its pages and its entrances."""
        return load_whole(site, self.settings, self.docs, edition, jobs=jobs)

    def site(self, console: Console) -> Site:
        """The settings; ends the command with their problems where they are wrong."""
        try:
            return load_site(self.settings)
        except SiteError as error:
            console.show_problems(error.problems)
            raise SystemExit(2) from error


def _mark(path: Path) -> str:
    return hashlib.blake2b(str(path).encode(), digest_size=4).hexdigest()


def find_folder(docs: Path | None) -> ArchiveFolder:
    """The archive around ``docs`` or, where that lies in none, around the current folder.

    What a command that was killed has left unfinished there is taken back first.

    :raises click.UsageError: there is none, or what was left cannot be taken back.
    """
    here = Path.cwd()
    around = [docs.resolve().parent, *docs.resolve().parents] if docs else []
    for folder in (*around, here, *here.parents):
        if all((folder / "conf" / name).is_file() for name in ("site.toml", "conf.py")):
            chosen = docs.resolve() if docs else folder / "docs"
            if not chosen.is_dir():
                raise click.UsageError(f"There is no folder {chosen}. Name the folder with the pages after --docs.")
            return _tidied(ArchiveFolder(folder, chosen))
    raise click.UsageError("This is not the folder of an archive. Go to the folder that holds conf and docs first.")


def _tidied(folder: ArchiveFolder) -> ArchiveFolder:
    try:
        unfinished = take_back(folder.stage)
    except NotWrittenError as error:
        raise click.UsageError(str(error)) from error
    if unfinished:
        files = ", ".join(unfinished)
        Console().message(f"A command was stopped before it had written all of {files}. What it had begun was undone.")
    return folder


DOCS: dict[str, Any] = {
    "type": click.Path(exists=True, file_okay=False, path_type=Path),
    "help": "The folder with the pages, where it is not docs/.",
}
DOCS_OPTION = click.option("--docs", **DOCS)
