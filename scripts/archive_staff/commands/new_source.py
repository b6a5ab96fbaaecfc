"""``archive new source``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from archive_model.bibliography import BIBLIOGRAPHY
from archive_model.loading import Edition, build_day
from archive_staff.console import Console
from archive_staff.drafts.questions import AnswerError
from archive_staff.drafts.source import (
    date_of,
    key_of,
    language_of,
    refuse_signs,
    source_entry,
    source_key,
    url_of,
    with_entry,
    year_of,
)
from archive_staff.folder import DOCS_OPTION, find_folder
from archive_staff.interview import Interview, may_write

EXAMPLES = """
\b
Examples:
  archive new source
  archive new source --url https://example.org/1 --title "Nets" --publisher "Example News" --date 2024-05 --write
"""


class Part(NamedTuple):
    """One thing to know of a source."""

    name: str
    """Of the option."""
    field: str
    """Of the entry in BibTeX."""
    what: str
    about: str
    example: str
    read: Callable[[str], str] = str.strip
    required: bool = False


PARTS = (
    Part("url", "url", "Address", "Where it stands on the web.", "https://example.org/news/1", url_of),
    Part(
        "title",
        "title",
        "Title",
        "In place of the name of a victim, a suspect or a convicted person, write [name].",
        "Joint operation against trafficking",
        required=True,
    ),
    Part("publisher", "organization", "Publisher", "Who published it.", "Example News", required=True),
    Part("date", "date", "Date", "When it was published, as precisely as it says.", "2024-05-02, 2024-05", date_of),
    Part("form", "howpublished", "Form", "What it is.", "News article, Press release, Report"),
    Part("language", "langid", "Language", "Where it is not English.", "cs, Czech", language_of),
    Part("note", "note", "Note", "What else a reader should know of it.", "Only the summary was read"),
)


def _asked_for(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each thing to know, in their order."""
    for part in reversed(PARTS):
        command = click.option(f"--{part.name}", help=part.about)(command)
    return command


@click.command(epilog=EXAMPLES)
@_asked_for
@click.option("--key", help="The name under which pages cite it; made from publisher, title and year if left out.")
@click.option("--write", is_flag=True, help="Write it into references.bib.")
@DOCS_OPTION
def source(*, key: str | None, write: bool, docs: Path | None, **given: str | None) -> None:
    """Add a source to the bibliography. Today is put down as the day on which it was read."""
    console = Console()
    folder = find_folder(docs)
    archive, _problems = folder.load(folder.site(console), Edition())
    if not archive.bibliography.sound:
        raise click.UsageError("references.bib cannot be read. Mend it first: archive check")
    interview = Interview(console) if console.can_ask else None
    taken = archive.bibliography.sources
    try:
        fields = _fields(given, interview, {each.url: each.key for each in taken.values()})
        made = source_key(fields["organization"], fields["title"], year_of(fields["date"]), taken)
        chosen = key_of(key or made, taken)
        if interview and not key:
            about = "The name under which pages cite it."
            chosen = interview.ask("Key", lambda words: key_of("".join(words), taken), about=about, default=made)
        entry = source_entry(chosen, fields)
    except AnswerError as error:
        raise click.UsageError(str(error)) from error
    console.result(entry.rstrip())
    path = f"{folder.docs.name}/{BIBLIOGRAPHY}"
    to_write = f"Nothing was written. To write it into {path}"
    if not may_write(console, f"Write it into {path}?", to_write, write=write):
        return
    folder.rewrite(BIBLIOGRAPHY, lambda old: with_entry(old, chosen, entry))
    console.message(f"Written: {path}. Now cite it, since a source that no page cites is a problem: {{cite}}`{chosen}`")


def _fields(given: Mapping[str, str | None], interview: Interview | None, known: Mapping[str, str]) -> dict[str, str]:
    """By their names in BibTeX, without those that are empty but the date; ``known`` are the keys by address."""
    if not interview and (missing := [f"--{part.name}" for part in PARTS if part.required and not given[part.name]]):
        raise AnswerError(f"There is nobody to ask here, so give {', '.join(missing)} too.")
    fields = {part.field: _value(part, given[part.name], interview, known) for part in PARTS}
    if fields["url"]:
        fields["urldate"] = build_day().isoformat()
    return fields


def _value(part: Part, given: str | None, interview: Interview | None, known: Mapping[str, str]) -> str:
    def read(text: str) -> str:
        value = part.read(text)
        refuse_signs(part.field, value)
        if part.field == "url":
            _refuse_twin(value, known)
        return value

    if given or not interview:
        return read(given or "")

    def answered(words: Sequence[str]) -> str:
        return read("".join(words))

    return interview.ask(part.what, answered, about=part.about, example=part.example, required=part.required)


def _refuse_twin(url: str, known: Mapping[str, str]) -> None:
    if url and url in known:
        raise AnswerError(f"This address is already in references.bib. Cite it as {{cite}}`{known[url]}`.")
