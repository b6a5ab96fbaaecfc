"""What a command and all the processes that it starts cost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from .results import Cost

INTERVAL = 0.05
"""Seconds between two looks at the memory."""


class CommandError(Exception):
    """A command failed; carries the last that it said."""


class Watch:
    """Looks at a process and its descendants until it is left."""

    def __init__(self, pid: int) -> None:
        self.root = psutil.Process(pid)
        self.peak = 0
        self._seen: dict[int, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        pause = INTERVAL
        while not self._over.wait(pause):
            started = time.perf_counter()
            total = 0
            for process in family(self.root):
                with suppress(psutil.Error):
                    total += _memory(process)
                    self._seen[process.pid] = _own_time(process)
            self.peak = max(self.peak, total)
            # asking for shared memory halts the process for a moment; of a large one it is asked less often
            pause = max(INTERVAL, 20 * (time.perf_counter() - started))

    @property
    def seen(self) -> float:
        """Processor seconds as last seen: a little less than there were, for systems that tell no more."""
        return sum(self._seen.values())


def measure(command: Sequence[str], cwd: Path) -> Cost:
    """Run a command to its end.

    :raises CommandError: it cannot be started, or ended with a failure.
    """
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        try:
            process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        except OSError as error:
            raise CommandError(str(error)) from error
        try:
            with Watch(process.pid) as watch:
                cpu = _wait(process, watch)
        finally:
            end(process)
        wall = time.perf_counter() - started
        if process.returncode:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").strip().splitlines() or [f"ended with {process.returncode}"]
            raise CommandError(lines[-1].strip()[:160])
    return Cost(cpu, wall, watch.peak)


def _wait(process: subprocess.Popen[bytes], watch: Watch) -> float:
    """Wait for the end; the processor seconds of the process and of all that it waited for."""
    if sys.platform == "win32":
        process.wait()
        return watch.seen
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def family(root: psutil.Process) -> list[psutil.Process]:
    """A process and its descendants; none where it has ended."""
    try:
        return [root, *root.children(recursive=True)]
    except psutil.Error:
        return []


def tree_time(root: psutil.Process) -> float:
    """Processor seconds so far of a tree that goes on, with those of the processes that have ended in it."""
    total = 0.0
    for process in family(root):
        with suppress(psutil.Error):
            times = process.cpu_times()
            total += sum(times[:4])  # user, system, and the same of the children that it waited for
    return total


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and its descendants, where they have not ended."""
    if process.returncode is None:
        with suppress(psutil.Error):
            for one in reversed(family(psutil.Process(process.pid))):
                with suppress(psutil.Error):
                    one.kill()
        process.wait()


def _own_time(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _memory(process: psutil.Process) -> int:
    """The proportional set size where there is one, since forked processes share pages; else the resident set."""
    if sys.platform == "linux":
        return int(process.memory_full_info().pss)
    return int(process.memory_info().rss)
