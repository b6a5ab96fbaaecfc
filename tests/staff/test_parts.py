"""An archive built in parts and put together is the archive built at once."""

from __future__ import annotations

import shutil
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from archive_output.search.index import index_folder
from archive_output.search.pagefind import PagefindIndex
from archive_output.search.words import read_words
from archive_staff.__main__ import archive
from archive_staff.folder import ArchiveFolder

EDITION = "conferences/riverside-2024"
FACETS = ("facets/country.json", "facets/kind.json", "facets/theme.json")


def call(*words: str) -> Result:
    return CliRunner().invoke(archive, words)


@pytest.fixture
def parts(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The edition, which another page links to, and all else."""
    monkeypatch.chdir(tiny.root)
    about = "---\ntitle: About\n---\n\n[The first day](../conferences/riverside-2024/day-1.md#nets) was long.\n"
    (tiny.docs / "about").mkdir()
    (tiny.docs / "about" / "index.md").write_text(about, encoding="utf-8", newline="\n")
    for option in ("--only", "--except"):
        done = call("build", option, EDITION)
        assert done.exit_code == 0, done.output
    folder = tiny.root / "_build" / "parts"
    return folder / "conferences-riverside-2024", folder / "not-conferences-riverside-2024"


def site_of(folder: Path) -> dict[str, bytes]:
    """The files besides the search index, whose parts follow each other in another order."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return {name: file.read_bytes() for name, file in files.items() if not name.startswith("pagefind/")}


def test_merged_parts_are_the_whole_site(tiny: ArchiveFolder, parts: tuple[Path, Path]) -> None:
    first, second = (site_of(part) for part in parts)
    assert f"{EDITION}/day-1.html" in first
    assert f"{EDITION}/day-1.html" not in second
    merged = call("merge", *map(str, parts))
    assert merged.exit_code == 0, merged.output
    assert call("build", "--out", "whole").exit_code == 0
    one, other = site_of(tiny.root / "_build" / "public"), site_of(tiny.root / "whole")
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []


def searched(site: Path) -> dict[str, object]:
    """What the search knows of a site: its words with their pages, its facets, and where passages begin."""
    folder = index_folder(site)
    assert folder is not None
    index = PagefindIndex.read(folder)
    words = {word: sorted(pages_of(index, places)) for word, places, _variants in index.words()}
    files = {path: (folder / path).read_bytes() for path in ("passages.json", *FACETS)}
    return {"words": words, "counted": read_words(folder), "files": files}


def pages_of(index: PagefindIndex, places: list[list[Any]]) -> list[str]:
    """The pages on which a word stands, by the names that tell their order."""
    numbers = accumulate(difference for difference, *_rest in places)
    return [index.pages[number][0] for number in numbers]


def test_merged_search_is_that_of_the_whole(tiny: ArchiveFolder, parts: tuple[Path, Path]) -> None:
    assert call("merge", *map(str, parts)).exit_code == 0
    assert call("build", "--out", "whole").exit_code == 0
    assert searched(tiny.root / "_build" / "public") == searched(tiny.root / "whole")


def test_missing_part_is_named_page_by_page(parts: tuple[Path, Path]) -> None:
    done = call("merge", str(parts[0]))
    assert done.exit_code == 1
    assert "docs/operations/clear-water.md:1: No part holds this page. Build --only operations too." in done.output
    assert EDITION not in done.stdout


def test_parts_of_different_states_are_not_put_together(tiny: ArchiveFolder, parts: tuple[Path, Path]) -> None:
    page = tiny.docs / "themes" / "drifting-nets.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8", newline="\n")
    assert call("build", "--except", EDITION).exit_code == 0
    done = call("merge", *map(str, parts))
    assert done.exit_code == 1
    assert "not built from the same pages" in done.output
    assert not (tiny.root / "_build" / "public").exists()


def test_file_that_differs_is_named(parts: tuple[Path, Path]) -> None:
    (parts[0] / "index.html").write_text("changed", encoding="utf-8")
    done = call("merge", *map(str, parts))
    assert done.exit_code == 1
    assert "index.html is not the same as in another part" in done.output


def test_wrong_use_says_what_to_do(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny.root)
    misspelt = call("build", "--only", "conferences/riverside")
    assert (misspelt.exit_code, "There is no folder conferences/riverside in docs/." in misspelt.output) == (2, True)
    shutil.copytree(tiny.docs, tiny.root / "no-part")
    no_part = call("merge", str(tiny.root / "no-part"))
    assert (no_part.exit_code, "holds no part" in no_part.output) == (2, True)
