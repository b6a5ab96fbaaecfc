"""The suggestions for one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive_model.archive import Archive
from archive_model.front_matter import read_front_matter
from archive_model.page import Page
from archive_model.source_file import read_source_file
from archive_staff.folder import ArchiveFolder
from archive_staff.revision import Line, Revision
from archive_staff.suggestions.gaps import Gap, Gaps
from archive_staff.suggestions.marks import suggested_marks, with_marks
from archive_staff.suggestions.prose import markable
from archive_staff.suggestions.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class PageSuggestions:
    """What one page could mark, and what a person should look at there."""

    page: Page
    file: Path
    lines: Mapping[int, Line]
    """The lines with their new marks, by their numbers in the file, from 1."""
    gaps: tuple[Gap, ...]
    """With lines as in the file."""

    def revision(self, lines: Mapping[int, Line] | None = None) -> Revision:
        """The change of all its lines, or of some.

        :raises NotWrittenError: the page has changed meanwhile.
        """
        return Revision.of_lines(self.file, self.page.path, self.lines if lines is None else lines)

    def as_json(self) -> dict[str, object]:
        """The suggestions as plain data."""
        gaps = [{"line": line, "message": message, "hint": hint} for line, message, hint in self.gaps]
        lines = {str(number): line.new for number, line in self.lines.items()}
        return {"path": self.page.path, "lines": lines, "gaps": gaps}


def page_suggestions(archive: Archive, folder: ArchiveFolder, pages: Iterable[Page]) -> Iterator[PageSuggestions]:
    """What is to be suggested for pages without problems, where there is something."""
    vocabulary, gaps = Vocabulary(archive), Gaps(archive)
    for page in pages:
        file = folder.docs / f"{page.docname}.md"
        front = read_front_matter(read_source_file(file))
        prose, written = markable(front.body), front.body.split("\n")
        marks = with_marks(written, suggested_marks(archive, vocabulary, page, prose))
        lines = {front.body_line + number: words for number, words in marks.items()}
        found = tuple(gap._replace(line=front.body_line + gap.line) for gap in gaps.of_page(page, prose))
        if lines or found:
            yield PageSuggestions(page, file, lines, found)
