"""What a host answers when it is asked for an address, and what that means."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Meaning = Literal["good", "failing", "unsure"]
UNSURE = frozenset({401, 403, 407, 429, 451, 999})
"""Statuses that say that we are not let in; readers may well be."""
PERMANENT = frozenset({301, 308})
"""Redirects that say that the old address is given up (RFC 9110, 15.4)."""
NOT_US = frozenset({"timeout", "limited"})
"""Failures that say nothing of the address."""
WORDS = {
    "dns": "there is no such host any more",
    "refused": "the host does not answer",
    "dropped": "the host ends the connection",
    "tls": "the host cannot prove who it is (TLS)",
    "redirects": "it leads from one address to the next without end",
    "timeout": "no answer in time",
    "limited": "the host asks to be left alone for longer than a run lasts",
    "fragment": "the page is there, but not the part that is named",
    "address": "it is no address that can be asked for",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one address in one run."""

    address: str
    status: int = 0
    """The HTTP status; 0 where no host answered."""
    error: str = ""
    """A key of :data:`WORDS`; empty where the host answered and all was there."""
    final: str = ""
    """Where it led in the end."""
    permanent: bool = False
    """Whether every step on the way there was a permanent redirect."""

    @property
    def meaning(self) -> Meaning:
        """Whether the address is good, fails, or cannot be judged from here."""
        if self.error in NOT_US or (not self.error and self.status in UNSURE):
            return "unsure"
        return "good" if not self.error and 200 <= self.status < 300 else "failing"

    @property
    def moved_to(self) -> str:
        """The address that took its place for good; empty where none did."""
        return self.final if self.meaning == "good" and self.permanent and self.final != self.address else ""

    @property
    def words(self) -> str:
        """What happened, for people."""
        return WORDS.get(self.error, self.error) if self.error else f"status {self.status}"

    def as_json(self) -> dict[str, Any]:
        """The answer as plain data."""
        return asdict(self)
