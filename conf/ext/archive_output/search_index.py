"""The search: Pagefind's index over the bodies of the built pages."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from archive_output.search_order import put_in_order
from archive_output.search_words import FOLDER as WORDS
from archive_output.search_words import count_words, word_files

FOLDER = "pagefind"
MARK = "archive-digest.txt"
"""Beside the index: the digest of the pages that it was made from."""
EXCLUDED = (".headerlink", ".no-search", "script", "style", "nav")


class SearchIndexError(Exception):
    """Pagefind failed; carries what it said."""


def write_search_index(site: Path, jobs: int = 1) -> bool:
    """Make the index of the built site anew where its pages have changed, on ``jobs`` processors; whether it was made.

    :raises SearchIndexError: Pagefind failed. The index of before stays.
    """
    digest = _pages_digest(site)
    mark = site / FOLDER / MARK
    if mark.is_file() and mark.read_text(encoding="utf-8") == digest:
        return False
    fresh = site.with_name(f"{site.name}.{FOLDER}")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _run_pagefind(site, fresh, jobs)
        put_in_order(fresh)
        _write_words(site, fresh)
        (fresh / MARK).write_text(digest, encoding="utf-8")
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        shutil.move(fresh, site / FOLDER)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return True


def _run_pagefind(site: Path, out: Path, jobs: int) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(out), "--quiet"]
    for selector in EXCLUDED:
        command += ["--exclude-selectors", selector]
    done = subprocess.run(  # noqa: S603 - a fixed command
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env={**os.environ, "RAYON_NUM_THREADS": str(jobs)},
    )
    if done.returncode:
        raise SearchIndexError(f"The search index could not be made. Pagefind says: {done.stderr or done.stdout}")


def _write_words(site: Path, index: Path) -> None:
    (index / WORDS).mkdir()
    pages = (file.read_text(encoding="utf-8") for file in _pages(site))
    for path, text in word_files(count_words(pages)):
        (index / path).write_text(text, encoding="utf-8", newline="\n")


def _pages(site: Path) -> Iterator[Path]:
    """The pages of a site, without what lies in the folder of its index."""
    return (file for file in sorted(site.rglob("*.html")) if file.relative_to(site).parts[0] != FOLDER)


def _pages_digest(site: Path) -> str:
    """A mark of every page's path and content."""
    digest = hashlib.blake2b(digest_size=16)
    for file in _pages(site):
        digest.update(file.relative_to(site).as_posix().encode())
        digest.update(hashlib.blake2b(file.read_bytes()).digest())
    return digest.hexdigest()
