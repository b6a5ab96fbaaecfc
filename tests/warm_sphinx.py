"""Sphinx for the builds of tests: a copy of a process that has imported it already, which takes longer than a build.

The copies have done nothing yet, so that each build begins as one from the command line does.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from archive_staff.sphinx_process import SphinxProcess

ROOT = Path(__file__).resolve().parents[1]
CAN_COPY = "forkserver" in multiprocessing.get_all_start_methods()
IMPORTED = [
    "archive_sphinx.__main__",
    "edtf",
    "myst_parser.sphinx_ext.main",
    "sphinx.builders.epub3",
    "sphinx.builders.linkcheck",
    "sphinx.builders.texinfo",
    "sphinx.domains.c",
    "sphinx.domains.cpp",
    "sphinx.domains.javascript",
    "sphinx.domains.python",
    "sphinx.ext.doctest",
    "sphinx_book_theme",
    "sphinxcontrib.htmlhelp",
]
"""What takes the longest of all that a build imports."""
COLD = SphinxProcess._start


class WarmSphinx:
    """As much of ``subprocess.Popen`` as is asked of Sphinx's process."""

    def __init__(self, task: str) -> None:
        commands, to_sphinx = multiprocessing.Pipe(duplex=False)
        from_sphinx, answers = multiprocessing.Pipe(duplex=False)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(IMPORTED)
        arguments = (task, commands, answers, str(Path.cwd()), dict(os.environ))
        self._process = context.Process(target=_run, args=arguments)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONHASHSEED", "0")  # for the process that is copied, which the first build begins
            patch.setattr(sys, "path", [*sys.path, str(ROOT)])  # so that the copy finds this module
            self._process.start()
        commands.close()
        answers.close()
        assert self._process.pid
        self.pid = self._process.pid
        self.stdin = os.fdopen(os.dup(to_sphinx.fileno()), "w", encoding="utf-8")
        self.stdout = os.fdopen(os.dup(from_sphinx.fileno()), encoding="utf-8", errors="replace")
        to_sphinx.close()
        from_sphinx.close()

    def wait(self) -> None:
        """Until it has ended."""
        self._process.join()


def _run(task: str, commands: Connection, answers: Connection, folder: str, environment: dict[str, str]) -> None:
    from archive_sphinx.__main__ import main  # noqa: PLC0415 - in the copy

    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for stream, number in ((commands, 0), (answers, 1), (answers, 2)):
        os.dup2(stream.fileno(), number)
    commands.close()
    answers.close()
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False, buffering=1)
    sys.argv = ["archive_sphinx", task]
    main()
    sys.stdout.flush()


@contextmanager
def warm_sphinx() -> Iterator[None]:
    """Let builds begin with such copies, where the system can make them."""
    if not CAN_COPY:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:

        def start(process: SphinxProcess) -> WarmSphinx:
            process.task.out.mkdir(parents=True, exist_ok=True)
            process._process = warm = WarmSphinx(process.task.command()[-1])  # type: ignore[assignment]
            return warm

        patch.setattr(SphinxProcess, "_start", start)
        yield
