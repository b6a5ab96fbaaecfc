"""``archive move``: another name, all that names it, and the old address in the ledger."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.conftest import Build, copy_tiny

from archive_staff.__main__ import archive as group
from archive_staff.folder import ArchiveFolder
from archive_staff.ledger import Ledger

WHY = ("--why", "Plainer.")


def run(folder: ArchiveFolder, *words: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder.root)
    return CliRunner().invoke(group, list(words))


def texts(folder: ArchiveFolder) -> dict[str, str]:
    return {file.relative_to(folder.docs).as_posix(): file.read_text("utf-8") for file in folder.docs.rglob("*.md")}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Path:
    """The tiny archive with links of each form, and with a ledger of what was built of it."""
    folder = copy_tiny(tmp_path_factory.mktemp("origin"))
    page = folder.docs / "index.md"
    links = "[Day](conferences/riverside-2024/day-1.md#nets), {doc}`x </themes/drifting-nets>`, {theme}`Drifting nets`."
    page.write_text(f"{page.read_text('utf-8')}\n{links}\n", "utf-8", newline="\n")
    build(folder)
    words = ["check", "--docs", str(folder.docs), "--site", "--without-html", "--write"]
    assert CliRunner().invoke(group, words).exit_code == 0
    return folder.root


@pytest.fixture
def published(origin: Path, tmp_path: Path) -> ArchiveFolder:
    """A copy of it, in which nothing is built."""
    root = tmp_path / "published"
    shutil.copytree(origin, root, ignore=shutil.ignore_patterns("_build"))
    return ArchiveFolder(root, root / "docs")


MOVES = {
    "page": ("themes/drifting-nets", "themes/loose-nets"),
    "section in another script": ("conferences/riverside-2024/day-1#наводнения", "Наводнения и дожди"),
    "day": ("conferences/riverside-2024/day-2", "conferences/riverside-2024/day-3"),
    "conference with its days": ("conferences/riverside-2024", "conferences/riverside-may-2024"),
}


@pytest.mark.parametrize("name", MOVES)
def test_moved_it_passes_all_checks_and_the_old_address_answers(
    published: ArchiveFolder, build: Build, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    old, new = MOVES[name]
    result = run(published, "move", old, new, *WHY, "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.stderr
    if name.startswith("day"):
        day = published.docs / "conferences/riverside-2024/day-3.md"
        day.write_text(day.read_text("utf-8").replace("number: 2", "number: 3"), "utf-8", newline="\n")
    assert run(published, "check", monkeypatch=monkeypatch).stdout == ""
    assert build(published).problems == ()
    checked = run(published, "check", "--site", "--without-html", monkeypatch=monkeypatch)
    assert checked.stdout == ""
    assert checked.exit_code == 0


def test_page_may_be_named_by_its_file_or_its_address(
    published: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = run(published, "move", *MOVES["page"], *WHY, monkeypatch=monkeypatch).stdout
    assert shown
    for old, new in (
        ("docs/themes/drifting-nets.md", "docs/themes/loose-nets.md"),
        ("./docs\\themes\\drifting-nets.md", "themes/loose-nets.md"),
        ("themes/drifting-nets.html", "themes/loose-nets.html"),
    ):
        assert run(published, "move", old, new, *WHY, monkeypatch=monkeypatch).stdout == shown


def test_renamed_by_hand_it_fails_until_one_line_says_so(
    published: ArchiveFolder, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = published.docs / "conferences/riverside-2024/day-1.md"
    day.write_text(day.read_text("utf-8").replace("## Nets", "## Loose nets"), "utf-8", newline="\n")
    home = published.docs / "index.md"
    home.write_text(home.read_text("utf-8").replace("#nets", "#loose-nets"), "utf-8", newline="\n")
    build(published)
    words = ("check", "--site", "--without-html")
    failed = run(published, *words, monkeypatch=monkeypatch)
    assert failed.exit_code == 1
    (message,) = (line for line in failed.stdout.splitlines() if "not there any more" in line)
    _path, number, _rest = message.split(":", 2)
    line = message.partition("let this line say: ")[2].partition(" If it was")[0]
    ledger = published.docs / "permalinks.txt"
    lines = ledger.read_text("utf-8").splitlines()
    lines[int(number) - 1] = line
    ledger.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    build(published)
    assert run(published, *words, "--write", monkeypatch=monkeypatch).stdout == ""


def test_page_that_was_taken_away_says_why(
    published: ArchiveFolder, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    (published.docs / "operations/quiet-bank.md").unlink()
    assert build(published).problems == ()
    words = ("check", "--site", "--without-html")
    assert "The page operations/quiet-bank.html was published" in run(published, *words, monkeypatch=monkeypatch).stdout
    ledger = published.docs / "permalinks.txt"
    text = ledger.read_text("utf-8")
    gone = "operations/quiet-bank.html gone 2026-11-25 At the wish of a witness."
    ledger.write_text(text.replace("operations/quiet-bank.html\n", f"{gone}\n", 1), "utf-8", newline="\n")
    assert build(published).problems == ()
    assert run(published, *words, monkeypatch=monkeypatch).stdout == ""
    page = (published.default_out("public") / "operations/quiet-bank.html").read_text("utf-8")
    assert "It stood here until 25 November 2026. At the wish of a witness." in page


def test_two_moves_make_no_chain_and_back_again_makes_no_circle(
    published: ArchiveFolder, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["themes/drifting-nets", "themes/loose-nets", "themes/lost-nets", "themes/drifting-nets"]
    for old, new in pairwise(names):
        assert run(published, "move", old, new, *WHY, "--write", monkeypatch=monkeypatch).exit_code == 0
    build(published)
    assert run(published, "check", "--site", "--without-html", monkeypatch=monkeypatch).stdout == ""
    lines = (published.docs / "permalinks.txt").read_text("utf-8").splitlines()
    assert "themes/drifting-nets.html" in lines
    assert [
        line.split()[3] for line in lines if line.startswith(("themes/loose-nets.html ", "themes/lost-nets.html "))
    ] == ["themes/drifting-nets.html"] * 2


def test_section_that_moved_twice_leads_on_also_from_a_page_that_moved(
    published: ArchiveFolder, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (
        ("conferences/riverside-2024/day-1#nets", "Nets and locks"),
        ("conferences/riverside-2024", "conferences/riverside-may-2024"),
        ("conferences/riverside-may-2024/day-1#nets-and-locks", "Locks"),
    )
    for old, new in steps:
        assert run(published, "move", old, new, *WHY, "--write", monkeypatch=monkeypatch).exit_code == 0
    build(published)
    assert run(published, "check", "--site", "--without-html", monkeypatch=monkeypatch).stdout == ""
    site = published.default_out("public")
    for path in ("conferences/riverside-2024/day-1.html", "conferences/riverside-may-2024/day-1.html"):
        html = (site / path).read_text("utf-8")
        heading = html.partition('<h2 id="locks">')[2].partition("</h2>")[0]
        assert 'id="nets"' in heading
        assert 'id="nets-and-locks"' in heading


def test_it_is_only_shown_without_write(published: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {file: file.read_bytes() for file in published.docs.rglob("*") if file.is_file()}
    result = run(published, "move", *MOVES["page"], *WHY, monkeypatch=monkeypatch)
    assert result.exit_code == 0
    assert "+  themes: [loose-nets]" in result.stdout
    assert "To write this, add --write." in result.stderr
    assert {file: file.read_bytes() for file in published.docs.rglob("*") if file.is_file()} == before


def test_lines_that_name_nothing_moved_stay_as_they_are(
    published: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = published.docs / "conferences/riverside-2024/day-2.md"
    prose = "Drifting-nets and drifting-nets are words here; `drifting-nets` is code."
    day.write_bytes(day.read_bytes().replace(b"\n", b"\r\n") + f"\r\n{prose}\r\n".encode())
    before = day.read_bytes()
    assert run(published, "move", *MOVES["page"], *WHY, "--write", monkeypatch=monkeypatch).exit_code == 0
    assert day.read_bytes() == before.replace(b"{theme}`drifting-nets`", b"{theme}`loose-nets`")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["themes/drifting", "themes/x", *WHY], "There is no page docs/themes/drifting.md. Did you mean"),
        (["themes/drifting-nets", "glossary/x", *WHY], "it belongs to themes/<id>.md"),
        (["themes/drifting-nets", "themes/Löse Nets", *WHY], "cannot be an address"),
        (["operations/clear-water", "operations/quiet-bank", *WHY], "There is already docs/operations/quiet-bank.md."),
        (["conferences/riverside-2024/day-1#net", "X", *WHY], "has no section “net”. Did you mean “nets”?"),
        (["conferences/riverside-2024/day-1#nets", "Nets", *WHY], "the address that it has"),
        (["themes/drifting-nets", "themes/x"], "give --why too"),
    ],
)
def test_what_cannot_be_is_told(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, words: list[str], expected: str
) -> None:
    before = texts(tiny)
    result = run(tiny, "move", *words, "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 2
    assert expected in " ".join(result.stderr.split())
    assert texts(tiny) == before
    assert not Path(tiny.docs, "permalinks.txt").exists()


def test_ledger_that_was_merged_or_bears_a_mark_is_put_in_order() -> None:
    text = "\ufeff# Addresses.\nthemes/b.html\nthemes/a.html gone 2026-11-25 Why.\nthemes/a.html\nthemes/b.html\n"
    ledger = Ledger(text)
    ledger.add(["themes/a.html", "index.html"])
    assert str(ledger) == "# Addresses.\nindex.html\nthemes/a.html gone 2026-11-25 Why.\nthemes/b.html\n"
