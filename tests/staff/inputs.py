"""Files to import: those of which a good page becomes, each with words of it, and those that end in a sentence."""

# ruff: noqa: E501 - documents read best unbroken

from __future__ import annotations

from .documents import (
    open_document,
    packed,
    paragraph,
    photograph,
    picture,
    run,
    table,
    word,
    word_with_list_styles,
)

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


STYLED_LISTS = "".join(
    paragraph(words, style)
    for words, style in (
        ("One", "ListBullet"),
        ("One a", "ListBullet2"),
        ("One a i", "ListBullet3"),
        ("One b", "ListBullet2"),
        ("Two", "ListBullet"),
        ("Two first", "ListNumber2"),
        ("Two second", "ListNumber2"),
    )
)
NESTED = "- One\n  - One a\n    - One a i\n  - One b\n- Two\n  1.  Two first\n  2.  Two second"
DEEP_LISTS = paragraph("Deep", "ListBullet2") + paragraph("Deeper", "ListBullet3") + paragraph("Outer", "ListBullet")
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
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
BOX = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
FLOATING = (
    f"<w:p><w:r><mc:AlternateContent {MC}><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('Around it.')}</w:p>"
)
FIELD = f'<w:p>{run("Table ")}<w:fldSimple w:instr=" SEQ ">{run("42")}</w:fldSimple><w:smartTag>{run(" here.")}</w:smartTag></w:p>'
ROWS = (
    f"<w:tr><w:tc>{paragraph('Force')}</w:tc></w:tr>"
    f"<w:tr><w:trPr><w:del w:id='3'/></w:trPr><w:tc>{paragraph('canary')}</w:tc></w:tr>"
    f"<w:tr><w:tc>{paragraph('one')}{paragraph('two')}</w:tc></w:tr>"
)
TITLES = paragraph("First title", "Title") + paragraph("Second title", "Title") + paragraph("So it was.")
INSIDE = (
    b"<html><blockquote><h3>Head</h3><p>Said so.</p><blockquote><p>Inner.</p></blockquote></blockquote><p>After.</p>"
)
FORM = b"<html><body><form><h1>Locks</h1><p>All in a form.</p><input value=canary></form></body></html>"
HEADED = (
    b"<html><body><header>canary</header><article><header><h1>Locks</h1><p>In short.</p></header><p>Long.</p></article>"
)
CARDS = b"<html><body><main><p>Intro words stand here.</p><article>Card</article><p>The rest stands here.</p></main>"
CZECH = "<html><meta charset=iso-8859-2><p>Žluťoučký kůň.</p></html>".encode("iso-8859-2")
LATER = b"<html><p><b>forty\n% of boats\n+++ were</b> shut.</p><dl><dt>% term</dt><dd>Words.</dd></dl></html>"
ARABIC = "قال الحارس إن القوارب جاءت ليلا."
ALBANIAN = "Shqipëria është këtu, çdo ditë."
QUOTED = "“Quoted” – said a keeper’s friend."
MYST = b"+++\n\n% a\n\n:::{note}\n\n(a)=\n\n{term}`x` and ${{y}}$"
DRESSED = b"<html><p onclick='x()'>A <u>lock</u><sup>2</sup> <font color=red>red</font></p></html>"
MANY = b"\n\n".join(b"Paragraph %d of the notes. " % number * 40 for number in range(600))
GOOD: dict[str, tuple[str, bytes, str]] = {
    "nested lists": ("a.docx", word(LISTS), "Level 0\n  - Level 1\n    - Level 2"),
    "lists by their styles": ("a.docx", word_with_list_styles(STYLED_LISTS), NESTED),
    "a list that begins deep": ("a.docx", word_with_list_styles(DEEP_LISTS), "- Deep\n  - Deeper\n"),
    "footnotes": ("a.docx", word(NOTE, footnotes={2: "In winter."}), "A lock[^1] was shut.\n\n[^1]: In winter."),
    "merged cells": ("a.docx", word(MERGED), "| Both | Both |"),
    "right to left": ("a.docx", word(paragraph(ARABIC)), ARABIC),
    "Czech and Albanian": ("a.txt", f"Převaděč řekl.\n\n{ALBANIAN}".encode(), ALBANIAN),
    "emoji": ("a.txt", "A good day 🚤🏽 on the lake.".encode(), "A good day 🚤🏽 on the lake."),
    "Windows letters": ("a.txt", QUOTED.encode("cp1252"), QUOTED),
    "UTF-16": ("a.txt", "Žluťoučký kůň.".encode("utf-16"), "Žluťoučký kůň."),
    "LibreOffice": ("a.odt", open_document(ODT, ODT_STYLES), "Seen words stay."),
    "Markdown": ("a.md", b"# Title\n\nA *lock* and `code`.\n\n> Said so.\n", "A *lock* and `code`."),
    "wrong ending": ("a.txt", word(paragraph("A lock was shut.")), "A lock was shut."),
    "marks of MyST": ("a.txt", MYST, "\\+++\n\n\\% a\n\n\\:::"),
    "control signs": ("a.txt", "A\x0block\x07 was\u2028shut.".encode(), "A lock was shut."),
    "many pages": ("a.txt", MANY, "Paragraph 599 of"),
    "code": ("a.html", b"<html><pre><code>a {b}</code></pre><p>So.</p></html>", "a {b}"),
    "raw markup": ("a.html", DRESSED, "A lock{sup}`2` red"),
    "numbered lines": (
        "a.txt",
        b"Agenda:\n1) first\n2) second\n   goes on",
        "Agenda:\n\n1.  first\n2.  second goes on",
    ),
    "underlined headings": ("a.txt", b"T\n\nHeading\n-------\nText.", "## Heading\n\nText."),
    "ordinals": ("a.html", b"<html><p>On 5<sup>th</sup> May, 10<sup>6</sup>.</p></html>", "On 5th May, 10{sup}`6`."),
    "data at the top": ("a.md", b"---\ntitle: Locks\nauthor: canary\n---\n\nText is here.", "Text is here."),
    "text boxes": ("a.docx", word(FLOATING), "Around it.\n\nIn the box."),
    "fields": ("a.docx", word(FIELD), "Table 42 here."),
    "deleted rows": ("a.docx", word(f"<w:tbl>{ROWS}</w:tbl>"), "| one / two |"),
    "two titles": ("a.docx", word(TITLES), "Second title"),
    "marks in quotations": ("a.html", INSIDE, "**Head**\n\nSaid so.\n\nInner.\n\n:::\n\nAfter."),
    "a page in a form": ("a.html", FORM, "All in a form."),
    "a head of an article": ("a.html", HEADED, "In short."),
    "cards": ("a.html", CARDS, "Intro words stand here.\n\nCard\n\nThe rest stands here."),
    "named letters": ("a.html", CZECH, "Žluťoučký kůň."),
    "marks after breaks": ("a.html", LATER, "**forty % of boats +++ were** shut.\n\n\\% term"),
    "quotes": ("a.html", b"<html><p>He said <q>it is mine</q>.</p></html>", "He said “it is mine”."),
    "roles": ("a.html", b"<html><p>{raw}<code>html</code> here</p></html>", "{raw}\\`html\\` here"),
    "rules": ("a.txt", b"~~~~~~~~\n\nA lock.\n\n---\n\n: b", "\\~~~~~~~~"),
    "captions": ("a.html", b"<figure><table><tr><td>A</table><figcaption>Below it.</figcaption></figure>", "Below it."),
    "HTML in Markdown": ("a.md", b"A.\n\n<div>raw words</div>\n", "raw words"),
    "notes in cells": ("a.html", b"<table><tr><td><ul><li>one</li><li>two</li></ul></td></tr></table>", "one / two"),
    "wide cells": ("a.html", b"<table><tr><td colspan=999999999 rowspan=999999>A</table>", "| A"),
    "scripts in links": ("a.html", b"<html><p>A <a href='javascript:x()'>lock</a></p></html>", "A lock"),
}


HIDDEN_ODT_STYLES = (
    '<style:style style:name="Hid" style:family="paragraph"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="Hid" style:family="paragraph"/>'
)
HIDDEN_ODT = (
    '<text:p text:style-name="P1">canary</text:p><text:section text:display="none"><text:p>canary</text:p></text:section>'
    "<text:p>canary<text:hidden-paragraph/></text:p><text:p>Page <text:page-number>7</text:page-number> is seen.</text:p>"
    '<text:p>Kept.<text:hidden-text text:is-hidden="false"> Shown.</text:hidden-text></text:p>'
)
"""Of which “Page 7 is seen.” and “Kept. Shown.” are seen."""

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
    "rich text": ("a.rtf", rb"{\rtf1\ansi A lock.}", "save it as .docx"),
    "no words": ("a.html", b"<html><body><img src=a.png></body></html>", "No text was found"),
    "PDF": ("a.pdf", b"%PDF-1.7 ...", "PDF files cannot be read."),
    "picture": ("a.jpg", photograph(20, 20), "neither a document nor text"),
}
