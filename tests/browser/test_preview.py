"""The live preview, as the one who writes a page sees it."""

from __future__ import annotations

import subprocess

import pytest
from playwright.sync_api import Browser, expect

from archive_staff.folder import ArchiveFolder

pytestmark = pytest.mark.browser

PATIENCE = 30_000
"""Milliseconds; a save shows within two seconds on a machine that has nothing else to do."""


def test_page_follows_what_is_saved_and_stays_where_it_was_read(
    preview: tuple[ArchiveFolder, str, subprocess.Popen[str]], browser: Browser
) -> None:
    folder, address, _process = preview
    file = folder.docs / "conferences" / "riverside-2024" / "day-1.md"
    good = file.read_text(encoding="utf-8")
    page = browser.new_page(viewport={"width": 600, "height": 300})
    page.goto(f"{address}conferences/riverside-2024/day-1.html")
    page.evaluate("scrollTo(0, 400)")
    file.write_text(good.replace("They met.", "They met by the weir."), encoding="utf-8", newline="\n")
    expect(page.get_by_text("They met by the weir.")).to_be_attached(timeout=PATIENCE)
    expect(page.locator("html")).to_have_js_property("scrollTop", 400)

    problems = page.get_by_role("status", name="Problems in the archive")
    expect(problems).to_be_hidden()
    file.write_text(good.replace("{cite}`report-2024`", "{cite}`report`"), encoding="utf-8", newline="\n")
    expect(problems).to_contain_text("docs/conferences/riverside-2024/day-1.md, line ", timeout=PATIENCE)
    file.write_text(good, encoding="utf-8", newline="\n")
    expect(problems).to_be_hidden(timeout=PATIENCE)
    expect(page.get_by_text("They met.", exact=False)).to_be_attached()
    page.close()
