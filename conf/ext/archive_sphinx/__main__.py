"""Sphinx as a process that builds whenever it is asked to.

The command line is a task as JSON. Each line that comes in asks for a build; after all that Sphinx prints on it, a
line that begins with ``REPORT`` answers with a report as JSON. The process ends when nothing more can come in.
"""

from __future__ import annotations

import json
import sys

from archive_sphinx.session import Session, Task

REPORT = "archive-report: "


def main() -> None:
    """Build until the input ends."""
    session = Session(Task(**json.loads(sys.argv[1])))
    for _line in sys.stdin:
        report = session.build()
        print(f"{REPORT}{json.dumps(report.as_json())}", flush=True)  # noqa: T201 - this is the answer


if __name__ == "__main__":
    main()
