"""Long lists in a built site: light pages, links that arrive, and nothing left of what is short again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup
from tests.performance.corpus import Corpus, Shape
from tests.performance.dialects import Archive as Pages

from archive_staff.folder import ArchiveFolder

pytestmark = pytest.mark.xdist_group("continued")

SHAPE = Shape(sections=(1, 1), words=10, themes=12, operations=1, terms=1, sources=1)
DAYS = 240
THEME = "themes/theme-00"
WEIGHT = 100_000

Build = Callable[..., object]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, build: Build) -> ArchiveFolder:
    root = tmp_path_factory.mktemp("continued")
    Pages(Corpus(DAYS, SHAPE), root).write()
    made = ArchiveFolder(root, root / "docs")
    build(made, search=False, strict=False)
    return made


@pytest.fixture
def site(folder: ArchiveFolder) -> Path:
    return folder.default_out("public")


def soup(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def links(file: Path) -> Iterator[tuple[Path, str]]:
    for link in soup(file).select("a[href]"):
        address, fragment = urldefrag(str(link["href"]))
        if not urlsplit(address).scheme:
            yield (file.parent / unquote(address)).resolve() if address else file, unquote(fragment)


def pages(site: Path) -> set[Path]:
    return {file.resolve() for file in site.rglob("*.html") if "_static" not in file.parts}


def continued(site: Path) -> set[Path]:
    return {file for file in pages(site) if soup(file).select_one("article h1 + p.note a")}


def test_records_and_lists_are_light(site: Path) -> None:
    """The list of sources and the general index are not lists of this kind."""
    heavy = {file.name: file.stat().st_size for file in pages(site) if file.stat().st_size >= WEIGHT}
    assert heavy.keys() <= {"bibliography.html", "genindex.html"}


def test_every_page_is_reached_in_three_clicks(site: Path) -> None:
    reached = {(site / "index.html").resolve()}
    newest = reached
    for _click in range(3):
        newest = {target for file in newest if file.suffix == ".html" for target, _ in links(file)} - reached
        reached |= newest
    left = {file.relative_to(site.resolve()).as_posix() for file in pages(site) - reached}
    assert left <= {"404.html", "genindex.html", "search.html"}  # the frame leads to the search by its form


def test_links_of_folded_lists_arrive(site: Path) -> None:
    parts = continued(site)
    assert len(parts) > 50
    for file in {*parts, (site / f"{THEME}.html").resolve(), *(site / "browse").glob("*.html")}:
        for target, fragment in links(file):
            assert target.is_file(), (file, target)
            if fragment and target in parts | {(site / "browse/countries.html").resolve()}:
                assert soup(target).find(id=fragment), (file, target, fragment)


def test_continuation_is_a_page_like_others(site: Path) -> None:
    page = soup(site / f"{THEME}/1990s.html")
    title = page.select_one("h1")
    assert title is not None
    assert title.get_text().endswith("comes up in the 1990s")
    assert page.title is not None
    assert page.title.get_text() == f"{title.get_text()} – Archive"
    assert page.select_one("[data-pagefind-body], meta[name=robots]") is None
    assert [link["href"] for link in page.select(".trail a")] == [
        "../../index.html",
        "../../browse/themes.html",
        "../theme-00.html",
    ]
    assert [link["href"] for link in page.select(".neighbours a")] == ["2000s.html"]
    assert page.select_one("article h1 + p a[href$='theme-00.html#record-backlinks']")
    assert page.select_one("nav.side a[aria-current=true]")


def test_short_again_leaves_no_ghosts(folder: ArchiveFolder, site: Path, build: Build) -> None:
    """The last of the tests here: it takes most days away."""
    before = {file: file.stat().st_mtime_ns for file in continued(site)}
    build(folder, search=False, strict=False)
    assert {file: file.stat().st_mtime_ns for file in continued(site)} == before
    for file in folder.docs.glob("conferences/*/*.md"):
        if int(re.findall(r"edition-(\d+)", file.as_posix())[0]) > 10:
            file.unlink()
    build(folder, search=False, strict=False)
    folders = {file.relative_to(site.resolve()).parts[0] for file in continued(site)}
    assert folders == {"glossary"}  # the terms are as many as before
    assert not (site / THEME).exists()
    assert not (site / "browse/countries").exists()
