"""Sphinx as a process of its own, read as it works and ended as a whole when it fails or is interrupted.

A parallel build of Sphinx can hang for ever when a worker's result cannot be merged (``sphinx/util/parallel.py``,
seen in 9.0.4); in a group of its own the whole can be ended.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive_model.problem import Problem
from archive_staff.console import Step
from archive_staff.sphinx_messages import read_messages

PROGRESS = re.compile(r"(?P<phase>reading sources|writing output)\.\.\. \[\s*(?P<percent>\d+)%\]")
SHARE = {"reading sources": (0, 60), "writing output": (60, 40)}
"""Where each phase begins, and how much of the whole it takes, in percent."""
SILENCE = 600
"""Seconds without a word after which a build is taken to hang."""
WINDOWS = sys.platform == "win32"


@dataclass(frozen=True, slots=True)
class SphinxRun:
    """How a run of Sphinx ended."""

    ok: bool
    problems: tuple[Problem, ...]
    """Its warnings and errors."""
    log: str
    """All that it printed, for ``--verbose`` and for failures nobody foresaw."""


@dataclass(frozen=True, slots=True)
class SphinxTask:
    """What Sphinx is to build."""

    docs: Path
    conf: Path
    out: Path
    doctrees: Path
    edition: str
    jobs: int

    def command(self, warnings: Path) -> list[str]:
        """The command line."""
        return [
            *(sys.executable, "-m", "sphinx", "build", "--builder", "html", "--keep-going", "--nitpicky"),
            *("--jobs", str(self.jobs), "--conf-dir", str(self.conf), "--doctree-dir", str(self.doctrees)),
            *("--warning-file", str(warnings), "--no-color"),
            *("--define", f"archive_edition={self.edition}"),
            *(str(self.docs), str(self.out)),
        ]


def run_sphinx(task: SphinxTask, step: Step) -> SphinxRun:
    """Run Sphinx to its end; on an interruption, end it and its workers first."""
    task.out.mkdir(parents=True, exist_ok=True)
    warnings = task.doctrees.parent / "warnings.txt"
    warnings.unlink(missing_ok=True)
    # Sets are walked in the same order in every build; the archive's files must not depend on chance.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    process = subprocess.Popen(  # noqa: S603 - a fixed command
        task.command(warnings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=environment,
        **_own_group(),
    )
    try:
        log = "".join(_watch(process, step))
        ok = process.wait() == 0
    finally:
        _end_group(process)
        process.wait()
        if process.stdout:
            process.stdout.close()
    written = warnings.read_text(encoding="utf-8", errors="replace") if warnings.is_file() else ""
    return SphinxRun(ok, tuple(read_messages(written, task.docs.parent)), log)


def _watch(process: subprocess.Popen[str], step: Step) -> Iterator[str]:
    """The lines as they come; ends the group when Sphinx falls silent or has reported an error."""
    assert process.stdout is not None
    timer = threading.Timer(SILENCE, _end_group, (process,))
    timer.start()
    try:
        for line in process.stdout:
            timer.cancel()
            patience = 20 if "rror!" in line or line.startswith("Traceback") else SILENCE
            timer = threading.Timer(patience, _end_group, (process,))
            timer.start()
            for found in PROGRESS.finditer(line):
                start, share = SHARE[found["phase"]]
                step(start + int(found["percent"]) * share // 100)
            yield line
    finally:
        timer.cancel()


def _own_group() -> dict[str, Any]:
    if WINDOWS:
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}  # type: ignore[attr-defined,unused-ignore]
    return {"start_new_session": True}


def _end_group(process: subprocess.Popen[str]) -> None:
    """End the process and its workers; nothing where they have ended."""
    with suppress(OSError):
        if WINDOWS:
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
