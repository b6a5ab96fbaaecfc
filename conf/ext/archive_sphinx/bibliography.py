"""How sphinxcontrib-bibtex writes sources: with the labels and the references of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pybtex.plugin import register_plugin
from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting.unsrt import Style as UnsrtStyle

from archive_model.bibliography import Source, read_entry, source_labels
from archive_output.reference import full_reference

if TYPE_CHECKING:
    from pybtex.database import Entry
    from sphinx.application import Sphinx


def reference_text(source: Source) -> Text:
    """The full reference, in the order of ISO 690."""
    reference = full_reference(source, "")
    title = Tag("em", reference.title)
    parts = [
        Text(reference.publisher),
        HRef(reference.url, title) if reference.url else title,
        Text(reference.form),
        Text(reference.date[:1].upper() + reference.date[1:]),
        Text(f"Read on {reference.seen_on}" if reference.seen_on else ""),
        HRef(reference.archived_at, "Archived copy") if reference.archived_at else Text(""),
        Text(reference.note.rstrip(".")),
    ]
    return Text(". ").join([part for part in parts if len(part)]) + "."


def labels_of(entries: Iterable[Entry]) -> Iterator[str]:
    """The labels of the model, in the order of the entries."""
    sources = [read_entry(entry) for entry in entries]
    labels = source_labels(sources)
    yield from (labels[source.key] for source in sources)


def by_label(entries: Iterable[Entry]) -> list[Entry]:
    """The entries in the order of their labels: by publisher, then by date."""
    found = list(entries)
    labels = dict(zip((entry.key for entry in found), labels_of(found), strict=True))
    return sorted(found, key=lambda entry: (labels[entry.key].casefold(), entry.key))


class ArchiveStyle(UnsrtStyle):
    """References of every type as the model writes them."""

    def __init__(self, **options: Any) -> None:
        """Take the place of the label and sorting styles, which pybtex keeps on the instance."""
        super().__init__(**options)
        self.sort = by_label
        self.format_labels = labels_of

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
        """One entry."""
        return FormattedEntry(entry.key, reference_text(read_entry(entry)), label)


def setup(app: Sphinx) -> None:
    """Register the style under the name that ``conf.py`` gives to bibtex."""
    app.setup_extension("sphinxcontrib.bibtex")
    register_plugin("pybtex.style.formatting", "archive", ArchiveStyle, force=True)
