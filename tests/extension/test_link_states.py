"""What readers are told of the addresses of other sites."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup
from tests.conftest import Build

from archive_staff.folder import ArchiveFolder

REPORT, NOTE, HOME = "https://rivers.example/report", "https://banks.example/nets", "https://watch.example/"
COPY = "https://web.archive.org/web/20240601000000/https://rivers.example/report"
OWN_COPY = "https://web.archive.org/web/20240601000000/https://banks.example/nets"
READ, FAILS = "Read by an editor on 2 June 2024.", "Failing since 1 July 2024."
RECORD = f"""\
{REPORT} dead 2024-07-01 2024-06-24 {COPY}
{NOTE} dead 2024-07-01 -
{HOME} dead 2024-07-01 -
https://fields.example/ moved 2024-07-08 2024-07-08 https://meadows.example/
https://closed.example/ unsure 2024-07-08 -
https://shaky.example/ failing 2024-07-08 2024-07-01
https://fine.example/ live 2024-07-08 2024-07-08
"""


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def site_of(folder: ArchiveFolder, build: Build, record: str) -> Path:
    replace(
        folder.docs / "references.bib",
        "  publisher = {Bank Press},",
        f"  publisher = {{Bank Press}},\n  url = {{{NOTE}}},\n  urldate = {{2024-06-02}},\n"
        f"  archiveurl = {{{OWN_COPY}}},",
    )
    replace(folder.docs / "organisations" / "river-watch.md", "  country:", f"  url: {HOME}\n  country:")
    (folder.docs / "links.txt").write_text(record, encoding="utf-8", newline="\n")
    report = build(folder, search=False)
    assert [str(problem) for problem in report.problems] == []
    return folder.default_out("public")


def page(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")


def words(found: BeautifulSoup, selector: str) -> str:
    part = found.select_one(selector)
    assert part is not None, selector
    return " ".join(part.get_text().split())


def test_dead_source_has_its_copy_beside_it_wherever_it_stands(tiny: ArchiveFolder, build: Build) -> None:
    site = site_of(tiny, build, RECORD)
    for path in ("themes/drifting-nets.html", "conferences/riverside-2024/day-1.html", "bibliography.html"):
        sources = page(site, path)
        assert "at this address; it was last found there on 24 June 2024. Archived copy" in words(sources, "article")
        assert words(sources, f"a[href='{COPY}']").startswith("Archived copy")
    noted = page(site, "operations/quiet-bank.html")
    assert words(noted, ".lost") == "The page is no longer at this address."
    assert len(noted.select(f".sources a[href='{OWN_COPY}']")) == 1
    assert words(page(site, "organisations/river-watch.html"), "dl.record .lost").startswith("The page is no longer")


def test_page_tells_the_state_of_each_address(tiny: ArchiveFolder, build: Build) -> None:
    states = page(site_of(tiny, build, RECORD), "bibliography.html")
    assert words(states, "p:has(+ dl.record)").startswith(
        "7 addresses of other sites are known. They were last asked for on 8 July 2024. 2 of them have a copy"
    )
    assert words(states, "dl.record") == "Dead: 3 Failing: 1 Moved: 1 Not to be judged: 1 There: 1 Not asked for yet: 0"
    dead = next(section for section in states.select("section section") if section.find(id="state-dead"))
    entries = [" ".join(entry.get_text().split()) for entry in dead.select("li")]
    assert entries == [
        f"Bank Press, 2023 {READ} {FAILS} Archived copy of Bank Press, 2023.",
        f"River Watch, 2024 {READ} Last found there on 24 June 2024. {FAILS} Archived copy of River Watch, 2024.",
        f"https://watch.example/ {FAILS}",
    ]
    assert [link["href"] for link in states.select("#state-moved ~ ul a")][1] == "https://meadows.example/"


def test_page_says_that_nothing_was_asked_for_yet(tiny_site: Path) -> None:
    states = page(tiny_site, "bibliography.html")
    assert words(states, "p:has(+ dl.record)").startswith(
        "1 address of other sites is known. None has been asked for by a program yet."
    )
    assert words(states, "dl.record") == "Dead: 0 Failing: 0 Moved: 0 Not to be judged: 0 There: 0 Not asked for yet: 1"
    assert states.select(".lost") == []
