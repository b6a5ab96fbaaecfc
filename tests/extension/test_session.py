"""Sphinx stays for the next build, which costs what has changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from bs4 import BeautifulSoup

from archive_staff.building import Building, BuildOrder
from archive_staff.console import Console
from archive_staff.folder import ArchiveFolder

DAY = "conferences/riverside-2024/day-1"


@pytest.fixture
def building(tiny: ArchiveFolder) -> Iterator[Building]:
    console = Console()
    out = tiny.default_out("preview")
    order = BuildOrder(tiny, tiny.site(console), out, tiny.work("preview", out), strict=False)
    found = Building(order, console)
    assert found.build_pages().ok
    yield found
    found.close()


@pytest.fixture
def edit(tiny: ArchiveFolder) -> Callable[[str, str, str], None]:
    def edit_page(page: str, old: str, new: str) -> None:
        file = tiny.docs / f"{page}.md"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    return edit_page


def shown(building: Building, page: str) -> str:
    return (building.order.built / f"{page}.html").read_text(encoding="utf-8")


def test_a_word_costs_one_page(building: Building, edit: Callable[[str, str, str], None]) -> None:
    edit(DAY, "Floods return", "Waters return")
    run = building.build_pages()
    assert (run.ok, run.written) == (True, (DAY,))
    assert "Waters return" in shown(building, DAY)
    assert building.build_pages().written == ()


def test_a_title_costs_the_pages_that_show_it(building: Building, edit: Callable[[str, str, str], None]) -> None:
    edit("themes/drifting-nets", "title: Drifting nets", "title: Nets adrift")
    run = building.build_pages()
    assert 1 < len(run.written) < len(run.names)
    assert "Nets adrift" in shown(building, DAY)


def test_pages_come_and_go(building: Building, tiny: ArchiveFolder) -> None:
    file = tiny.docs / "operations" / "quiet-bank.md"
    text = file.read_text(encoding="utf-8")
    pages = len(building.build_pages().names)
    new = tiny.docs / "operations" / "loud-bank.md"
    new.write_text(text.replace("Quiet", "Loud").replace("quiet", "loud"), encoding="utf-8", newline="\n")
    assert len(building.build_pages().names) == pages + 1
    assert "Loud" in shown(building, "operations/loud-bank")
    new.unlink()
    assert len(building.build_pages().names) == pages
    assert not (building.order.built / "operations" / "loud-bank.html").exists()


def test_warning_of_sphinx_is_told_until_it_is_mended(
    building: Building, edit: Callable[[str, str, str], None]
) -> None:
    edit(DAY, "Floods return", "{nothing}`at all` Floods return")
    for _time in range(2):
        problems = building.build_pages().problems
        assert [(problem.path, problem.line) for problem in problems] == [(f"docs/{DAY}.md", 32)]
    edit(DAY, "{nothing}`at all` ", "")
    assert building.build_pages().problems == ()


def test_page_that_cannot_be_read_does_not_end_the_preview(
    building: Building, edit: Callable[[str, str, str], None]
) -> None:
    edit(DAY, "day:\n", "day: [\n")
    assert [problem.path for problem in building.build_pages().problems] == [f"docs/{DAY}.md"]
    edit(DAY, "day: [\n", "day:\n")
    run = building.build_pages()
    assert (run.ok, run.problems) == (True, ())
    assert "Floods return" in shown(building, DAY)


def test_picture_that_changes_makes_its_page_again(building: Building, tiny: ArchiveFolder) -> None:
    picture = tiny.docs / "media" / "net.svg"
    picture.parent.mkdir(exist_ok=True)
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    page = tiny.docs / f"{DAY}.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n![A net](/media/net.svg)\n", encoding="utf-8", newline="\n")
    assert building.build_pages().written == (DAY,)
    assert building.build_pages().written == ()
    later = picture.stat().st_mtime + 60
    os.utime(picture, (later, later))
    assert building.build_pages().written == (DAY,)


def test_label_above_a_heading_is_found_from_another_page(
    building: Building, edit: Callable[[str, str, str], None]
) -> None:
    edit(DAY, "## Наводнения", "(high-water)=\n## Наводнения")
    edit("themes/drifting-nets", "\n---\n", "\n---\n\nSee {ref}`high-water`.\n")
    run = building.build_pages()
    assert (run.ok, run.problems) == (True, ())
    theme = BeautifulSoup(shown(building, "themes/drifting-nets"), "html.parser")
    link = theme.select_one('a[href="../conferences/riverside-2024/day-1.html#high-water"]')
    assert link is not None
    day = BeautifulSoup(shown(building, DAY), "html.parser")
    assert day.find(id="high-water") is not None
    assert day.find("h2", id="наводнения") is not None


def test_tree_of_pages_is_refused(building: Building, edit: Callable[[str, str, str], None]) -> None:
    edit(DAY, "Floods return", "Floods return\n\n```{toctree}\n/index\n```\n\nFloods return")
    problems = building.build_pages().problems
    assert len(problems) == 1
    assert "“toctree” is not used here" in problems[0].message
