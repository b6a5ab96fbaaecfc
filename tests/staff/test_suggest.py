"""``archive suggest``: what the archive knows is found in prose, marked once, and nowhere where it must not be."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rapidfuzz import fuzz

from archive_model.archive import Archive
from archive_model.body import read_body
from archive_model.front_matter import read_front_matter
from archive_model.page import Page
from archive_model.prose import EXPLICIT, MARK
from archive_staff.__main__ import archive as group
from archive_staff.folder import ArchiveFolder
from archive_staff.suggestions.marks import suggested_marks
from archive_staff.suggestions.prose import markable
from archive_staff.suggestions.vocabulary import Vocabulary

KINDS = ("operation", "organisation", "term", "theme")
ALIKE = 85
"""From this likeness on, of 100, marked words are a name of the record; others are words of the author's own."""


def suggest(folder: ArchiveFolder, *words: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder.root)
    return CliRunner().invoke(group, ["suggest", *words])


def with_text(folder: ArchiveFolder, text: str) -> Path:
    page = folder.docs / "operations" / "quiet-bank.md"
    front = page.read_text(encoding="utf-8").split("---\n")[1]
    page.write_text(f"---\n{front}---\n\n{text}\n", encoding="utf-8", newline="\n")
    return page


def body(page: Path) -> str:
    return page.read_text(encoding="utf-8").split("---\n", 2)[2].strip()


# On the archive itself


def names(page: Page) -> list[str]:
    return [page.title, re.sub(r" \([^()]*\)$", "", page.title), *(name for name, _line in page.other_names)]


def namesakes(archive: Archive, page: Page) -> set[str]:
    """The record and those of other kinds with one of its names: to the reader they are one subject."""
    found = (archive.find(kind, name) for kind in KINDS for name in names(page))
    return {page.docname, *(other.docname for other in found if other)}


def is_name(words: str, page: Page) -> bool:
    def plain(text: str) -> str:
        return text.casefold().replace("-", " ")

    return max(fuzz.ratio(plain(words), plain(name)) for name in names(page)) >= ALIKE


def test_marks_of_the_archive_are_found_again(real_archive: Archive, repository: Path) -> None:
    """At least 95 % of the marks that bear a name, and at least 95 % of what is found was marked."""
    vocabulary = Vocabulary(real_archive)
    again, lost, strange = 0, [], []
    for page in real_archive.pages.values():
        if not page.kind:
            continue
        front = read_front_matter((repository / page.path).read_text(encoding="utf-8"))
        marked: list[tuple[Page, str]] = []

        def strip(mark: re.Match[str], marked: list[tuple[Page, str]] = marked) -> str:
            if mark["name"] not in KINDS:
                return mark[0]
            explicit = EXPLICIT.match(mark["content"])
            target = real_archive.find(mark["name"], explicit["target"] if explicit else mark["content"])
            assert target is not None
            words = target.title if mark["content"] == target.slug else mark["content"]
            marked.append((target, explicit["text"] if explicit else words))
            return marked[-1][1]

        text = MARK.sub(strip, front.body)
        stripped = replace(page, body=read_body(text, front.body_line))
        found = [each.page for each in suggested_marks(real_archive, vocabulary, stripped, markable(text))]
        subjects = {name for other in found for name in namesakes(real_archive, other)}
        wanted = {name for other, _words in marked for name in namesakes(real_archive, other)}
        named = [other for other, words in marked if is_name(words, other)]
        again += sum(other.docname in subjects for other in named)
        lost += [(page.path, other.docname) for other in named if other.docname not in subjects]
        strange += [(page.path, other.docname) for other in found if other.docname not in wanted]
    assert again > 500
    assert again / (again + len(lost)) >= 0.95, lost
    assert again / (again + len(strange)) >= 0.95, strange


# In the tiny archive


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A ghost net was seen.", "A {term}`ghost net` was seen."),
        ("Two Ghost Nets and a ghost-net.", "Two {term}`Ghost Nets <ghost-net>` and a ghost-net."),
        ("The ghost net's owner.", "The {term}`ghost net`'s owner."),
        ("GN means it, gn does not.", "{term}`GN` means it, gn does not."),
        ("Operation Cléar Water ended.", "{operation}`Operation Cléar Water <clear-water>` ended."),
        ("Seen {term}`GN`: a ghost net, a lost net.", None),
        ("Operation Quiet Bank is this page.", None),
        ("## A ghost net", None),
        ("[A ghost net](https://example.org/)", None),
        ("`ghost net` and <https://example.org/ghost net>", None),
        ("```\nghost net\n```", None),
        ("> A ghost net\n> and more", None),
        (":::{quote} delegate\n:source: note-2023\nA ghost net!\n:::", None),
        ("He said “a ghost net”, and ‘ghost net’.", None),
        ("<!-- a ghost net -->", None),
        ("A <!-- so --> ghost net.", "A <!-- so --> {term}`ghost net`."),
        ("<!-- HTML to the end of the line --> A ghost net.", None),
        ("- A list\n  - with a ghost net", "- A list\n  - with a {term}`ghost net`"),
        ("We saw a ghost.\nNet and all.", None),
        ("We saw a ghost. Net and all.", None),
        ('He said: "We saw it.\nThe ghost net was big."', None),
        ("He said ‘We’d seen a ghost net there.’", None),
        ("He said 'a ghost net'. It’s a ghost net.", "He said 'a ghost net'. It’s a {term}`ghost net`."),
        ("„A ghost net“ and «a ghost net»", None),
        ("[See the\nghost net](https://example.org/) [a [b] ghost net](https://example.org/)", None),
        ("[x]: ../glossary/ghost-net.md", None),
        ("(ghost-net)=", None),
        ("See ../glossary/ghost-net and ghost-net.org.", None),
        ("<div>\na ghost net\n</div>", None),
    ],
)
def test_names_are_marked_where_they_may_be(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, text: str, expected: str | None
) -> None:
    page = with_text(tiny, text)
    result = suggest(tiny, str(page), "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.output
    assert body(page) == (expected or text)
    assert suggest(tiny, str(page), monkeypatch=monkeypatch).exit_code == 0, "nothing is left to mark"


def test_it_shows_a_diff_and_writes_nothing_unasked(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    page = with_text(tiny, "A ghost net was seen.")
    before = page.read_bytes()
    result = suggest(tiny, "operations/quiet-bank", monkeypatch=monkeypatch)
    assert result.exit_code == 1
    assert "-A ghost net was seen.\n+A {term}`ghost net` was seen.\n" in result.stdout
    assert "To write them, add --write." in result.stderr
    assert page.read_bytes() == before


def test_only_the_marked_line_changes(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    page = with_text(tiny, "First.\nA ghost net.\nLast.  ")
    raw = b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n")
    page.write_bytes(raw)
    assert suggest(tiny, str(page), "--write", monkeypatch=monkeypatch).exit_code == 0
    assert page.read_bytes() == raw.replace(b"ghost net.", b"{term}`ghost net`.")


def test_page_that_changes_meanwhile_is_left_as_it_is(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    page = with_text(tiny, "A ghost net.\nOperation Clear Water.")
    changed = page.read_text(encoding="utf-8").replace("A ghost net.", "Something new.\nA ghost net.")

    def answer(*_question: object) -> str:
        page.write_text(changed, encoding="utf-8", newline="\n")
        return "y"

    monkeypatch.setattr("archive_staff.console.Console.can_ask", True)
    monkeypatch.setattr("archive_staff.console.Console.ask", answer)
    result = suggest(tiny, str(page), monkeypatch=monkeypatch)
    assert "was changed meanwhile and is left as it is" in result.stderr
    assert page.read_text(encoding="utf-8") == changed


def test_countries_and_acronyms_are_named_for_a_person(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    page = with_text(tiny, "Police in Norway and the\nXYZ unit met.")
    result = suggest(tiny, str(page), monkeypatch=monkeypatch)
    assert result.exit_code == 0
    assert "“Norway” is named, but its countries do not hold NO." in result.stderr
    assert "“XYZ” is not explained in the archive." in result.stderr
    (found,) = json.loads(suggest(tiny, str(page), "--format", "json", monkeypatch=monkeypatch).stdout)
    first = page.read_text(encoding="utf-8").split("\n").index("Police in Norway and the") + 1
    assert [gap["line"] for gap in found["gaps"]] == [first, first + 1]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("y\nn\n", "A {term}`ghost net`.\nOperation Clear Water."),
        ("n\ny\n", "A ghost net.\n{operation}`Operation Clear Water`."),
        ("a\n", "A {term}`ghost net`.\n{operation}`Operation Clear Water`."),
        ("q\n", "A ghost net.\nOperation Clear Water."),
    ],
)
def test_on_a_terminal_each_line_is_asked_for(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, answers: str, expected: str
) -> None:
    page = with_text(tiny, "A ghost net.\nOperation Clear Water.")
    monkeypatch.setattr("archive_staff.console.Console.can_ask", True)
    monkeypatch.chdir(tiny.root)
    CliRunner().invoke(group, ["suggest", str(page)], input=answers)
    assert body(page) == expected


@pytest.mark.parametrize("words", [[], ["nowhere.md"], ["--all", "operations/quiet-bank"]])
def test_wrong_use_is_told(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    assert suggest(tiny, *words, monkeypatch=monkeypatch).exit_code == 2


def test_page_with_problems_is_left_out(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    page = with_text(tiny, "A ghost net.\n\n:::{quote} nobody")
    before = page.read_bytes()
    result = suggest(tiny, "--all", "--write", monkeypatch=monkeypatch)
    assert "docs/operations/quiet-bank.md is left out until its problems are mended" in result.stderr
    assert "1 page left out." in result.stderr
    assert page.read_bytes() == before


def test_open_questions_and_pictures_without_words_do_not_keep_a_page_out(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "% Question 4: Who saw it?\n\nA ghost net.\n\n![](/media/nets.png)"
    page = with_text(tiny, text)
    suggest(tiny, "--all", "--write", monkeypatch=monkeypatch)
    assert body(page) == text.replace("ghost net", "{term}`ghost net`")
