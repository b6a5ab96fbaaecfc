"""Pictures hold what the archive holds, and say it in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from archive_model.archive import Archive
from archive_model.countries import country_names
from archive_model.kinds.operation import Operation


def figure(site: Path, path: str) -> Tag:
    found = BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser").select_one("figure.picture")
    assert found is not None
    return found


def table(drawn: Tag) -> Mapping[str, list[str]]:
    rows = [[cell.get_text().strip() for cell in row.select("th, td")] for row in drawn.select("tbody tr")]
    return {name: cells for name, *cells in rows}


def drawn_numbers(drawn: Tag) -> Counter[str]:
    return Counter(text.get_text() for text in drawn.select("svg text") if text.get_text().replace(" + ", "").isdigit())


def test_themes_over_years_are_those_of_the_archive(real_site: Path, real_archive: Archive) -> None:
    expected: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, page in real_archive.pages.items():
        if name.startswith("conferences/") and page.date:
            first, last = page.date.earliest.year, page.date.latest.year
            year = str(first) if first == last else f"{first}–{last % 100}"
            marks = [page.record, *page.sessions.values()]
            for theme in {theme for mark in marks for theme in getattr(mark, "themes", ())}:
                expected[real_archive.pages[f"themes/{theme}"].title][year].add(name.split("/")[1])
    drawn = figure(real_site, "browse/themes.html")
    years = [cell.get_text() for cell in drawn.select("thead th")][1:]
    assert table(drawn) == {
        theme: [str(len(found.get(year, ()))) for year in years] for theme, found in expected.items()
    }
    shown = Counter(number for row in table(drawn).values() for number in row if number != "0")
    assert drawn_numbers(drawn) - Counter(years) == shown


def test_countries_are_those_of_the_archive(real_site: Path, real_archive: Archive) -> None:
    expected: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for name, page in real_archive.pages.items():
        folder = name.split("/")[0]
        if folder in ("conferences", "operations"):
            for mark in (page.record, *page.sessions.values()):
                for country in getattr(mark, "countries", ()):
                    expected[country_names()[country]][folder == "operations"].add(name.split("/")[1])
    drawn = figure(real_site, "browse/countries.html")
    for country, numbers in table(drawn).items():
        assert numbers == [str(len(found)) for found in expected[country]]
    least = min(sum(map(int, numbers)) for numbers in table(drawn).values())
    assert all(sum(map(len, found)) <= least for country, found in expected.items() if country not in table(drawn))


def test_connections_are_those_of_the_operation(real_site: Path, real_archive: Archive) -> None:
    record = real_archive.pages["operations/fort"].record
    assert isinstance(record, Operation)
    drawn = figure(real_site, "operations/fort.html")
    pairs = {tuple(cell.get_text().strip() for cell in row.select("th, td")) for row in drawn.select("tbody tr")}
    bodies = {real_archive.pages[f"organisations/{slug}"].title: slug for slug in (record.lead, *record.partners)}
    assert {other for one, other in pairs if one == "Operation Fort"} == {*bodies, "Poland"}, "no body is Polish"
    for one, other in pairs:
        if one in bodies and other != "United Kingdom":
            found = next(page.record for page in real_archive.of_kind("operation") if page.title == other)
            assert isinstance(found, Operation)
            assert bodies[one] in (found.lead, *found.partners)
    assert len(drawn.select("path.arc")) == len(drawn.select("tbody tr"))


@pytest.mark.parametrize("path", ["browse/themes.html", "browse/countries.html", "operations/fort.html"])
def test_picture_has_a_name_and_a_description_and_leads_on(real_site: Path, path: str) -> None:
    drawn = figure(real_site, path)
    svg = drawn.select_one("svg")
    assert svg is not None
    told = [svg.find(id=svg[role]) for role in ("aria-labelledby", "aria-describedby")]
    assert all(isinstance(words, Tag) and words.get_text() for words in told)
    folder = (real_site / path).parent
    addresses = [str(link["href"]).split("#")[0] for link in svg.select("a")]
    assert addresses
    assert all((folder / address).is_file() for address in addresses if address)
