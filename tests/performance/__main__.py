"""``python -m tests.performance``: measures this archive, and others on the same words, at any size."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date

from rich.console import Console

from .dialects import ROOT
from .machine import describe_machine, describe_versions
from .measurement import CommandError
from .peers import PEERS
from .report import MarkersError, Table, insert_section, section
from .results import Query, Results, Row
from .suite import Wishes, measure_all, notes_on
from .tables import LINE_HEAD, all_tables, line_of

PAGE = ROOT / "docs" / "handbook" / "speed.md"
EXAMPLES = """
examples:
  python -m tests.performance                                       a first look, in some minutes
  python -m tests.performance --days 300 1000 --no-peers            this archive alone
  python -m tests.performance --days 300 1000 3000 10000 --dense --write
                                                                    a run for the handbook, in an hour
"""


def read_wishes(given: Sequence[str] | None = None) -> tuple[Wishes, bool]:
    """What is asked for on the command line, and whether it goes into the handbook."""
    cores = os.cpu_count() or 1
    parser = argparse.ArgumentParser(
        prog="python -m tests.performance",
        description="Measure what building, checking, serving and searching made-up archives costs.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--days", type=_positive, nargs="+", default=[100, 300], help="sizes (default: 100 300)")
    parser.add_argument("--dense", action="store_true", help="also pages with dozens of sections, at the smallest size")
    parser.add_argument(
        "--peers", action=argparse.BooleanOptionalAction, default=True, help="whether to measure other generators too"
    )
    parser.add_argument(
        "--jobs", type=_positive, nargs="+", default=sorted({1, cores}), help="processes of a first build, by turns"
    )
    parser.add_argument("--runs", type=_positive, default=1, help="how often; the median is shown (default: 1)")
    parser.add_argument(
        "--sphinx-days",
        type=_positive,
        default=300,
        help="the most days for plain Sphinx (default: 300)",
    )
    parser.add_argument(
        "--peer-days", type=_positive, default=1000, help="the most days for other generators (default: 1000)"
    )
    parser.add_argument("--write", action="store_true", help="put the tables into docs/handbook/speed.md")
    asked = parser.parse_args(given)
    wishes = Wishes(
        days=tuple(sorted(set(asked.days))),
        dense=asked.dense,
        peers=asked.peers,
        jobs=tuple(sorted({1, *asked.jobs})),
        runs=asked.runs,
        limit=asked.sphinx_days,
        others=asked.peer_days,
    )
    return wishes, asked.write


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def show(console: Console, wishes: Wishes) -> Results:
    """Measure, and print each row when it is there."""
    rows: list[Row] = []
    queries: list[Query] = []
    console.print(LINE_HEAD, style="bold", soft_wrap=True)
    for found in measure_all(wishes):
        if isinstance(found, Query):
            queries.append(found)
        else:
            rows.append(found)
            console.print(line_of(found), markup=False, highlight=False, soft_wrap=True)
    return Results(tuple(rows), tuple(queries))


def write_page(about: Sequence[str], tables: Sequence[Table]) -> None:
    """Put a run into the handbook."""
    text = PAGE.read_text(encoding="utf-8")
    new = insert_section(text, section(date.today(), about, tables))  # noqa: DTZ011 - the day of whoever measures
    PAGE.write_text(new, encoding="utf-8", newline="\n")


def main() -> int:
    """Measure, show, and write where it is asked for."""
    wishes, write = read_wishes()
    console = Console(width=None if sys.stdout.isatty() else 160)
    packages = [peer.package for peer in PEERS] if wishes.peers else []
    about = [f"{describe_machine()}.", f"{describe_versions(packages)}.", " ".join(notes_on(wishes))]
    console.print("\n".join(about), highlight=False)
    try:
        tables = all_tables(show(console, wishes))
    except CommandError as error:
        console.print(f"A small archive could not be built, so nothing was measured: {error}", markup=False)
        return 1
    for table in tables:
        console.print()
        console.print(table.on_screen())
    if write:
        try:
            write_page(about, tables)
        except MarkersError as error:
            console.print(str(error))
            return 1
        console.print(f"Written into {PAGE.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
