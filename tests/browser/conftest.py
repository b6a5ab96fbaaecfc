"""Chromium and a small server for the built site."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.performance.searching import chromium

from .looks import watch

POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"
"""The strictest policy under which the archive works: Pagefind's stemmer is WebAssembly; nothing else is special."""


class _Host(SimpleHTTPRequestHandler):
    """A host that lets pages load and run nothing but the files of the site."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Say nothing."""


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """The address of the built archive."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(real_site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; its tests are left out where there is none, unless ``ARCHIVE_BROWSER=required``."""
    with chromium() as found:
        if found is None:
            if os.environ.get("ARCHIVE_BROWSER") == "required":
                pytest.fail("Chromium is required here and was not found.")
            pytest.skip("There is no Chromium on this machine.")
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page whose console stays clean and which asks no other host."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    wrong = watch(page, address)
    yield page
    context.close()
    assert wrong == []
