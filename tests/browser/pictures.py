"""Pictures of the archive: those of the README and the handbook, and the one beside a link to it in a chat."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from string import Template

from playwright.sync_api import Browser
from tests.handbook.walk_through import PAGE, answer_questions, prepare, steps

from archive_model.site import load_site
from archive_staff.intake.pictures import clean_picture

from .looks import KINDS, Look, show

MEDIA = Path("docs", "media")
SHOWN = {
    "day.png": (KINDS["day"], Look("light", 1280)),
    "search-phone.png": ("search.html#q=victims+as+witnesses", Look("dark", 390)),
}
"""Of the README."""
ICON = Path("conf", "theme", "static", "favicon.svg")
PREVIEW = Path(__file__).with_name("preview.html")
PREVIEW_SIZE = {"width": 1200, "height": 630}
"""Open Graph names no size; this one is shown whole by the services that show one."""


FAULT = ("{organisation}`Europol`", "{organisation}`Europool`")
"""What the picture of the live preview shows to be put right: a slip of the pen."""


def take_pictures(browser: Browser, address: str, root: Path) -> None:
    """Take all pictures anew, of the archive in ``root`` that is built and served at an address."""
    for name, (path, look) in SHOWN.items():
        page = browser.new_page()
        show(page, look)
        page.goto(f"{address}{path}", wait_until="networkidle")
        page.screenshot(path=root / MEDIA / name)
        page.close()
    site = load_site(root / "conf" / "site.toml")
    if site.preview:
        words = {name: escape(getattr(site, name)) for name in ("title", "description", "owner", "language")}
        icon = (root / ICON).read_text(encoding="utf-8")
        page = browser.new_page(viewport=PREVIEW_SIZE)  # type: ignore[arg-type]
        page.set_content(Template(PREVIEW.read_text(encoding="utf-8")).substitute(words, icon=icon))
        page.screenshot(path=root / "docs" / site.preview)
        page.close()
    with tempfile.TemporaryDirectory() as folder:
        take_live_preview(browser, Path(folder), root / MEDIA / "handbook-preview.webp")


def take_live_preview(browser: Browser, folder: Path, picture: Path) -> None:
    """The page of the handbook's example in ``archive serve``, with a slip in it."""
    command = [sys.executable, "-m", "archive_staff"]
    prepare(folder)
    for words in steps():
        subprocess.run([*command, *words], cwd=folder, check=True, capture_output=True)
        if words[0] == "import":
            answer_questions(folder)
    file = folder / PAGE
    file.write_text(file.read_text(encoding="utf-8").replace(*FAULT), encoding="utf-8", newline="\n")
    serve = [*command, "serve", "--no-open", "--port", "0"]
    with subprocess.Popen(serve, cwd=folder, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        address = next(line.strip() for line in lines if line.startswith("http"))
        page = browser.new_page()
        show(page, Look("light", 1000))
        page.goto(f"{address}conferences/2027-lisbon/day-1.html")
        page.get_by_role("status", name="Problems in the archive").wait_for()
        picture.write_bytes(clean_picture(page.screenshot(clip={"x": 0, "y": 0, "width": 1000, "height": 900})))
        page.close()
        process.terminate()
