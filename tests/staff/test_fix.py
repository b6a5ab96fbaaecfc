"""``archive check --fix``: mends what leaves no doubt, shows it first, and nothing else."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from archive_staff.__main__ import archive as group
from archive_staff.folder import ArchiveFolder

PAGE = "conferences/riverside-2024/day-1.md"


def fix(folder: ArchiveFolder, *words: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder.root)
    return CliRunner().invoke(group, ["check", "--fix", *words])


def change(folder: ArchiveFolder, path: str, old: str, new: str) -> None:
    file = folder.docs / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.mark.parametrize(
    ("path", "good", "bad"),
    [
        ("operations/clear-water.md", "themes: [drifting-nets]", "themes: [Drifting nets]"),
        ("operations/quiet-bank.md", "countries: [SK]", "countries: [Slovakia]"),
        ("operations/quiet-bank.md", "countries: [SK]", "countries: [ sk ]"),
        ("operations/quiet-bank.md", "countries: [SK]", 'countries: ["SK"] '),
        ("glossary/ghost-net.md", "language: cs", "language: Czech"),
        ("operations/quiet-bank.md", "countries: [SK]", "countries: SK"),
        ("operations/quiet-bank.md", "countries: [SK]", "countries: Slovakia"),
        ("operations/quiet-bank.md", "countries: [SK]", "contries: [SK]"),
        ("operations/quiet-bank.md", "  countries: [SK]", "\tcountries: [SK]"),
    ],
)
def test_what_is_plain_is_mended(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, path: str, good: str, bad: str
) -> None:
    change(tiny, path, good, bad)
    shown = fix(tiny, monkeypatch=monkeypatch)
    assert "could be mended. To write this, add --write." in shown.stderr
    assert bad.strip() in (tiny.docs / path).read_text(encoding="utf-8")
    result = fix(tiny, "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.output
    assert good.replace("[", "").replace("]", "") in (
        (tiny.docs / path).read_text(encoding="utf-8").translate(str.maketrans("", "", '[]"')).replace("  SK", " SK")
    )
    assert "Nothing can be mended" in fix(tiny, monkeypatch=monkeypatch).stderr


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("4 May 2024", "2024-05-04"),
        ("4th May 2024", "2024-05-04"),
        ("May 4, 2024", "2024-05-04"),
        ("2024/05/04", "2024-05-04"),
        ("May 2024", "2024-05"),
        ("04/05/2024", None),
        ("yesterday", None),
    ],
)
def test_dates_are_mended_where_they_mean_one_day(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, written: str, meant: str | None
) -> None:
    page = tiny.docs / PAGE
    text = page.read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if line.startswith("  date:"))
    page.write_text(text.replace(line, f'  date: "{written}"'), encoding="utf-8", newline="\n")
    result = fix(tiny, "--write", monkeypatch=monkeypatch)
    after = page.read_text(encoding="utf-8")
    assert f"  date: {meant}\n" in after if meant else f'  date: "{written}"\n' in after
    assert result.exit_code == (0 if meant else 1)


def test_values_with_commas_become_a_list(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    change(tiny, "operations/quiet-bank.md", "countries: [SK]", "countries: Slovakia, CZ")
    assert fix(tiny, "--write", monkeypatch=monkeypatch).exit_code == 0
    assert "countries: [SK, CZ]\n" in (tiny.docs / "operations" / "quiet-bank.md").read_text(encoding="utf-8")


def test_misspelt_name_of_a_field_that_is_there_too_stays(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    change(tiny, "operations/quiet-bank.md", "countries: [SK]", "countries: [SK]\n  contries: [CZ]")
    assert fix(tiny, "--write", monkeypatch=monkeypatch).exit_code == 1
    assert "contries: [CZ]" in (tiny.docs / "operations" / "quiet-bank.md").read_text(encoding="utf-8")


def test_the_right_value_of_a_list_is_mended(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    change(tiny, "operations/quiet-bank.md", "countries: [SK]", "countries: [Niger Republic, Niger, SK, Slovakia]")
    fix(tiny, "--write", monkeypatch=monkeypatch)
    text = (tiny.docs / "operations" / "quiet-bank.md").read_text(encoding="utf-8")
    assert "countries: [Niger Republic, NE, SK, Slovakia]" in text, "what nobody knows, or would stand twice, stays"


def test_spaces_at_the_end_go_but_breaks_of_lines_stay(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tiny.docs / "operations" / "quiet-bank.md"
    raw = page.read_bytes() + b"\nOne \nTwo  \nThree\t\nFour\n"
    page.write_bytes(raw)
    assert fix(tiny, "--write", monkeypatch=monkeypatch).exit_code == 0
    assert page.read_bytes() == raw.replace(b"One \n", b"One\n").replace(b"Three\t\n", b"Three\n")


def test_pages_that_are_right_stay_as_they_are(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {file: file.read_bytes() for file in tiny.docs.rglob("*") if file.is_file()}
    result = fix(tiny, "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0
    assert "Nothing can be mended without you." in result.stderr
    assert {file: file.read_bytes() for file in tiny.docs.rglob("*") if file.is_file()} == before


def test_bibliography_and_ledger_are_put_in_order(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = tiny.docs / "references.bib"
    good = sources.read_text(encoding="utf-8")
    first, second = good.rstrip().split("\n\n")
    sources.write_text(f"{second}\n\n{first}\n", encoding="utf-8", newline="\n")
    ledger = tiny.docs / "permalinks.txt"
    ledger.write_text("# Addresses.\nthemes/b.html\nindex.html\nthemes/b.html\n", encoding="utf-8", newline="\n")
    result = fix(tiny, "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.output
    assert "+++ docs/references.bib" in result.stderr
    assert sources.read_text(encoding="utf-8") == good
    assert ledger.read_text(encoding="utf-8") == "# Addresses.\nindex.html\nthemes/b.html\n"
    assert "Nothing can be mended" in fix(tiny, monkeypatch=monkeypatch).stderr


def test_bibliography_with_words_between_its_entries_stays(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tiny.docs / "references.bib"
    first, second = sources.read_text(encoding="utf-8").rstrip().split("\n\n")
    sources.write_text(f"{second}\n\nOf books:\n{first}\n", encoding="utf-8", newline="\n")
    assert "Nothing can be mended" in fix(tiny, monkeypatch=monkeypatch).stderr
