"""The marks in a page's text are found where they are, and nowhere else."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_model.body import read_body
from archive_model.headings import section_id
from archive_model.prose import plain_text


def roles(text: str) -> list[tuple[str, str, int, str]]:
    return [(role.name, role.target, role.line, role.section) for role in read_body(text, 1).roles]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See {term}`NRM`.", [("term", "NRM", 1, "")]),
        ("{theme}`own words <debt-bondage>`", [("theme", "debt-bondage", 1, "")]),
        ("a\n\n## Late\n\n{cite}`a,b`", [("cite", "a,b", 5, "late")]),
        ("broken\n{operation}`over\ntwo lines`", [("operation", "over two lines", 2, "")]),
        ("`{term}`NRM``", []),
        ("`` {term}`NRM` ``", []),
        ("```\n{term}`NRM`\n```", []),
        ("~~~\n{term}`NRM`\n~~~\n{term}`AB`", [("term", "AB", 4, "")]),
        ("```{code-block} yaml\n{term}`NRM`\n```", []),
        (":::{quote} someone\n:source: a\nThe {term}`NRM`.\n:::", [("term", "NRM", 3, "")]),
        ("::::{note}\n:::{note}\n{term}`NRM`\n:::\n::::", [("term", "NRM", 3, "")]),
        ("% {term}`NRM`\n<!-- {term}`NRM` -->\n{term}`AB`", [("term", "AB", 3, "")]),
        (r"\{term}`NRM`", []),
        ("They wrote:\n\n    {term}`NRM`", []),
        ("- They wrote:\n\n    {term}`NRM`", [("term", "NRM", 3, "")]),
        ("They\nwrote\n    {term}`NRM`", [("term", "NRM", 3, "")]),
        ("{term}`` a`b ``", [("term", "a`b", 1, "")]),
    ],
)
def test_roles(text: str, found: list[tuple[str, str, int, str]]) -> None:
    assert roles(text) == found


def test_directive_keeps_its_options_and_their_lines() -> None:
    (found,) = read_body("## A\n\n:::{session}\n:themes: x, y\n:starts: 09:30\n:::\n", 10).directives
    assert (found.name, found.section, found.line) == ("session", "a", 12)
    assert found.options == {"themes": "x, y", "starts": "09:30"}
    assert found.option_lines == {"themes": 13, "starts": 14}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Joint operations across borders", "joint-operations-across-borders"),
        ("What's new?", "whats-new"),
        ("Košice – Łódź", "kosice-łodz"),
        ("Торговля людьми", "торговля-людьми"),
        ("!!!", "section"),
    ],
)
def test_section_id(title: str, expected: str) -> None:
    assert section_id(title) == expected


def test_same_titles_get_different_ids_and_keep_them() -> None:
    assert [section.id for section in read_body("## A\n## A\n### A\n", 1).sections] == ["a", "a-2", "a-3"]


def test_id_does_not_depend_on_headings_above() -> None:
    before = {section.title: section.id for section in read_body("## Наводнения\n", 1).sections}
    after = {section.title: section.id for section in read_body("## Торговля\n\n## Наводнения\n", 1).sections}
    assert before["Наводнения"] == after["Наводнения"]


def test_lead_is_the_first_paragraph_as_words() -> None:
    text = "\n:::{note}\n:class: x\n:::\n\nA *plain* {term}`word <Term>` of [it](x.md) {cite}`a`.\n\nMore."
    assert read_body(text, 1).lead == "A plain word of it."


@given(st.text(string.ascii_letters + " .,'", min_size=1).filter(str.strip))
def test_plain_words_stay_as_they_are(words: str) -> None:
    assert plain_text(words) == " ".join(words.split()).replace(" .", ".").replace(" ,", ",")


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    body = read_body(text, 1)
    assert len({section.id for section in body.sections}) == len(body.sections)
    assert all(1 <= role.line <= text.count("\n") + 1 for role in body.roles)
