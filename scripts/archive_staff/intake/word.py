"""A Word file without what its readers do not see: hidden and deleted text, comments, who wrote it.

Of the format (ECMA-376, part 1, section 17) only what is left out is read here; pandoc reads the rest.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from archive_staff.intake.packed import parse_xml, repacked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml\Z")
FURNITURE = re.compile(r"word/(?:header|footer)\d*\.xml\Z")
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
COMMENTS = frozenset({f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"})
WIDEST = 64
"""Columns; Word makes no more."""
OFF = frozenset({"0", "false", "off"})


def without_unseen(raw: bytes) -> tuple[bytes, list[str]]:
    """The file without what is not seen, and what that was."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        names = packed.namelist()
        hidden = set(_hidden_styles(packed.read("word/styles.xml"))) if "word/styles.xml" in names else set()
        found: Counter[str] = Counter()
        parts = {}
        for name in filter(TEXTS.match, names):
            root = parse_xml(packed.read(name))
            _clean(root, hidden, found)
            for table in root.iter(f"{W}tbl"):
                _give_grid(table)
            parts[name] = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        found["furniture"] = sum(_has_text(packed.read(name)) for name in filter(FURNITURE.match, names))
        found["author"] = sum(_names_author(packed.read(name)) for name in names if name == "docProps/core.xml")
    return repacked(raw, parts), [words.format(found[what]) for what, words in REMARKS.items() if found[what]]


REMARKS = {
    "deleted": "Deleted text was left out, {} times (tracked changes).",
    "inserted": "Inserted text was taken as accepted, {} times (tracked changes).",
    "comments": "Comments were left out: {}.",
    "hidden": "Hidden text was left out, {} times.",
    "furniture": "What stands at the top and the foot of every page was left out.",
    "author": "The file says who wrote it; that was left out.",
}
"""What is said of what was found."""


def _clean(element: ET.Element, hidden: set[str], found: Counter[str]) -> None:
    for child in list(element):
        if child.tag in DELETED and len(child):
            found["deleted"] += 1
        elif child.tag in COMMENTS:
            found["comments"] += child.tag == f"{W}commentReference"
        elif _is_hidden(child, hidden):
            found["hidden"] += 1
        else:
            found["inserted"] += child.tag in INSERTED and len(child) > 0
            _clean(child, hidden, found)
            continue
        element.remove(child)


def _is_hidden(element: ET.Element, hidden: set[str]) -> bool:
    """Whether a run or a paragraph is hidden, by itself or by its style."""
    if element.tag == f"{W}p":
        return _style(element, "pPr", "pStyle") in hidden
    if element.tag != f"{W}r":
        return False
    mark = element.find(f"{W}rPr/{W}vanish")
    if mark is not None:
        return mark.get(f"{W}val", "1") not in OFF
    return _style(element, "rPr", "rStyle") in hidden


def _give_grid(table: ET.Element) -> None:
    """Say how many columns a table has: pandoc leaves out what lies beyond them, and not every program writes it."""
    widths = [sum(map(_span, row.iter(f"{W}tc"))) for row in table.findall(f"{W}tr")]
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        grid = ET.Element(f"{W}tblGrid")
        table.insert(0, grid)
    columns = grid.findall(f"{W}gridCol")
    for column in columns:
        column.attrib.setdefault(f"{W}w", "1000")
    for _more in range(len(columns), max(widths, default=0)):
        ET.SubElement(grid, f"{W}gridCol", {f"{W}w": "1000"})


def _span(cell: ET.Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return min(int(span.get(f"{W}val", "1")), WIDEST) if span is not None else 1


def _style(element: ET.Element, properties: str, name: str) -> str:
    found = element.find(f"{W}{properties}/{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""


def _hidden_styles(styles: bytes) -> Iterator[str]:
    """The ids of the styles whose text is hidden, also by way of the style on which they are based."""
    known = {style.get(f"{W}styleId", ""): style for style in parse_xml(styles).iter(f"{W}style")}
    for name in known:
        style, seen = known.get(name), set[str]()
        while style is not None and style.get(f"{W}styleId", "") not in seen:
            seen.add(style.get(f"{W}styleId", ""))
            mark = style.find(f"{W}rPr/{W}vanish")
            if mark is not None:
                if mark.get(f"{W}val", "1") not in OFF:
                    yield name
                break
            based = style.find(f"{W}basedOn")
            style = known.get(based.get(f"{W}val", "")) if based is not None else None


def _has_text(part: bytes) -> bool:
    return any((text.text or "").strip() for text in parse_xml(part).iter(f"{W}t"))


def _names_author(core: bytes) -> bool:
    tags = ("creator", "lastModifiedBy")
    return any(each.tag.endswith(tags) and (each.text or "").strip() for each in parse_xml(core).iter())
