"""Each mend of another package is for the versions installed, still needed, and changes nothing but the time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import docutils.frontend
import pytest
import sphinx.util.docutils
from docutils.frontend import OptionParser, Values
from docutils.parsers.rst import Parser
from docutils.readers.standalone import Reader

from archive_sphinx import upstream


def test_mends_are_for_the_versions_that_are_installed() -> None:
    assert upstream.is_written_for(), "read the mended places in the new versions, then raise WRITTEN_FOR"


def sphinx_settings() -> Values:
    original: Callable[..., Values] = sphinx.util.docutils._get_settings
    return original(Reader, Parser, defaults={"env": object(), "tab_width": 3}, read_config_files=False)


def docutils_settings() -> Values:
    return docutils.frontend.get_default_settings(Parser)


@pytest.mark.parametrize("settings", [sphinx_settings, docutils_settings])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_option_parser_is_still_made_for_every_page(
    settings: Callable[[], Values], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    original = OptionParser.__init__

    def count(self: OptionParser, *words: Any, **options: Any) -> None:
        made.append(self)
        original(self, *words, **options)

    monkeypatch.setattr(OptionParser, "__init__", count)
    settings()
    settings()
    assert len(made) == 2, "docutils makes it once now: take the mend away"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_remembered_settings_are_the_same_and_each_page_has_its_own() -> None:
    remembered = upstream.remembered(sphinx.util.docutils._get_settings)
    pages = [
        remembered(Reader, Parser, defaults={"env": name, "tab_width": 3}, read_config_files=False)
        for name in ("one", "two")
    ]
    expected = vars(sphinx_settings())
    for page, name in zip(pages, ("one", "two"), strict=True):
        assert page.env == name
        same = {key: value for key, value in vars(page).items() if key not in ("env", "record_dependencies")}
        assert same == {key: value for key, value in expected.items() if key in same}
    pages[0].strip_elements_with_classes = ["changed"]
    pages[0].tab_width = 8
    assert pages[1].tab_width == 3
    assert remembered(Reader, Parser, defaults={"env": "three", "tab_width": 3}).tab_width == 3
