"""A text of LibreOffice without what its readers do not see: hidden and deleted text, comments, who wrote it.

The format is OpenDocument 1.3 (ISO/IEC 26300), part 3.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from xml.etree import ElementTree as ET

from archive_staff.intake.packed import parse_xml, repacked

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
LEFT_OUT = {
    f"{OFFICE}annotation": "comments",
    f"{OFFICE}annotation-end": "",
    f"{TEXT}hidden-text": "hidden",
    f"{TEXT}hidden-paragraph": "hidden",
    f"{TEXT}change": "",
    f"{TEXT}change-start": "",
    f"{TEXT}change-end": "",
}
"""What is left out, and as what it counts."""
CONTENT, STYLES, ABOUT = "content.xml", "styles.xml", "meta.xml"
REMARKS = {
    "deleted": "Deleted text was left out, {} times (tracked changes).",
    "inserted": "Inserted text was taken as accepted, {} times (tracked changes).",
    "comments": "Comments were left out: {}.",
    "hidden": "Hidden text was left out, {} times.",
    "author": "The file says who wrote it; that was left out.",
}


def without_unseen(raw: bytes) -> tuple[bytes, list[str]]:
    """The file without what is not seen, and what that was."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        names = [name for name in packed.namelist() if name in (CONTENT, STYLES, ABOUT)]
        roots = {name: parse_xml(packed.read(name)) for name in names}
    hidden = {name for root in roots.values() for name in _hidden_styles(root)}
    content = roots[CONTENT]
    for changes in content.iter(f"{TEXT}tracked-changes"):
        found["deleted"] += sum(1 for _each in changes.iter(f"{TEXT}deletion"))
        found["inserted"] += sum(1 for _each in changes.iter(f"{TEXT}insertion"))
    _clean(content, hidden, found)
    if (about := roots.get(ABOUT)) is not None:
        tags = (f"{DC}creator", f"{META}initial-creator")
        found["author"] = any((each.text or "").strip() for each in about.iter() if each.tag in tags)
    parts = {CONTENT: ET.tostring(content, encoding="utf-8", xml_declaration=True)}
    return repacked(raw, parts), [words.format(found[what]) for what, words in REMARKS.items() if found[what]]


def _hidden_styles(root: ET.Element) -> set[str]:
    styles = (style for style in root.iter(f"{STYLE}style"))
    return {
        style.get(f"{STYLE}name", "")
        for style in styles
        if any(each.get(f"{TEXT}display") == "none" for each in style.iter(f"{STYLE}text-properties"))
    }


def _clean(element: ET.Element, hidden: set[str], found: Counter[str]) -> None:
    """Take what is not seen away; the words behind it, which XML keeps as its tail, stay."""
    before: ET.Element | None = None
    for child in list(element):
        as_what = LEFT_OUT.get(child.tag)
        if child.tag == f"{TEXT}tracked-changes":
            as_what = ""
        elif child.get(f"{TEXT}style-name") in hidden:
            as_what = "hidden"
        if as_what is None:
            _clean(child, hidden, found)
            before = child
            continue
        found[as_what] += 1
        tail = child.tail or ""
        if before is None:
            element.text = (element.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
        element.remove(child)
