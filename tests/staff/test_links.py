"""``archive links``: other sites are asked politely, told apart rightly, and judged only after weeks."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive_staff.__main__ import archive as group
from archive_staff.folder import ArchiveFolder
from archive_staff.outside import asking
from archive_staff.outside import round as rounds
from archive_staff.outside.answer import Answer
from archive_staff.outside.asking import Asker
from archive_staff.outside.memory import Past
from archive_staff.outside.places import Place
from archive_staff.outside.report import Row
from archive_staff.outside.round import Journal, NoNetworkError, ask_all
from archive_staff.outside.turns import Turns
from archive_staff.outside.web_archive import copies

from .laboratory import LabServer

HOSTS = 8
INTERVAL = 0.05
SORTS = {
    "/ok": "good",
    "/page#part-two": "good",
    "/page#old-anchor": "good",
    "/page#Ko%C5%A1ice": "good",
    "/page#:~:text=words": "good",
    "/page#nowhere": "failing",
    "/status/204": "good",
    "/status/404": "failing",
    "/status/410": "failing",
    "/status/418": "failing",
    "/status/500": "failing",
    "/status/401": "unsure",
    "/status/403": "unsure",
    "/status/999": "unsure",
    "/head/403": "good",
    "/head/404": "good",
    "/head/405": "good",
    "/head/501": "good",
    "/head/drop": "good",
    "/flaky/500": "good",
    "/flaky/503": "good",
    "/flaky/drop?times=2": "good",
    "/drop": "failing",
    "/limit/429?after=1": "good",
    "/limit/503?after=1&as=date": "good",
    "/limit/429?after=0&times=99": "unsure",
    "/r/301/308/ok": "good",
    "/r/302/301/ok": "good",
    "/r/301/status/404": "failing",
    "/r/301/page#part-two": "good",
    "/loop": "failing",
    "/slow?s=9": "unsure",
}
"""Sorts of addresses, and what they mean."""


@pytest.fixture(scope="module")
def lab() -> Iterator[LabServer]:
    try:
        with LabServer(hosts=HOSTS) as server:
            yield server
    except OSError:
        pytest.skip("This machine has one loopback address only.")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less patience than with real hosts."""
    monkeypatch.setattr(asking, "PATIENCE", (2.0, 2.0))
    monkeypatch.setattr(rounds, "FIRST_PAUSE", 0.1)


def ask(addresses: list[str], tmp_path: Path, interval: float = INTERVAL) -> dict[str, Answer]:
    journal = Journal(tmp_path / "running", dt.date(2026, 11, 25))
    return dict(ask_all(addresses, journal, Turns(interval), "lab/1 (+https://rivers.example/)", lambda _done: None))


def distinct(lab: LabServer) -> dict[str, str]:
    """An address of each sort on some host."""
    found = {}
    for number, path in enumerate(SORTS):
        page, mark, part = path.partition("#")
        found[path] = lab.url(number % HOSTS + 1, f"{page}{'&' if '?' in page else '?'}n={number}{mark}{part}")
    return found


@pytest.mark.usefixtures("quick")
def test_each_sort_of_address_is_told_apart_and_no_host_is_hurried(lab: LabServer, tmp_path: Path) -> None:
    lab.reset()
    addresses = distinct(lab)
    answers = ask(list(addresses.values()), tmp_path)
    assert {path: answers[address].meaning for path, address in addresses.items()} == SORTS
    for host in lab.addresses:
        times = [seen.at for seen in lab.requests if seen.host == host]
        assert min((later - earlier for earlier, later in pairwise(times)), default=1) > INTERVAL * 0.9
    slow = {seen.host for seen in lab.requests if seen.target.startswith("/slow")}  # it goes on after we gave up
    assert max(seen.busy for seen in lab.requests if seen.host not in slow) == 1
    assert {seen.agent for seen in lab.requests} == {"lab/1 (+https://rivers.example/)"}
    moved = {path: answers[address].moved_to for path, address in addresses.items() if answers[address].moved_to}
    assert moved.keys() == {"/r/301/308/ok", "/r/301/page#part-two"}
    assert moved["/r/301/page#part-two"].endswith("/page?n=29#part-two")


@pytest.mark.usefixtures("quick")
def test_hosts_that_cannot_be_reached_are_told_apart(lab: LabServer, tmp_path: Path) -> None:
    broken = {
        lab.tls_url(1, "/ok"): "tls",
        "http://127.0.0.1:9/": "refused",
        "http://no-such-host.invalid/": "dns",
        lab.url(2, "/ok"): "",
    }
    answers = ask(list(broken), tmp_path)
    assert {address: answer.error for address, answer in answers.items()} == broken


@pytest.mark.usefixtures("quick")
def test_host_is_left_alone_as_long_as_it_asks(lab: LabServer, tmp_path: Path) -> None:
    lab.reset()
    answers = ask([lab.url(1, "/limit/429?after=1"), *(lab.url(1, f"/ok?{n}") for n in range(3))], tmp_path)
    assert {answer.meaning for answer in answers.values()} == {"good"}
    limited = next(place for place, seen in enumerate(lab.requests) if seen.answer == "429")
    assert lab.requests[limited + 1].at - lab.requests[limited].at >= 1


@pytest.mark.usefixtures("quick")
def test_host_that_asks_for_an_hour_is_asked_no_more(lab: LabServer, tmp_path: Path) -> None:
    lab.reset()
    addresses = [lab.url(1, "/limit/429?after=3600&times=9"), *(lab.url(1, f"/zz?{n}") for n in range(5))]
    answers = ask(addresses, tmp_path)
    assert {answer.meaning for answer in answers.values()} == {"unsure"}
    assert len(lab.requests) == 1


@pytest.mark.usefixtures("quick")
def test_stopped_it_goes_on_where_it_was(lab: LabServer, tmp_path: Path) -> None:
    addresses = [lab.url(1, f"/ok?stopped={n}") for n in range(6)]
    ask(addresses[:4], tmp_path)
    running = tmp_path / "running"
    running.write_bytes(running.read_bytes()[:-20])  # killed while it wrote the last line
    lab.reset()
    assert ask(addresses, tmp_path).keys() == set(addresses)
    assert len(lab.requests) == 3
    lab.reset()
    assert ask(addresses, tmp_path).keys() == set(addresses)
    assert lab.requests == []
    Journal(running, dt.date(2026, 11, 26))
    assert not running.exists()


def test_without_a_network_nothing_is_judged(tmp_path: Path) -> None:
    with pytest.raises(NoNetworkError):
        ask(["http://a.invalid/", "http://b.invalid/"], tmp_path)


def past(*runs: tuple[int, str]) -> Past:
    """What is known after runs on some days of a month, each of a meaning."""
    answers = {
        "good": Answer("x", 200, final="x"),
        "moved": Answer("x", 200, final="y", permanent=True),
        "gone": Answer("x", 404),
        "unsure": Answer("x", 403),
        "slow": Answer("x", error="timeout"),
    }
    known = Past()
    for day, what in runs:
        known = known.after(answers[what], dt.date(2026, 11, day))
    return known


@pytest.mark.parametrize(
    ("runs", "state"),
    [
        ([(1, "good")], "live"),
        ([(1, "moved")], "moved"),
        ([(1, "unsure")], "unsure"),
        ([(1, "gone")], "failing"),
        ([(1, "gone"), (1, "gone"), (1, "gone")], "failing"),
        ([(1, "gone"), (2, "gone"), (3, "gone")], "failing"),
        ([(1, "gone"), (9, "gone")], "failing"),
        ([(1, "gone"), (4, "gone"), (7, "gone")], "failing"),
        ([(1, "gone"), (4, "gone"), (8, "gone")], "dead"),
        ([(1, "gone"), (4, "gone"), (8, "unsure")], "failing"),
        ([(1, "gone"), (4, "unsure"), (5, "gone"), (8, "gone")], "dead"),
        ([(1, "gone"), (4, "gone"), (8, "good")], "live"),
        ([(1, "gone"), (4, "good"), (8, "gone"), (9, "gone")], "failing"),
        ([(1, "slow"), (8, "slow"), (15, "slow"), (22, "slow")], "unsure"),
        ([(1, "gone"), (4, "gone"), (8, "gone"), (20, "unsure")], "dead"),
        ([(1, "gone"), (4, "gone"), (8, "gone"), (20, "good")], "live"),
    ],
)
def test_judgement_takes_three_days_within_at_least_a_week(runs: list[tuple[int, str]], state: str) -> None:
    assert past(*runs).state == state


@pytest.mark.parametrize(
    ("is_source", "archived_at", "copy", "hint"),
    [
        (True, "", "", "Look for a copy in a web archive, and add it to the source as archiveurl; or find where"),
        (
            True,
            "",
            "https://copy/",
            "Look at this archived copy, and add it to the source as archiveurl: https://copy/",
        ),
        (True, "https://copy/", "https://copy/", "Readers find the archived copy beside the source: https://copy/"),
        (False, "", "", "Look for a copy in a web archive, and lead readers to it instead; or find where"),
    ],
)
def test_dead_address_has_a_next_step(is_source: bool, archived_at: str, copy: str, hint: str) -> None:  # noqa: FBT001
    place = Place("docs/references.bib", 9, is_source, archived_at, 1)
    row = Row("https://x/", past((1, "gone"), (4, "gone"), (8, "gone")), place, copy)
    assert row.problem.hint.startswith(hint)


# The command


def site_with(links: list[str], folder: ArchiveFolder, tiny_site: Path) -> None:
    """The built tiny archive in its place, with these links on one page and no others to other sites."""
    out = folder.default_out("public")
    shutil.copytree(tiny_site, out)
    for file in out.rglob("*.html"):
        text = file.read_text("utf-8").replace('href="https://', 'data-href="https://')
        file.write_text(text, "utf-8", newline="\n")
    page = out / "themes" / "drifting-nets.html"
    items = "".join(f'<a href="{link}">x</a>' for link in links)
    page.write_text(page.read_text("utf-8").replace("</article>", f"{items}</article>"), "utf-8", newline="\n")


def run(folder: ArchiveFolder, day: str, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    monkeypatch.chdir(folder.root)
    seconds = int(dt.datetime.fromisoformat(f"{day}T12:00+00:00").timestamp())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))
    return CliRunner().invoke(group, ["links", "--interval", "0.01", *words])


@pytest.mark.usefixtures("quick")
def test_dead_address_is_told_after_weeks_with_a_copy_and_its_place(
    lab: LabServer, tiny: ArchiveFolder, tiny_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, moved, closed = lab.url(1, "/status/404"), lab.url(2, "/r/301/ok"), lab.url(3, "/status/403")
    site_with([gone, moved, closed, lab.url(4, "/ok")], tiny, tiny_site)
    copy = {"archived_snapshots": {"closest": {"available": True, "status": "200", "url": "http://web.archive.org/x"}}}
    monkeypatch.setattr("archive_staff.outside.web_archive.closest", lambda _asker, _address: copy)
    first = run(tiny, "2026-11-02", monkeypatch)
    assert first.exit_code == 0, first.output
    assert first.stdout == ""
    assert f"failing: {gone} fails since 2026-11-02: status 404 (docs/themes/drifting-nets.md:" in first.stderr
    assert f"moved: {moved} is now at {lab.url(2, '/ok')}" in first.stderr
    assert f"unsure: {closed}" in first.stderr
    assert run(tiny, "2026-11-05", monkeypatch).exit_code == 0
    last = run(tiny, "2026-11-09", monkeypatch)
    assert last.exit_code == 1
    assert f": {gone} is dead: status 404, since 2026-11-02." in last.stdout
    assert "lead readers to it instead: https://web.archive.org/x [archive.link]" in last.stdout
    data = json.loads(run(tiny, "2026-11-09", monkeypatch, "--format", "json").stdout)
    assert {row["address"]: row["state"] for row in data}[gone] == "dead"
    text = run(tiny, "2026-11-09", monkeypatch, "--format", "markdown").stdout
    assert "## Dead (1)" in text
    assert "## Moved for good (1)" in text


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            {"available": True, "status": "200", "url": "http://web.archive.org/web/1/x"},
            "https://web.archive.org/web/1/x",
        ),
        ({"available": True, "status": "404", "url": "http://web.archive.org/web/1/x"}, None),
        ({"available": False, "status": "200", "url": "http://web.archive.org/web/1/x"}, None),
        ({"available": True, "status": "200", "url": "https://elsewhere.example/x"}, None),
        ({"available": True, "status": "200", "url": "https://web.archive.org/a b"}, None),
        ({"available": True, "status": "200"}, None),
        (["what nobody foresaw"], None),
    ],
)
def test_copy_is_taken_from_the_web_archive_alone(
    monkeypatch: pytest.MonkeyPatch, answer: object, expected: str | None
) -> None:
    told = {"archived_snapshots": {"closest": answer}}
    monkeypatch.setattr("archive_staff.outside.web_archive.closest", lambda _asker, _address: told)
    found = copies(Asker(Turns(0.0), "lab/1"), ["https://x.example/"])
    assert found == ({"https://x.example/": expected} if expected else {})


@pytest.mark.usefixtures("quick")
def test_record_tells_readers_and_outlives_the_memory(
    lab: LabServer, tiny: ArchiveFolder, tiny_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, moved, closed, there = (
        lab.url(1, "/status/404?r"),
        lab.url(2, "/r/301/ok?r"),
        lab.url(3, "/status/403?r"),
        lab.url(4, "/ok?r"),
    )
    site_with([gone, moved, closed, there], tiny, tiny_site)
    asked: list[str] = []
    copy = {"archived_snapshots": {"closest": {"available": True, "status": "200", "url": "http://web.archive.org/x"}}}
    monkeypatch.setattr(
        "archive_staff.outside.web_archive.closest", lambda _asker, address: (asked.append(address), copy)[1]
    )
    record = tiny.docs / "links.txt"
    run(tiny, "2026-11-02", monkeypatch)
    assert not record.exists()
    for day in ("2026-11-05", "2026-11-09"):
        run(tiny, day, monkeypatch, "--write")
    lines = [line for line in record.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines == sorted(lines)
    assert dict(line.split(" ", 1) for line in lines) == {
        gone: "dead 2026-11-02 - https://web.archive.org/x",
        moved: f"moved 2026-11-09 2026-11-09 {lab.url(2, '/ok?r')}",
        closed: "unsure 2026-11-09 -",
        there: "live 2026-11-09 2026-11-09",
    }
    (tiny.root / "_build" / "links.json").unlink()
    later = run(tiny, "2026-11-16", monkeypatch, "--format", "json")
    assert {row["address"]: (row["state"], row["last_good"]) for row in json.loads(later.stdout)} == {
        gone: ("dead", ""),
        moved: ("moved", "2026-11-16"),
        closed: ("unsure", ""),
        there: ("live", "2026-11-16"),
    }
    assert asked == [gone]
    assert record.read_text("utf-8").count("2026-11-16") == 0


def test_killed_it_goes_on_where_it_was(lab: LabServer, tiny: ArchiveFolder, tiny_site: Path) -> None:
    addresses = [lab.url(1, f"/ok?killed={n}") for n in range(12)]
    site_with(addresses, tiny, tiny_site)
    lab.reset()
    command = [sys.executable, "-m", "archive_staff", "links", "--interval", "0.3", "--format", "json", "--write"]
    journal = tiny.root / "_build" / "links.running"
    with subprocess.Popen(command, cwd=tiny.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as first:
        while not journal.exists() or journal.read_bytes().count(b"\n") < 4:
            assert first.poll() is None
        first.kill()
    known = [json.loads(line)["address"] for line in journal.read_text("utf-8").splitlines()[1:]]
    assert len(known) < len(addresses)
    assert not (tiny.docs / "links.txt").exists()
    lab.reset()
    second = subprocess.run(command, cwd=tiny.root, capture_output=True, text=True, encoding="utf-8", check=True)
    assert {row["address"]: row["state"] for row in json.loads(second.stdout)} == dict.fromkeys(addresses, "live")
    assert len(lab.requests) == len(addresses) - len(known)
    assert not journal.exists()


def test_computer_without_a_network_is_told(
    tiny: ArchiveFolder, tiny_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site_with(["http://a.invalid/", "http://b.invalid/"], tiny, tiny_site)
    result = run(tiny, "2026-11-02", monkeypatch)
    assert result.exit_code == 2
    assert "nothing was judged" in result.stderr
    assert not (tiny.root / "_build" / "links.json").exists()


def test_agent_says_who_asks(lab: LabServer) -> None:
    lab.reset()
    Asker(Turns(0.0), "archive/1 (+https://rivers.example/)").ask(lab.url(1, "/ok"))
    assert [seen.method for seen in lab.requests] == ["HEAD"]
    assert lab.requests[0].agent == "archive/1 (+https://rivers.example/)"
