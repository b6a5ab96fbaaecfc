"""``archive import``: every visible word in its order, nothing that was not meant to be seen, and honest questions."""

from __future__ import annotations

import base64
import difflib
import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from archive_staff.__main__ import archive as group
from archive_staff.folder import ArchiveFolder
from archive_staff.intake.doubts import doubts
from archive_staff.intake.packed import parts_of

from .documents import open_document, packed, paragraph, photograph, picture, run, word
from .inputs import BAD, GOOD, HIDDEN, HIDDEN_ODT, HIDDEN_ODT_STYLES, LOCK, SEEN, WORD

PAGE = "conferences/riverside-2024/day-7.md"
PLACE = ("--conference", "riverside-2024", "--day", "7")
KNOWN = ("--date", "2024-05-04", "--summary", "Nets and locks.", "--source", "note-2023")


def bring_in(folder: ArchiveFolder, raw: bytes, name: str, *more: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder.root)
    file = folder.root / name
    file.write_bytes(raw)
    return CliRunner().invoke(group, ["import", str(file), *PLACE, *more])


def text_of(folder: ArchiveFolder) -> str:
    return (folder.docs / PAGE).read_text(encoding="utf-8").split("---\n", 2)[2]


def words_of(markdown: str) -> list[str]:
    seen = re.sub(r"^(?:%.*|:::.*|:\w+:.*)$", "", markdown, flags=re.MULTILINE)
    return re.findall(r"\w+", re.sub(r"\\(.)", r"\1", seen))


def share_kept(expected: str, markdown: str) -> float:
    wanted = re.findall(r"\w+", expected)
    blocks = difflib.SequenceMatcher(None, wanted, words_of(markdown), autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


def check(*, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return CliRunner().invoke(group, ["check"]).stdout.splitlines()


def rules(problems: list[str]) -> list[str]:
    """Which rules are broken, without the questions that are open."""
    found = (line.rpartition(" ")[2] for line in problems)
    return [rule for rule in found if rule != "[archive.question]"]


def test_word_file_becomes_a_page_that_passes_once_its_questions_are_answered(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = bring_in(tiny, WORD, "Notes – día 3.docx", *KNOWN, "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.output
    text = text_of(tiny)
    visible = " ".join(words for _style, words in SEEN[1:])
    visible += " Deleted before this. Hidden before this. Commented on. Force Boats Lake 3 River 12"
    visible += " Between the pictures. We opened every gate that we were asked to open."
    assert share_kept(visible, text) >= 0.99
    assert "canary" not in (tiny.docs / PAGE).read_text(encoding="utf-8").lower()
    assert "## What the keepers saw\n" in text
    assert "### By night\n" in text
    assert f"{LOCK}.\nThey told the police.\nNobody else had asked them.\n" in text
    assert "| River | 12" in text
    for told in ("Deleted text", "Hidden text", "Comments were left out: 1.", "who wrote it"):
        assert told in result.stderr
    problems = check(monkeypatch=monkeypatch)
    asked = ["[archive.question]"] * text.count("% Question ")
    assert sorted(line.rpartition(" ")[2] for line in problems) == ["[archive.alt]"] * 2 + asked
    answered = re.sub(r"^% Question .*\n+", "", text, flags=re.MULTILINE)
    answered = answered.replace("Describe this picture in words", "A lock with a red gate.")
    page = tiny.docs / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace(text, answered), encoding="utf-8")
    assert check(monkeypatch=monkeypatch) == []
    built = CliRunner().invoke(group, ["build"])
    assert built.exit_code == 0, built.output
    html = (tiny.root / "_build" / "public" / PAGE).with_suffix(".html").read_text(encoding="utf-8")
    assert "Question" not in html
    assert 'alt="A lock with a red gate."' in html
    assert '<img width="1600" height="800" loading="lazy"' in html


def test_pictures_are_small_and_tell_nothing_of_where_they_were_taken(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(tiny, WORD, "notes.docx", *KNOWN, "--write", monkeypatch=monkeypatch)
    files = sorted((tiny.docs / "media").glob("riverside-2024-day-7-*"))
    assert [file.name for file in files] == ["riverside-2024-day-7-1.webp", "riverside-2024-day-7-2.webp"]
    for file in files:
        raw = file.read_bytes()
        with Image.open(file) as shown:
            assert max(shown.size) <= 1600
            assert not shown.getexif()
        assert b"Canary" not in raw
        assert b"EXIF" not in raw


def test_description_of_a_picture_is_told_and_not_taken_over(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = word(paragraph("Before it.") + paragraph(picture(1, "A boat, on a lake")), [photograph(40, 30)])
    result = bring_in(tiny, notes, "notes.docx", *KNOWN, monkeypatch=monkeypatch)
    assert "In the notes it is described so: “A boat, on a lake”." in result.stderr
    assert ":alt: Describe this picture in words" in result.stdout


def test_questions_are_listed_and_stand_where_they_belong(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    body = paragraph("Jane Example spoke on 3 May about the River Watch.") + paragraph("So Mr Example said.", "Quote")
    result = bring_in(tiny, word(body), "notes.docx", "--title", "Day", monkeypatch=monkeypatch)
    assert result.exit_code == 0
    for question in (
        "When was this day?",
        "What was the day about",
        "From what source is this?",
        "Is the date “3 May” right",
        "Who said this?",
    ):
        assert question in result.stderr
    assert "River Watch" not in result.stderr, "a body that the archive knows is no person"
    numbered = re.findall(r"^ +(\d+)\. ", result.stderr, re.MULTILINE)
    assert numbered == [str(number) for number in range(1, len(numbered) + 1)]
    assert "% Question 4: Is the date “3 May” right" in result.stdout
    written = re.findall(r"^% Question (\d+): ", result.stdout, re.MULTILINE)
    assert written == numbered[3:], "the first three stand in the front matter"
    before, quotation = result.stdout.split(":::{quote}")
    assert "% Question" in before.rstrip().splitlines()[-1]
    assert "% Question" not in quotation.split(":::")[0]
    assert not (tiny.docs / PAGE).exists()


def test_struck_words_are_left_out_and_told(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = word(f"<w:p>{run('Kept. ')}{run('Struck out.', '<w:strike/>')}</w:p>" + paragraph("Jane Example"))
    result = bring_in(tiny, raw, "a.docx", *KNOWN, "--title", "A", monkeypatch=monkeypatch)
    assert "Struck out." not in result.stdout
    assert "Left out, because it was struck out: “Struck out.”" in result.stderr
    assert "Is “Jane Example” a person?" in result.stderr


def test_link_within_a_site_is_told(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = b"<html><p>Read <a href='/about/locks'>about locks</a>, <a href='#top'>above</a>.</p></html>"
    result = bring_in(tiny, raw, "a.html", *KNOWN, "--title", "A", monkeypatch=monkeypatch)
    assert "Read about locks, above." in result.stdout
    assert "“about locks” led to /about/locks, which is no whole web address." in result.stderr
    assert "above” led" not in result.stderr


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("He saw J. Example there.", "Is “J. Example” a person?"),
        ("She saw J. R. Example.", "Is “J. R. Example” a person?"),
        ("In the U.S. Congress they met.", None),
        ("Call +44 1234 567890 today.", "Is “+44 1234 567890” a telephone number?"),
        ("Call (01234) 567 890.", "Is “(01234) 567 890” a telephone number?"),
        ("In 2016-2017, and 1,000,000 nets.", None),
    ],
)
def test_names_and_numbers_are_asked_about(text: str, question: str | None) -> None:
    asked = " ".join(doubts(text))
    assert question in asked if question else "person" not in asked and "telephone" not in asked


HTML = f"""<!doctype html><html><head><title>Site | Post</title><script>canary()</script></head><body>
<nav>canary menu</nav><article><h1>Locks &amp; gates</h1>
<p>The keepers said “it’s the boats”. Then they left.</p><!-- canary -->
<p hidden>canary</p><p style="display: none">canary</p><p aria-hidden="true">canary</p>
<h3>Later</h3><ol><li>First<ul><li>Within</li></ul></li><li>Second <a href="https://example.org/x?a=1&amp;b=2">there</a></li></ol>
<img alt="x" src="data:image/jpeg;base64,{base64.b64encode(photograph(60, 40)).decode()}">
<img src="https://example.org/logo.png"></article><footer><img src="canary.png">canary footer</footer></body></html>"""
TEXT = """Third day: locks and gates

The keepers said “it’s the boats”. Nobody asked
them before.

• First
• Second

% of boats were never counted. See https://example.org/report for more.

[logo] [logo]
"""


def test_web_page_keeps_its_text_alone(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    result = bring_in(tiny, HTML.encode(), "post.html", *KNOWN, "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.output
    text = text_of(tiny)
    wanted = "The keepers said “it’s the boats”. Then they left. Later First Within Second there"
    assert share_kept(wanted, text) >= 0.99
    assert "canary" not in text
    assert "title: Locks & gates" in (tiny.docs / PAGE).read_text(encoding="utf-8").replace('"', "")
    assert "[there](https://example.org/x?a=1&b=2)" in text
    assert "logo.png) was left out. It is not in the file." in result.stderr
    assert rules(check(monkeypatch=monkeypatch)) == ["[archive.alt]"]


def test_plain_text_keeps_every_word(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    result = bring_in(tiny, TEXT.encode("utf-8-sig"), "post.txt", *KNOWN, "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.output
    title, _, rest = TEXT.partition("\n")
    assert share_kept(re.sub("•", "", rest), text_of(tiny)) >= 0.99
    assert f'title: "{title}"' in (tiny.docs / PAGE).read_text(encoding="utf-8")
    assert "- First\n- Second\n" in text_of(tiny)
    assert check(monkeypatch=monkeypatch) == []


def test_it_works_in_a_pipe(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny.root)
    result = CliRunner().invoke(group, ["import", "-", *PLACE, *KNOWN], input=TEXT.encode())
    assert result.exit_code == 0
    assert result.stdout.startswith("---\ntitle: ")
    assert result.stdout.rstrip().endswith("\\[logo\\] \\[logo\\]")
    assert "Nothing was written." in result.stderr


@pytest.mark.parametrize(("name", "raw", "expected"), GOOD.values(), ids=GOOD)
def test_files_of_many_kinds_become_good_pages(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, name: str, raw: bytes, expected: str
) -> None:
    result = bring_in(tiny, raw, name, *KNOWN, "--title", "Day seven", "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.output
    text = text_of(tiny)
    assert expected in re.sub(r"(?<=\w[.!?])\n(?=\w)", " ", text)
    assert "canary" not in text
    assert "of the words of the file are not in the page" not in result.stderr
    assert rules(check(monkeypatch=monkeypatch)) == []


@pytest.mark.parametrize(("name", "raw", "expected"), BAD.values(), ids=BAD)
def test_files_that_cannot_be_read_are_told_in_a_sentence(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, name: str, raw: bytes, expected: str
) -> None:
    before = {file for file in tiny.docs.rglob("*") if file.is_file()}
    result = bring_in(tiny, raw, name, *KNOWN, "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 1
    assert expected in result.stderr
    assert result.stderr.count("\n") == 1
    assert {file for file in tiny.docs.rglob("*") if file.is_file()} == before


def test_nothing_unseen_comes_through_in_the_strict_form(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = paragraph(HIDDEN + run("Seen here."))
    parts = {
        name: part.replace(usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, part in parts_of(word(body))
    }
    result = bring_in(tiny, packed(parts), "a.docx", *KNOWN, "--title", "A", "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.output
    assert text_of(tiny).strip() == "Seen here."
    assert "Hidden text was left out, 2 times." in result.stderr


def test_nothing_unseen_of_libreoffice_comes_through(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    result = bring_in(
        tiny,
        open_document(HIDDEN_ODT, HIDDEN_ODT_STYLES),
        "a.odt",
        *KNOWN,
        "--title",
        "A",
        "--write",
        monkeypatch=monkeypatch,
    )
    assert result.exit_code == 0, result.output
    assert text_of(tiny).strip() == "Page 7 is seen.\n\nKept.\nShown."


def test_words_that_are_lost_are_told(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What pandoc passes over and nobody has thought of; here, words in an element that does not exist."""
    raw = word(f"<w:p>{run('Seen.')}<w:unheard>{run('Nobody has ever heard of this.')}</w:unheard></w:p>")
    result = bring_in(tiny, raw, "a.docx", *KNOWN, "--title", "A", monkeypatch=monkeypatch)
    assert result.exit_code == 0
    assert re.search(r"About \d+% of the words of the file are not in the page\. Compare the two\.", result.stderr)


def test_picture_that_browsers_do_not_show_is_named(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = word(f"<w:p>{run('Before.')}{picture(1)}</w:p>", pictures=[b"\xd7\xcd\xc6\x9a nothing"])
    result = bring_in(tiny, raw, "a.docx", *KNOWN, "--title", "A", "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0
    assert "was left out. It is of a kind that browsers do not show." in result.stderr
    assert check(monkeypatch=monkeypatch) == []


@pytest.mark.parametrize("in_the_way", [PAGE, "media/riverside-2024-day-7-2.webp"])
def test_nothing_is_overwritten_and_nothing_half_written(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, in_the_way: str
) -> None:
    (tiny.docs / in_the_way).write_bytes(b"mine")
    before = {file: file.read_bytes() for file in tiny.docs.rglob("*") if file.is_file()}
    result = bring_in(tiny, WORD, "notes.docx", *KNOWN, "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 2
    assert f"There is already docs/{in_the_way}." in " ".join(result.stderr.split())
    assert {file: file.read_bytes() for file in tiny.docs.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--conference", "riversid", "--day", "7"], "Did you mean “riverside-2024”?"),
        (["--conference", "riverside-2024", "--day", "0"], "“0” is not a whole number from 1 to 999."),
        (["--conference", "riverside-2024", "--day", "two"], "“two” is not a whole number from 1 to 999."),
        ([*PLACE, "--date", "2024-02-30"], "February 2024 has 29 days."),
    ],
)
def test_wrong_use_is_told(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, words: list[str], expected: str
) -> None:
    monkeypatch.chdir(tiny.root)
    result = CliRunner().invoke(group, ["import", "-", *words], input=b"Text.")
    assert result.exit_code == 2
    assert expected in " ".join(result.output.split())


def test_pixels_alone_are_kept(tmp_path: Path) -> None:
    from archive_staff.intake.pictures import clean_picture  # noqa: PLC0415

    drawing = Image.new("RGBA", (40, 20), (200, 0, 0, 128))
    drawing.save(tmp_path / "a.png", pnginfo=None)
    with Image.open(io.BytesIO(clean_picture((tmp_path / "a.png").read_bytes()))) as shown:
        assert shown.getpixel((3, 3)) == (200, 0, 0, 128)
