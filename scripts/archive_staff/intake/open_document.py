"""A text of LibreOffice with what its readers see alone, where pandoc looks for it.

The format is OpenDocument 1.3 (ISO/IEC 26300), part 3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from archive_staff.intake.packed import parse_xml, part_of, parts_of, remarks, repacked, write_xml

NAMES = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE, STYLE, TEXT = f"{{{NAMES}:office:1.0}}", f"{{{NAMES}:style:1.0}}", f"{{{NAMES}:text:1.0}}"
DRAW, META = f"{{{NAMES}:drawing:1.0}}", f"{{{NAMES}:meta:1.0}}"
DC = "{http://purl.org/dc/elements/1.1/}"
COMMENTS = frozenset({f"{OFFICE}annotation", f"{OFFICE}annotation-end"})
CHANGES = frozenset({f"{TEXT}{name}" for name in ("tracked-changes", "change", "change-start", "change-end")})
PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
BOXES = frozenset({f"{DRAW}text-box", f"{DRAW}custom-shape"})
FIELDS = frozenset(
    f"{TEXT}{name}"
    for name in (
        *("user-field-get", "placeholder", "page-number", "page-count", "meta", "meta-field", "author-name", "date"),
        *("time", "title", "chapter", "sequence", "variable-get", "text-input", "conditional-text", "hidden-text"),
    )
)
"""Words that a program fills in; pandoc passes over them."""
CONTENT, ABOUT = "content.xml", "meta.xml"


def without_unseen(raw: bytes) -> tuple[bytes, list[str]]:
    """The file with what is seen alone, and what else there was."""
    roots = {name: parse_xml(part) for name, part in parts_of(raw) if name in (CONTENT, "styles.xml", ABOUT)}
    content = roots[CONTENT]
    cleaner = _Cleaner(_hidden_styles(roots.values()))
    for changes in content.iter(f"{TEXT}tracked-changes"):
        cleaner.found["deleted"] += sum(1 for _each in changes.iter(f"{TEXT}deletion"))
        cleaner.found["inserted"] += sum(1 for _each in changes.iter(f"{TEXT}insertion"))
    cleaner.clean(content)
    tags = (f"{DC}creator", f"{META}initial-creator")
    about = roots[ABOUT].iter() if ABOUT in roots else ()
    found = cleaner.found
    found["author"] = any((each.text or "").strip() for each in about if each.tag in tags)
    return repacked(raw, {CONTENT: write_xml(content)}), remarks(found)


def words_in(raw: bytes) -> str:
    """The words of a cleaned file."""
    content = part_of(raw, CONTENT)
    body = parse_xml(content).find(f"{OFFICE}body") if content else None
    return " ".join(body.itertext()) if body is not None else ""


class _Cleaner:
    """Makes a text plain; what is left out is counted."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.hidden = hidden
        self.found: Counter[str] = Counter()

    def clean(self, element: ET.Element) -> None:
        """Take away what is not seen. The words behind an element, which XML keeps as its tail, stay."""
        for child in list(element):
            if child.tag in CHANGES:
                _take(element, child)
            elif child.tag in COMMENTS:
                self.found["comments"] += child.tag == f"{OFFICE}annotation"
                _take(element, child)
            elif self._is_hidden(child):
                self.found["hidden"] += 1
                _take(element, child)
            else:
                if child.tag in FIELDS:
                    child.tag, child.attrib = f"{TEXT}span", {}
                self.clean(child)
        _free_boxes(element)

    def _is_hidden(self, element: ET.Element) -> bool:
        if element.tag == f"{TEXT}hidden-text":
            return element.get(f"{TEXT}is-hidden") != "false"
        if element.tag == f"{TEXT}section":
            return element.get(f"{TEXT}display") == "none" or element.get(f"{TEXT}is-hidden") == "true"
        if element.tag in PARAGRAPHS and any(
            mark.get(f"{TEXT}is-hidden") != "false" for mark in element.iter(f"{TEXT}hidden-paragraph")
        ):
            return True
        return element.get(f"{TEXT}style-name") in self.hidden


def _take(around: ET.Element, child: ET.Element) -> None:
    """Take an element away, but not the words behind it."""
    place = list(around).index(child)
    tail = child.tail or ""
    if place:
        before = around[place - 1]
        before.tail = (before.tail or "") + tail
    else:
        around.text = (around.text or "") + tail
    around.remove(child)


def _free_boxes(around: ET.Element) -> None:
    """Put the paragraphs of a text box behind the paragraph in which it stands."""
    for paragraph in [child for child in around if child.tag in PARAGRAPHS]:
        inner = [part for box in paragraph.iter() if box.tag in BOXES for part in box if part.tag in PARAGRAPHS]
        for place, part in enumerate(inner, list(around).index(paragraph) + 1):
            around.insert(place, part)
        for holder in [each for each in paragraph.iter() if any(child.tag in BOXES for child in each)]:
            for box in [child for child in holder if child.tag in BOXES]:
                _take(holder, box)
        for box in [each for each in paragraph.iter() if each.tag in BOXES]:
            box[:] = []


def _hidden_styles(roots: Iterable[ET.Element]) -> frozenset[str]:
    """The styles whose text is hidden, also by way of the style on which they are based."""
    styles = {style.get(f"{STYLE}name", ""): style for root in roots for style in root.iter(f"{STYLE}style")}
    return frozenset(name for name in styles if _hides(name, styles))


def _hides(name: str, styles: Mapping[str, ET.Element]) -> bool:
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        style = styles[name]
        said = [each.get(f"{TEXT}display") for each in style.iter(f"{STYLE}text-properties")]
        if any(said):
            return "none" in said
        name = style.get(f"{STYLE}parent-style-name", "")
    return False
