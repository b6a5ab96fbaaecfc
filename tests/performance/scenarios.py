"""What is done with a made-up archive: built first, built again, changed, checked, indexed."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt

from .measurement import CommandError, measure
from .results import AGAIN, COLD, FLOOR, WORD, Cost, Row
from .sample import Sample, change_word, forget, retitle_term, state_of, written_between

ARCHIVE = (sys.executable, "-m", "archive_staff")
SITE = "public"
"""Where ``archive build`` puts the site, in the folder of what is built."""
COPY = "index-alone"
INDEX = f"""
import sys
from pathlib import Path
from archive_output.search.index import write_search_index
from archive_output.search.passages import MARKS, SearchMarks
built = Path(sys.argv[1], "_build")
write_search_index(SearchMarks.read(built / "work/{SITE}/doctrees" / MARKS), built / "{COPY}")
"""

Prepare = Callable[[Sample, int], object]


def leave(_sample: Sample, _run: int) -> None:
    """Change nothing."""


def copy_without_index(sample: Sample, _run: int) -> None:
    """Give the search index a site of its own."""
    copy = sample.built / COPY
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(sample.built / SITE, copy)
    shutil.rmtree(copy / "pagefind", ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do and to measure."""

    what: str
    command: tuple[str, ...]
    prepare: Prepare = leave
    """Done before each run, and not measured."""
    out: str = SITE
    """The folder whose files are counted, in that of what is built."""


def archive_steps(processes: Sequence[int]) -> list[Step]:
    """All that staff and CI do with our own command, in an order in which each finds what it needs."""
    build, check = (*ARCHIVE, "build"), (*ARCHIVE, "check")
    return [
        Step("check, never built", check, forget),
        *(Step(cold_name(number), (*build, "--jobs", str(number)), forget) for number in processes),
        Step("check, after a build", check),
        Step(AGAIN, build),
        Step(WORD, build, change_word),
        Step("one term retitled", build, retitle_term),
        Step("search index alone", (sys.executable, "-c", INDEX, "{root}"), copy_without_index, COPY),
    ]


def cold_name(processes: int) -> str:
    """What a first build is called in the tables."""
    return COLD if processes == 1 else f"cold build, {processes} processes"


def run_steps(generator: str, steps: Sequence[Step], sample: Sample, runs: int) -> Iterator[Row]:
    """Do them one after the other; what cannot be done says so, and the rest goes on."""
    for step in steps:
        try:
            yield _run(generator, step, sample, runs)
        except (CommandError, OSError) as error:
            yield Row(generator, step.what, sample.size, note=f"failed: {error}")


def _run(generator: str, step: Step, sample: Sample, runs: int) -> Row:
    command = [part.replace("{root}", str(sample.root)) for part in step.command]
    out = sample.built / step.out
    costs: list[Cost] = []
    files = written = 0
    for run in range(runs):
        step.prepare(sample, run)
        before = state_of(out)
        costs.append(measure(command, sample.root))
        files, written = written_between(before, state_of(out))
    return Row(generator, step.what, sample.size, tuple(costs), files, written)


def parse_alone(sample: Sample, runs: int) -> Row:
    """The least that a build must do: read the Markdown of the same pages."""
    texts = [page.read_text(encoding="utf-8") for page in sample.pages()]
    costs = []
    for _run in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        for text in texts:
            MarkdownIt("commonmark").parse(text)
        costs.append(Cost(time.process_time() - cpu, time.perf_counter() - wall))
    return Row(FLOOR, "parsing", sample.size, tuple(costs))
