"""Commands that write, killed before each single change that they make to a file."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import copy_tiny

from archive_staff.__main__ import archive as group
from archive_staff.folder import ArchiveFolder
from archive_staff.revision import Change, NewFile, NotWrittenError, Removal, Revision
from archive_staff.transaction import write_all

from .test_import import KNOWN, PLACE, WORD
from .test_new import files

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot copy a running process.")

CHANGES = (
    "os.rename",
    "os.link",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.truncate",
    "shutil.rmtree",
    "shutil.copyfile",
)
"""Names of events that the interpreter tells of (PEP 578)."""


def add_notes(folder: ArchiveFolder) -> None:
    (folder.root / "poznámky z konference.docx").write_bytes(WORD)


def add_words(folder: ArchiveFolder) -> None:
    """Leave something to mark on two pages."""
    for number in (1, 2):
        change_day(folder, number, "", "River Watch spoke of drifting nets.")


def spoil_dates(folder: ArchiveFolder) -> None:
    """Leave something to mend on two pages."""
    for number in (1, 2):
        change_day(folder, number, f"{number + 5} May 2024", "")


def change_day(folder: ArchiveFolder, number: int, day: str, words: str) -> None:
    file = folder.docs / f"conferences/riverside-2024/day-{number}.md"
    iso = f"2024-05-0{number + 5}"
    text = file.read_text(encoding="utf-8").replace(f"date: {iso}", f"date: {day or iso}")
    file.write_text(f"{text}\n{words}\n", encoding="utf-8", newline="\n")


COMMANDS: dict[str, tuple[list[str], Callable[[ArchiveFolder], object], int]] = {
    "new theme": (["new", "theme", "--title=Locks", "--summary=Locks.", "--write"], lambda _folder: None, 1),
    "new source": (
        ["new", "source", "--title=Notes", "--publisher=River", "--date=2024", "--write"],
        lambda _folder: None,
        1,
    ),
    "import": (["import", "poznámky z konference.docx", *PLACE, *KNOWN, "--write"], add_notes, 8),
    "suggest": (["suggest", "--all", "--write"], add_words, 1),
    "check --fix": (["check", "--fix", "--write"], spoil_dates, 1),
}
"""The words of each, what it needs, and at which of its changes it is killed."""


def is_change(event: str, arguments: tuple[object, ...], root: Path) -> bool:
    """Whether an event is a change below a folder."""
    if event == "open":
        path, mode, flags = arguments
        writes = bool(flags and int(str(flags)) & (os.O_WRONLY | os.O_RDWR)) or (mode and set(str(mode)) & set("wax+"))
        return bool(writes) and str(path).startswith(str(root))
    return event in CHANGES and any(str(argument).startswith(str(root)) for argument in arguments[:2])


def run_until(number: int, work: Callable[[], object], folder: ArchiveFolder) -> bool:
    """Work in a process that is killed before its change of this number; whether it came to that."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    try:
        os.chdir(folder.root)
        changes = count(1)

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            if is_change(event, arguments, folder.root) and next(changes) == number:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        work()
    finally:
        os._exit(0)


def killed(
    work: Callable[[ArchiveFolder], object], prepare: Callable[[ArchiveFolder], object], tmp_path: Path, every: int = 1
) -> list[ArchiveFolder]:
    """The folders that are left where work is killed before its first change, its second, and so on."""
    left: list[ArchiveFolder] = []
    for number in count(1, every):
        folder = copy_tiny(tmp_path / f"příliš žluťoučký kůň {number}")
        prepare(folder)
        if not run_until(number, lambda folder=folder: work(folder), folder):  # type: ignore[misc]
            return left
        left.append(folder)
    raise AssertionError


@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_any_moment_it_leaves_each_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Importing takes seconds, and is killed at some moments only; the next test kills its writing at all."""
    words, prepare, every = COMMANDS[command]
    untouched = copy_tiny(tmp_path / "untouched")
    prepare(untouched)
    before = files(untouched)
    monkeypatch.chdir(untouched.root)
    assert CliRunner().invoke(group, words).exit_code == 0
    after = files(untouched)
    assert after != before
    folders = killed(lambda _folder: CliRunner().invoke(group, words), prepare, tmp_path, every)
    assert len(folders) > 2
    for folder in folders:
        monkeypatch.chdir(folder.root)
        CliRunner().invoke(group, ["check"])
        left = files(folder)
        assert {path for path, raw in left.items() if raw not in (before.get(path), after.get(path))} == set()
        assert before.keys() <= left.keys()
        if command == "import":
            assert left in (before, after)
        elif left != after:
            assert CliRunner().invoke(group, words).exit_code == 0
            assert files(folder) == after


def test_files_that_change_together_change_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def changes(folder: ArchiveFolder) -> tuple[Change, ...]:
        day = folder.docs / "conferences/riverside-2024/day-1.md"
        gone = folder.docs / "conferences/riverside-2024/day-2.md"
        return (
            NewFile(folder.docs / "media/new folder/a.webp", "docs/media/new folder/a.webp", b"picture"),
            Revision.of(day, "docs/conferences/riverside-2024/day-1.md", lambda text: f"{text}More.\n"),
            Removal(gone, "docs/conferences/riverside-2024/day-2.md", gone.read_bytes()),
        )

    untouched = copy_tiny(tmp_path / "untouched")
    before = files(untouched)
    write_all(changes(untouched), untouched.stage)
    after = files(untouched)
    assert len(after.keys() ^ before.keys()) == 2
    undone = 0
    for folder in killed(lambda folder: write_all(changes(folder), folder.stage), lambda _folder: None, tmp_path):
        half = files(folder)
        monkeypatch.chdir(folder.root)
        said = " ".join(CliRunner().invoke(group, ["find", "nets"]).stderr.split())
        now = files(folder)
        assert now in (before, after)
        undone += now != half
        if now != half:
            assert "docs/media/new folder/a.webp" in said
            assert "What it had begun was undone." in said
        if now == before:
            assert not (folder.docs / "media/new folder").exists() or half == before
            write_all(changes(folder), folder.stage)
            assert files(folder) == after
    assert undone > 5


def test_what_others_wrote_meanwhile_is_not_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_tiny(tmp_path)
    new = folder.docs / "media/a.webp"
    change = NewFile(new, "docs/media/a.webp", b"picture")

    def die_between(_self: object, _stage: Path) -> None:
        new.write_bytes(b"somebody else's")
        raise NotWrittenError

    monkeypatch.setattr(Removal, "write", die_between)
    day = folder.docs / "conferences/riverside-2024/day-1.md"
    with pytest.raises(NotWrittenError):
        write_all([change, Removal(day, "docs/day-1.md", day.read_bytes())], folder.stage)
    assert new.read_bytes() == b"somebody else's"
    assert day.exists()


def test_file_that_is_there_with_the_same_content_stays(tmp_path: Path) -> None:
    folder = copy_tiny(tmp_path)
    old = folder.docs / "media/a.webp"
    old.parent.mkdir(exist_ok=True)
    old.write_bytes(b"picture")
    with pytest.raises(FileExistsError):
        write_all([NewFile(old, "docs/media/a.webp", b"picture")], folder.stage)
    assert old.read_bytes() == b"picture"
