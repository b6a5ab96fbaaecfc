"""What names a page, in its other name: ids in fields and marks, roles, and links to its file or to a section of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from archive_model.page import Page
from archive_staff.fixes import value_in_place

LINK = re.compile(r"(?P<before>\]\()(?P<path>[^)\s#]*)(?P<section>#[^)\s]*)?(?P<after>\)|\s)")
DOC = re.compile(r"(?P<before>\{doc\}`(?:[^`<]*<)?)(?P<path>[^`<>]+)(?P<after>>?`)")
FILE = re.compile(r"(?P<before>^:{3,}\{(?:figure|image)\}[ \t]+)(?P<path>\S+)(?P<after>)", re.MULTILINE)


@dataclass(frozen=True)
class Moves:
    """Pages and sections that get another name."""

    pages: Mapping[str, str] = field(default_factory=dict)
    """By their old paths without ending, the new ones."""
    ids: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By kind and old id, the new ids of their records."""
    sections: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By the path of the page and the old id."""

    def text_of(self, page: Page, text: str) -> str:
        """The text of a page in which all moved things bear their new names."""
        lines = text.split("\n")
        for reference in page.references:
            if new := self.ids.get((reference.kind, reference.target)):
                line, old = lines[reference.line - 1], reference.target
                in_field = bool(reference.origin)
                lines[reference.line - 1] = (
                    value_in_place(line, old, new) if in_field else _in_role(line, reference.kind, old, new)
                )
        text = "\n".join(lines)
        here = page.docname
        text = LINK.sub(lambda found: self._link(found, here), text)
        text = DOC.sub(lambda found: self._link(found, here, ending=""), text)
        return FILE.sub(lambda found: self._link(found, here), text)

    def _link(self, found: re.Match[str], here: str, *, ending: str = ".md") -> str:
        """A link as it must be written from where the page is now."""
        path = found["path"]
        section = (found.groupdict().get("section") or "")[1:]
        if ":" in path or (not path and not section):
            return found[0]
        around = "" if path.startswith("/") else posixpath.dirname(here)
        file = posixpath.normpath(posixpath.join(around, path.lstrip("/"))) if path else f"{here}{ending}"
        is_page = file.endswith(ending)
        docname = file.removesuffix(ending)
        section = self.sections.get((docname, section), section)
        if is_page:
            file = self.pages.get(docname, docname) + ending
        new = path
        if path and (here in self.pages or docname in self.pages):
            base = posixpath.dirname(self.pages.get(here, here))
            new = f"/{file}" if path.startswith("/") else posixpath.relpath(file, base or ".")
        return f"{found['before']}{new}{'#' if section else ''}{section}{found['after']}"


def _in_role(line: str, kind: str, old: str, new: str) -> str:
    """The line with another id in its roles of a kind."""
    return re.sub(rf"(\{{{re.escape(kind)}\}}`(?:[^`<]*<)?){re.escape(old)}(?=>?`)", rf"\g<1>{new}", line)
