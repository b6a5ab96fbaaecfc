"""The scripts of the pages, checked against the types in their comments as TypeScript does it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

CHECKED = ("conf/theme/static/*.js", "scripts/archive_staff/*.js")
OPTIONS = {"checkJs": True, "strict": True, "lib": ["dom", "dom.iterable", "esnext"]}
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def test_types_in_comments_hold(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "deno.json").write_text(json.dumps({"compilerOptions": OPTIONS}), encoding="utf-8")
    scripts = [str(file) for pattern in CHECKED for file in sorted(repository.glob(pattern))]
    assert len(scripts) > 8
    done = subprocess.run(
        [sys.executable, "-m", "deno", "check", "--no-remote", "--config", str(tmp_path / "deno.json"), *scripts],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "DENO_DIR": str(tmp_path / "cache"), "DENO_NO_UPDATE_CHECK": "1"},
    )
    assert done.returncode == 0, COLOURS.sub("", done.stderr)
