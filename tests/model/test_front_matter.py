"""Front matter says what its author meant, or says what is wrong and where."""

from __future__ import annotations

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_model.front_matter import FrontMatterError, read_front_matter

WORDS = st.text(string.ascii_letters + "äčřÉ 0123456789:#-,'\"[]{}&*!|>%@`?", max_size=30)
KEYS = st.text(string.ascii_lowercase + "-", min_size=1, max_size=12).filter(lambda key: key.strip("-"))
VALUES = st.recursive(
    st.one_of(WORDS, st.integers(-(10**9), 10**9), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)


def block(text: str) -> str:
    return f"---\n{text}\n---\n\nBody.\n"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("10:30", "10:30"),
        ("1.10", "1.10"),
        ("2022-09-13", "2022-09-13"),
        ("0123", "0123"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12", 12),
        ("-3", -3),
        ("true", True),
        ("null", None),
        ("", None),
        ("'12'", "12"),
        ('"[2019..2024]"', "[2019..2024]"),
    ],
)
def test_value_is_what_was_meant(written: str, meant: object) -> None:
    assert read_front_matter(block(f"a: {written}")).data == {"a": meant}


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
def test_data_written_as_json_comes_back(data: dict[str, object]) -> None:
    """JSON is YAML, so whatever is quoted must come back as it was."""
    assert read_front_matter(block(json.dumps(data, ensure_ascii=False))).data == data


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_its_line(text: str) -> None:
    written = block(text)
    refused: list[FrontMatterError] = []
    try:
        read_front_matter(written)
    except FrontMatterError as error:
        refused.append(error)
    assert all(1 <= error.line <= written.count("\n") + 1 for error in refused)
    assert all(error.message.endswith((".", "…")) for error in refused)


@given(st.lists(KEYS, min_size=2, max_size=6, unique=True), st.data())
def test_every_value_knows_its_line(keys: list[str], data: st.DataObject) -> None:
    gaps = [data.draw(st.integers(0, 2)) for _key in keys]
    lines = [line for key, gap in zip(keys, gaps, strict=True) for line in ["# note"] * gap + [f"{key}: word"]]
    front = read_front_matter(block("\n".join(lines)))
    for key in keys:
        assert front.line_of((key,)) == lines.index(f"{key}: word") + 2


def test_repeated_key_names_both_lines() -> None:
    with pytest.raises(FrontMatterError, match="first is on line 2") as caught:
        read_front_matter(block("a: 1\nb: 2\na: 3"))
    assert caught.value.line == 4


def test_page_without_front_matter_has_none() -> None:
    front = read_front_matter("# Title\n\n---\n\nText\n")
    assert (front.data, front.body_line) == ({}, 1)
