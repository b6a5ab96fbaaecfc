"""One request at a time to each host, with a pause between two, and longer ones where the host asks for them."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

MOST_WAIT = 60.0
"""Seconds; a host that wants to be left alone for longer is not asked again in this run."""


class LimitedError(ValueError):
    """A host wants to be left alone for longer than a run lasts."""


class Turns:
    """Whose turn it is at each host."""

    def __init__(self, interval: float) -> None:
        """``interval`` is the least time in seconds from one answer to the next request at the same host."""
        self.interval = interval
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free: defaultdict[str, float] = defaultdict(float)
        self._guard = threading.Lock()

    @contextmanager
    def taken(self, host: str) -> Iterator[None]:
        """Wait for a turn at a host, and hold it while the request goes on.

        :raises LimitedError: it would take too long.
        """
        with self._guard:
            lock = self._locks[host]
        with lock:
            wait = self._free[host] - time.monotonic()
            if wait > MOST_WAIT:
                raise LimitedError
            time.sleep(max(0.0, wait))
            try:
                yield
            finally:  # counted from the end: on its way, a request may be faster than the one before
                self.pause(host, self.interval)

    def pause(self, host: str, seconds: float) -> None:
        """Leave a host alone for some time."""
        self._free[host] = max(self._free[host], time.monotonic() + seconds)
