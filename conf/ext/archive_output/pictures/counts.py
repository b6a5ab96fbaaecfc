"""Pictures of how often something comes up, where a page asks for one.

A part counts for what it is part of: three days of a conference on a theme are one conference on it.
"""

from __future__ import annotations

from archive_model.archive import Archive
from archive_model.headings import section_id
from archive_model.marks import Picture as Mark
from archive_model.page import Page
from archive_output.facets import page_facets, value_label
from archive_output.pictures.bars import Bars
from archive_output.pictures.grid import Grid
from archive_output.pictures.picture import Picture
from archive_output.pictures.row import Row
from archive_output.place import Place, Value, country_value, group_anchor, record_value

MOST_ROWS = 15
MOST_YEARS = 8
"""More would be too narrow for the name of a year on a phone."""

Column = tuple[int, int] | str
"""A year, which may be one of several, or a kind."""


def counted_picture(archive: Archive, page: Page, line: int, mark: Mark) -> Picture:
    """The picture that a mark on a line of a page asks for."""
    counts = _counts(archive, mark)
    columns = _columns(archive, mark, counts)
    numbers = {value: tuple(len(found.get(column, ())) for column in columns) for value, found in counts.items()}
    order = sorted(
        numbers, key=lambda value: (-sum(numbers[value]), section_id(value_label(archive, mark.facet, value)))
    )
    shown = [value for value in order if any(numbers[value])][:MOST_ROWS]
    rows = tuple(Row(_value(archive, page, mark.facet, value), numbers[value]) for value in shown)
    titles = tuple(_title(archive, column) for column in columns)
    description = f"For each of {len(rows)} {_names(archive, mark.facet)}: in how many {_wholes(archive, mark)}"
    description += f"{' of each year' if mark.by_year else ''} it comes up, the most frequent first."
    if rest := len(order) - len(rows):
        description += f" {rest} more that came up less often are left out."
    label = archive.kinds[mark.facet].label if mark.facet in archive.kinds else mark.facet.capitalize()
    table = tuple((row.value, *(Value(str(number)) for number in row.numbers)) for row in rows)
    drawing = (Grid if mark.by_year else Bars)(titles, rows)
    return Picture(line, f"picture-{line}", mark.title, description, (label, *titles), table, drawing)


def _counts(archive: Archive, mark: Mark) -> dict[str, dict[Column, set[str]]]:
    """By value and column, the wholes in which the value comes up."""
    found: dict[str, dict[Column, set[str]]] = {}
    for kind in mark.kinds:
        for page in archive.of_kind(kind):
            whole = archive.parent_of(page) or page
            if column := _column(page, whole, by_year=mark.by_year):
                for value in dict(page_facets(archive, page)).get(mark.facet, ()):
                    found.setdefault(value, {}).setdefault(column, set()).add(whole.docname)
    return found


def _column(page: Page, whole: Page, *, by_year: bool) -> Column | None:
    if not by_year:
        return whole.kind.name if whole.kind else None
    return (page.date.earliest.year, page.date.latest.year) if page.date else None


def _columns(archive: Archive, mark: Mark, counts: dict[str, dict[Column, set[str]]]) -> list[Column]:
    """The last years in the order of time, or the kinds in the order in which the page names them."""
    if mark.by_year:
        years = {column for found in counts.values() for column in found if isinstance(column, tuple)}
        return [*sorted(years)[-MOST_YEARS:]]
    return [*_whole_kinds(archive, mark)]


def _whole_kinds(archive: Archive, mark: Mark) -> dict[str, None]:
    """The kinds of the wholes that are counted, each once, in the order in which the page names them."""
    return dict.fromkeys(archive.kinds[name].parent or name for name in mark.kinds)


def _wholes(archive: Archive, mark: Mark) -> str:
    return " and ".join(archive.kinds[name].plural.lower() for name in _whole_kinds(archive, mark))


def _title(archive: Archive, column: Column) -> str:
    if isinstance(column, str):
        return archive.kinds[column].plural
    first, last = column
    return str(first) if first == last else f"{first}–{last % 100:02}"


def _names(archive: Archive, facet: str) -> str:
    """What several values of a facet are called."""
    plurals = {"country": "countries"}
    return archive.kinds[facet].plural.lower() if facet in archive.kinds else plurals.get(facet, f"values of {facet}")


def _value(archive: Archive, page: Page, facet: str, value: str) -> Value:
    """What a value is called, leading to its group on the page where that lists it, or to its own page."""
    if any(listing.group == facet for _line, listing in page.listings):
        text = value_label(archive, facet, value)
        return Value(text, Place(text, page.docname, group_anchor(facet, value)))
    if facet == "country":
        return country_value(archive, value)
    return record_value(archive, facet, value) if facet in archive.kinds else Value(value_label(archive, facet, value))
