"""The builder: which processes make pages, and what is noted of each."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from archive_output.citation import citation_files
from archive_output.continuation import continuations
from archive_output.files import write_if_changed
from archive_sphinx.attachment import attached
from archive_sphinx.documents import DocumentReader, waits_for_others
from archive_sphinx.frame import FramedHTMLBuilder
from archive_sphinx.shares import WORTH_SPLITTING, counted, work_in_shares
from archive_sphinx.transforms import foreign_entries, index_entries

if TYPE_CHECKING:
    from docutils.nodes import document
    from sphinx.application import Sphinx


class Written(NamedTuple):
    """What a page showed when it was written last."""

    stamp: str
    view: str
    """The digest of its view."""
    continued: Mapping[str, str] = MappingProxyType({})
    """The digests of the pages on which its lists go on, by their names."""


class ArchiveHTMLBuilder(FramedHTMLBuilder):
    """Makes pages, in several processes where there are many: no page depends on how another is built.

    A page is read and written in one go. Only those that need what Sphinx has read of others wait for it.
    """

    stamps: Mapping[str, str]
    """Of all pages, by document; see ``incremental`` for these three."""
    fresh: Mapping[str, Written]
    """The pages that need not be written."""
    before: Mapping[str, Written]
    """What the pages showed before this build."""
    written: dict[str, Written]
    """The pages that were written in this build."""

    def init(self) -> None:
        """Nothing is written yet."""
        super().init()
        self.stamps, self.fresh, self.before, self.written = {}, {}, {}, {}
        self.is_prepared = False

    def get_outdated_docs(self) -> Iterator[str]:
        """None: which pages are made, their texts and views decide (``incremental``), and not the times of files."""
        return iter(())

    def make(self, docnames: Sequence[str]) -> None:
        """Make pages, then those that had to wait for others."""
        self._make_what_can_be(docnames, self._app.parallel)
        self.write_documents(set(docnames))

    def _read_serial(self, docnames: list[str]) -> None:
        self._make_what_can_be(docnames)

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        self._make_what_can_be(docnames, nproc)

    def _make_what_can_be(self, docnames: Sequence[str], processes: int = 1) -> None:
        """Read pages, and write those that need nothing of others; the home page first, which the theme asks for."""
        docnames = sorted(docnames, key=lambda name: (name != self.config.root_doc, name))
        self.written = {}
        self._forget(docnames)
        self._prepare()
        if processes == 1 or len(docnames) < WORTH_SPLITTING:
            self._make(docnames)
            return
        self._make(docnames[:1])  # the processes share the templates that this compiles

        def make(share: Sequence[str]) -> bytes:
            self._make(share)
            return pickle.dumps((self.env, self.images, self.written), pickle.HIGHEST_PROTOCOL)

        for share, made in work_in_shares(docnames[1:], processes, make):
            env, images, written = pickle.loads(made)  # noqa: S301 - our own
            self.env.merge_info_from(share, env, self._app)
            self.images |= images
            self.written |= written

    def _forget(self, docnames: Sequence[str]) -> None:
        """Purge what was read before.

        Purging looks through all that is known, so it is spared for new pages. One is purged in any case: Sphinx's
        citation domain makes its data only then, and is merged only with it.
        """
        for docname in [name for name in docnames if name in self.env.all_docs] or docnames[:1]:
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)

    def _prepare(self) -> None:
        """What Sphinx does between reading and writing; pages show marks of the styles' and scripts' contents."""
        if not self.is_prepared:
            self.prepare_writing(set())
            self.copy_static_files()
            self.documents = DocumentReader(self._app)
            self.is_prepared = True

    def copy_assets(self) -> None:
        """Copy what pages offer for download; the styles and scripts are there before the first page is made."""
        self.copy_download_files()
        self.copy_extra_files()

    def _make(self, docnames: Sequence[str]) -> None:
        for docname in counted(docnames, "making pages"):
            document = self.documents.read(docname)
            if not waits_for_others(document):
                self._finish(docname, document)
        self.documents.put_away()

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Make the pages that had to wait until all were read."""
        for docname in sorted(docnames - self.written.keys()):
            self._finish(docname, self.documents.read(docname))
        self.documents.put_away()

    def _finish(self, docname: str, document: document) -> None:
        self.documents.finish(document, docname)
        self.write_doc_serialized(docname, document)
        self.write_doc(docname, document)

    def write_doc(self, docname: str, doctree: document) -> None:
        """Write a page, beside a record's page how to cite it, and note the view that the page shows."""
        super().write_doc(docname, doctree)
        if view := self.view_of(docname):
            for ending, text in citation_files(view.citation):
                write_if_changed(Path(self.outdir, f"{docname}{ending}"), text)
            continued = self._continue(docname) if view.goes_on else {}
            self.written[docname] = Written(self.stamps[docname], view.digest(), continued)

    def _continue(self, docname: str) -> dict[str, str]:
        """Write the pages on which the lists of a page go on, where they are not as they were."""
        archive = attached(self.env).archive
        known = self.before[docname].continued if docname in self.before else {}
        frame = repr((attached(self.env).site, self.doors))
        digests = {}
        for page in continuations(archive, archive.pages[docname]):
            digests[page.name] = page.digest(frame)
            if known.get(page.name) != digests[page.name] or not Path(self.get_output_path(page.name)).is_file():
                body = self.fragment("continuation", page.name, page=page)
                title = str(Markup.escape(page.title))
                self.handle_page(page.name, {"title": title, "body": body, "continuation": page})
        return digests

    def continued(self) -> Iterator[str]:
        """The names of all pages on which lists go on."""
        for page in (*self.fresh.values(), *self.written.values()):
            yield from page.continued

    def write_genindex(self) -> None:
        """The general index of the whole archive, also where a part of it is built."""
        entries = self.env.domains.index_domain.entries
        self.globalcontext["foreign"] = {}
        for name, page in attached(self.env).archive.pages.items():
            if page.kind and name not in self.env.all_docs:
                entries[name] = index_entries(page)
            self.globalcontext["foreign"].update(foreign_entries(page))
        super().write_genindex()


def setup(app: Sphinx) -> None:
    """Put this builder in the place of Sphinx's."""
    app.add_builder(ArchiveHTMLBuilder, override=True)
