"""Which numbers stand in which table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .report import Table
from .results import COLD, FLOOR, OURS, Query, Results, Row, Size
from .scaling import exponent, last_exponent

NOISE = "≈"
"""Beside a number whose runs lay far apart."""


def all_tables(results: Results) -> list[Table]:
    """All that was found; a table of which nothing is known is left out."""
    made = (costs(results.rows), growth(results.rows), ratios(results.rows), by_kilobyte(results.rows), search(results))
    return [table for table in made if table.rows]


def figures(row: Row) -> tuple[str, ...]:
    """CPU, wall, memory, files and bytes of a row."""
    if not row.costs:
        return ("–", "–", "–", "–", "–")
    cost = row.cost
    mark = NOISE if row.noisy else ""
    written = (f"{row.files:,}", megabytes(row.written)) if row.files else ("–", "–")
    return (f"{mark}{cost.cpu:.2f}", f"{cost.wall:.2f}", megabytes(cost.memory), *written)


def megabytes(size: float) -> str:
    """Bytes in millions."""
    return f"{size / 1e6:,.1f}" if size else "–"


def costs(rows: Iterable[Row]) -> Table:
    """Everything, as it was measured."""
    head = ("days", "generator", "what", "processor s", "clock s", "memory MB", "files written", "MB written", "note")
    body = tuple(
        (f"{row.size.days:,}{_shape(row)}", row.generator, row.what, *figures(row), row.note)
        for row in rows
        if row.generator != FLOOR
    )
    note = f"Medians. “{NOISE}”: the runs lay more than a quarter apart, so measure again on a quieter machine."
    return Table("Cost", head, body, 3, note)


def growth(rows: Iterable[Row]) -> Table:
    """How each cost grows with the archive."""
    curves: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.costs and row.size.shape == "usual":
            curves.setdefault((row.generator, row.what), []).append(row)
    body = tuple(_growth(curve) for curve in curves.values() if len(curve) > 1)
    head = ("generator", "what", "at days", "over pages", "over pages, two largest", "over kB of Markdown")
    note = "Exponents of processor time: 1 grows in step with the archive, 2 four times for twice the archive."
    return Table("Growth", head, body, 3, note)


def _growth(curve: list[Row]) -> tuple[str, ...]:
    curve = sorted(curve, key=lambda row: row.size.days)
    pages = [(row.size.pages, row.cost.cpu) for row in curve]
    kilobytes = [(row.size.kilobytes, row.cost.cpu) for row in curve]
    days = ", ".join(f"{row.size.days:,}" for row in curve)
    slopes = (exponent(pages), last_exponent(pages), exponent(kilobytes))
    return (curve[0].generator, curve[0].what, days, *map(_number, slopes))


def ratios(rows: Sequence[Row]) -> Table:
    """Others beside this archive, whose cost is 1."""
    usual = [row for row in rows if row.costs and row.size.shape == "usual"]
    ours = {(row.size.days, row.what): row for row in usual if row.generator == OURS}
    body = []
    for row in usual:
        own = ours.get((row.size.days, row.what))
        if row.generator == OURS or own is None:
            continue
        times = (
            (row.cost.cpu, own.cost.cpu),
            (row.cost.wall, own.cost.wall),
            (row.cost.memory, own.cost.memory),
            (row.written, own.written),
        )
        body.append((f"{row.size.days:,}", row.generator, row.what, *(_ratio(*pair) for pair in times)))
    head = ("days", "generator", "what", "processor", "clock", "memory", "bytes written")
    return Table("Beside others", head, tuple(body), 3, "How many times what this archive takes on the same words.")


def by_kilobyte(rows: Sequence[Row]) -> Table:
    """What a kilobyte of Markdown costs to build, in usual and in dense pages, and to parse alone."""
    floors = {row.size: row.cost.cpu for row in rows if row.generator == FLOOR and row.costs}
    body = tuple(_by_kilobyte(floors, row) for row in rows if row.what == COLD and row.generator == OURS and row.costs)
    head = ("days", "pages", "kB of Markdown", "build, ms per kB", "markdown-it, ms per kB", "build by markdown-it")
    note = "Dense pages hold dozens of sections and a hundred citations each."
    return Table("Cost of a kilobyte", head, body, 2, note)


def _by_kilobyte(floors: Mapping[Size, float], row: Row) -> tuple[str, ...]:
    size, floor = row.size, floors.get(row.size, 0.0)
    each = (f"{1000 * cpu / size.kilobytes:.2f}" if cpu else "–" for cpu in (row.cost.cpu, floor))
    return (f"{size.days:,}", size.shape, f"{size.kilobytes:,.0f}", *each, _ratio(row.cost.cpu, floor))


def search(results: Results) -> Table:
    """What a reader's first search transfers."""
    body = tuple(_query(query) for query in results.queries)
    head = ("days", "generator", "what", "kB", "requests", "results shown", "note")
    note = "With nothing in the browser's cache; bodies as a host compresses them."
    return Table("First search", head, body, 3, note)


def _query(query: Query) -> tuple[str, ...]:
    numbers = (_kilobytes(query.transferred), str(query.requests or "–"), str(query.shown or "–"))
    return (f"{query.days:,}", query.generator, query.what, *numbers, query.note)


def line_of(row: Row) -> str:
    """A row as it comes, to stand below :data:`LINE_HEAD`."""
    cpu, wall, memory, files, written = figures(row)
    numbers = f"{cpu:>9} {wall:>9} {memory:>9} {files:>8} {written:>8}"
    return f"{row.size.days:>6,}{_shape(row):<6} {row.generator:<22} {row.what:<26} {numbers}  {row.note}"


LINE_HEAD = (
    f"{'days':>6}{'':<6} {'generator':<22} {'what':<26} "
    f"{'cpu s':>9} {'clock s':>9} {'MB':>9} {'files':>8} {'MB out':>8}"
)


def _shape(row: Row) -> str:
    return "" if row.size.shape == "usual" else f" {row.size.shape}"


def _kilobytes(size: float) -> str:
    return f"{size / 1000:,.1f}" if size else "–"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _ratio(value: float, by: float) -> str:
    return f"{value / by:.2f}" if by and value else "–"
