"""The text of the ledger of addresses, changed line by line and kept in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from archive_model.permalinks import Address, ledger_lines
from archive_staff.revision import MARK

HEAD = """\
# Every address of a page or a section that was ever published, one to a line. They are what people have cited.
# “archive check --site --write” adds new ones, “archive move” says where one has gone. Nothing is ever deleted here:
#   ADDRESS moved 2026-11-25 NEW-ADDRESS Why it moved.
#   ADDRESS gone 2026-11-25 Why it was taken away.
"""


class Ledger:
    """The lines of a ledger by their addresses."""

    def __init__(self, text: str) -> None:
        text = text.removeprefix(MARK)
        entries = dict(ledger_lines(text))
        others = [line for number, line in enumerate(text.splitlines(), 1) if number not in entries]
        self.head = others or HEAD.splitlines()
        # of two lines for one address, as a merge may leave them, the one that says what became of it is the newer
        self.lines = {line.split(maxsplit=1)[0]: line for line in sorted(entries.values(), key=_says_more)}

    def __str__(self) -> str:
        """With the addresses in their order, so that two branches seldom change the same place."""
        return "\n".join((*self.head, *(self.lines[address] for address in sorted(self.lines)))) + "\n"

    def add(self, addresses: Iterable[str]) -> None:
        """Record addresses that are not known yet."""
        for address in addresses:
            self.lines.setdefault(address, address)

    def move(self, moves: Mapping[Address, Address], day: dt.date, why: str) -> None:
        """Say where addresses are now. What had moved there before goes on with them, so that one step is enough."""
        for old, new in moves.items():
            self.lines[str(old)] = f"{old} moved {day.isoformat()} {new} {why}".rstrip()
            for address, line in list(self.lines.items()):
                self.lines[address] = _further(line, old, new)
            if not old.section:
                self._move_sections(old, new)
            self.lines[str(new)] = str(new)

    def _move_sections(self, old: Address, new: Address) -> None:
        """The sections of a page are at its new address as well; those that had left it before are not."""
        for line in list(self.lines.values()):
            address = Address.parse(line)
            if address and address.section and address.docname == old.docname:
                self.add([str(new._replace(section=address.section))])


def ordered(text: str) -> str:
    """The text of a ledger in its order, with one line for each address."""
    return str(Ledger(text))


def _says_more(line: str) -> bool:
    return " " in line


def _further(line: str, old: Address, new: Address) -> str:
    """A line whose address had moved to one that moves on."""
    words = line.split(maxsplit=4)
    target = Address.parse(words[3]) if len(words) > 3 and words[1] == "moved" and words[0] != str(old) else None
    if target == old:
        words[3] = str(new)
    elif target and not old.section and target.docname == old.docname:
        words[3] = str(new._replace(section=target.section))
    else:
        return line
    return " ".join(words)
