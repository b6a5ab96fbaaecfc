"""Checks of the built archive of docs/ itself."""

from __future__ import annotations

import posixpath
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup

from archive_model.archive import Archive
from archive_model.record import record_names
from archive_output.continuation import continuations

pytestmark = pytest.mark.xdist_group("site")

DAY = "conferences/slovenia-undated/day-2"


@cache
def soup(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")


def pages(site: Path) -> list[Path]:
    return sorted(file for file in site.rglob("*.html") if not {"pagefind", "_static"} & {*file.parts})


def links(site: Path, path: str) -> list[str]:
    """Where a page's article leads, as paths from the root of the site with fragments."""
    article = soup(site / path).select_one("article")
    assert article is not None
    found = []
    for link in article.select("a[href]"):
        address, fragment = urldefrag(str(link["href"]))
        if not urlsplit(address).scheme:
            target = (site / path).parent.joinpath(address or Path(path).name).resolve()
            found.append(target.relative_to(site).as_posix() + (f"#{unquote(fragment)}" if fragment else ""))
    return found


def test_every_page_of_docs_is_there(real_site: Path, real_archive: Archive) -> None:
    built = {file.relative_to(real_site).with_suffix("").as_posix() for file in pages(real_site)}
    lists = {part.name for page in real_archive.pages.values() for part in continuations(real_archive, page)}
    assert built == {*real_archive.pages, *lists, "genindex", "search", "404"}


def test_every_page_is_described_once(real_site: Path) -> None:
    for page in pages(real_site):
        (description,) = soup(page).select('meta[name="description"]')
        assert str(description["content"]).strip(" ."), page


def test_hosts_are_told_what_pages_say(real_site: Path) -> None:
    policies = {str(tag["content"]) for page in pages(real_site) for tag in soup(page).select("meta[http-equiv]")}
    (policy,) = policies
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    for name in ("_headers", "nginx-headers.conf"):
        told = (real_site / name).read_text(encoding="utf-8")
        assert f"{policy}; frame-ancestors 'none'" in told
        assert "no-referrer" in told
        assert "immutable" in told


def test_no_page_runs_a_script_of_its_own(real_site: Path) -> None:
    """Its policy would forbid that; data for machines is no script."""
    for page in pages(real_site):
        assert not [tag for tag in soup(page).select("script:not([src])") if tag.get("type") != "application/ld+json"]
        assert not soup(page).select("[style], style, [onclick], [onload]"), page


def test_links_of_the_page_for_lost_readers_work_at_any_depth(real_site: Path) -> None:
    page = soup(real_site / "404.html")
    addresses = [str(tag[name]) for name in ("href", "src") for tag in page.select(f"[{name}]")]
    assert [each for each in addresses if not each.startswith(("/", "#", "https://"))] == []


def test_day_and_what_it_names_lead_to_each_other(real_site: Path, real_archive: Archive) -> None:
    out = links(real_site, f"{DAY}.html")
    day = real_archive.pages[DAY]
    kinds = Counter()
    for reference in day.references:
        if reference.kind in ("theme", "organisation", "term", "operation"):
            page = real_archive.find(reference.kind, reference.target)
            assert page is not None
            assert f"{page.docname}.html" in out
            back = f"{DAY}.html" + (f"#{reference.section}" if reference.section else "")
            assert back in links(real_site, f"{page.docname}.html"), reference
            kinds[reference.kind] += 1
        elif reference.kind == "source":
            assert f"bibliography.html#source-{reference.target}" in out
            kinds["source"] += 1
    assert min(kinds[kind] for kind in ("theme", "organisation", "term", "source")) > 0
    cited = soup(real_site / "bibliography.html").find(id="source-medaille-day-2")
    assert cited is not None
    assert f"{DAY}.html#victims-who-are-also-witnesses" in [link["href"] for link in cited.select(".cited-in a")]


def test_general_index_holds_every_abbreviation_and_synonym(real_site: Path, real_archive: Archive) -> None:
    text = soup(real_site / "genindex.html").get_text()
    missing = [
        name
        for page in real_archive.of_kind("term")
        for _path, _mark, name in record_names(page.record, ())
        if f"\n{name} ({page.title})" not in text and not re.search(rf"^{re.escape(name)}$", text, re.MULTILINE)
    ]
    assert missing == []


def test_no_two_ids_or_titles_clash(real_site: Path) -> None:
    titles = Counter()
    for file in pages(real_site):
        page = soup(file)
        titles[page.title.get_text() if page.title else ""] += 1
        doubled = [name for name, number in Counter(tag["id"] for tag in page.select("[id]")).items() if number > 1]
        assert doubled == [], file
    assert [title for title, number in titles.items() if number > 1] == []


def test_nothing_is_loaded_from_another_host(real_site: Path) -> None:
    for file in pages(real_site):
        for tag in soup(file).select("script[src], img[src], iframe[src], link[href], source[src]"):
            address = str(tag.get("src") or tag.get("href"))
            assert not urlsplit(address).netloc, f"{file}: {address}"


def test_one_heading_of_the_first_level_and_none_left_out(real_site: Path) -> None:
    for file in pages(real_site):
        levels = [int(tag.name[1]) for tag in soup(file).select("article h1, article h2, article h3, article h4")]
        assert levels.count(1) == 1, file
        assert all(after <= before + 1 for before, after in pairwise(levels)), file


def test_every_figure_has_a_stage_and_a_source(real_site: Path, real_archive: Archive) -> None:
    shown = 0
    for page in real_archive.of_kind("operation"):
        outcomes = getattr(page.record, "outcomes", ())
        rows = soup(real_site / f"{page.docname}.html").select(".table-of-outcomes tbody tr")
        assert len(rows) == len(outcomes)
        for row in rows:
            assert all(cell.get_text().strip() for cell in row.select("td")), page.docname
            shown += 1
    assert shown > 0


def test_undiscussed_operations_say_so(real_site: Path, real_archive: Archive) -> None:
    for page in real_archive.of_kind("operation"):
        kinds = {link.page.kind.name for link in real_archive.backlinks(("operation", page.slug)) if link.page.kind}
        section = soup(real_site / f"{page.docname}.html").select_one("section.backlinks")
        assert section is not None
        says_so = "is known to have discussed this operation yet" in section.get_text()
        assert says_so is not bool(kinds & {"day", "conference"}), page.docname


def test_model_and_sphinx_read_the_same(real_site: Path, real_archive: Archive) -> None:
    """The quick reader of marks finds what MyST finds: every role with its target, every section with its id."""
    for docname, page in real_archive.pages.items():
        article = soup(real_site / f"{docname}.html").select_one("article")
        assert article is not None
        named = Counter(
            (str(words["class"][0]).removeprefix("archive-"), arrival(f"{docname}.html", str(words.parent["href"])))
            for words in article.select('a.reference > span[class^="archive-"]')
            if words.parent
        )
        roles = [role for role in page.body.roles if role.name in real_archive.kinds]
        leads_to = ((role.name, real_archive.find(role.name, role.target)) for role in roles)
        assert named == Counter((kind, f"{found.docname}.html") for kind, found in leads_to if found), docname
        cited = Counter(urldefrag(str(a["href"])).fragment for a in article.select(".bibtex-citation a"))
        quoted = [d.options["source"] for d in page.body.directives if d.name == "quote"]
        keys = [key for role in page.body.roles if role.name == "cite" for key in role.target.split(",")]
        assert cited == Counter(f"source-{key.strip()}" for key in keys + quoted), docname
        sections = [section.id for section in page.body.sections]
        ids = [str(heading["id"]) for heading in article.select("section > :is(h2, h3, h4, h5, h6)[id]")]
        assert [found for found in ids if found in sections] == sections, docname


def arrival(path: str, href: str) -> str:
    """The path of the page to which a link leads."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(urlsplit(href).path)))


def test_only_the_stated_number_of_an_edition_is_printed(real_archive: Archive) -> None:
    numbered = [page.slug for page in real_archive.of_kind("conference") if getattr(page.record, "edition", None)]
    assert numbered == ["2025-albania"]


def test_nothing_is_left_to_do_in_the_pages(repository: Path) -> None:
    for file in (repository / "docs").rglob("*.md"):
        assert not re.search(r"\b(TODO|FIXME|XXX|lorem)\b", file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (f"{DAY}.md", "themes:\n    - cross-border", "themes:\n    - cros-border", "unknown-ref"),
        ("operations/fort.md", "sources:", "origins:", "unknown-field"),
        ("glossary/national-referral-mechanism.md", "NRM", "ABE", "duplicate"),
        ("references.bib", "@online{hfj-fort,", "@online{hfj-forth,", "unused-source"),
    ],
)
def test_breaking_a_rule_in_docs_fails_the_build(
    repository: Path, tmp_path: Path, path: str, old: str, new: str, code: str
) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(repository / "docs", docs)
    file = docs / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    command = [sys.executable, "-m", "archive_staff", "build", "--docs", str(docs), "--out", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert f"[archive.{code}]" in done.stdout
    assert not (tmp_path / "site").exists()


def test_every_record_is_three_clicks_from_home(real_site: Path, real_archive: Archive) -> None:
    """As a reader without JavaScript goes, from link to link."""
    reached = {"index.html"}
    for _click in range(3):
        reached |= {link.split("#")[0] for path in reached for link in all_links(real_site, path)}
    assert {f"{name}.html" for name, page in real_archive.pages.items() if page.record} - reached == set()


@cache
def all_links(site: Path, path: str) -> tuple[str, ...]:
    """Where a page leads, its frame included, as paths from the root of the site."""
    if not path.endswith(".html"):
        return ()
    found = []
    for link in soup(site / path).select("a[href]"):
        address = urlsplit(str(link["href"]))
        if not address.scheme and address.path:
            found.append((site / path).parent.joinpath(unquote(address.path)).resolve().relative_to(site).as_posix())
    return tuple(found)
