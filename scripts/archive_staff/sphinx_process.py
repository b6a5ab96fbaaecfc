"""Sphinx as a process of its own, read as it works and ended as a whole when it fails or is interrupted.

A parallel build of Sphinx can hang for ever when a worker's result cannot be merged (``sphinx/util/parallel.py``,
seen in 9.0.4); in a group of its own the whole can be ended.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from archive_model.problem import Problem
from archive_staff.console import Step
from archive_staff.sphinx_messages import read_messages

PROGRESS = re.compile(r"making pages\.\.\. \[\s*(?P<percent>\d+)%\]")
"""How far Sphinx is (``archive_sphinx.shares``)."""
SILENCE = 600
"""Seconds without a word after which a build is taken to hang."""
REPORT = "archive-report: "
"""How the line begins with which Sphinx answers; see ``archive_sphinx.__main__``."""
WINDOWS = sys.platform == "win32"


@dataclass(frozen=True, slots=True)
class SphinxRun:
    """How a build by Sphinx ended."""

    ok: bool
    log: str
    """All that it printed, for ``--verbose`` and for failures nobody foresaw."""
    names: tuple[str, ...] = ()
    """The pages of the edition, or of the part."""
    written: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Those of the archive."""
    warnings: tuple[Problem, ...] = ()
    """Those that Sphinx tells of, with the archive's among them."""


@dataclass(frozen=True, slots=True)
class SphinxTask:
    """What Sphinx is to build; see ``archive_sphinx.session``."""

    docs: Path
    conf: Path
    out: Path
    doctrees: Path
    edition: str
    jobs: int
    strict: bool
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def command(self) -> list[str]:
        """The command line."""
        plain = {name: str(value) if isinstance(value, Path) else value for name, value in asdict(self).items()}
        return [sys.executable, "-m", "archive_sphinx", json.dumps(plain)]


class SphinxProcess:
    """Sphinx, started at the first build and kept for the next ones until it is closed or has failed."""

    def __init__(self, task: SphinxTask) -> None:
        self.task = task
        self._process: subprocess.Popen[str] | None = None

    @property
    def is_running(self) -> bool:
        """Whether the next build goes on from one before."""
        return self._process is not None

    def build(self, step: Step) -> SphinxRun:
        """Build once; on an interruption, end Sphinx and its workers first."""
        process = self._process or self._start()
        try:
            assert process.stdin is not None
            with suppress(OSError):  # it has ended; what it printed says why
                process.stdin.write("build\n")
                process.stdin.flush()
            run = self._read(list(_watch(process, step)))
        except BaseException:
            self.close()
            raise
        if not run.ok:
            self.close()
        return run

    def close(self) -> None:
        """End Sphinx and its workers."""
        if process := self._process:
            self._process = None
            _end_group(process)
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    with suppress(OSError):
                        stream.close()

    def _start(self) -> subprocess.Popen[str]:
        self.task.out.mkdir(parents=True, exist_ok=True)
        # Sets are walked in the same order in every build; the archive's files must not depend on chance.
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
        self._process = subprocess.Popen(  # noqa: S603 - a fixed command
            self.task.command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
            **_own_group(),
        )
        return self._process

    def _read(self, lines: list[str]) -> SphinxRun:
        """What Sphinx answered after all that it printed; nothing where it ended before."""
        if not lines or not lines[-1].startswith(REPORT):
            return SphinxRun(ok=False, log="".join(lines))
        report = json.loads(lines.pop().removeprefix(REPORT))
        return SphinxRun(
            ok=report["ok"],
            log="".join((*lines, report["warnings"])),
            names=tuple(report["pages"]),
            written=tuple(report["written"]),
            problems=tuple(map(Problem.from_json, report["problems"])),
            warnings=tuple(read_messages(report["warnings"], self.task.docs.parent)),
        )


def _watch(process: subprocess.Popen[str], step: Step) -> Iterator[str]:
    """The lines up to the answer; ends the group when Sphinx falls silent or has reported an error."""
    assert process.stdout is not None
    timer = threading.Timer(SILENCE, _end_group, (process,))
    timer.start()
    try:
        for line in process.stdout:
            timer.cancel()
            yield line
            if line.startswith(REPORT):
                return
            patience = 20 if "rror!" in line or line.startswith("Traceback") else SILENCE
            timer = threading.Timer(patience, _end_group, (process,))
            timer.start()
            for found in PROGRESS.finditer(line):
                step(int(found["percent"]))
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
