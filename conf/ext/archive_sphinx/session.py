"""One run of Sphinx that stays for many builds, so that a build after a change costs what has changed.

Starting Sphinx, loading its environment and looking through all files for changes takes longer than writing a page.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from io import StringIO
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.build_phase import BuildPhase
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from archive_model.problem import Problem
from archive_sphinx.attachment import ProblemsFoundError
from archive_sphinx.builder import ArchiveHTMLBuilder
from archive_sphinx.domain import domain_of
from archive_sphinx.incremental import forget_pages, keep_state, pages_to_make
from archive_sphinx.outputs import write_collected


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be built. The fields are the keys of the command line's JSON."""

    docs: str
    conf: str
    out: str
    doctrees: str
    edition: str = "public"
    jobs: int = 1
    strict: bool = True
    """Whether nothing is built where the archive has problems."""
    only: Sequence[str] = ()
    """The folders of the part that is built; see ``archive_model.part``."""
    without: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """How a build ended."""

    ok: bool
    pages: tuple[str, ...] = ()
    """Those of the edition, or of the part."""
    written: tuple[str, ...] = ()
    """The pages made in this build."""
    problems: tuple[Problem, ...] = ()
    """Those of the archive."""
    warnings: str = ""
    """Those of Sphinx, as it writes them, with the archive's among them."""

    def as_json(self) -> dict[str, Any]:
        """The report as plain data."""
        return {**asdict(self), "problems": [problem.as_json() for problem in self.problems]}


@dataclass(slots=True)
class Session:
    """Builds one site again and again."""

    task: Task
    app: Sphinx | None = None
    warnings: StringIO = field(default_factory=StringIO)
    stack: ExitStack = field(default_factory=ExitStack)

    def build(self) -> Report:
        """Build what has changed. After a failure the next build begins anew."""
        self.warnings.seek(0)
        self.warnings.truncate()
        try:
            problems = self._start() if self.app is None else self._go_on(self.app)
        except ProblemsFoundError as error:
            self.app = None
            return Report(ok=False, problems=error.problems)
        except Exception:  # noqa: BLE001 - Sphinx's extensions may raise anything
            self.app = None
            traceback.print_exc()
            return Report(ok=False, warnings=self.warnings.getvalue())
        assert self.app is not None
        builder = self.app.builder
        assert isinstance(builder, ArchiveHTMLBuilder)
        warnings = self.warnings.getvalue()
        forget_pages(builder, _warned(self.app, warnings))
        pages = tuple(sorted(self.app.env.found_docs))
        return Report(True, pages, tuple(sorted(builder.written)), problems, warnings)

    def _start(self) -> tuple[Problem, ...]:
        nocolor()
        self.stack.close()
        task = self.task
        self.stack.enter_context(patch_docutils(task.conf))
        self.stack.enter_context(docutils_namespace())
        app = Sphinx(
            srcdir=task.docs,
            confdir=task.conf,
            outdir=task.out,
            doctreedir=task.doctrees,
            buildername="html",
            confoverrides={
                "archive_edition": task.edition,
                "archive_strict": task.strict,
                "archive_only": tuple(task.only),
                "archive_without": tuple(task.without),
                "nitpicky": True,
            },
            warning=self.warnings,
            parallel=task.jobs,
        )
        app.build()
        self.app = app
        return domain_of(app.env).attachment.problems

    def _go_on(self, app: Sphinx) -> tuple[Problem, ...]:
        """Look at the archive again, and let Sphinx look for itself only where pages have come or gone."""
        attachment = domain_of(app.env).attachment
        attachment.load_again(app)
        if attachment.chosen(app.config) == app.env.found_docs:
            refresh(app)
        else:
            app.build()
        return attachment.problems


def _warned(app: Sphinx, warnings: str) -> set[str]:
    """The pages that Sphinx has warned of. It is silent about pages that it does not make."""
    found = map(app.env.path2doc, re.findall(r"^(.+?\.md):", warnings, re.MULTILINE))
    return {docname for docname in found if docname}


def refresh(app: Sphinx) -> None:
    """Make the pages whose texts or views have changed: Sphinx's build without its searches.

    What a build does only for all pages together is left out: saving the environment and checking it. The next run
    of Sphinx makes the pages again, because their texts are not those that the saved environment knows.
    """
    builder = app.builder
    assert isinstance(builder, ArchiveHTMLBuilder)
    builder.phase = BuildPhase.READING
    builder.make(pages_to_make(builder))
    builder.copy_image_files()
    write_collected(app)
    keep_state(app, None)
