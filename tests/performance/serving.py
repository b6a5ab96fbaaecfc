"""``archive serve``: from saving a page to its being shown, and to its being found."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Self

import psutil
from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from .measurement import CommandError, Watch, end, tree_time
from .results import OURS, Cost, Row
from .sample import Sample, change_word
from .scenarios import ARCHIVE
from .searching import is_found

PATIENCE = 300.0
"""Seconds after which waiting is given up."""
START, SHOWN, FOUND = "serve, first start", "serve, saved to shown", "serve, saved to found"


@dataclass(frozen=True, slots=True)
class Served:
    """An archive while it is served."""

    address: str
    process: psutil.Process

    def shows(self, page: str, word: str) -> bool:
        """Whether a page holds a word now."""
        with urllib.request.urlopen(self.address + page, timeout=PATIENCE) as answer:
            return word in answer.read().decode("utf-8")

    @property
    def index(self) -> str:
        """What the search index lies in, which changes with what can be found."""
        with urllib.request.urlopen(f"{self.address}pagefind/current.json", timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))

    def settle(self) -> None:
        """Wait until it does nothing."""
        until = time.monotonic() + PATIENCE
        before = -1.0
        while time.monotonic() < until and (now := tree_time(self.process)) - before > 0.05:
            before = now
            time.sleep(1)


def measure_serving(sample: Sample, runs: int, browser: Browser | None) -> Iterator[Row]:
    """Start it, save a word as often as asked for, and wait until the page shows it and the search finds it."""
    page = sample.day().relative_to(sample.content).with_suffix(".html").as_posix()
    shown: list[Cost] = []
    found: list[Cost] = []
    note = "" if browser else "no Chromium here"
    try:
        with _serve(sample) as (served, started):
            yield Row(OURS, START, sample.size, (started,))
            for run in range(runs):
                served.settle()
                before = served.index
                with _Clock(served.process.pid) as clock:
                    word = change_word(sample, runs + run)  # others than the warm builds have left
                    shown.append(clock.wait(partial(served.shows, page, word), 0.02))
                    if browser:
                        clock.wait(lambda before=before: served.index != before, 0.1)  # type: ignore[misc]
                        found.append(clock.wait(partial(is_found, browser, served.address, word), 0.5))
    except (CommandError, OSError, psutil.Error, BrowserError) as error:
        note = f"failed: {str(error).splitlines()[0][:120]}"
    yield Row(OURS, SHOWN, sample.size, tuple(shown), note="" if shown else note)
    yield Row(OURS, FOUND, sample.size, tuple(found), note="" if found else note)


class _Clock(Watch):
    """Measures a tree from when it is entered until something has come true."""

    def __enter__(self) -> Self:
        self.cpu, self.wall = tree_time(self.root), time.perf_counter()
        super().__enter__()
        return self

    def cost(self) -> Cost:
        return Cost(tree_time(self.root) - self.cpu, time.perf_counter() - self.wall, self.peak)

    def wait(self, come_true: Callable[[], bool], pause: float) -> Cost:
        """:raises CommandError: it has not come true in all that time."""
        while not come_true():
            if time.perf_counter() - self.wall > PATIENCE:
                raise CommandError(f"not within {PATIENCE:.0f} seconds")
            time.sleep(pause)
        return self.cost()


@contextmanager
def _serve(sample: Sample) -> Iterator[tuple[Served, Cost]]:
    """Start serving, and what that cost until the address was printed."""
    command = [*ARCHIVE, "serve", "--no-open", "--port", "0"]
    wall = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=sample.root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert process.stdout is not None
        with Watch(process.pid) as watch:
            lines = (line.decode("utf-8").strip() for line in process.stdout)
            address = next((line for line in lines if line.startswith("http")), "")
        if not address:
            raise CommandError("it did not start")
        root = psutil.Process(process.pid)
        yield Served(address, root), Cost(tree_time(root), time.perf_counter() - wall, watch.peak)
    finally:
        if sys.platform != "win32":
            process.send_signal(signal.SIGINT)
            _wait_for_end(process)
        end(process)
        if process.stdout:
            process.stdout.close()


def _wait_for_end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        return
