"""``archive serve``."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive_staff.building import BuildOrder, only_build
from archive_staff.console import Console
from archive_staff.folder import DOCS_OPTION, find_folder
from archive_staff.whole_number import WholeNumber

if TYPE_CHECKING:
    from archive_staff.preview import Preview

EXAMPLES = """
\b
Examples:
  archive serve
  archive serve --port 8100 --no-open
"""


@click.command(epilog=EXAMPLES)
@DOCS_OPTION
@click.option("--port", type=WholeNumber(0, 65535), default=8000, show_default=True, help="Another if it is taken.")
@click.option("--open/--no-open", "open_browser", default=True, help="Whether to open the browser.")
def serve(docs: Path | None, port: int, *, open_browser: bool) -> None:
    """Show the archive in the browser, and build it again whenever a file is saved.

    Problems are shown in the page. Nothing leaves this computer. Control and C end it.
    """
    from archive_staff.preview import Preview  # noqa: PLC0415 - slow to import

    console = Console()
    folder = find_folder(docs)
    out = folder.default_out("preview")
    order = BuildOrder(folder, folder.site(console), out, folder.work("preview", out), jobs=os.cpu_count() or 1)
    with only_build(order):
        _show(Preview(order, console), port, open_browser=open_browser)


def _show(preview: Preview, port: int, *, open_browser: bool) -> None:
    """Build, then serve until interrupted."""
    from archive_staff.preview import free_port, serve_preview  # noqa: PLC0415 - slow to import

    console = preview.console
    if not preview.build() and not (preview.order.built / "index.html").is_file():
        preview.building.close()
        console.message("There is nothing to show yet. Put the problems above right, then try again.")
        raise SystemExit(1)
    wanted, port = port, free_port(port)
    if wanted not in (0, port):
        console.message(f"Port {wanted} is taken by another program, so this is at another address:")
    address = f"http://127.0.0.1:{port}/"

    def ready() -> None:
        console.result(address)
        console.message("Save a page, and it shows here. Control and C end the preview.")
        if open_browser and sys.stdout.isatty():
            webbrowser.open(address)

    serve_preview(preview, port, ready)
