"""Long lists go on on pages of their own, and nothing gets lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import pytest
from tests.performance.corpus import Corpus, Shape
from tests.performance.dialects import Archive as Pages

from archive_model.archive import Archive, Backlink
from archive_model.loading import load_archive
from archive_model.site import Site
from archive_output.backlinks import backlink_view
from archive_output.continuation import Continuation, continuations
from archive_output.division import THIN, Share, by_time
from archive_output.folding import NEWEST, SHORT, Extract
from archive_output.listing import listing_views
from archive_output.page_view import page_view

SMALL = Shape(sections=(1, 1), words=10, themes=8, operations=1, terms=1, sources=1)
DAYS = 400
SITE = Site(title="Archive", owner="Nobody")
THEME = "themes/theme-00"

Edit = Callable[[Path], None]
Continued = Mapping[str, Continuation]


def write(root: Path, days: int, *edits: Edit) -> Archive:
    Pages(Corpus(days, SMALL, records_of=DAYS), root).write()
    for edit in edits:
        edit(root / "docs")
    archive, problems = load_archive(root / "docs")
    assert [str(problem) for problem in problems if "may go on" in str(problem)] == []
    return archive


def add_day(docs: Path) -> None:
    """A fifth day of the edition of 1995 that is about the theme."""
    text = (docs / "conferences/edition-00005/day-1.md").read_text(encoding="utf-8")
    for old, new in (('"number": 1', '"number": 5'), ("Day 1:", "Day 5:"), ("1995-05-10", "1995-05-14")):
        assert old in text
        text = text.replace(old, new)
    text += "\nMore on {theme}`theme-00`.\n"
    (docs / "conferences/edition-00005/day-5.md").write_text(text, encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return write(tmp_path_factory.mktemp("many"), DAYS)


@pytest.fixture(scope="module")
def continued(archive: Archive) -> Continued:
    return all_of(archive)


def all_of(archive: Archive) -> Continued:
    return {part.name: part for page in archive.pages.values() for part in continuations(archive, page)}


def entries_below(continued: Continued, extract: Extract) -> Iterator[str]:
    """The pages in a list, wherever it goes on."""
    if not extract.parts:
        yield from (entry.place.docname for entry in extract.entries)
    for part in extract.parts:
        below = continued[part.place.docname].extract
        assert below.total == part.number
        yield from entries_below(continued, below)


def theme_extract(archive: Archive) -> Extract:
    view = backlink_view(archive, archive.pages[THEME])
    assert view is not None
    return view.groups[0].extract


def digests(archive: Archive) -> dict[str, str]:
    return {name: part.digest("") for name, part in all_of(archive).items()}


def test_short_list_is_whole(archive: Archive) -> None:
    page = next(page for page in archive.of_kind("term") if 1 < len(archive.backlinks(("term", page.slug))) < SHORT)
    view = backlink_view(archive, page)
    assert view is not None
    links = archive.backlinks(("term", page.slug))
    assert sum(len(group.extract.entries) for group in view.groups) == len(links)
    assert not any(group.extract.parts for group in view.groups)


def test_long_list_shows_the_newest_and_all_decades(archive: Archive) -> None:
    extract = theme_extract(archive)
    assert extract.total > SHORT
    dates = [archive.pages[entry.place.docname].date for entry in extract.entries]
    assert len(dates) == NEWEST
    latest = [date.earliest for date in dates if date]
    assert latest == sorted(latest, reverse=True)
    assert [part.place.text for part in extract.parts] == ["2020s", "2010s", "2000s", "1990s"]
    assert sum(part.number for part in extract.parts) == extract.total


@pytest.mark.parametrize(("a_year", "parts"), [(THIN - 1, ["1990s", "2000s"]), (THIN, ["1999", "2000", "2001"])])
def test_years_with_few_pages_stand_together(archive: Archive, a_year: int, parts: list[str]) -> None:
    days = {day.date.earliest.year: day for day in archive.of_kind("day") if day.date}
    links = tuple(Backlink(days[year], ()) for year in (1999, 2000, 2001) for _time in range(a_year))
    shares = by_time(Share("", "", "", links), lambda _link: 1)
    assert [share.key for share in shares] == parts
    assert sum(len(share.links) for share in shares) == len(links)


def test_union_of_the_parts_is_the_list_and_each_entry_stands_once(archive: Archive, continued: Continued) -> None:
    found = Counter(entries_below(continued, theme_extract(archive)))
    meetings = {"day", "conference"}
    wanted = [link.page for link in archive.backlinks(("theme", "theme-00")) if link.page.kind]
    assert found == Counter(page.docname for page in wanted if page.kind and page.kind.name in meetings)


def test_every_listing_is_complete(archive: Archive, continued: Continued) -> None:
    whole = {
        "browse/conferences": len(archive.of_kind("conference")),
        "browse/operations": len(archive.of_kind("operation")),
        "glossary/index": len(archive.of_kind("term")),
        "browse/years": len(archive.of_kind("conference")) + len(archive.of_kind("day")),
    }
    for docname, number in whole.items():
        (listing,) = listing_views(archive, archive.pages[docname])
        lists = (entries_below(continued, group.extract) for group in listing.groups)
        found = Counter(chain.from_iterable(lists))
        assert (len(found), set(found.values())) == (number, {1}), docname


def test_group_keeps_its_heading_and_leads_to_its_own_page(archive: Archive, continued: Continued) -> None:
    (listing,) = listing_views(archive, archive.pages["browse/countries"])
    groups = {group.id: group for group in listing.groups}
    assert [part.place.docname for part in groups["country-sk"].extract.parts] == ["browse/countries/sk"]
    assert all(group.extract.parts for group in listing.groups)  # all of them fold, or none does
    page = continued["browse/countries/sk"]
    assert page.title == "By country: Slovakia"
    assert (page.continues.docname, page.continues.anchor) == ("browse/countries", "country-sk")


def test_decade_has_neighbours_a_trail_and_a_title(continued: Continued) -> None:
    page = continued[f"{THEME}/1990s"]
    assert page.title.startswith("Where “Theme ")
    assert page.title.endswith("” comes up in the 1990s")
    assert page.previous is None
    assert page.following is not None
    assert page.following.text == "2000s"
    assert [step.docname for step in page.trail] == ["index", "browse/themes", THEME]


def test_no_two_pages_have_one_address_or_title(archive: Archive, continued: Continued) -> None:
    names = [*archive.pages, *continued]
    assert len({name.casefold() for name in names}) == len(names)
    titles = Counter(continued[name].title for name in continued)
    assert [title for title, number in titles.items() if number > 1] == []


def test_new_day_of_an_old_year_changes_the_page_of_its_decade_and_no_other(archive: Archive, tmp_path: Path) -> None:
    later = write(tmp_path, DAYS, add_day)
    before, after = digests(archive), digests(later)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert f"{THEME}/1990s" in changed
    assert {name for name in changed if name.startswith("themes/") and not name.endswith("/1990s")} == set()
    assert {name for name in changed if name.startswith("browse/years/")} == {"browse/years/1995"}
    day = later.pages["conferences/edition-00005/day-5"]
    assert day.record is not None
    countries = {f"browse/countries/{code.lower()}" for code in getattr(day.record, "countries", ())}
    assert countries <= {name for name in changed if name.startswith("browse/countries/")}
    records = (archive.pages[THEME], later.pages[THEME])
    assert len({page_view(one, SITE, page).digest() for one, page in zip((archive, later), records, strict=True)}) == 2


def test_section_retitled_on_an_old_day_leaves_the_record_alone(archive: Archive, tmp_path: Path) -> None:
    link = next(link for link in archive.backlinks(("theme", "theme-00")) if link.sections)

    def retitle(docs: Path) -> None:
        file = docs / f"{link.page.docname}.md"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("\n## ", "\n## Opening "), encoding="utf-8", newline="\n")

    later = write(tmp_path, DAYS, retitle)
    one, other = (page_view(each, SITE, each.pages[THEME]).digest() for each in (archive, later))
    assert one == other
    assert link.page.date is not None
    name = f"{THEME}/{link.page.date.earliest.year // 10}0s"
    assert digests(archive)[name] != digests(later)[name]


def test_view_of_a_record_makes_no_more_entries_than_it_shows(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    from archive_output import folding  # noqa: PLC0415 - patched here

    made = []
    entry_of = folding.entry_of
    monkeypatch.setattr(folding, "entry_of", lambda *given: made.append(given) or entry_of(*given))
    view = backlink_view(archive, archive.pages[THEME])
    assert view is not None
    assert len(made) == sum(len(group.extract.entries) for group in view.groups)
    assert len(made) < theme_extract(archive).total
