"""Documents that are packed folders of XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

GIVEN = re.compile(r"ns\d+\Z")
"""Prefixes that ElementTree keeps for itself."""

REMARKS = {
    "deleted": "Deleted text was left out, {} times (tracked changes).",
    "inserted": "Inserted text was taken as accepted, {} times (tracked changes).",
    "comments": "Comments were left out: {}.",
    "hidden": "Hidden text was left out, {} times.",
    "furniture": "What stands at the top and the foot of every page was left out.",
    "author": "The file says who wrote it; that was left out.",
}
"""What is said of what was found."""


def remarks(found: Mapping[str, int]) -> list[str]:
    """What a person is told of what was left out."""
    return [words.format(found[what]) for what, words in REMARKS.items() if found.get(what)]


def parse_xml(raw: bytes) -> ET.Element:
    """The root of a part. When it is written again, its names have the prefixes that they had: pandoc looks for them.

    Parts with a DTD, with which XML can do harm, have been refused before (notes.py).
    """
    for _event, (prefix, address) in ET.iterparse(io.BytesIO(raw), ("start-ns",)):  # noqa: S314
        if prefix and not GIVEN.match(prefix):
            ET.register_namespace(prefix, address)
    return ET.fromstring(raw)  # noqa: S314


def write_xml(root: ET.Element) -> bytes:
    """A part as it lies in a document."""
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def part_of(raw: bytes, name: str) -> bytes | None:
    """A part by its name; None where there is none."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return packed.read(name) if name in packed.namelist() else None


def parts_of(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """All parts by their names."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        for part in packed.infolist():
            yield part.filename, packed.read(part.filename)


def repacked(raw: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A document with other content for some of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts_of(raw):
            new.writestr(name, parts.get(name, content))
    return out.getvalue()
