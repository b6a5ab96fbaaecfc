"""Two thousand addresses on loopback, asked by ``archive links``, by lychee and by Sphinx's linkcheck.

``python -m tests.performance.outside [--addresses 2000] [--interval 0.05]`` prints a table: how long each took beside
the least time that politeness allows, how near two requests came to each other at one host, and what each got wrong.
"""

from __future__ import annotations

import argparse
import datetime as dt
import html
import json
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from tests.staff.laboratory import LabServer, Seen

from archive_staff.outside.round import Journal, ask_all
from archive_staff.outside.turns import Turns

HOSTS = 20
LATENCY = 0.05
"""Seconds until a host answers."""
Truth = Literal["good", "bad", "unsure"]
SHARES: Mapping[str, tuple[int, Truth]] = {
    "/ok": (120, "good"),
    "/page#part-two": (20, "good"),
    "/r/301/ok": (10, "good"),
    "/r/301/302/ok": (5, "good"),
    "/head/405": (6, "good"),
    "/head/drop": (2, "good"),
    "/flaky/500": (2, "good"),
    "/flaky/503": (2, "good"),
    "/limit/429?after=1": (2, "good"),
    "/slow?s=1": (4, "good"),
    "/status/404": (10, "bad"),
    "/status/410": (4, "bad"),
    "/page#nowhere": (4, "bad"),
    "/drop": (2, "bad"),
    "/r/301/status/404": (3, "bad"),
    "/status/403": (3, "unsure"),
    "/status/401": (1, "unsure"),
}
"""By sort, how many of two hundred addresses, and what they are."""
Told = Mapping[str, Truth]


class Measured(NamedTuple):
    """What one checker did."""

    name: str
    seconds: float
    requests: int
    least: float
    """The least time that politeness allows at the slowest host."""
    nearest: float
    """The least time between two requests at one host."""
    false_dead: int
    false_alive: int


def addresses(lab: LabServer, number: int) -> dict[str, Truth]:
    """Distinct addresses over all hosts, and some whose certificate nobody knows."""
    found: dict[str, Truth] = {}
    sorts = [(path, truth) for path, (share, truth) in SHARES.items() for _each in range(share)]
    for count in range(number):
        path, truth = sorts[count % len(sorts)]
        page, mark, part = path.partition("#")
        address = f"{page}{'&' if '?' in page else '?'}n={count}{mark}{part}"
        host = count // len(sorts) % HOSTS if number >= len(sorts) * HOSTS else count % HOSTS
        is_secret = count % 397 == 0
        found[(lab.tls_url if is_secret else lab.url)(host + 1, address)] = "bad" if is_secret else truth
    return found


def by_archive(wanted: list[str], folder: Path, interval: float) -> Told:
    journal = Journal(folder / "running", dt.date(2026, 11, 25))
    answers = ask_all(wanted, journal, Turns(interval), "benchmark/1", lambda _done: None)
    words: dict[str, Truth] = {"good": "good", "failing": "bad", "unsure": "unsure"}
    return {address: words[answer.meaning] for address, answer in answers.items()}


def by_lychee(wanted: list[str], folder: Path, interval: float) -> Told:
    page = folder / "page.html"
    page.write_text("".join(f'<a href="{html.escape(each)}">x</a>\n' for each in wanted), "utf-8", newline="\n")
    lychee = shutil.which("lychee", path=sysconfig.get_path("scripts"))
    pause = f"{round(interval * 1000)}ms"
    words = ["--include-fragments", "--host-concurrency", "1", "--host-request-interval", pause, "--no-progress"]
    more = ["--max-concurrency", "2000", "--format", "json", "-vv", "--max-retries", "2", "--timeout", "20"]
    done = subprocess.run(
        [str(lychee), *words, *more, str(page)], capture_output=True, encoding="utf-8", check=False, cwd=folder
    )
    data = json.loads(done.stdout)
    good = {each["url"] for each in data["success_map"].get(str(page), ())}
    return {address: "good" if address in good else "bad" for address in wanted}


def by_sphinx(wanted: list[str], folder: Path, _interval: float) -> Told:
    settings = (
        "linkcheck_timeout = 20\nlinkcheck_retries = 2\nlinkcheck_workers = 20\nlinkcheck_rate_limit_timeout = 30\n"
    )
    (folder / "conf.py").write_text(settings, "utf-8", newline="\n")
    (folder / "index.rst").write_text(
        "Page\n====\n\n" + "\n".join(f"- `x <{each}>`__" for each in wanted) + "\n", "utf-8", newline="\n"
    )
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "linkcheck", str(folder), str(folder / "out")]
    subprocess.run(command, capture_output=True, check=False)
    lines = (folder / "out" / "output.json").read_text("utf-8").splitlines()
    told: dict[str, Truth] = {}
    for each in map(json.loads, lines):
        told[each["uri"]] = "good" if each["status"] in ("working", "redirected", "unchecked") else "bad"
    return {address: told.get(address, "unsure") for address in wanted}


CHECKERS: Mapping[str, Callable[[list[str], Path, float], Told]] = {
    "archive links": by_archive,
    "lychee": by_lychee,
    "sphinx-build -b linkcheck": by_sphinx,
}


def seen_by_host(lab: LabServer) -> dict[str, list[Seen]]:
    """The requests at each host."""
    return {host: [seen for seen in lab.requests if seen.host == host] for host in lab.addresses}


def polite(seen: list[Seen], interval: float) -> float:
    """The least time for the requests of a host: a pause and an answer for each, and the longer ones that it wants."""
    slow = sum(each.target.startswith("/slow") for each in seen)
    limited = sum(each.answer == "429" for each in seen)
    return len(seen) * (interval + LATENCY) + slow + limited


def measure(name: str, lab: LabServer, number: int, interval: float) -> Measured:
    """Let one checker ask for all addresses."""
    truth = addresses(lab, number)
    lab.reset()
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        told = CHECKERS[name](list(truth), Path(folder), interval)
        seconds = time.monotonic() - start
    times = {host: [seen.at for seen in found] for host, found in seen_by_host(lab).items()}
    least = max(map(partial(polite, interval=interval), seen_by_host(lab).values()))
    gaps = [later - earlier for each in times.values() for earlier, later in pairwise(sorted(each))]
    return Measured(
        name,
        seconds,
        len(lab.requests),
        least,
        min(gaps),
        sum(truth[each] == "good" and told[each] == "bad" for each in truth),
        sum(truth[each] == "bad" and told[each] == "good" for each in truth),
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.performance.outside", description=__doc__)
    parser.add_argument("--addresses", type=int, default=2000)
    parser.add_argument("--interval", type=float, default=0.05, help="seconds between two requests at one host")
    asked = parser.parse_args()
    sys.stdout.write("| checker | seconds | polite least | requests | nearest, ms | false dead | false alive |\n")
    with LabServer(HOSTS, latency=LATENCY) as lab:
        for name in CHECKERS:
            row = measure(name, lab, asked.addresses, asked.interval)
            numbers = f"{row.seconds:.1f} | {row.least:.1f} | {row.requests} | {row.nearest * 1000:.1f}"
            sys.stdout.write(f"| {row.name} | {numbers} | {row.false_dead} | {row.false_alive} |\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
