"""The theme's styles, of which a page loads only what it may need."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.browser.looks import site_pages

from archive_sphinx.styles import is_left_out, needed_styles

CLASSES = re.compile(r'\sclass="([^"]*)"')


def test_no_class_of_a_page_loses_its_styles(real_site: Path, tiny_site: Path, repository: Path) -> None:
    used = {
        name
        for site in (real_site, tiny_site)
        for path in site_pages(site)
        for names in CLASSES.findall((site / path).read_text(encoding="utf-8"))
        for name in names.split()
    }
    assert {"table", "highlight"} <= used
    own = (repository / "conf/theme/static").glob("*.css")
    styled = "".join(file.read_text(encoding="utf-8") for file in own)
    assert {name for name in used if is_left_out(name) and f".{name}" not in styled} == set()


@pytest.mark.parametrize(
    "kept",
    [
        "body{color:red}",
        "div.admonition.tip{color:red}",
        "aside.footnote>p,.literal-block-wrapper{color:red}",
        "table.align-right{color:red}",
        "@media (min-width:30em){h1{color:red}}",
        ".container:not(.btn,.navbar){color:red}",
        '@charset "UTF-8";',
    ],
)
def test_styles_of_text_stay(kept: str) -> None:
    assert needed_styles(kept) == kept


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".btn-primary{color:red}", ""),
        ("h1,.modal h1,h2{color:red}", "h1,h2{color:red}"),
        ("@media print{.navbar{color:red}}", ""),
        ("@media print{.navbar{color:red}p{color:red}}", "@media print{p{color:red}}"),
        ("@font-face{font-family:x}@keyframes fa-spin{to{color:red}}", ""),
        ("/* a note */ .fa-beat{color:red} p{}", "p{}"),
    ],
)
def test_styles_of_parts_that_no_page_has_are_left_out(css: str, left: str) -> None:
    assert needed_styles(css) == left


def test_pages_load_a_fifth_of_the_themes_styles(real_site: Path) -> None:
    assert (real_site / "_static/styles/pydata-sphinx-theme.css").stat().st_size < 80_000
