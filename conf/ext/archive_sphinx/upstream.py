"""Mends of other packages, each for the version it was read in and with its reason; there is no other way in.

Where another version is installed, a mend stays out: pages are then the same, and only slower.
The suite holds each mend against its package and fails when it is needed no more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from docutils.frontend import get_default_settings
from myst_parser.mdit_to_docutils import base as myst_base

if TYPE_CHECKING:
    from docutils.frontend import Values
    from sphinx.application import Sphinx

WRITTEN_FOR = {"docutils": "0.22.4", "myst-parser": "5.2.0"}
"""The versions in which the mended places were read."""


def remembered(make_settings: Callable[..., Values]) -> Callable[..., Values]:
    """Make docutils' settings once for the same components, and copy them each time.

    MyST makes an empty document with settings of its own for each page that it renders, and throws it away where it
    is given one (``DocutilsRenderer.setup_render``). docutils sets an option parser with all its options up for them:
    a tenth of the time of reading.
    """
    once = lru_cache(make_settings)

    @wraps(make_settings)
    def settings(*components: Any) -> Values:
        return once(*components).copy()

    return settings


def is_written_for() -> bool:
    """Whether the packages are those in which the mended places were read."""
    return all(version(package) == known for package, known in WRITTEN_FOR.items())


def setup(app: Sphinx) -> None:
    """Mend, once in a process."""
    if is_written_for() and not hasattr(myst_base.get_default_settings, "__wrapped__"):  # type: ignore[attr-defined]
        myst_base.get_default_settings = remembered(get_default_settings)  # type: ignore[attr-defined]
