"""Numbers on the command line, refused in plain words."""

from __future__ import annotations

from typing import NoReturn

import click


class WholeNumber(click.IntRange):
    """A whole number from ``least`` on, up to ``most`` where there is a bound."""

    def __init__(self, least: int, most: int | None = None) -> None:
        super().__init__(least, most)
        self.bounds = f"from {least} on" if most is None else f"from {least} to {most}"

    def fail(self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None) -> NoReturn:
        """Say what is wanted, where click would say what a range is.

        :raises click.BadParameter: always.
        """
        given = message.partition(" is not ")[0].strip("'")
        super().fail(f"“{given}” is not a whole number {self.bounds}.", param, ctx)
