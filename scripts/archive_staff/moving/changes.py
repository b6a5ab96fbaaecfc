"""The files that a move changes, as they are and as they shall be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from archive_model.archive import Archive
from archive_model.page import Page
from archive_model.permalinks import LEDGER, Address
from archive_output.place import group_anchor
from archive_staff.folder import ArchiveFolder
from archive_staff.ledger import Ledger
from archive_staff.moving.plan import MoveError, Plan
from archive_staff.revision import Change, NewFile, Removal, Revision, changed_or_new


@dataclass(frozen=True)
class Move:
    """A plan, the day and the reason."""

    plan: Plan
    archive: Archive
    folder: ArchiveFolder
    day: dt.date
    why: str

    def changes(self) -> tuple[Change, ...]:
        """All of them: pages that name what moves, what moves itself, the settings, and the ledger last."""
        pages = [change for page in self.archive.all_pages() for change in self._page(page)]
        return (*pages, *self._settings(), self._ledger())

    def _page(self, page: Page) -> Iterator[Change]:
        file = self.folder.docs / f"{page.docname}.md"
        revision = Revision.of(file, page.path, lambda text: self._text(page, text))
        if new := self.plan.moves.pages.get(page.docname):
            path = f"{self.folder.docs.name}/{new}.md"
            yield NewFile(self.folder.docs / f"{new}.md", path, revision.after)
            yield Removal(file, page.path, revision.before)
        elif revision.new != revision.old:
            yield revision

    def _text(self, page: Page, text: str) -> str:
        ends = "\r\n" if "\r\n" in text else "\n"
        lines = text.replace("\r\n", "\n").split("\n")
        if self.plan.heading and self.plan.heading[0] is page:
            _page, section, title = self.plan.heading
            line = lines[section.line - 1]
            lines[section.line - 1] = line.replace(section.title, title, 1)
            if line == lines[section.line - 1]:
                message = f"{page.path}:{section.line}: the heading could not be changed. Change it there by hand."
                raise MoveError(message)
        return self.plan.moves.text_of(page, "\n".join(lines)).replace("\n", ends)

    def _settings(self) -> Iterator[Change]:
        """The doors are named in the settings by their paths."""

        def renamed(text: str) -> str:
            for old, new in self.plan.moves.pages.items():
                text = text.replace(f'"{old}"', f'"{new}"')
            return text

        file = self.folder.settings
        revision = Revision.of(file, file.relative_to(self.folder.root).as_posix(), renamed)
        if revision.new != revision.old:
            yield revision

    def _groups(self, ledger: Ledger) -> Iterator[tuple[Address, Address]]:
        """The headings of lists that are made of the records that move, and bear their ids."""
        for (kind, old), new in self.plan.moves.ids.items():
            for written, line in ledger.lines.items():
                address = Address.parse(written)
                if address and line == written and address.section == group_anchor(kind, old):
                    yield address, address._replace(section=group_anchor(kind, new))

    def _ledger(self) -> Change:
        file, path = self.folder.docs / LEDGER, f"{self.folder.docs.name}/{LEDGER}"

        def moved(text: str) -> str:
            ledger = Ledger(text)
            ledger.move(self.plan.addresses, self.day, self.why)
            ledger.move(dict(self._groups(ledger)), self.day, self.why)
            return str(ledger)

        return changed_or_new(file, path, moved)
