"""A made-up archive on the disk, and the changes that staff would make in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .corpus import DENSE, USUAL, Corpus
from .dialects import Dialect
from .results import Size

SHAPES = {"usual": USUAL, "dense": DENSE}
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sample:
    """The folder of a made-up archive; whatever is built lies in its ``_build``."""

    root: Path
    content: Path
    """The folder with the pages."""
    size: Size

    @property
    def built(self) -> Path:
        """What :func:`forget` takes away."""
        return self.root / "_build"

    def pages(self) -> list[Path]:
        """The Markdown files."""
        return sorted(self.content.rglob("*.md"))

    def day(self) -> Path:
        """A day page from the middle of the archive."""
        days = sorted(self.content.rglob("day-*.md"))
        return days[len(days) // 2]

    def term(self) -> Path:
        """A term from the middle of the glossary."""
        terms = sorted(self.content.rglob("term-*.md"))
        return terms[len(terms) // 2]


def write_sample(dialect: type[Dialect], corpus: Corpus, root: Path) -> Sample:
    """Write an archive as a generator reads it."""
    dialect(corpus, root).write()
    content = root / dialect.content
    pages = [*content.rglob("*.md")]
    kilobytes = sum(page.stat().st_size for page in pages) / 1000
    shape = next((name for name, shape in SHAPES.items() if shape == corpus.shape), "other")
    return Sample(root, content, Size(corpus.days, len(pages), kilobytes, shape))


def forget(sample: Sample, _run: int = 0) -> None:
    """Let the next build be the first. What was built is put aside: deleting it would make the next files dearer.

    A file system that has just deleted thousands of files looks long for room for new ones (ext4).
    """
    if sample.built.exists():
        aside = sample.root / "put-aside"
        aside.mkdir(exist_ok=True)
        sample.built.rename(aside / str(len(list(aside.iterdir()))))


def change_word(sample: Sample, run: int) -> str:
    """Put a new word into the middle of a day page; the word."""
    word = f"fresh{chr(ord('a') + run % 26)}word"
    page = sample.day()
    text = re.sub(r"\bfresh[a-z]word\b", "the", page.read_text(encoding="utf-8"))
    place = text.index(" the ", (FRONT.match(text).end() + len(text)) // 2)  # type: ignore[union-attr]
    page.write_text(f"{text[:place]} {word} {text[place + 5 :]}", encoding="utf-8", newline="\n")
    return word


def retitle_term(sample: Sample, run: int) -> None:
    """Give a term that days refer to another title, which they all show."""
    page = sample.term()
    text = re.sub(
        r'(?m)^title: "Term (renamed \d+ )?', f'title: "Term renamed {run} ', page.read_text(encoding="utf-8")
    )
    page.write_text(text, encoding="utf-8", newline="\n")


State = dict[str, tuple[int, int]]


def state_of(folder: Path) -> State:
    """The files of a folder, each with its time and size."""
    found = {}
    for file in folder.rglob("*"):
        if file.is_file():
            stat = file.stat()
            found[file.relative_to(folder).as_posix()] = (stat.st_mtime_ns, stat.st_size)
    return found


def written_between(before: State, after: State) -> tuple[int, int]:
    """How many files were written, and their bytes."""
    changed = [size for name, (time, size) in after.items() if before.get(name) != (time, size)]
    return len(changed), sum(changed)
