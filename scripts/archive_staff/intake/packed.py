"""Documents that are packed folders of XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET

GIVEN = re.compile(r"ns\d+\Z")
"""Prefixes that ElementTree keeps for itself."""


def parse_xml(raw: bytes) -> ET.Element:
    """The root of a part. When it is written again, its names have the prefixes that they had: pandoc looks for them.

    Parts with a DTD, with which XML can do harm, have been refused before (notes.py).
    """
    for _event, (prefix, address) in ET.iterparse(io.BytesIO(raw), ("start-ns",)):  # noqa: S314
        if prefix and not GIVEN.match(prefix):
            ET.register_namespace(prefix, address)
    return ET.fromstring(raw)  # noqa: S314


def part_of(raw: bytes, name: str) -> bytes | None:
    """A part by its name; None where there is none."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return packed.read(name) if name in packed.namelist() else None


def repacked(raw: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A document with other content for some of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, parts.get(part.filename) or old.read(part))
    return out.getvalue()
