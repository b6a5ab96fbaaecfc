"""Write the references of the handbook and the schema for editors anew: ``python -m tests.handbook``."""

from __future__ import annotations

import sys

from tests.handbook import references, schema


def main() -> int:
    """Write the pages that differ."""
    for file, text in (references.written() | schema.written()).items():
        if file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{file.name} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
