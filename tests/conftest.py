"""Archives to test with: the real one, and a tiny one of another body."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from archive_model.archive import Archive
from archive_model.loading import load_archive
from archive_staff.building import BuildOrder, BuildReport, build_archive
from archive_staff.console import Console
from archive_staff.folder import ArchiveFolder

from .warm_sphinx import warm_sphinx

# The same examples on every machine, however slow it is; --hypothesis-seed=random looks further.
settings.register_profile("archive", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("archive")


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: many tests wait for a browser or another process."""
    return (os.cpu_count() or 1) + 1


ROOT = Path(__file__).resolve().parents[1]
TINY = ROOT / "tests" / "tiny"

Build = Callable[..., BuildReport]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def real_archive() -> Archive:
    """The archive in docs/, which has no problems."""
    archive, problems = load_archive(ROOT / "docs")
    assert [str(problem) for problem in problems] == []
    return archive


@pytest.fixture(scope="session", autouse=True)
def _warm_sphinx() -> Iterator[None]:
    """Spare the builds the time in which Sphinx is imported."""
    with warm_sphinx():
        yield


@pytest.fixture
def tiny(tmp_path: Path) -> ArchiveFolder:
    """A copy of the tiny archive that a test may change: our conf/ with another site.toml, and other docs/."""
    return copy_tiny(tmp_path / "tiny")


def copy_tiny(root: Path) -> ArchiveFolder:
    """What another body does to have its own archive."""
    shutil.copytree(ROOT / "conf", root / "conf", ignore=shutil.ignore_patterns("ext", "__pycache__"))
    shutil.copytree(TINY, root, dirs_exist_ok=True)
    return ArchiveFolder(root, root / "docs")


@pytest.fixture(scope="session")
def build() -> Build:
    """Build an archive: ``build(folder, out=…, jobs=…, …)``."""

    def build_folder(folder: ArchiveFolder, out: Path | None = None, **wishes: object) -> BuildReport:
        console = Console()
        target = out or folder.default_out("public")
        work = target.with_name(f".{target.name}.work")
        order = BuildOrder(folder, folder.site(console), target, work, **wishes)  # type: ignore[arg-type]
        return build_archive(order, console)

    return build_folder


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of this run, the same for all processes among which the tests are divided."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def tiny_site(shared: Path, build: Build) -> Path:
    """The tiny archive, built once for all. Tests only read it."""
    root = shared / "tiny"
    with FileLock(shared / "tiny.lock"):
        folder = ArchiveFolder(root, root / "docs") if root.exists() else copy_tiny(root)
        report = build(folder)
    assert report.published, [str(problem) for problem in report.problems]
    return folder.default_out("public")


@pytest.fixture(scope="session")
def real_site(shared: Path, build: Build) -> Path:
    """The archive in docs/, built strictly and once for all. Tests only read it."""
    out = shared / "site" / "public"
    with FileLock(shared / "site.lock"):
        report = build(ArchiveFolder(ROOT, ROOT / "docs"), out=out, jobs=2)
    assert [str(problem) for problem in report.problems] == []
    assert report.published
    return out


@pytest.fixture
def preview(tiny: ArchiveFolder) -> Iterator[tuple[ArchiveFolder, str, subprocess.Popen[str]]]:
    """``archive serve`` of the tiny archive: its folder, its address, and the process."""
    command = [sys.executable, "-m", "archive_staff", "serve", "--no-open", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tiny.root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        yield tiny, process.stdout.readline().strip(), process
        process.kill()
