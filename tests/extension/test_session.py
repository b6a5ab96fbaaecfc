"""Sphinx stays for the next build, which costs what has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

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
    assert (run.ok, run.read, run.written) == (True, (DAY,), (DAY,))
    assert "Waters return" in shown(building, DAY)
    again = building.build_pages()
    assert (again.read, again.written) == ((), ())


def test_a_title_costs_the_pages_that_show_it(building: Building, edit: Callable[[str, str, str], None]) -> None:
    edit("themes/drifting-nets", "title: Drifting nets", "title: Nets adrift")
    run = building.build_pages()
    assert run.read == ("themes/drifting-nets",)
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
