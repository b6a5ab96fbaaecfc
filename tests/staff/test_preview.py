"""``archive serve``: shows what was saved, and what is to be put right."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from http.client import HTTPResponse

import pytest

from archive_staff.folder import ArchiveFolder

PATIENCE = 60


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode("utf-8"))


def wait_for(events: HTTPResponse, wanted: Callable[[dict[str, object]], bool]) -> dict[str, object]:
    """Read the stream of events until one is wanted; the stream's own time limit ends a wait in vain."""
    while True:
        line = events.readline().decode("utf-8")
        assert line, "the preview ended"
        if line.startswith("data: "):
            state: dict[str, object] = json.loads(line.removeprefix("data: "))
            if not state["building"] and wanted(state):
                return state


def test_preview_follows_what_is_saved(preview: tuple[ArchiveFolder, str, subprocess.Popen[str]]) -> None:
    folder, address, process = preview
    page = folder.docs / "themes" / "drifting-nets.md"
    good = page.read_text(encoding="utf-8")
    assert "Nets that drift." in get(f"{address}themes/drifting-nets.html")
    assert "/_archive/preview.js" in get(address)
    with urllib.request.urlopen(f"{address}_archive/events", timeout=PATIENCE) as events:
        first = wait_for(events, lambda _state: True)
        page.write_text(good.replace("Nets that drift.", "Nets that float."), encoding="utf-8")
        changed = wait_for(events, lambda state: state["version"] != first["version"])
        assert "Nets that float." in get(f"{address}themes/drifting-nets.html")
        assert changed["problems"] == []
        page.write_text(good.replace("{cite}`report-2024`", "{cite}`report`"), encoding="utf-8")
        broken = wait_for(events, lambda state: bool(state["problems"]))
        (problem,) = broken["problems"]  # type: ignore[misc]
        assert (problem["path"], problem["line"]) == ("docs/themes/drifting-nets.md", 7)  # type: ignore[index]
        page.write_text(good, encoding="utf-8")
        wait_for(events, lambda state: not state["problems"])
    assert "Nets that drift." in get(f"{address}themes/drifting-nets.html")
    if sys.platform != "win32":
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0


def test_preview_serves_nothing_outside_the_site(preview: tuple[ArchiveFolder, str, subprocess.Popen[str]]) -> None:
    _folder, address, _process = preview
    for path in ("../conf/site.toml", "%2e%2e/%2e%2e/conf/site.toml", "nowhere.html"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(address + path)
        assert refused.value.code == 404
        refused.value.close()


def test_preview_tells_of_another_port_and_of_files_that_people_save(tiny: ArchiveFolder) -> None:
    command = [sys.executable, "-m", "archive_staff", "serve", "--no-open", "--port"]
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with subprocess.Popen(
            [*command, str(port)],
            cwd=tiny.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline().strip() != f"http://127.0.0.1:{port}/"
            told = iter(process.stderr.readline, "")
            assert any(f"Port {port} is taken" in line for line in told)
            assert any("Save a page" in line for line in told)
            (tiny.docs / "themes" / "~$locks.md").write_text("x", encoding="utf-8")
            (tiny.docs / "themes" / "locks.md").write_text("---\ntitle: Locks\n---\n", encoding="utf-8")
            assert next(line for line in told if ":" in line).strip() == "Saved: locks.md"
            (tiny.docs / "themes" / "locks.md").unlink()
            assert next(line for line in told if "ed: " in line).strip() == "Deleted: locks.md"
            process.kill()
