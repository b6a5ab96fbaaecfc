"""``archive check --site``: what is wrong in a built site is found, with the place in the source; nothing else is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive_staff.__main__ import archive as group
from archive_staff.folder import ArchiveFolder

DAY = "conferences/riverside-2024/day-1"
THEME = "themes/drifting-nets"


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    """A change to the text of a file of a site."""

    def change(site: Path) -> None:
        text = (site / path).read_text(encoding="utf-8")
        assert old in text
        (site / path).write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")

    return change


def inserted(markup: str) -> Callable[[Path], None]:
    """A change that puts something into the first paragraph of a day."""
    return replaced(f"{DAY}.html", "<p>They met.", f"<p>{markup}They met.")


def orphan(site: Path) -> None:
    shutil.copy(site / f"{THEME}.html", site / "themes" / "left.html")


FAULTS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "broken fragment": (
        replaced(f"{DAY}.html", 'href="#nets"', 'href="#locks"'),
        f"docs/{DAY}.md:1: ",
        "leads to a part of conferences/riverside-2024/day-1.html that is not there: locks.",
    ),
    "missing page": (
        replaced(f"{DAY}.html", "../../themes/drifting-nets.html", "../../themes/drifting.html"),
        f"docs/{DAY}.md:",
        "leads to themes/drifting.html, which is not there.",
    ),
    "missing image": (
        inserted('<img src="../../_images/no.png" alt="No">'),
        f"docs/{DAY}.md:",
        "leads to _images/no.png, which is not there.",
    ),
    "missing image of several": (
        inserted('<img srcset="../../x.png 1x, ../../y.png 2x" alt="No" src="../../_static/favicon.svg">'),
        f"docs/{DAY}.md:",
        "leads to y.png, which is not there.",
    ),
    "id given twice": (
        replaced(f"{DAY}.html", 'id="record-cite"', 'id="nets"'),
        f"docs/{DAY}.md:",
        "The id “nets” is given 2 times on one page.",
    ),
    "wrong case": (
        replaced(f"{DAY}.html", "../../themes/drifting-nets.html", "../../themes/Drifting-Nets.html"),
        f"docs/{DAY}.md:",
        "leads to themes/drifting-nets.html only where capitals do not matter.",
    ),
    "orphan": (orphan, "themes/left.html:1: ", "No way leads to this page from the home page."),
    "dead target of structured data": (
        replaced(
            f"{DAY}.html", f'"url": "https://rivers.example/archive/{DAY}', '"url": "https://rivers.example/archive/no'
        ),
        f"docs/{DAY}.md:",
        "leads to no.html, which is not there.",
    ),
    "dead canonical address": (
        replaced(
            f"{DAY}.html",
            f'rel="canonical" href="https://rivers.example/archive/{DAY}',
            'rel="canonical" href="https://rivers.example/archive/no',
        ),
        f"docs/{DAY}.md:",
        "leads to no.html, which is not there.",
    ),
    "dead address in the sitemap": (
        replaced("sitemap.xml", f"{THEME}.html", "themes/no.html"),
        "sitemap.xml:",
        "leads to themes/no.html, which is not there.",
    ),
    "dead target of the search": (
        replaced("search-names/dr.json", THEME, "themes/no"),
        "search-names/dr.json:1: ",
        "leads to themes/no.html, which is not there.",
    ),
    "invalid HTML": (
        inserted("</b>"),
        f"docs/{DAY}.md:",
        "This is not valid HTML: Stray end tag “b”.",
    ),
    "link to this computer": (
        inserted('<a href="http://localhost:8000/x.html">x</a>'),
        f"docs/{DAY}.md:",
        "leads to the computer of whoever reads this.",
    ),
    "http to ourselves": (
        inserted('<a href="http://rivers.example/archive/">x</a>'),
        f"docs/{DAY}.md:",
        "leads to this site by http.",
    ),
    "whole address of ourselves": (
        inserted('<a href="https://rivers.example/archive/">x</a>'),
        f"docs/{DAY}.md:",
        "names this site itself.",
    ),
}


@pytest.fixture(scope="module")
def folder(tiny_site: Path) -> ArchiveFolder:
    """The tiny archive with a ledger of what was built of it."""
    root = tiny_site.parents[1]
    return ArchiveFolder(root, root / "docs")


def check(folder: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    monkeypatch.chdir(folder.root)
    return CliRunner().invoke(group, ["check", *words])


@pytest.fixture
def site(tiny_site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_site, tmp_path / "a copy of the site ž"))


def findings(result: Result) -> list[str]:
    return [line for line in result.stdout.splitlines() if "archive.permalink" not in line]


def test_nothing_is_found_where_nothing_is_wrong(
    folder: ArchiveFolder, tiny_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert findings(check(folder, monkeypatch, "--site", str(tiny_site))) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_found_where_it_comes_from(
    folder: ArchiveFolder, site: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    change, place, message = FAULTS[fault]
    change(site)
    words = () if fault == "invalid HTML" else ("--without-html",)
    result = check(folder, monkeypatch, "--site", str(site), *words)
    assert result.exit_code == 1
    found = [line for line in findings(result) if message in line]
    assert found, result.stdout
    assert any(place in line for line in found), found
    if place.startswith("docs/"):
        assert re.search(r"\(In the built site: .*\.html, line \d+\.\)", found[0])


def test_finding_names_the_line_of_the_source(
    folder: ArchiveFolder, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(f"{DAY}.html", "../../operations/clear-water.html", "../../operations/clear-waters.html")(site)
    source = (folder.docs / f"{DAY}.md").read_text(encoding="utf-8").splitlines()
    found = findings(check(folder, monkeypatch, "--site", str(site), "--without-html"))
    assert len(found) == 1
    line = int(found[0].split(":")[1])
    assert line == 1 or "clear-water" in source[line - 1]


@pytest.mark.parametrize("fault", ["missing page", "missing image", "broken fragment"])
def test_another_checker_agrees(site: Path, fault: str) -> None:
    """lychee, a checker of others, finds nothing in the site, and of the seeded faults the same."""

    lychee = shutil.which("lychee", path=sysconfig.get_path("scripts"))

    def broken() -> list[str]:
        words = ["--offline", "--include-fragments", "--root-dir", str(site), "--format", "json", "--no-progress"]
        done = subprocess.run(
            [str(lychee), *words, *map(str, site.glob("**/*.html"))],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=site,
        )
        return [each["url"] for faults in json.loads(done.stdout)["error_map"].values() for each in faults]

    (site / "404.html").unlink()  # its links begin at the root of a host, below which the archive lies
    assert broken() == []
    FAULTS[fault][0](site)
    assert len(broken()) == 1


# The ledger


def test_ledger_records_each_address_once_and_says_what_is_gone(
    tiny: ArchiveFolder, tiny_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Path(shutil.copytree(tiny_site, tmp_path / "site"))
    words = ("--site", str(site), "--without-html")
    first = check(tiny, monkeypatch, *words)
    assert first.exit_code == 1
    assert "addresses are not recorded yet" in first.stdout
    assert check(tiny, monkeypatch, *words, "--write").exit_code == 0
    ledger = tiny.docs / "permalinks.txt"
    lines = [line for line in ledger.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines == sorted(set(lines))
    assert {f"{DAY}.html", f"{DAY}.html#nets", "bibliography.html#source-report-2024"} <= set(lines)
    before = ledger.read_bytes()
    assert check(tiny, monkeypatch, *words, "--write").exit_code == 0
    assert ledger.read_bytes() == before

    replaced(f"{DAY}.html", 'id="nets"', 'id="locks"')(site)
    (site / "operations" / "quiet-bank.html").unlink()
    said = check(tiny, monkeypatch, *words).stdout
    number = lines.index(f"{DAY}.html#nets") + 1 + len(before.decode().splitlines()) - len(lines)
    assert f"docs/permalinks.txt:{number}: The section {DAY}.html#nets was published and is not there any more." in said
    assert "The page operations/quiet-bank.html was published and is not there any more." in said
    assert f"{DAY}.html#locks" in said


def test_ledger_keeps_its_head_and_what_it_says_of_others(
    tiny: ArchiveFolder, tiny_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tiny.docs / "permalinks.txt"
    ledger.write_bytes(b"# Mine.\r\nz.html gone 2026-01-02 Why it is.\r\n")
    check(tiny, monkeypatch, "--site", str(tiny_site), "--without-html", "--write")
    lines = ledger.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Mine."
    assert lines[-1] == "z.html gone 2026-01-02 Why it is."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--site", "nowhere"], "There is no built archive in"),
        (["--site", ".", "--fix"], "--fix and --site are two things"),
        (["--write"], "--write needs one of them"),
    ],
)
def test_wrong_use_is_told(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, words: list[str], expected: str
) -> None:
    result = check(tiny, monkeypatch, *words)
    assert result.exit_code == 2
    assert expected in " ".join(result.stderr.split())
