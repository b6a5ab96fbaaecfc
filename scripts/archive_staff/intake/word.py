"""A Word file without what its readers do not see, and with all that they see where pandoc looks for it.

Of the format (ECMA-376, part 1, section 17) only that is read here; pandoc reads the rest. It passes over what stands
in text boxes, fields and other wrappers, so they are taken out of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

from archive_staff.intake.packed import parse_xml, parts_of, remarks, repacked, write_xml
from archive_staff.intake.tables import WIDEST

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", MAIN.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""The names of the stricter form of the format, which Word can also write (part 1, annex A), and those of the usual."""
W = f"{{{MAIN}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXTS = frozenset({f"{W}document", f"{W}footnotes", f"{W}endnotes"})
FURNITURE = frozenset({f"{W}hdr", f"{W}ftr"})
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
WRAPPERS = INSERTED | {
    f"{W}{name}" for name in ("fldSimple", "customXml", "smartTag", "bdo", "dir", "rubyBase", "ruby")
}
DRAWINGS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
COMMENTS = frozenset({f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"})
PROPERTIES = frozenset({f"{W}{name}" for name in ("customXmlPr", "smartTagPr", "rubyPr", "rt")})
"""What describes a wrapper, and the small signs above others that tell how these are read."""
FRONT = re.compile(r"title|subtitle|author|date|abstract", re.IGNORECASE)
"""Styles that pandoc takes for data about a document, and of several keeps one."""
OFF = frozenset({"0", "false", "off"})


def without_unseen(raw: bytes) -> tuple[bytes, list[str]]:
    """The file with what is seen alone, and what else there was."""
    parts = {name: _usual(content) for name, content in parts_of(raw)}
    roots = {name: parse_xml(part) for name, part in parts.items() if name.endswith(".xml")}
    styles = [root for root in roots.values() if root.tag == f"{W}styles"]
    cleaner = _Cleaner(
        hidden={name for root in styles for name in _hidden_styles(root)},
        front={name for root in styles for name in _front_styles(root)},
    )
    for name, root in roots.items():
        if root.tag in TEXTS:
            cleaner.clean(root)
            parts[name] = write_xml(root)
        cleaner.found["furniture"] += root.tag in FURNITURE and _has_text(root)
        cleaner.found["author"] += name == "docProps/core.xml" and _names_author(root)
    found = cleaner.found
    return repacked(raw, parts), remarks(found)


class _Cleaner:
    """Makes the parts of a file plain; what is left out is counted."""

    def __init__(self, hidden: set[str], front: set[str]) -> None:
        self.hidden, self.front = hidden, front
        self.found: Counter[str] = Counter()
        self.boxes: list[ET.Element] = []
        """Paragraphs of text boxes that stand in the present one."""
        self.has_title = False

    def clean(self, element: ET.Element) -> None:
        """Make what is in an element plain."""
        for child in list(element):
            if child.tag == f"{W}tbl":
                _give_grid(child)
        element[:] = [seen for child in list(element) for seen in self._seen(child)]

    def _seen(self, child: ET.Element) -> Iterator[ET.Element]:
        """What a reader sees of an element: itself, what is in it, or nothing."""
        if what := self._unseen(child):
            self.found[what] += 1
        elif (inner := _wrapped(child)) is not None:
            self.found["inserted"] += child.tag in INSERTED and len(child) > 0
            for each in inner:
                yield from self._seen(each)
        elif child.tag in DRAWINGS and (box := next(child.iter(f"{W}txbxContent"), None)) is not None:
            self.clean(box)
            self.boxes += list(box)
        elif child.tag == f"{W}p":
            yield from self._paragraph(child)
        else:
            self.clean(child)
            yield child

    def _paragraph(self, paragraph: ET.Element) -> Iterator[ET.Element]:
        """The paragraph, and behind it those of its text boxes."""
        around, self.boxes = self.boxes, []
        if _style(paragraph, "pPr", "pStyle") in self.front:
            self._keep_in_text(paragraph)
        self.clean(paragraph)
        yield paragraph
        yield from self.boxes
        self.boxes = around

    def _keep_in_text(self, paragraph: ET.Element) -> None:
        """Let only the first title be one; others would be lost."""
        mark = paragraph.find(f"{W}pPr/{W}pStyle")
        properties = paragraph.find(f"{W}pPr")
        assert mark is not None
        assert properties is not None
        if self.has_title or mark.get(f"{W}val", "").lower() != "title":
            properties.remove(mark)
        self.has_title = True

    def _unseen(self, element: ET.Element) -> str:
        """As what an element is left out; nothing where it is seen."""
        if element.tag in COMMENTS | PROPERTIES:
            return "comments" if element.tag == f"{W}commentReference" else "signs"
        if element.tag in DELETED and len(element):
            return "deleted"
        if element.tag == f"{W}tr":
            marks = {f"{W}del": "deleted", f"{W}hidden": "hidden"}
            return next((what for tag, what in marks.items() if _is_on(element.find(f"{W}trPr/{tag}"))), "")
        return "hidden" if _is_hidden(element, self.hidden) else ""


def _wrapped(element: ET.Element) -> Iterable[ET.Element] | None:
    """What lies in a wrapper; of several versions of one thing, the first. None where it is no wrapper."""
    if element.tag == f"{MC}AlternateContent":
        return next((each for each in element if each.tag in (f"{MC}Choice", f"{MC}Fallback")), ())
    return element if element.tag in WRAPPERS else None


def words_in(raw: bytes) -> str:
    """The words of a cleaned file, in the order of its parts."""
    roots = (parse_xml(part) for name, part in parts_of(raw) if name.endswith(".xml"))
    return " ".join(text.text or "" for root in roots if root.tag in TEXTS for text in root.iter(f"{W}t"))


def _usual(part: bytes) -> bytes:
    for strict, usual in STRICT:
        part = part.replace(strict, usual)
    return part


def _is_on(mark: ET.Element | None) -> bool:
    return mark is not None and mark.get(f"{W}val", "1") not in OFF


def _is_hidden(element: ET.Element, hidden: set[str]) -> bool:
    """Whether a run or a paragraph is hidden, by itself or by its style."""
    if element.tag == f"{W}p":
        return _style(element, "pPr", "pStyle") in hidden
    if element.tag != f"{W}r":
        return False
    mark = element.find(f"{W}rPr/{W}vanish")
    return _is_on(mark) if mark is not None else _style(element, "rPr", "rStyle") in hidden


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
    for _more in range(len(columns), min(max(widths, default=0), WIDEST)):
        ET.SubElement(grid, f"{W}gridCol", {f"{W}w": "1000"})


def _span(cell: ET.Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    columns = span.get(f"{W}val", "1") if span is not None else "1"
    return min(int(columns), WIDEST) if columns.isdecimal() else 1


def _style(element: ET.Element, properties: str, name: str) -> str:
    found = element.find(f"{W}{properties}/{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""


def _by_id(styles: ET.Element) -> Mapping[str, ET.Element]:
    return {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}


def _front_styles(styles: ET.Element) -> Iterator[str]:
    for name, style in _by_id(styles).items():
        shown = style.find(f"{W}name")
        if shown is not None and FRONT.fullmatch(shown.get(f"{W}val", "")):
            yield name


def _hidden_styles(styles: ET.Element) -> Iterator[str]:
    """The ids of the styles whose text is hidden, also by way of the style on which they are based."""
    known = _by_id(styles)
    for name in known:
        style, seen = known.get(name), set[str]()
        while style is not None and style.get(f"{W}styleId", "") not in seen:
            seen.add(style.get(f"{W}styleId", ""))
            mark = style.find(f"{W}rPr/{W}vanish")
            if mark is not None:
                if _is_on(mark):
                    yield name
                break
            based = style.find(f"{W}basedOn")
            style = known.get(based.get(f"{W}val", "")) if based is not None else None


def _has_text(part: ET.Element) -> bool:
    return any((text.text or "").strip() for text in part.iter(f"{W}t"))


def _names_author(core: ET.Element) -> bool:
    return any(each.tag.endswith(("creator", "lastModifiedBy")) and (each.text or "").strip() for each in core.iter())
