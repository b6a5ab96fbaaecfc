"""What Sphinx and its parts say of a page reaches the editor in plain English, and what is not known untouched."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive_model.problem import Code
from archive_staff.building import BuildReport
from archive_staff.folder import ArchiveFolder
from archive_staff.plain_english import in_plain_english, sayings
from archive_staff.sphinx_messages import read_messages

FAULTS = """---
title: Faults
---

[a](nowhere.md) and [b](#no-such-id), [c]() and [d](htp://nowhere)

{doc}`nowhere`

{ref}`nowhere` and {any}`nowhere`

{download}`nowhere.zip` {eq}`nothing` {py:func}`nothing`

{foo}`x` [d](inv:x#y)

## Two

![x](nowhere.png)

```{unknown}
x
```

```{note}
```

```{figure} a.png
:alt: Words.
:widht: 3
:width: abc
```

```{code-block} nolanguage
x
```

```{code-block} json
{a:
```

```{include} nowhere.md
```

```{csv-table}
:file: nowhere.csv
```

```{list-table}
* x
```

```{contents}
x
```

```{admonition}
```

Note[^none]. Seen[^two].

[^unused]: Nobody names it.

[^two]: a

[^two]: b

[x]: https://example.org/
[x]: https://example.org/2

(label)=

(label)=

```{eval-rst}
*x

.. unknown::

|sub|

x_

[CIT]_
```
"""
FROM_ELSEWHERE = {
    "Non-consecutive header level increase; H2 to H4": "This heading is more than one level below the one above.",
    "Document headings start at H3, not H1": "The first heading of the page has the wrong level.",
    "local id not found: '#ab'": "This page has no heading with the id “ab”.",
    "term not in glossary: 'X'": "The glossary has no term “X”.",
    'could not find bibtex key "abc"': "references.bib has no source “abc”.",
    "Unknown image format: a.emf...": "The picture “a.emf” is of a kind that browsers do not show.",
    "'figure': Invalid options format (bad YAML)": "The lines with colons in the block “figure” cannot be read.",
    "Directive 'only': maximum 1 argument(s) allowed, 2 supplied": "The first line of the block “only” says too much.",
    "duplicate citation AB, other instance in /a/b.md": "The source “AB” is there twice.",
    "toctree contains reference to nonexisting document 'x'": "There is no page “x”.",
    "document isn't included in any toctree": "No list leads to this page.",
    "more than one target found for 'any' cross-reference 'x': could be a or b": "“'x'” may mean several things.",
    "Failed to create a cross reference. A title or caption not found: 'x'": "What is called “x” has no title",
}
"""What cannot come up on a page that the archive has looked at before, or only in other settings."""


def test_there_are_forty() -> None:
    assert len(sayings()) >= 40


def test_nothing_of_the_builders_language_is_left(tiny: ArchiveFolder, build: Callable[..., BuildReport]) -> None:
    (tiny.docs / "faults.md").write_text(FAULTS, encoding="utf-8")
    report = build(tiny, strict=False, search=False)
    told = [problem for problem in report.problems if problem.code is Code.SPHINX]
    assert len({problem.message for problem in told}) > 25
    assert [str(each) for each in told if not each.hint] == [], "each says what to do"
    for problem in told:
        for word in ("directive", "role", "docutils", "myst", "reference target", "lexer", "/tmp"):
            assert word not in f"{problem.message} {problem.hint}".lower(), problem
    assert len(told) == len(set(told)), "nothing is said twice"
    assert told == sorted(told)
    messages = [problem.message for problem in told]
    assert "A link has no address." in messages
    assert "“htp://nowhere” is not a web address." in messages
    assert "It may have: align, alt, class," in next(each.hint for each in told if "“:widht:”" in each.message)


@pytest.mark.parametrize(("raw", "plain"), FROM_ELSEWHERE.items())
def test_other_sayings(raw: str, plain: str) -> None:
    found = in_plain_english(raw)
    assert found is not None
    assert found[0].startswith(plain)
    assert found[1]


def test_what_nobody_knows_is_passed_through(tiny: ArchiveFolder) -> None:
    (problem,) = read_messages(f"{tiny.docs}/index.md:3: WARNING: the moon is full [moon.full]\n", tiny.root)
    assert (problem.path, problem.line, problem.message) == ("docs/index.md", 3, "the moon is full (moon.full)")
