"""The benchmark's own parts: exponents, tables, and their place in the handbook."""

from __future__ import annotations

import sys
import tomllib
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from .dialects import ROOT
from .report import BEGIN, END, MarkersError, Table, insert_section, section
from .results import COLD, FLOOR, OURS, Cost, Query, Results, Row, Size
from .scaling import exponent, last_exponent
from .tables import NOISE, all_tables

PAGE = f"# Speed\n\nWords.\n\n{BEGIN}\n\n{END}\n\nMore words.\n"
SMALL, LARGE = Size(100, 400, 1000), Size(200, 800, 2000)


def run(day: int, words: str) -> str:
    table = Table("Cost", ("what", "s"), ((words, "1.00"),))
    return section(date(2026, 3, day), ["Two cores."], [table])


def row(generator: str, size: Size, *seconds: float, what: str = COLD, written: int = 0) -> Row:
    return Row(generator, what, size, tuple(Cost(each, each, 1_000_000) for each in seconds), 1, written)


def cells(results: Results, title: str) -> tuple[tuple[str, ...], ...]:
    return next(table.rows for table in all_tables(results) if table.title == title)


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_exponent_is_the_power_with_which_cost_grows(power: float) -> None:
    points = [(size, 3 * size**power) for size in (100, 300, 1000)]
    assert exponent(points) == pytest.approx(power)
    assert last_exponent(points) == pytest.approx(power)


def test_exponent_of_the_two_largest_sizes_sees_what_comes_late() -> None:
    points = [(1000.0, 400.0), (10.0, 10.0), (100.0, 10.0)]
    assert last_exponent(points) == pytest.approx(1.602, abs=0.001)
    assert exponent(points) == pytest.approx(0.801, abs=0.001)


@pytest.mark.parametrize("points", [[], [(10.0, 1.0)], [(10.0, 1.0), (10.0, 2.0)], [(10.0, 0.0), (20.0, 0.0)]])
def test_no_exponent_is_told_where_none_can_be(points: list[tuple[float, float]]) -> None:
    assert exponent(points) is None


def test_run_stands_between_the_markers_and_nothing_else_changes() -> None:
    page = insert_section(PAGE, run(1, "build"))
    before, _begin, rest = page.partition(BEGIN)
    inside, _end, after = rest.partition(END)
    assert (before, after) == ("# Speed\n\nWords.\n\n", "\n\nMore words.\n")
    assert inside == (
        "\n\n### 2026-03-01\n\nTwo cores.\n\n**Cost**\n\n| what | s |\n| --- | ---: |\n| build | 1.00 |\n\n"
    )


def test_newest_run_stands_first_and_earlier_ones_stay() -> None:
    page = PAGE
    for day in (2, 9, 5):
        page = insert_section(page, run(day, f"of the {day}"))
    assert [line for line in page.splitlines() if line.startswith("###")] == [
        "### 2026-03-09",
        "### 2026-03-05",
        "### 2026-03-02",
    ]
    assert all(f"| of the {day} |" in page for day in (2, 5, 9))


def test_run_of_the_same_day_takes_the_place_of_the_one_before() -> None:
    page = insert_section(insert_section(PAGE, run(1, "one build")), run(2, "other"))
    again = insert_section(page, run(1, "another build"))
    assert again == page.replace("one build", "another build")


def test_page_without_markers_is_refused() -> None:
    with pytest.raises(MarkersError, match="no line"):
        insert_section("# Speed\n", run(1, "build"))


def test_handbook_has_its_place_for_runs() -> None:
    text = (ROOT / "docs/handbook/speed.md").read_text(encoding="utf-8")
    assert "### 1999-01-01" in insert_section(text, section(date(1999, 1, 1), [], []))


def test_tables_hold_medians_exponents_and_ratios() -> None:
    rows = (
        row(FLOOR, SMALL, 0.5, what="parsing"),
        row(OURS, SMALL, 9.0, 10.0, 11.0, written=1_000_000),
        row(OURS, LARGE, 20.0, written=2_000_000),
        row("Peer", SMALL, 30.0, written=500_000),
        Row("Absent", COLD, SMALL, note="left out: not installed"),
    )
    results = Results(rows, (Query(OURS, 100, "one word", 43_000, 12, 10),))
    assert ("100", OURS, COLD, "10.00", "10.00", "1.0", "1", "1.0", "") in cells(results, "Cost")
    assert ("100", "Absent", COLD, "–", "–", "–", "–", "–", "left out: not installed") in cells(results, "Cost")
    assert cells(results, "Growth") == ((OURS, COLD, "100, 200", "1.00", "1.00", "1.00"),)
    assert cells(results, "Beside others") == (("100", "Peer", COLD, "3.00", "3.00", "1.00", "0.50"),)
    assert cells(results, "Cost of a kilobyte")[0] == ("100", "usual", "1,000", "10.00", "0.50", "20.00")
    assert cells(results, "First search") == (("100", OURS, "one word", "43.0", "12", "10", ""),)


def test_number_is_marked_whose_runs_lay_far_apart() -> None:
    (calm, noisy) = cells(Results((row(OURS, SMALL, 10, 11, 12), row(OURS, LARGE, 10, 11, 13))), "Cost")
    assert calm[3] == "11.00"
    assert noisy[3] == f"{NOISE}11.00"


def test_what_is_compared_is_pinned_exactly() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert [one for one in settings["dependency-groups"]["benchmark"] if "==" not in one] == []


@pytest.mark.skipif(find_spec("psutil") is None, reason="needs the packages of the group benchmark")
def test_processes_that_a_command_starts_are_counted_with_it(tmp_path: Path) -> None:
    from .measurement import CommandError, measure  # noqa: PLC0415 - needs the group

    work = "sum(i * i for i in range(3_000_000))"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    assert measure([sys.executable, "-c", child], tmp_path).cpu > measure([sys.executable, "-c", "0"], tmp_path).cpu
    with pytest.raises(CommandError, match="no such word"):
        measure([sys.executable, "-c", "raise SystemExit('no such word')"], tmp_path)
    with pytest.raises(CommandError):
        measure([str(tmp_path / "nowhere")], tmp_path)
