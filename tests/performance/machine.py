"""What a run was measured on and with, without naming the machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

import psutil

PACKAGES = ("sphinx", "myst-parser", "pagefind", "markdown-it-py")


def describe_machine() -> str:
    """Cores, memory, system and Python."""
    memory = psutil.virtual_memory().total / 2**30
    system = f"{platform.system()} on {platform.machine()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GiB of memory, {system}, Python {platform.python_version()}"


def describe_versions(also: Iterable[str] = ()) -> str:
    """The versions of what was measured."""
    return ", ".join(f"{name} {_version(name)}" for name in dict.fromkeys((*PACKAGES, *also)))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"
