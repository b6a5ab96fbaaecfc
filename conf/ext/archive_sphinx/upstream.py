"""Mends of other packages, each for the version it was read in and with its reason; there is no other way in.

Where another version is installed, a mend stays out: pages are then the same, and only slower.
The suite holds each mend against its package and fails when it is needed no more.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import docutils.frontend
import sphinx.util.docutils
from myst_parser.mdit_to_docutils import base as myst_base

if TYPE_CHECKING:
    from docutils.frontend import Values
    from sphinx.application import Sphinx

WRITTEN_FOR = {"docutils": "0.22.4", "sphinx": "9.0.4", "myst-parser": "5.2.0"}
"""The versions in which the mended places were read."""

FRESH = "env"
"""The setting that differs from page to page."""


def remembered(make_settings: Callable[..., Values]) -> Callable[..., Values]:
    """Make docutils' settings once for the same components, and copy them for each page.

    docutils sets an option parser with all its options up for each page, only to ask it for the defaults
    (``docutils.frontend.OptionParser``), twice in Sphinx and MyST together: a tenth of the time of reading.
    """
    made: dict[object, Values] = {}

    @wraps(make_settings)
    def settings(*components: Any, **options: Any) -> Values:
        given = options.get("defaults", {})
        kinds = tuple(one if isinstance(one, type) else type(one) for one in components)
        others = {name: repr(value) for name, value in given.items() if name != FRESH}
        key = (kinds, tuple(sorted(others.items())), options.get("read_config_files", False))
        if key not in made:
            made[key] = make_settings(*components, **options)
        fresh = _copy(made[key])
        if FRESH in given:
            fresh.env = given[FRESH]
        return fresh

    return settings


def _copy(settings: Values) -> Values:
    """Settings that a page may change: transforms add to some of the lists in them."""
    fresh: Values = settings.copy()
    for name, value in vars(fresh).items():
        if isinstance(value, list | dict):
            setattr(fresh, name, copy.copy(value))
    fresh.record_dependencies = copy.copy(settings.record_dependencies)
    return fresh


def is_written_for() -> bool:
    """Whether the packages are those in which the mended places were read."""
    return all(version(package) == known for package, known in WRITTEN_FOR.items())


def setup(app: Sphinx) -> None:
    """Mend, once in a process."""
    if is_written_for() and not hasattr(sphinx.util.docutils._get_settings, "__wrapped__"):  # noqa: SLF001
        sphinx.util.docutils._get_settings = remembered(sphinx.util.docutils._get_settings)  # noqa: SLF001
        myst_base.get_default_settings = remembered(docutils.frontend.get_default_settings)  # type: ignore[attr-defined]
