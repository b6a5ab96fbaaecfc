"""Long lists go on on pages of their own, and nothing gets lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from tests.performance.corpus import Corpus, Shape
from tests.performance.dialects import Archive as Pages

from archive_model.archive import Archive
from archive_model.loading import load_archive
from archive_model.site import Site
from archive_output.backlinks import backlink_view
from archive_output.continuation import Continuations
from archive_output.folding import NEWEST, SHORT, Extract
from archive_output.listing import listing_views
from archive_output.page_view import page_view

SMALL = Shape(sections=(1, 1), words=10, themes=8, operations=1, terms=1, sources=1)
DAYS = 400
SITE = Site(title="Archive", owner="Nobody")
THEME = "themes/theme-00"

Edit = Callable[[Path], None]


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
def continuations(archive: Archive) -> Continuations:
    return Continuations(archive)


def entries_below(continuations: Continuations, extract: Extract) -> Iterator[str]:
    """The pages in a list, wherever it goes on."""
    if not extract.parts:
        yield from (entry.place.docname for entry in extract.entries)
    for part in extract.parts:
        below = continuations.make(part.place.docname).extract
        assert below.total == part.number
        yield from entries_below(continuations, below)


def theme_extract(archive: Archive) -> Extract:
    view = backlink_view(archive, archive.pages[THEME])
    assert view is not None
    return view.groups[0].extract


def digests(archive: Archive) -> dict[str, str]:
    made = Continuations(archive)
    return {name: made.make(name).digest() for name in made.names}


def test_short_list_is_whole(archive: Archive) -> None:
    page = next(page for page in archive.of_kind("term") if 1 < len(archive.backlinks(("term", page.slug))) < SHORT)
    view = backlink_view(archive, page)
    assert view is not None
    links = archive.backlinks(("term", page.slug))
    assert sum(len(group.extract.entries) for group in view.groups) == len(links)
    assert not any(group.extract.parts for group in view.groups)


def test_long_list_shows_the_newest_and_all_years(archive: Archive) -> None:
    extract = theme_extract(archive)
    assert extract.total > SHORT
    dates = [archive.pages[entry.place.docname].date for entry in extract.entries]
    assert len(dates) == NEWEST
    latest = [date.earliest for date in dates if date]
    assert latest == sorted(latest, reverse=True)
    years = [int(part.place.text) for part in extract.parts]
    assert years == sorted(years, reverse=True)
    assert sum(part.number for part in extract.parts) == extract.total


def test_union_of_the_parts_is_the_list_and_each_entry_stands_once(
    archive: Archive, continuations: Continuations
) -> None:
    found = Counter(entries_below(continuations, theme_extract(archive)))
    meetings = {"day", "conference"}
    wanted = [link.page for link in archive.backlinks(("theme", "theme-00")) if link.page.kind]
    assert found == Counter(page.docname for page in wanted if page.kind and page.kind.name in meetings)


def test_every_listing_is_complete(archive: Archive, continuations: Continuations) -> None:
    whole = {
        "browse/conferences": len(archive.of_kind("conference")),
        "browse/operations": len(archive.of_kind("operation")),
        "glossary/index": len(archive.of_kind("term")),
        "browse/years": len(archive.of_kind("conference")) + len(archive.of_kind("day")),
    }
    for docname, number in whole.items():
        (listing,) = listing_views(archive, archive.pages[docname])
        lists = (entries_below(continuations, group.extract) for group in listing.groups)
        found = Counter(chain.from_iterable(lists))
        assert (len(found), set(found.values())) == (number, {1}), docname


def test_group_keeps_its_heading_and_leads_to_its_own_page(archive: Archive, continuations: Continuations) -> None:
    (listing,) = listing_views(archive, archive.pages["browse/countries"])
    groups = {group.id: group for group in listing.groups}
    assert [part.place.docname for part in groups["country-sk"].extract.parts] == ["browse/countries/sk"]
    assert all(group.extract.parts for group in listing.groups)  # all of them fold, or none does
    page = continuations.make("browse/countries/sk")
    assert page.title == "By country: Slovakia"
    assert (page.continues.docname, page.continues.anchor) == ("browse/countries", "country-sk")


def test_year_has_neighbours_a_trail_and_a_title(continuations: Continuations) -> None:
    page = continuations.make(f"{THEME}/1995")
    assert page.title.startswith("Where “Theme ")
    assert page.title.endswith("” comes up in 1995")
    assert page.previous is not None
    assert page.following is not None
    assert (page.previous.text, page.following.text) == ("1994", "1996")
    assert [step.docname for step in page.trail] == ["index", "browse/themes", THEME]


def test_no_two_pages_have_one_address_or_title(archive: Archive, continuations: Continuations) -> None:
    names = [*archive.pages, *continuations.names]
    assert len({name.casefold() for name in names}) == len(names)
    titles = Counter(continuations.make(name).title for name in continuations.names)
    assert [title for title, number in titles.items() if number > 1] == []


def test_new_day_of_an_old_year_changes_the_page_of_that_year_and_no_other(archive: Archive, tmp_path: Path) -> None:
    later = write(tmp_path, DAYS, add_day)
    before, after = digests(archive), digests(later)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert f"{THEME}/1995" in changed
    assert {name for name in changed if name.startswith("themes/") and not name.endswith("/1995")} == set()
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
    assert (
        digests(archive)[f"{THEME}/{link.page.date.earliest.year}"]
        != digests(later)[  # type: ignore[union-attr]
            f"{THEME}/{link.page.date.earliest.year}"  # type: ignore[union-attr]
        ]
    )


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
