"""Twice the text is twice the work, whatever the text is full of. Work is counted in lines of code that run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from archive_model.archive import Archive
from archive_model.body import read_body
from archive_model.loading import load_archive
from archive_model.problem import Problem

TEXTS = {
    "indented code": "Words.\n\n    code\n\n",
    "a list with paragraphs": "- Entry\n\n    more of it\n\n",
    "equal headings": "## Discussion\n\nWords.\n\n",
    "roles": "A {term}`b` and {theme}`c <d>` of `code`. ",
    "blocks": ":::{session}\n:themes: a, b\n:::\n\n",
    "comments": "% nothing\nWords <!-- nothing -->\n\n",
    "underlined headings": "A heading\n---------\n\n##No space\n\n",
    "stress": "*a* _b_ [c](d) ",
}


def work(function: Callable[[], object]) -> int:
    lines = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        function()
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("name", TEXTS)
def test_text(name: str) -> None:
    read_body(TEXTS[name] * 100, 1)  # what is worked out once
    some, twice = (work(lambda n=n: read_body(TEXTS[name] * n, 1)) for n in (100, 200))  # type: ignore[misc]
    assert twice <= 2.1 * some


def themes(docs: Path, number: int) -> None:
    """A chain, each broader than the one before; the text of each names all sections of a page and a missing theme."""
    for n in range(number):
        broader = f"  broader: [t-{n + 1}]\n" if n + 1 < number else ""
        text = f"---\ntitle: T {n}\ntheme:\n  summary: Words.\n{broader}---\n\n## One\n\n{{theme}}`T 0`, {{theme}}`x`\n"
        (docs / "themes").mkdir(parents=True, exist_ok=True)
        (docs / "themes" / f"t-{n}.md").write_text(text, encoding="utf-8", newline="\n")


def use(loaded: tuple[Archive, tuple[Problem, ...]], number: int) -> None:
    archive, problems = loaded
    assert len(problems) == number
    assert len(archive.backlinks(("theme", "t-0"))) == number - 1


def test_chain_of_records_that_refer_to_one(tmp_path: Path) -> None:
    for number in (40, 80):
        themes(tmp_path / f"{number}" / "docs", number)
    use(load_archive(tmp_path / "40" / "docs"), 40)
    some, twice = (work(lambda n=n: use(load_archive(tmp_path / f"{n}" / "docs"), n)) for n in (40, 80))  # type: ignore[misc]
    assert twice <= 2.1 * some


def test_hierarchy_that_goes_round_is_named_on_every_page_of_the_round(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    themes(docs, 6)
    last = docs / "themes" / "t-5.md"
    last.write_text(last.read_text(encoding="utf-8").replace("---\n\n", "  broader: [t-3]\n---\n\n"), encoding="utf-8")
    _archive, problems = load_archive(docs)
    assert [p.message for p in problems if "broader" in p.message] == [
        f"“t-{n}” is broader than itself." for n in (3, 4, 5)
    ]
