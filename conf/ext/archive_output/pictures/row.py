"""A row of a picture that counts."""

from __future__ import annotations

from typing import NamedTuple

from archive_output.place import Value


class Row(NamedTuple):
    """A value, and how often it comes up in each of the columns."""

    value: Value
    numbers: tuple[int, ...]
