"""The live preview: a small server, a watcher, and a panel in the page for what is to be put right."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import uvicorn
import watchfiles
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from archive_output.search.index import write_search_index
from archive_output.search.pagefind import SearchIndexError
from archive_output.search.passages import SearchMarks
from archive_staff.building import Building, BuildOrder
from archive_staff.console import Console

SCRIPT = Path(__file__).with_name("preview.js")
TAG = b'<script src="/_archive/preview.js"></script>'
HEARTBEAT = 1.0
"""Seconds between two looks at the state by an open page."""


class OwnFiles(watchfiles.DefaultFilter):
    """Lets pass what people save, and not what programs keep beside an open file."""

    ignore_entity_patterns = (*watchfiles.DefaultFilter.ignore_entity_patterns, r"^~\$", r"^\.", r"\.tmp$")


@dataclass(slots=True)
class PreviewState:
    """What open pages are told."""

    version: int = 0
    """Grows with each build that changed the site."""
    building: bool = False
    problems: list[dict[str, str | int]] = field(default_factory=list)

    def as_event(self) -> str:
        """The state as a server-sent event (WHATWG HTML, 9.2)."""
        data = {"version": self.version, "building": self.building, "problems": self.problems}
        return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


class SearchRefresh:
    """Makes the search index anew behind the builds: pages are shown without waiting for it."""

    def __init__(self, order: BuildOrder, console: Console) -> None:
        self.order, self.console = order, console
        self.wanted = threading.Event()
        self.ended = False

    def work(self) -> None:
        """Wait for builds and follow each, or the last of several."""
        while True:
            self.wanted.wait()
            self.wanted.clear()
            if self.ended:
                return
            try:
                write_search_index(SearchMarks.read(self.order.search_marks), self.order.built)
            except SearchIndexError as error:
                self.console.message(str(error))

    def end(self) -> None:
        """Let the work end."""
        self.ended = True
        self.wanted.set()


class Preview:
    """Builds when something is saved, and serves what was built last, straight from where Sphinx works."""

    def __init__(self, order: BuildOrder, console: Console) -> None:
        self.order = replace(order, strict=False)
        self.console = console
        self.state = PreviewState()
        self.stop = threading.Event()
        self.building = Building(self.order, console)
        self.search = SearchRefresh(self.order, console)

    def build(self) -> bool:
        """Build once; whether that went well. The search follows while pages are already shown."""
        self.state.building = True
        try:
            run = self.building.build_pages()
        finally:
            self.state.building = False
        if self.stop.is_set():
            return False
        self.state.problems = [problem.as_json() for problem in run.problems]
        self.console.show_problems(run.problems)
        if run.written:
            self.state.version += 1
        if run.ok:
            self.search.wanted.set()
        self.console.message("Ready." if run.ok else "The last good build is shown.")
        return run.ok

    def watch(self) -> None:
        """Build at each save until told to stop."""
        folder = self.order.folder
        for changes in watchfiles.watch(
            folder.docs, folder.conf, watch_filter=OwnFiles(), stop_event=self.stop, debounce=300, step=20
        ):
            paths = {Path(path) for _change, path in changes}
            gone = {path for path in paths if not path.exists()}
            for what, names in (("Saved", paths - gone), ("Deleted", gone)):
                if names:
                    some = ", ".join(sorted(path.name for path in names)[:3])
                    self.console.message(f"{what}: {some}{' …' if len(names) > 3 else ''}")
            if any(path.is_relative_to(folder.conf) for path in paths):
                self.building.close()  # other settings or another theme are another build
            self.build()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Watch and refresh the search meanwhile, and end both."""
        threads = [threading.Thread(target=work, daemon=True) for work in (self.watch, self.search.work)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stop.set()
            self.search.end()
            for thread in threads:
                thread.join(timeout=5)
            self.building.close()

    def application(self) -> Starlette:
        """The server: the built site with the panel's script in every page."""
        return Starlette(
            routes=[
                Route("/_archive/events", self._events),
                Route("/_archive/preview.js", _script),
                Route("/{path:path}", self._page, methods=["GET"]),
            ]
        )

    async def _events(self, request: Request) -> Response:
        async def events() -> AsyncIterator[str]:
            told = ""
            while not self.stop.is_set() and not await request.is_disconnected():
                event = self.state.as_event()
                if event != told:
                    told = event
                    yield event
                await asyncio.sleep(HEARTBEAT / 4)

        return StreamingResponse(events(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _page(self, request: Request) -> Response:
        path = request.path_params["path"]
        file = (self.order.built / path).resolve()
        if file.is_dir():
            file /= "index.html"
        if not file.is_relative_to(self.order.built) or not file.is_file():
            return HTMLResponse(f"There is no page {path!r} in the archive.".encode() + TAG, status_code=404)
        headers = {"Cache-Control": "no-store"}
        if file.suffix != ".html":
            return FileResponse(file, headers=headers)
        return HTMLResponse(file.read_bytes().replace(b"</body>", TAG + b"</body>", 1), headers=headers)


async def _script(_request: Request) -> Response:
    return FileResponse(SCRIPT, media_type="text/javascript", headers={"Cache-Control": "no-store"})


def free_port(wanted: int) -> int:
    """The port wanted, or one that is free."""
    for port in (wanted, 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port")


def serve_preview(preview: Preview, port: int, ready: Callable[[], None]) -> None:
    """Serve until interrupted; ``ready`` is called when pages can be opened."""

    class Server(uvicorn.Server):
        """Says when it has started."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    config = uvicorn.Config(
        preview.application(), host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=1
    )
    with preview.running(), suppress(KeyboardInterrupt):  # uvicorn raises it again after it has closed everything
        Server(config).run()
