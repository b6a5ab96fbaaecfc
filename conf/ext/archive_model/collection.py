"""The garbage collector held still while a great deal is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 100_000
"""Objects that take the collector longer to look through than anything that it might find is worth."""


@contextmanager
def paused_collection() -> Iterator[None]:
    """Within it, circles of dead objects are not sought; where it made many objects, neither among these later on.

    An archive holds millions of objects that live as long as itself and form no circles, so that they go when the
    archive goes. Python would look through all of them again and again, for a tenth of the whole time.
    """
    was_on = gc.isenabled()
    gc.collect(1)  # what is dead already would be kept with the rest
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > MANY:
            gc.freeze()
        if was_on:
            gc.enable()
