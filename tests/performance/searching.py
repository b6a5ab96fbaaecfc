"""What a reader's first search transfers: Chromium, and a server that compresses as a host does."""

from __future__ import annotations

import functools
import gzip
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from .results import OURS, Query

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
OWN = ("/pagefind/", "/search-names/", "/_static/search")
"""How the addresses of the search's own files begin."""
PHONE = {"width": 360, "height": 800}
"""There filters are folded, and load when they are opened."""
COMPRESSED = frozenset({".html", ".js", ".mjs", ".css", ".json", ".svg", ".txt", ".xml"})
"""What hosts compress; Pagefind's own files are compressed already."""
QUERIES = {"one word": "shelter", "two words": "border liaison"}

SEARCH = "search.html"
FILTERS = "#search-filters"
RESULTS = "#search-results > li"
ANSWERED = ", ".join(f'[data-search-state="{state}"]' for state in ("done", "empty", "error"))
"""The search page, once it has answered."""
PATIENCE = 120_000


@dataclass(slots=True)
class Traffic:
    """What a server has sent."""

    transferred: int = 0
    requests: int = 0
    own: int = 0
    """Of the bytes, those of the search's own files."""

    def take(self) -> Traffic:
        """What was sent since this was asked before."""
        taken = Traffic(self.transferred, self.requests, self.own)
        self.transferred = self.requests = self.own = 0
        return taken


class _Host(SimpleHTTPRequestHandler):
    """Sends files, compressed where hosts compress them, and counts."""

    def __init__(self, *args: object, traffic: Traffic, directory: str) -> None:
        self.traffic = traffic
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            self.send_error(404)
            return
        body = file.read_bytes()
        self.send_response(200)
        if file.suffix in COMPRESSED:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.traffic.transferred += len(body)
        self.traffic.requests += 1
        self.traffic.own += len(body) if self.path.startswith(OWN) else 0

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Say nothing."""


@contextmanager
def host(site: Path, traffic: Traffic) -> Iterator[str]:
    """Serve a built site; its address."""
    handler = functools.partial(_Host, traffic=traffic, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """A browser; none where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def open_page(browser: Browser) -> Iterator[Page]:
    """A page that remembers nothing of others."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def answer(page: Page) -> int:
    """Wait for the search to answer; the number of results shown."""
    page.wait_for_selector(ANSWERED, timeout=PATIENCE, state="attached")
    return page.locator(RESULTS).count()


def first_queries(site: Path, days: int, browser: Browser | None) -> Iterator[Query]:
    """Open the address of a search with nothing in the cache, until results are shown; then open the filters."""
    if browser is None:
        yield Query(OURS, days, "one word", note="no Chromium here")
        return
    traffic = Traffic()
    with host(site, traffic) as address:
        for what, words in QUERIES.items():
            try:
                found, shown, filters = _search(browser, address, traffic, words)
            except BrowserError as error:
                yield Query(OURS, days, what, note=f"failed: {str(error).splitlines()[0][:120]}")
                continue
            note = f"of which the search's own files: {found.own / 1000:.1f} kB"
            yield Query(
                OURS, days, f"{what}, from opening the page to results", found.transferred, found.requests, shown, note
            )
            yield Query(OURS, days, f"{what}, filters and their counts", filters.transferred, filters.requests)


def _search(browser: Browser, address: str, traffic: Traffic, words: str) -> tuple[Traffic, int, Traffic]:
    """What results transfer, how many are shown, and what filters transfer."""
    with open_page(browser) as page:
        page.goto(f"{address}{SEARCH}#{urlencode({'q': words})}", timeout=PATIENCE)
        shown = answer(page)
        page.wait_for_load_state("networkidle")
        found = traffic.take()
        page.locator(f"{FILTERS} summary").click()
        page.wait_for_selector(f"{FILTERS} fieldset", timeout=PATIENCE)
        return found, shown, traffic.take()


def is_found(browser: Browser, address: str, word: str) -> bool:
    """Whether the search of a served site finds a word now."""
    with open_page(browser) as page:
        page.goto(f"{address}{SEARCH}?q={word}", timeout=PATIENCE)
        return answer(page) > 0
