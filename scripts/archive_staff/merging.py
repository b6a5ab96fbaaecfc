"""The parts of an archive, built side by side, as one site under one address."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from archive_model.archive import Archive
from archive_model.problem import Code, Problem
from archive_output.collected import SITEMAP, merge_sitemaps
from archive_output.files import share
from archive_output.inventory import merge_inventories
from archive_output.search.index import FOLDER, join_search_indexes
from archive_output.search.passages import SearchMarks
from archive_staff.fingerprint import files_below
from archive_staff.publication import same_content

MARK = "part.json"
"""In the folder of a part: what it was made from and which pages it holds. It is no file of the merged site."""
INVENTORY = "objects.inv"
SHARED = (MARK, INVENTORY, SITEMAP)
"""Files that each part has of its own, and the merged site has once."""


@dataclass(frozen=True, slots=True)
class PartMark:
    """What a part was made from."""

    inputs: str
    """A digest of the whole archive and of the tools, alike in all parts of one build."""
    edition: str
    pages: Sequence[str]

    def write(self, folder: Path) -> None:
        """Put the mark into the folder of the part."""
        text = json.dumps(asdict(self), indent=1)
        (folder / MARK).write_text(text + "\n", encoding="utf-8", newline="\n")


def read_part(folder: Path) -> PartMark:
    """The mark of a part.

    :raises click.UsageError: the folder holds no part.
    """
    try:
        return PartMark(**json.loads((folder / MARK).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        message = f"The folder {folder} holds no part. Build one with “archive build --only FOLDER” first."
        raise click.UsageError(message) from error


def part_problems(archive: Archive, parts: Mapping[Path, PartMark]) -> Iterator[Problem]:
    """Why parts are not the whole archive: they come from different pages, or do not hold all."""
    first, *others = parts.items()
    for folder, mark in others:
        if mark.inputs != first[1].inputs:
            message = f"It was not built from the same pages, settings and programs as {first[0]}."
            yield Problem(folder.as_posix(), 1, Code.PART, message, "Build all parts again from the same state.")
    held = {name for mark in parts.values() for name in mark.pages}
    for name, page in archive.pages.items():
        if name not in held:
            hint = f"Build --only {name.rpartition('/')[0] or name} too."
            yield Problem(page.path, 1, Code.PART, "No part holds this page.", hint)


def merge_parts(archive: Archive, folders: Sequence[Path], merged: Path) -> tuple[Problem, ...]:
    """Put the parts together in an empty folder; what they have in common must be alike."""
    shutil.rmtree(merged, ignore_errors=True)
    merged.mkdir(parents=True)
    problems = tuple(_differences(folders, merged))
    join_search_indexes(SearchMarks.of(archive), folders, merged)
    inventories = [(folder / INVENTORY).read_bytes() for folder in folders]
    maps = [file.read_text(encoding="utf-8") for folder in folders if (file := folder / SITEMAP).is_file()]
    if maps:
        (merged / SITEMAP).write_text(merge_sitemaps(maps), encoding="utf-8", newline="\n")
    (merged / INVENTORY).write_bytes(merge_inventories(inventories))
    return problems


def _differences(folders: Sequence[Path], merged: Path) -> Iterator[Problem]:
    """Share all files, and tell of those that are not alike in two parts."""
    for folder in folders:
        for path, entry in files_below(folder):
            if path in SHARED or path.startswith(f"{FOLDER}/"):
                continue
            target = merged / path
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                share(Path(entry.path), target)
            elif not same_content(Path(entry.path), target):
                message = f"The file {path} is not the same as in another part."
                yield Problem(folder.as_posix(), 1, Code.PART, message, "Build all parts again from the same state.")
