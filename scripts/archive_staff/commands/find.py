"""``archive find``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from archive_model.loading import Edition
from archive_staff.console import Console
from archive_staff.finding import Finding, find_records
from archive_staff.folder import DOCS_OPTION, find_folder

EXAMPLES = """
\b
Examples:
  archive find NRM
  archive find "car wash" --kind operation
  archive find europol --format json
"""


@click.command(epilog=EXAMPLES)
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", help="Only records of this kind, as in: theme, operation, term, source.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@DOCS_OPTION
def find(words: tuple[str, ...], kind: str | None, form: str, docs: Path | None) -> None:
    """Find records and sources by WORDS of their names, and show how a page refers to them."""
    console = Console()
    folder = find_folder(docs)
    site = folder.site(console)
    kinds = site.kinds()
    if kind and kind not in (*kinds, "source"):
        raise click.BadParameter(f"There is no kind “{kind}”. Use one of: {', '.join((*kinds, 'source'))}.")
    archive, _problems = folder.load(site, Edition())
    found = find_records(archive, " ".join(words), kind)
    if form == "json":
        console.result(json.dumps([finding.as_json() for finding in found], ensure_ascii=False, indent=1))
    else:
        for finding in found:
            console.result(_line(finding))
    if not found:
        console.message("Nothing found. Try fewer words, or another spelling.")
        raise SystemExit(1)


def _line(finding: Finding) -> str:
    return f"{finding.mark}\n    {finding.title}\n    {finding.path}:{finding.line}"
