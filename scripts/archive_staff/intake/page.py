"""From notes to a page and its pictures, with all that a person has to look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

import panflute as pf

from archive_model.checks.texts import DESCRIPTION_NEEDED
from archive_staff.drafts.front_matter import front_matter
from archive_staff.intake.conversion import markdown, picture_in, read_notes
from archive_staff.intake.doubts import doubts
from archive_staff.intake.house_style import Mark, Part, Styled, styled
from archive_staff.intake.notes import IntakeError, Notes
from archive_staff.intake.pictures import PictureError, clean_picture

SPEAKER = "speaker not named"
WHO = f"Who said this? Write their role in place of “{SPEAKER}”, and the key of the source."
NOT_HERE = "It is not in the file. Save it yourself, and add it by hand."
MOST_LOST = 0.01
"""Of the words of a file, the share that may be missing before it is told."""
FACES = "Nobody must be recognised who has not agreed to it."


@dataclass(frozen=True, slots=True)
class Day:
    """What is known of the day before the notes are read."""

    conference: str
    number: int
    fields: Mapping[str, str | tuple[str, ...]]
    title: str = ""

    @property
    def docname(self) -> str:
        """Where its page lies."""
        return f"conferences/{self.conference}/day-{self.number}"


@dataclass(frozen=True, slots=True)
class Imported:
    """A page that was made of notes."""

    docname: str
    text: str
    pictures: Mapping[str, bytes]
    """By their paths under the folder of pages."""
    questions: tuple[str, ...]
    remarks: tuple[str, ...]


NEEDED = {
    "date": "When was this day? As precisely as a source says it: 2026-11-04, 2026-11 or 2026.",
    "summary": "What was the day about, in one plain sentence?",
    "sources": "From what source is this? Its key in references.bib; archive new source adds one.",
}
"""What a page of a day cannot do without, and what to ask where nobody has said it."""


def import_day(notes: Notes, day: Day, known: re.Pattern[str] | None = None) -> Imported:
    """A page of a day from notes; ``known`` finds the names of the archive's records.

    :raises IntakeError: the file cannot be read.
    """
    try:
        doc, words, remarks = read_notes(notes)
        text = styled(doc, day.title)
    except RecursionError as error:
        raise IntakeError("Lists or tables lie in one another too deeply. Make it plainer, and try again.") from error
    questions: list[str] = []
    pictures = dict(_pictures(text, day, notes, remarks))
    missing = [name for name in NEEDED if not day.fields.get(name)]
    questions += [NEEDED[name] for name in missing]
    if not text.title:
        questions.append("What is the title of the page?")
    blocks = list(_blocks(text, day, pictures, known, questions))
    body = markdown(pf.Doc(*blocks))
    if (share := _lost(words, f"{text.title} {body}")) > MOST_LOST:
        remarks.append(f"About {share:.0%} of the words of the file are not in the page. Compare the two.")
    top = front_matter(text.title or f"Day {day.number}", "day", {"number": str(day.number), **day.fields})
    comments = "".join(f"  # {name}: …  ({NEEDED[name]})\n" for name in missing)
    top = top.removesuffix("---\n") + comments + "---\n"
    return Imported(day.docname, f"{top}\n{body.strip()}\n", pictures, tuple(questions), (*remarks, *text.remarks))


def _lost(words: str, body: str) -> float:
    """The share of the letters of a file that its page lacks."""
    seen, kept = (Counter(filter(str.isalnum, text)) for text in (words, body))
    return (seen - kept).total() / max(seen.total(), 1)


def _pictures(text: Styled, day: Day, notes: Notes, remarks: list[str]) -> Iterator[tuple[str, bytes]]:
    for number, (address, _description) in enumerate(text.pictures, 1):
        raw = picture_in(notes, address)
        try:
            if raw is None:
                raise PictureError(NOT_HERE)  # noqa: TRY301 - told like what is wrong with others
            yield _picture_path(day, number), clean_picture(raw)
        except PictureError as error:
            name = address.rpartition("/")[2] if raw is None else ""
            remarks.append(f"Picture {number}{f' ({name})' if name else ''} was left out. {error}")


def _picture_path(day: Day, number: int) -> str:
    return f"media/{day.conference}-day-{day.number}-{number}.webp"


def _blocks(
    text: Styled, day: Day, pictures: Mapping[str, bytes], known: re.Pattern[str] | None, questions: list[str]
) -> Iterator[pf.Block]:
    """The blocks with the questions on them as comments above, pictures and quotations as marks of the archive."""
    is_quoted = False
    for place, block in enumerate(text.blocks):
        if not isinstance(block, Mark):
            if not is_quoted:
                yield from _comments(doubts(pf.stringify(block), known), questions)
            yield block
        elif block.kind == "picture":
            path = _picture_path(day, block.number)
            if path in pictures:
                yield from _comments([_asked_of(path, text.pictures[block.number - 1].description)], questions)
                yield _raw(f":::{{figure}} /{path}\n:alt: {DESCRIPTION_NEEDED}\n:::")
        else:
            is_quoted = block.kind == "quote"
            if is_quoted:
                yield from _comments([WHO, *_quoted_doubts(text.blocks[place + 1 :], known)], questions)
            source = next(iter(day.fields.get("sources") or ()), "the-key-of-a-source")
            yield _raw(f":::{{quote}} {SPEAKER}\n:source: {source}\n" if is_quoted else ":::")


def _asked_of(path: str, description: str) -> str:
    """What to ask of a picture. The words that the notes have are told, and never taken over unseen."""
    told = f" In the notes it is described so: “{description}”." if description else ""
    return f"What does the picture {path} show? {FACES}{told}"


def _quoted_doubts(blocks: Iterable[Part], known: re.Pattern[str] | None) -> Iterator[str]:
    """The questions on a quotation that begins here; they stand above it, because within it no comment can."""
    for block in takewhile(lambda each: not isinstance(each, Mark), blocks):
        yield from doubts(pf.stringify(block), known)


def _comments(asked: Iterable[str], questions: list[str]) -> Iterator[pf.Block]:
    """The questions with their numbers, above what they are about."""
    lines = []
    for question in asked:
        questions.append(question)
        lines.append(f"% Question {len(questions)}: {' '.join(question.split())}")
    if lines:
        yield _raw("\n".join(lines))


def _raw(text: str) -> pf.Block:
    return pf.RawBlock(text, format="markdown")
