"""Several files that change together or not at all, also where the command is killed in the middle.

Before the first file changes, what they all were is laid down below ``_build``. As long as that lies there the change
is unfinished, and the next command takes it back.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from archive_staff.fingerprint import digest_of
from archive_staff.revision import Change, NewFile, NotWrittenError, put_in_place

UNFINISHED = "unfinished"
RECORD = "files.json"


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take back the change of a file."""

    file: str
    path: str
    """As messages name it."""
    old: str
    """The name under which its old content lies beside the record; empty where there was no file."""
    new: str
    """Digest of its new content; empty where there shall be no file."""

    @classmethod
    def of(cls, change: Change, old: str) -> Undo:
        """``old`` is the name of the file with the old content."""
        return cls(str(change.file), change.path, old, _digest(change.after))

    def undo(self, folder: Path) -> None:
        """Make the file what it was. What somebody else has written there meanwhile is left alone."""
        file = Path(self.file)
        now = file.read_bytes() if file.is_file() else None
        if _digest(now) != self.new:
            return
        if self.old:
            fresh = folder / "fresh"
            shutil.copyfile(folder / self.old, fresh)
            put_in_place(fresh, file)
        elif now is not None:
            file.unlink()
            with suppress(OSError):  # there is something else in it
                file.parent.rmdir()


def write_all(changes: Sequence[Change], stage: Path) -> None:
    """Make all changes in their order, by way of the folder ``stage``, or none.

    :raises FileExistsError: a new file is already there; its ``filename`` is the path that messages name.
    :raises NotWrittenError: a file cannot be written, or was changed since it was read.
    """
    stage.mkdir(parents=True, exist_ok=True)
    with _lock(stage):
        _refuse_existing(changes)
        if (left := stage / UNFINISHED).exists():
            _undo(left)
        folder = _lay_down(changes, stage)
        try:
            for change in changes:
                change.write(stage)
        except BaseException:
            _undo(folder)
            raise
        _forget(folder)


def take_back(stage: Path) -> tuple[str, ...]:
    """Take back what a killed command left unfinished: the files of which that was so, as messages name them.

    Nothing happens while another command is still at it.

    :raises NotWrittenError: a file cannot be written.
    """
    folder = stage / UNFINISHED
    if not folder.exists():
        return ()
    try:
        with _lock(stage, timeout=0):
            return _undo(folder) if folder.exists() else ()
    except Timeout:
        return ()
    except OSError as error:
        message = (
            f"A command was stopped while it wrote {error.filename}. Close that file in other programs, and try again."
        )
        raise NotWrittenError(message) from error


def _lock(stage: Path, timeout: float = -1) -> FileLock:
    return FileLock(stage / "writing.lock", timeout=timeout)


def _refuse_existing(changes: Sequence[Change]) -> None:
    for change in changes:
        if isinstance(change, NewFile) and change.file.exists():
            raise FileExistsError(0, "There is such a file.", change.path)


def _lay_down(changes: Sequence[Change], stage: Path) -> Path:
    """Keep what the files were; it counts as soon as it is whole."""
    making, folder = stage / "beginning", stage / UNFINISHED
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    undos = []
    for number, change in enumerate(changes):
        old = "" if change.before is None else f"{number}.old"
        if change.before is not None:
            (making / old).write_bytes(change.before)
        undos.append(asdict(Undo.of(change, old)))
    (making / RECORD).write_text(json.dumps(undos), encoding="utf-8", newline="\n")
    return making.replace(folder)


def _undo(folder: Path) -> tuple[str, ...]:
    """Last things first."""
    undos = [Undo(**each) for each in json.loads((folder / RECORD).read_text(encoding="utf-8"))]
    for each in reversed(undos):
        each.undo(folder)
    _forget(folder)
    return tuple(each.path for each in undos)


def _forget(folder: Path) -> None:
    """At once, and then bit by bit."""
    ended = folder.with_name("ended")
    shutil.rmtree(ended, ignore_errors=True)
    folder.replace(ended)
    shutil.rmtree(ended, ignore_errors=True)


def _digest(raw: bytes | None) -> str:
    return "" if raw is None else digest_of([raw])
