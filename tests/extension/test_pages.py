"""What a reader of the tiny archive sees."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup


def page(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")


def words(site: Path, path: str, selector: str) -> str:
    found = page(site, path).select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text(" ").split())


def test_nothing_of_another_body_shows(tiny_site: Path) -> None:
    for file in tiny_site.rglob("*.html"):
        text = file.read_text(encoding="utf-8").casefold()
        assert "medaille" not in text, file
        assert "slavery" not in text, file


def test_header_says_when_where_and_who(tiny_site: Path) -> None:
    header = words(tiny_site, "conferences/riverside-2024/index.html", "dl.record")
    assert "6 to 7 May 2024" in header
    assert "Riverside" in header
    assert "Czechia" in header


def test_quotation_has_speaker_and_source(tiny_site: Path) -> None:
    figure = page(tiny_site, "conferences/riverside-2024/day-1.html").select_one("figure.quotation")
    assert figure is not None
    caption = figure.select_one("figcaption")
    assert caption is not None
    assert caption.get_text().startswith("warden")
    link = caption.select_one("a")
    assert link is not None
    assert link["href"] == "../../bibliography.html#source-report-2024"


def test_term_carries_its_definition(tiny_site: Path) -> None:
    link = page(tiny_site, "conferences/riverside-2024/day-1.html").select_one("a.term")
    assert link is not None
    assert (link.get_text(), link["data-definition"]) == ("GN", "A net that drifts without an owner.")


def test_section_in_another_script_has_a_lasting_address(tiny_site: Path) -> None:
    heading = page(tiny_site, "conferences/riverside-2024/day-1.html").find(id="наводнения")
    assert heading is not None
    assert heading.name == "h2"
    assert page(tiny_site, "operations/clear-water.html").select('a[href$="day-1.html#наводнения"]')


def test_operation_nobody_discussed_says_so(tiny_site: Path) -> None:
    quiet = words(tiny_site, "operations/quiet-bank.html", "section.backlinks")
    assert "No conference day or edition held in this archive is known to have discussed this operation yet." in quiet
    discussed = words(tiny_site, "operations/clear-water.html", "section.backlinks")
    assert "is known to have discussed" not in discussed


def test_figure_is_shown_with_its_stage(tiny_site: Path) -> None:
    row = words(tiny_site, "operations/clear-water.html", ".table-of-outcomes tbody tr")
    assert row == "12 nets Seized River Watch, 2024"


def test_source_lists_every_page_that_cites_it(tiny_site: Path) -> None:
    entry = page(tiny_site, "bibliography.html").find(id="source-note-2023")
    assert entry is not None
    assert [link["href"] for link in entry.select(".cited-in a")] == [
        "glossary/ghost-net.html",
        "operations/quiet-bank.html",
    ]
    assert "Wells, Ada / Bank Press" in entry.get_text()
    assert "Nets & banks" in entry.get_text()


def test_words_of_other_languages_carry_their_code(tiny_site: Path) -> None:
    cell = page(tiny_site, "glossary/ghost-net.html").select_one(".table-of-equivalents td [lang]")
    assert cell is not None
    assert (cell["lang"], cell.get_text()) == ("cs", "opuštěná síť")
    entries = page(tiny_site, "genindex.html").select("article [lang]")
    assert [(entry["lang"], entry.get_text()) for entry in entries] == [("cs", "opuštěná síť")]


@pytest.mark.parametrize("name", ["GN", "lost net", "Ghost net", "opuštěná síť", "RW", "Operation Clear Water"])
def test_general_index_holds_every_name(tiny_site: Path, name: str) -> None:
    assert name in words(tiny_site, "genindex.html", "article")


def test_listing_by_country_leads_to_the_session(tiny_site: Path) -> None:
    listing = page(tiny_site, "browse/countries.html")
    heading = listing.find(id="country-sk")
    assert heading is not None
    section = heading.find_parent("section")
    assert section is not None
    assert "../conferences/riverside-2024/day-1.html#nets" in [link["href"] for link in section.select("a")]


def test_glossary_holds_all_definitions_and_names(tiny_site: Path) -> None:
    text = words(tiny_site, "glossary/index.html", "article")
    assert "Ghost net (GN, lost net)" in text
    assert "A net that drifts without an owner." in text


def test_address_of_the_site_is_used(tiny_site: Path) -> None:
    text = (tiny_site / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://rivers.example/archive/operations/clear-water.html</loc>" in text
    canonical = page(tiny_site, "operations/clear-water.html").select_one('link[rel="canonical"]')
    assert canonical is not None
    assert canonical["href"] == "https://rivers.example/archive/operations/clear-water.html"


def test_links_to_it_show_its_picture(tiny_site: Path) -> None:
    picture = page(tiny_site, "operations/clear-water.html").select_one('meta[property="og:image"]')
    assert picture is not None
    assert picture["content"] == "https://rivers.example/archive/_static/nets.png"
    own = Path(__file__).parents[1] / "tiny" / "docs" / "media" / "nets.png"
    assert (tiny_site / "_static" / "nets.png").read_bytes() == own.read_bytes()


def test_readers_can_suggest_a_correction(tiny_site: Path) -> None:
    found = page(tiny_site, "operations/clear-water.html").select("footer .take-part a")
    addresses = {link.get_text(): urlsplit(str(link["href"])) for link in found}
    correction = addresses["Suggest a correction"]
    assert correction.path == "/rivers/archive/issues/new"
    assert parse_qs(correction.query) == {
        "template": ["correction.yml"],
        "title": ["Correction: Operation Clear Water"],
        "page": ["https://rivers.example/archive/operations/clear-water.html"],
    }
    assert addresses["Edit this page"].path == "/rivers/archive/edit/main/docs/operations/clear-water.md"
    root = Path(__file__).parents[2]
    form = yaml.safe_load((root / ".github" / "ISSUE_TEMPLATE" / "correction.yml").read_text(encoding="utf-8"))
    assert "page" in [field.get("id") for field in form["body"]], "the form has a field for what the link fills in"
    assert not page(tiny_site, "genindex.html").select(".take-part"), "no file stands behind a list that makes itself"


def test_search_indexes_no_navigation(tiny_site: Path) -> None:
    assert not page(tiny_site, "browse/countries.html").select("[data-pagefind-body]")
    body = page(tiny_site, "operations/clear-water.html").select_one("[data-pagefind-body]")
    assert body is not None
    assert not body.select("nav.side, nav.trail, header, footer")
