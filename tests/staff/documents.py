"""Documents to import, made here: of Word and of LibreOffice, with what a person sees and what not."""

# ruff: noqa: E501 - XML reads best unbroken

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from PIL import Image

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
    for name, shown in (
        ("Title", "Title"),
        ("Heading1", "heading 1"),
        ("Heading2", "heading 2"),
        ("Heading4", "heading 4"),
        ("Quote", "Quote"),
    )
)
HIDING = (
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Deeper"><w:name w:val="Deeper"/><w:basedOn w:val="Secret"/></w:style>'
)
AUTHOR = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Canary Author</dc:creator></cp:coreProperties>'
)
COMMENTS = f'<w:comments {W}><w:comment w:id="1" w:author="Canary"><w:p><w:r><w:t>canary</w:t></w:r></w:p></w:comment></w:comments>'


def run(words: str, properties: str = "") -> str:
    """Words of one dress."""
    dress = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{dress}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(content: str, style: str = "", numbered: tuple[int, int] | None = None) -> str:
    """A paragraph of runs, or of plain words."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        level, number = numbered
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table; a cell may hold its own XML."""
    cells = (
        "<w:tr>" + "".join(c if c.startswith("<w:tc>") else f"<w:tc>{paragraph(c)}</w:tc>" for c in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{''.join(cells)}</w:tbl>"


def picture(number: int, described: str = "") -> str:
    """A picture in its place, by the number of its file."""
    return (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent cx="1000000" cy="1000000"/><wp:docPr id="{number}" name="P" descr="{described}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        f'<a:blip r:embed="rId{100 + number}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def photograph(width: int = 2400, height: int = 1200) -> bytes:
    """A JPEG that says where it was taken and with what."""
    exif = Image.Exif()
    exif[0x010F] = "Canary Camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 19.0, 0.0), 3: "E", 4: (19.0, 49.0, 0.0)})
    out = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


def word(
    body: str,
    pictures: Iterable[bytes] = (),
    footnotes: Mapping[int, str] | None = None,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """A file of Word."""
    images = dict(enumerate(pictures, 1))
    relations = "".join(
        f'<Relationship Id="rId{100 + n}" Type="{OFFICE}/image" Target="media/image{n}.jpeg"/>' for n in images
    )
    relations += f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    relations += f'<Relationship Id="rId2" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>' if footnotes else ""
    relations += f'<Relationship Id="rId3" Type="{OFFICE}/comments" Target="comments.xml"/>'
    relations += f'<Relationship Id="rId4" Type="{OFFICE}/numbering" Target="numbering.xml"/>'
    notes = "".join(f'<w:footnote w:id="{n}">{paragraph(words)}</w:footnote>' for n, words in (footnotes or {}).items())
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
        for n in range(4)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "word/styles.xml": f"<w:styles {W}>{STYLES}{HIDING}</w:styles>",
        "word/numbering.xml": f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/comments.xml": COMMENTS,
        "docProps/core.xml": AUTHOR,
        "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
        **({"word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>"} if footnotes else {}),
        **{f"word/media/image{n}.jpeg": raw for n, raw in images.items()},
        **(more or {}),
    }
    return packed(parts)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A packed folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name, content)
    return out.getvalue()


ODF = "urn:oasis:names:tc:opendocument:xmlns"


def open_document(body: str, styles: str = "") -> bytes:
    """A text of LibreOffice."""
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "style", "table", "meta"))
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {spaces}/>",
            "meta.xml": f"<office:document-meta {spaces}><office:meta><dc:creator>Canary</dc:creator></office:meta></office:document-meta>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0"/>',
        }
    )


LIST_STYLES = ("List Bullet", "List Bullet 2", "List Bullet 3", "List Number 2")


def word_with_list_styles(body: str) -> bytes:
    """A file of Word whose styles alone say how deep an entry of a list lies, each with numbers of its own."""
    styles, levels, numbers = "", "", ""
    for number, name in enumerate(LIST_STYLES, 1):
        own = f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        named = f'w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        styles += f'<w:style w:type="paragraph" {named}{own}</w:style>'
        sort = "decimal" if "Number" in name else "bullet"
        level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{sort}"/><w:lvlText w:val="o"/></w:lvl>'
        levels += f'<w:abstractNum w:abstractNumId="{number}">{level}</w:abstractNum>'
        numbers += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    parts = {
        "word/styles.xml": f"<w:styles {W}>{STYLES}{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{levels}{numbers}</w:numbering>",
    }
    return word(body, more=parts)
