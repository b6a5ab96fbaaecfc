"""``archive new``: a page or a source from a few answers, whole, right at once, and in the way of nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive_model.front_matter import read_front_matter
from archive_model.kinds import KINDS
from archive_staff.__main__ import archive as group
from archive_staff.drafts.front_matter import front_matter, scalar
from archive_staff.folder import ArchiveFolder

GIVEN = {
    "conference": (
        "--title=Lakeside 2025 --id=lakeside-2025 --date=2025-05 --certainty=stated --place=Lakeside "
        "--countries=Slovakia --sources=note-2023 --missing=Everything"
    ),
    "day": "--title=Day --conference=riverside-2024 --date=2024-05-04 --summary=Nets. --sources=note-2023",
    "theme": "--title=Locks --summary=Locks. --related=drifting",
    "operation": "--title=Operation --summary=Nets. --countries=UK,SK --sources=note-2023 --partners=river",
    "organisation": "--title=Bank --kind=charity --country=Slovakia",
    "term": "--title=Lock --text=A_door_for_boats. --sources=note-2023",
}
"""What each kind needs, with names and countries as people say them."""


def run(folder: ArchiveFolder, *words: str, monkeypatch: pytest.MonkeyPatch, answers: str | None = None) -> Result:
    monkeypatch.chdir(folder.root)
    if answers is not None:
        monkeypatch.setattr("archive_staff.console.Console.can_ask", True)
    return CliRunner().invoke(group, ["new", *words], input=answers)


def files(folder: ArchiveFolder) -> dict[str, bytes]:
    found = (file for file in folder.root.rglob("*") if file.is_file() and "_build" not in file.parts)
    return {file.relative_to(folder.root).as_posix(): file.read_bytes() for file in found}


def options(kind: str) -> list[str]:
    words = GIVEN[kind].split(" --")
    return [word if word.startswith("--") else f"--{word}" for word in words]


@pytest.mark.parametrize("kind", KINDS)
def test_page_of_each_kind_passes_the_checks_at_once(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    before = files(tiny)
    result = run(tiny, kind, *options(kind), "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.output
    (added,) = files(tiny).keys() - before.keys()
    assert added.startswith(f"docs/{KINDS[kind].folder}/")
    assert f"Written: {added}." in result.stderr
    assert result.stdout.encode() == files(tiny)[added]
    checked = CliRunner().invoke(group, ["check"])
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("kind", KINDS)
def test_without_write_it_is_only_shown(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    before = files(tiny)
    result = run(tiny, kind, *options(kind), monkeypatch=monkeypatch)
    assert result.exit_code == 0
    assert result.stdout.startswith("---\ntitle: ")
    assert "To write docs/" in result.stderr
    assert files(tiny) == before


@pytest.mark.parametrize("kind", [*KINDS, "source"])
def test_nobody_is_asked_where_nobody_is(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    result = run(tiny, kind, monkeypatch=monkeypatch)
    assert result.exit_code == 2
    assert "There is nobody to ask here, so give --title" in result.output


def test_what_is_there_is_never_overwritten(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(tiny)
    result = run(tiny, "theme", "--title=Drifting nets", "--summary=Nets.", "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 2
    assert "There is already docs/themes/drifting-nets.md." in result.output
    assert files(tiny) == before


def test_page_that_would_be_wrong_is_not_written(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(tiny)
    words = ["theme", "--title=Ghost *nets*", "--id=other", "--summary=Nets.", "--write"]
    result = run(tiny, *words, monkeypatch=monkeypatch)
    assert result.exit_code == 1
    assert "Line 2: The title holds “*”" in result.stderr
    assert files(tiny) == before


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["term", "--title=Lock", "--text=A.", "--sources=nothing-like-it"], "is no source in references.bib"),
        (["organisation", "--title=Bank", "--kind=charty"], "Did you mean “charity”?"),
        (["organisation", "--title=Bank", "--kind=charity", "--country=Slovakai"], "Did you mean “Slovakia”?"),
        (["theme", "--title=Ø…", "--summary=A.", "--id=A b"], "“A b” cannot be the name of a file."),
        (["day", *options("day")[:1], "--conference=riversid", *options("day")[2:]], "Did you mean “riverside-2024”?"),
        (["day", *options("day")[:2], "--date=2024-02-30", *options("day")[3:]], "February 2024 has 29 days."),
    ],
)
def test_answers_that_mean_nothing_are_told(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, words: list[str], expected: str
) -> None:
    result = run(tiny, *words, "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 2
    assert expected in " ".join(result.output.split())


def test_on_a_terminal_it_asks_until_it_can_use_the_answer(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names in place of ids, what follows from the last day, and a date that does not exist."""
    answers = ["", "Nets again", "", "2024-02-30", "2024-05-04", "On nets.", "drifting", "", "", "-", "note", "", "y"]
    result = run(tiny, "day", monkeypatch=monkeypatch, answers="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    assert "February 2024 has 29 days." in result.output
    number = 1 + len(list((tiny.docs / "conferences" / "riverside-2024").glob("day-*.md")))
    assert number > 2, "the page has been written"
    page = tiny.docs / "conferences" / "riverside-2024" / f"day-{number - 1}.md"
    data = read_front_matter(page.read_text(encoding="utf-8")).data
    assert data["title"] == "Nets again"
    assert data["day"] == {
        "number": number - 1,
        "date": "2024-05-04",
        "summary": "On nets.",
        "themes": ["drifting-nets"],
        "sources": ["note-2023"],
    }


def test_no_is_no(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(tiny)
    run(tiny, "theme", monkeypatch=monkeypatch, answers="Locks\n\nOn locks.\n\n\n\n\n\n\n\nn\n")
    assert files(tiny) == before


# Sources


def test_source_takes_its_place_in_the_alphabet(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    bibliography = tiny.docs / "references.bib"
    before = bibliography.read_text(encoding="utf-8")
    words = ["--title=On the nets", "--publisher=Ozero News", "--date=2024-05", "--url=https://example.org/nets"]
    result = run(tiny, "source", *words, "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.output
    entry = (
        "@online{ozero-nets-2024,\n  url = {https://example.org/nets},\n  title = {On the nets},\n"
        "  organization = {Ozero News},\n  date = {2024-05},\n  urldate = {2026-09-21},\n}\n"
    )
    assert result.stdout == entry
    after = bibliography.read_text(encoding="utf-8")
    assert after.replace(f"{entry}\n", "") == before
    assert after.index("{ozero-nets-2024,") < after.index("{report-2024,"), "before the first that comes later"
    assert run(tiny, "source", *words, monkeypatch=monkeypatch).exit_code == 2, "its address is there"
    found = CliRunner().invoke(group, ["check"]).output
    assert found.count("\n") == 2
    assert "ozero-nets-2024" in found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--title=On {nets}", "--publisher=News"], "The title holds “{”."),
        (["--title=Nets", "--publisher=News", "--date=May"], "“May” is not a date"),
        (["--title=Nets", "--publisher=News", "--url=example.org"], "“example.org” is not a web address."),
        (["--title=Nets", "--publisher=News", "--key=note-2023"], "The key “note-2023” is taken."),
        (["--title=Nets", "--publisher=News", "--language=Klingonish"], "is no language that is known"),
    ],
)
def test_wrong_source_is_told(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, words: list[str], expected: str
) -> None:
    before = files(tiny)
    result = run(tiny, "source", *words, "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 2
    assert expected in " ".join(result.output.split())
    assert files(tiny) == before


# The text of a page


@pytest.mark.parametrize(
    "words",
    [
        "plain",
        "Day 2: nets",
        "NO",
        "no",
        "true",
        "12",
        "# not",
        "a, b",
        "[a]",
        "it’s",
        "- a",
        "“so”",
        "a #b",
        '"q"',
        "é: í",
    ],
)
def test_words_are_read_as_they_were_given(words: str) -> None:
    text = front_matter(words, "theme", {"summary": words, "also-called": [words, "x"]})
    data = read_front_matter(f"{text}\nText.").data
    assert str(data["title"]) == words
    theme = data["theme"]
    assert isinstance(theme, dict)
    assert [str(entry) for entry in theme["also-called"]] == [words, "x"]
    assert scalar("plain") == "plain"


def test_killed_it_leaves_nothing_half_written(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(tiny)

    def die(_self: Path, _target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "hardlink_to", die)
    monkeypatch.setattr(Path, "rename", die)
    result = run(tiny, "theme", "--title=Locks", "--summary=Locks.", "--write", monkeypatch=monkeypatch)
    assert result.exit_code != 0
    assert files(tiny) == before


def test_it_works_where_a_file_cannot_have_two_names(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    words = ["theme", "--title=Locks", "--summary=Locks.", "--write"]
    assert run(tiny, *words, monkeypatch=monkeypatch).exit_code == 0
    assert (tiny.docs / "themes" / "locks.md").is_file()
    assert run(tiny, *words, monkeypatch=monkeypatch).exit_code == 2


@pytest.mark.parametrize("kind", ["theme", "source"])
def test_no_leaves_everything_as_it_is(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    before = files(tiny)
    given = {"theme": ["--title=Locks", "--summary=Locks."], "source": ["--title=Notes", "--publisher=River"]}
    result = run(tiny, kind, *given[kind], monkeypatch=monkeypatch, answers="\n" * 9 + "n\n")
    assert result.exit_code == 0, result.output
    assert result.stderr.rstrip().endswith("Nothing was written.")
    assert files(tiny) == before
