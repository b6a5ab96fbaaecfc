"""Speed is promised by its shape: work is counted, in pages and bytes, and no second is measured."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup

from archive_staff.building import Building, BuildOrder
from archive_staff.console import Console
from archive_staff.folder import ArchiveFolder

from .corpus import Corpus, Shape
from .dialects import Archive
from .sample import Sample, change_word, write_sample

FEW, MANY = 12, 200
SMALL = Shape(sections=(2, 3), words=120)
pytestmark = pytest.mark.xdist_group("shape")


@dataclass(frozen=True)
class Built:
    """A small archive and its first build."""

    sample: Sample
    order: BuildOrder
    first: set[str]
    """The pages that it made."""

    @property
    def names(self) -> set[str]:
        """Its pages."""
        return {page.relative_to(self.sample.content).with_suffix("").as_posix() for page in self.sample.pages()}

    def html(self, name: str) -> str:
        """A page as it is published."""
        return (self.order.built / f"{name}.html").read_text(encoding="utf-8")


def build(order: BuildOrder) -> set[str]:
    """Build once more; the pages that were made, whether their words changed or not."""
    with closing(Building(order, Console())) as building:
        run = building.build_pages()
    assert run.ok, [str(problem) for problem in run.problems]
    return set(run.written)


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Built]:
    """Archives of few and of many days, with the same records."""
    built = {}
    for days in (FEW, MANY):
        root = tmp_path_factory.mktemp("shape") / str(days)
        sample = write_sample(Archive, Corpus(days, SMALL, records_of=MANY, themes=6, terms=10), root)
        folder = ArchiveFolder(root, sample.content)
        out = folder.default_out("public")
        site = folder.site(Console())
        order = BuildOrder(folder, site, out, folder.work("public", out))
        built[days] = Built(sample, order, build(order))
    return built


def test_first_build_makes_every_page(archives: dict[int, Built]) -> None:
    for built in archives.values():
        assert built.first == built.names


def test_nothing_is_made_when_nothing_has_changed(archives: dict[int, Built]) -> None:
    assert build(archives[MANY].order) == set()


def test_changed_word_costs_its_page_and_no_other(archives: dict[int, Built]) -> None:
    built = archives[MANY]
    word = change_word(built.sample, 0)
    day = built.sample.day().relative_to(built.sample.content).with_suffix("").as_posix()
    assert build(built.order) == {day}
    assert word in built.html(day)


def without_backlinks(html: str) -> str:
    """A page without its lists of the pages that refer to it."""
    page = BeautifulSoup(html, "html.parser")
    for section in page.select(".backlinks"):
        section.decompose()
    return str(page)


def test_page_is_the_same_whatever_the_size_of_the_archive(archives: dict[int, Built]) -> None:
    few, many = archives[FEW], archives[MANY]
    lists = {name for name in few.names if name.startswith("browse/")} | {"index", "bibliography"}
    assert len([name for name in few.names - lists if "/day-" in name]) == FEW
    for name in sorted(few.names - lists):
        assert without_backlinks(few.html(name)) == without_backlinks(many.html(name)), name


def test_no_list_grows_faster_than_the_days(archives: dict[int, Built]) -> None:
    few, many = archives[FEW], archives[MANY]
    for name in few.names:
        assert len(many.html(name)) <= len(few.html(name)) * MANY / FEW, name
