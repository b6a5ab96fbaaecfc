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

from .documents import open_document, packed, paragraph, photograph, picture, run, table, word

PAGE = "conferences/riverside-2024/day-7.md"
PLACE = ("--conference", "riverside-2024", "--day", "7")
KNOWN = ("--date", "2024-05-04", "--summary", "Nets and locks.", "--source", "note-2023")
LOCK = "Locks and lock keepers, who saw the boats first"
SEEN = (
    ("Title", "Third day: locks"),
    ("Heading1", "What the keepers saw"),
    ("", f"{LOCK}. They told the police. Nobody else had asked them."),
    ("Heading4", "By night"),
    ("", "Boats came by night; 40% had no lights, and $5 was paid."),
)
"""Paragraphs of the Word file by style."""
DELETED = '<w:del w:id="1" w:author="x"><w:r><w:delText>canary</w:delText></w:r></w:del>'
HIDDEN = run("canary", "<w:vanish/>") + run("canary", '<w:rStyle w:val="Deeper"/>')
COMMENT = '<w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
UNSEEN = "".join(
    paragraph(unseen + run(seen))
    for seen, unseen in (("Deleted before this.", DELETED), ("Hidden before this.", HIDDEN), ("Commented on.", COMMENT))
)
WORD = word(
    "".join(paragraph(words, style) for style, words in SEEN)
    + UNSEEN
    + table([["Force", "Boats"], ["Lake", "3"], ["River", "12"]])
    + f"<w:p>{picture(1)}</w:p><w:p>{run('Between the pictures.')}{picture(2)}</w:p>"
    + paragraph("We opened every gate that we were asked to open.", "Quote"),
    pictures=[photograph(), photograph(800, 900)],
)


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
    assert [line.rpartition(" ")[2] for line in problems] == ["[archive.alt]"] * 2
    answered = text.replace("Describe this picture in words", "A lock with a red gate.")
    page = tiny.docs / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace(text, answered), encoding="utf-8")
    assert check(monkeypatch=monkeypatch) == []
    built = CliRunner().invoke(group, ["build"])
    assert built.exit_code == 0, built.output
    html = (tiny.root / "_build" / "public" / PAGE).with_suffix(".html").read_text(encoding="utf-8")
    assert "Question" not in html
    assert 'alt="A lock with a red gate."' in html


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


def test_questions_are_listed_and_stand_where_they_belong(tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    body = paragraph("Jane Example spoke on 3 May about the River Watch.") + paragraph("So it was.", "Quote")
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
    assert not (tiny.docs / PAGE).exists()


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
    assert [line.rpartition(" ")[2] for line in check(monkeypatch=monkeypatch)] == ["[archive.alt]"]


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


LISTS = "".join(paragraph(f"Level {level}", numbered=(level, 1)) for level in (0, 1, 2, 1, 0))
NOTE = f'<w:p>{run("A lock")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(" was shut.")}</w:p>'
MERGED = table([['<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Both") + "</w:tc>"], ["One", "Two"]])
ODT = (
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>canary</text:p></text:deletion></text:changed-region>"
    '</text:tracked-changes><text:h text:outline-level="1">Locks</text:h>'
    '<text:p>Seen<text:span text:style-name="H">canary</text:span> words'
    "<office:annotation><text:p>canary</text:p></office:annotation> stay.</text:p>"
)
ODT_STYLES = (
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
)
ARABIC = "قال الحارس إن القوارب جاءت ليلا."
ALBANIAN = "Shqipëria është këtu, çdo ditë."
QUOTED = "“Quoted” – said a keeper’s friend."
MYST = b"+++\n\n% a\n\n:::{note}\n\n(a)=\n\n{term}`x` and ${{y}}$"
DRESSED = b"<html><p onclick='x()'>A <u>lock</u><sup>2</sup> <font color=red>red</font></p></html>"
MANY = b"\n\n".join(b"Paragraph %d of the notes. " % number * 40 for number in range(600))
GOOD: dict[str, tuple[str, bytes, str]] = {
    "nested lists": ("a.docx", word(LISTS), "Level 0\n  - Level 1\n    - Level 2"),
    "footnotes": ("a.docx", word(NOTE, footnotes={2: "In winter."}), "A lock[^1] was shut.\n\n[^1]: In winter."),
    "merged cells": ("a.docx", word(MERGED), "| Both | Both |"),
    "right to left": ("a.docx", word(paragraph(ARABIC)), ARABIC),
    "Czech and Albanian": ("a.txt", f"Převaděč řekl.\n\n{ALBANIAN}".encode(), ALBANIAN),
    "emoji": ("a.txt", "A good day 🚤🏽 on the lake.".encode(), "A good day 🚤🏽 on the lake."),
    "Windows letters": ("a.txt", QUOTED.encode("cp1252"), QUOTED),
    "UTF-16": ("a.txt", "Žluťoučký kůň.".encode("utf-16"), "Žluťoučký kůň."),
    "LibreOffice": ("a.odt", open_document(ODT, ODT_STYLES), "Seen words stay."),
    "Markdown": ("a.md", b"# Title\n\nA *lock* and `code`.\n\n> Said so.\n", "A *lock* and `code`."),
    "rich text": ("a.rtf", rb"{\rtf1\ansi A lock \b shut\b0 .}", "A lock **shut**."),
    "wrong ending": ("a.txt", word(paragraph("A lock was shut.")), "A lock was shut."),
    "marks of MyST": ("a.txt", MYST, "\\+++\n\n\\% a\n\n\\:::"),
    "control signs": ("a.txt", "A\x0block\x07 was\u2028shut.".encode(), "A lock was shut."),
    "many pages": ("a.txt", MANY, "Paragraph 599 of"),
    "code": ("a.html", b"<html><pre><code>a {b}</code></pre><p>So.</p></html>", "a {b}"),
    "raw markup": ("a.html", DRESSED, "A lock2 red"),
    "wide cells": ("a.html", b"<table><tr><td colspan=999999999 rowspan=999999>A</table>", "| A"),
    "scripts in links": ("a.html", b"<html><p>A <a href='javascript:x()'>lock</a></p></html>", "A lock"),
}


@pytest.mark.parametrize(("name", "raw", "expected"), GOOD.values(), ids=GOOD)
def test_files_of_many_kinds_become_good_pages(
    tiny: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, name: str, raw: bytes, expected: str
) -> None:
    result = bring_in(tiny, raw, name, *KNOWN, "--title", "Day seven", "--write", monkeypatch=monkeypatch)
    assert result.exit_code == 0, result.output
    text = text_of(tiny)
    assert expected in re.sub(r"(?<=\w[.!?])\n(?=\w)", " ", text)
    assert "canary" not in text
    assert check(monkeypatch=monkeypatch) == []


BOMB = packed({"word/document.xml": b"0" * 10, "big.xml": b"0" * 600_000_000})
BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.docx", b"", "The file is empty."),
    "only spaces": ("a.txt", b" \n\n ", "The file is empty."),
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Open it in Word and save it as .docx."),
    "renamed old Word": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx"),
    "password": (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "The file is protected by a password.",
    ),
    "cut off": ("a.docx", WORD[: len(WORD) // 2], "The file is damaged."),
    "bytes turned": ("a.docx", WORD[:200] + bytes(reversed(WORD[200:400])) + WORD[400:], "The file is damaged."),
    "bomb": ("a.docx", BOMB, "more than 500 MB"),
    "long XML": ("a.docx", packed({"word/document.xml": b" " * 60_000_000}), "far longer"),
    "deep": ("a.html", b"<html>" + b"<div>" * 20_000 + b"x", "too deeply"),
    "other zip": ("a.zip", packed({"a.txt": "A"}), "but no document"),
    "definitions": ("a.docx", packed({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "definitions"),
    "broken XML": ("a.docx", packed({"word/document.xml": "<w:document"}), "The file is damaged."),
    "PDF": ("a.pdf", b"%PDF-1.7 ...", "PDF files cannot be read."),
    "picture": ("a.jpg", photograph(20, 20), "neither a document nor text"),
}


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
        (["--conference", "riverside-2024", "--day", "0"], "0 is not in the range"),
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
