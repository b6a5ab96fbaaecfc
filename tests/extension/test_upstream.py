"""Each mend of another package is for the versions installed, still needed, and changes nothing but the time."""

from __future__ import annotations

from typing import Any

import docutils.frontend
import pytest
from docutils.frontend import OptionParser, get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils import base as myst_base
from myst_parser.parsers.mdit import create_md_parser

from archive_sphinx import upstream


def test_mends_are_for_the_versions_that_are_installed() -> None:
    assert upstream.is_written_for(), "read the mended places in the new versions, then raise WRITTEN_FOR"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_myst_still_makes_settings_for_a_document_that_it_throws_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(myst_base, "get_default_settings", docutils.frontend.get_default_settings)
    parser = create_md_parser(MdParserConfig(), myst_base.DocutilsRenderer)
    parser.options["document"] = new_document("page", get_default_settings(Parser))
    made = []
    original = OptionParser.__init__

    def count(self: OptionParser, *words: Any, **options: Any) -> None:
        made.append(self)
        original(self, *words, **options)

    monkeypatch.setattr(OptionParser, "__init__", count)
    parser.render("Words.")
    assert made, "MyST makes none any more: take the mend away"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_remembered_settings_are_the_same_and_each_page_has_its_own() -> None:
    remembered = upstream.remembered(get_default_settings)
    one, two = remembered(Parser), remembered(Parser)
    expected = {key: value for key, value in vars(get_default_settings(Parser)).items() if key != "record_dependencies"}
    for page in (one, two):
        assert {key: value for key, value in vars(page).items() if key in expected} == expected
    one.tab_width = 3
    assert two.tab_width == remembered(Parser).tab_width == 8
