"""The made-up archives that speed is measured on are sound, and the same on every machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_model.loading import load_archive

from .corpus import DENSE, USUAL, Corpus, Mark, Shape, id_of
from .dialects import DIALECTS, Archive


def test_same_day_is_the_same_page_in_a_larger_archive(tmp_path: Path) -> None:
    pages = []
    for days in (8, 24):
        Archive(Corpus(days, records_of=24), tmp_path / str(days)).write()
        docs = tmp_path / str(days) / "docs"
        pages.append({file.relative_to(docs): file.read_bytes() for file in docs.rglob("*.md")})
    small, large = pages
    assert len([path for path in small if path.name.startswith("day-")]) == 8
    assert small.items() <= large.items()


@pytest.mark.parametrize("shape", [USUAL, DENSE])
def test_every_kind_of_mark_is_in_it_and_nothing_is_wrong(tmp_path: Path, shape: Shape) -> None:
    Archive(Corpus(12, shape), tmp_path).write()
    archive, problems = load_archive(tmp_path / "docs")
    assert [str(problem) for problem in problems] == []
    assert all(archive.of_kind(kind) for kind in archive.kinds)
    day = archive.of_kind("day")[0]
    assert {role.name for role in day.body.roles} >= {"theme", "operation", "organisation", "term", "cite"}
    assert day.sessions


@pytest.mark.parametrize("records_of", [41, 43, 1000])
def test_every_source_is_cited_at_every_size(records_of: int) -> None:
    corpus = Corpus(4, records_of=records_of)
    marks = (
        part for document in corpus.documents() for block in document.blocks for part in getattr(block, "parts", ())
    )
    cited = {mark.id for mark in marks if isinstance(mark, Mark) and mark.kind == "source"}
    assert cited == {id_of("source", number) for number in range(corpus.sources)}


def test_no_two_days_have_the_same_title() -> None:
    titles = [document.title for document in Corpus(2000, Shape(words=10)).documents() if document.kind == "day"]
    assert len(set(titles)) == 2000


def test_each_generator_is_given_the_same_pages(tmp_path: Path) -> None:
    counts = set()
    for dialect in DIALECTS:
        dialect(Corpus(8), tmp_path / dialect.name).write()
        counts.add(len([*(tmp_path / dialect.name / dialect.content).rglob("*.md")]))
    assert len(counts) == 1
