"""Other generators on the same words: plain Sphinx, MkDocs Material and Hugo."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from .dialects import Dialect, Hugo, MkDocs, PlainSphinx
from .results import AGAIN, COLD, WORD, Query
from .sample import Sample, change_word, forget
from .scenarios import Step, leave

OUT = "site"
SPHINX = (sys.executable, "-m", "sphinx", "build", "-q", "-d", "{root}/_build/doctrees")


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator, and how it is called."""

    name: str
    package: str
    """Whose version is told."""
    dialect: type[Dialect]
    command: tuple[str, ...]
    quadratic: bool = False
    """Whether its cost grows so fast that only small sizes are measured unless asked for."""
    index: str = ""
    """The file that a reader's first search loads whole."""

    def version(self) -> str:
        """Its version, or that it is not here."""
        try:
            return version(self.package)
        except PackageNotFoundError:
            return "not installed"

    def steps(self) -> list[Step]:
        """What is measured of it."""
        return [
            Step(COLD, self.command, forget, OUT),
            Step(AGAIN, self.command, leave, OUT),
            Step(WORD, self.command, change_word, OUT),
        ]

    def queries(self, sample: Sample) -> Iterator[Query]:
        """The least that a first search transfers."""
        file = sample.built / OUT / self.index
        yield from loaded_whole(self.name, sample, file, f"{file.name}, loaded whole")


def loaded_whole(generator: str, sample: Sample, file: Path, what: str) -> Iterator[Query]:
    """What a first search transfers that needs a whole file; nothing where there is none."""
    if file.is_file():
        yield Query(generator, sample.size.days, what, len(gzip.compress(file.read_bytes(), 6)), 1)


def _hugo() -> str:
    """The program itself: the command of the package starts Python first."""
    name = "hugo.exe" if sys.platform == "win32" else "hugo"
    try:
        return str(distribution("hugo").locate_file(f"hugo/binaries/{name}"))
    except PackageNotFoundError:
        return name


PEERS = (
    Peer(
        "Sphinx, its own theme",
        "sphinx",
        PlainSphinx,
        (*SPHINX, "{root}/docs", "{root}/_build/site"),
        quadratic=True,
        index="searchindex.js",
    ),
    Peer(
        "Sphinx, book theme",
        "sphinx-book-theme",
        PlainSphinx,
        (*SPHINX, "-D", "html_theme=sphinx_book_theme", "{root}/docs", "{root}/_build/site"),
        quadratic=True,
        index="searchindex.js",
    ),
    Peer(
        "MkDocs Material",
        "mkdocs-material",
        MkDocs,
        (sys.executable, "-m", "mkdocs", "build", "-q", "-d", "{root}/_build/site"),
        index="search/search_index.json",
    ),
    Peer("Hugo", "hugo", Hugo, (_hugo(), "--quiet", "--destination", "{root}/_build/site")),
)


def index_alone(name: str, site: Path) -> Step:
    """The making of another program's index of a built site."""
    out = f"index-{name}"
    script = Path(__file__).with_name("indexes.py")
    command = (sys.executable, str(script), name, str(site), f"{{root}}/_build/{out}/index.json")

    def prepare(sample: Sample, _run: int) -> None:
        (sample.built / out).mkdir(exist_ok=True)

    return Step("search index alone", command, prepare, out)


def index_query(name: str, sample: Sample) -> Iterator[Query]:
    """What a first search in another program's index transfers: all of it."""
    file = sample.built / f"index-{name}" / "index.json"
    return loaded_whole(f"{name}'s index", sample, file, "of the same pages, loaded whole")


def sizes_for(peer: Peer, days: Sequence[int], limit: int) -> list[int]:
    """The sizes that a generator is measured at: below the limit two, so that growth is seen."""
    if not peer.quadratic or max(days) <= limit:
        return sorted(days)
    return [limit // 3, limit]
