"""The garbage collector held still while a great deal is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collection() -> Iterator[None]:
    """Within it, circles of dead objects are not sought.

    An archive holds millions of objects that live as long as itself, and reading a page leaves no circle behind;
    Python would look through all of them again and again, for a tenth of the whole time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
