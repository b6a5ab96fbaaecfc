"""Look at every page in every look, and write down what was found: ``python -m tests.browser [--write]``.

With ``--write`` the results go into the accessibility statement, and pictures of the archive into the README and beside
links to it. That takes about ten minutes. The archive must have been built.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import repeat
from pathlib import Path

from tests.performance.report import MarkersError, around
from tests.performance.searching import Traffic, chromium, host

from .looks import LOOKS, show, site_pages, violations
from .pictures import take_pictures

ROOT = Path(__file__).resolve().parents[2]
STATEMENT = ROOT / "docs" / "about" / "accessibility.md"
BEGIN, END = "% results: written by tests.browser", "% end of results"
Findings = Counter[tuple[str, str]]
"""How often a rule is broken, by rule and page."""


def say(words: str) -> None:
    """Print at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def look_at_all(address: str, paths: tuple[str, ...]) -> tuple[Findings, str]:
    """What axe finds on the pages in all looks, by as many browsers as there are cores, and its version."""
    cores = os.cpu_count() or 1
    found: Findings = Counter()
    version = ""
    with ProcessPoolExecutor(cores) as pool:
        for share, each in pool.map(look_at, repeat(address), [paths[core::cores] for core in range(cores)]):
            found += share
            version = each
    return found, version


def look_at(address: str, paths: tuple[str, ...]) -> tuple[Findings, str]:
    """The same for some of the pages, by one browser."""
    found: Findings = Counter()
    with chromium() as browser:
        assert browser is not None
        page = browser.new_context(bypass_csp=True).new_page()
        for number, path in enumerate(paths):
            page.goto(f"{address}{path}")
            for look in LOOKS:
                show(page, look)
                found.update((rule, path) for rule, _elements in violations(page))
            if number % 25 == 0:
                say(f"{number} of {len(paths)} pages, {len(found)} findings")
        return found, str(page.evaluate("axe.version"))


def statement(day: date, pages: int, version: str, found: Findings) -> str:
    """The results in words."""
    looks = "in light and dark colours and in colours of the reader's own, 320, 768 and 1,280 pixels wide"
    lines = [
        f"On {day.day} {day:%B %Y} all {pages} pages were checked with axe-core {version}, {looks}.",
        f"These are {pages * len(LOOKS):,} checks against WCAG 2.2, levels A and AA, and axe's own advice.",
    ]
    if not found:
        lines.append("Nothing was found.")
    for (rule, path), times in sorted(found.items()):
        lines.append(f"- `{rule}` on `{path}`, in {times} of {len(LOOKS)} looks")
    return "\n".join(lines)


def write_statement(text: str) -> None:
    """Put the results between their marks."""
    before, _old, after = around(STATEMENT.read_text(encoding="utf-8"), BEGIN, END)
    STATEMENT.write_text(f"{before}\n\n{text}\n\n{after}", encoding="utf-8", newline="\n")


def main() -> int:
    """Look, print, and write where it is asked for; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser", description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "_build" / "public", help="the built archive")
    parser.add_argument("--write", action="store_true", help="write the statement and the pictures")
    parser.add_argument("--pictures", action="store_true", help="only take the pictures")
    asked = parser.parse_args()
    if not (asked.site / "index.html").is_file():
        say(f"There is no built archive in {asked.site}. Build it first: uv run archive build")
        return 2
    with chromium() as browser, host(asked.site, Traffic()) as address:
        if browser is None:
            say("There is no Chromium here. Install Chromium or Chrome, and try again.")
            return 2
        if asked.write or asked.pictures:
            take_pictures(browser, address, ROOT)
        if asked.pictures:
            return 0
        paths = site_pages(asked.site)
        found, version = look_at_all(address, paths)
    text = statement(date.today(), len(paths), version, found)  # noqa: DTZ011 - the day here
    say(text)
    if asked.write:
        try:
            write_statement(text)
        except MarkersError as error:
            say(str(error))
            return 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
