"""The builder: which processes read and write pages, and what is noted of each."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup
from sphinx.util.build_phase import BuildPhase

from archive_output.citation import citation_files
from archive_output.collected import write_if_changed
from archive_output.continuation import continuations
from archive_sphinx.attachment import attached
from archive_sphinx.frame import FramedHTMLBuilder
from archive_sphinx.shares import WORTH_SPLITTING, counted, work_in_shares
from archive_sphinx.transforms import index_entries

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
    """Reads and writes pages, in several processes where there are many: no page depends on how another is built."""

    read_pages: Sequence[str] = ()
    """The pages that this build has read."""
    stamps: Mapping[str, str]
    """Of all pages, by document; see ``incremental`` for these three."""
    fresh: Mapping[str, Written]
    """The pages that need not be written."""
    written: dict[str, Written]
    """The pages that were written in this build."""
    before: Mapping[str, Written]
    """What the pages showed before it."""

    def init(self) -> None:
        """Nothing is written yet."""
        super().init()
        self.stamps, self.fresh, self.before, self.written = {}, {}, {}, {}

    def get_outdated_docs(self) -> Iterator[str]:
        """None: which pages are written, their texts and views decide (``incremental``), and not the times of files."""
        return iter(())

    def read_again(self, docnames: list[str]) -> None:
        """Read pages in this process."""
        self._forget(docnames)
        self._read(docnames)

    def _read_serial(self, docnames: list[str]) -> None:
        self.read_again(docnames)

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        if len(docnames) < WORTH_SPLITTING:
            self.read_again(docnames)
            return
        self._forget(docnames)

        def read(share: Sequence[str]) -> bytes:
            self._read(share)
            return pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL)

        for share, found in work_in_shares(docnames, nproc, read):
            self.env.merge_info_from(share, pickle.loads(found), self._app)  # noqa: S301 - our own

    def _forget(self, docnames: list[str]) -> None:
        """Note what is read now, and purge what was read before.

        Purging looks through all that is known, so it is spared for new pages. One is purged in any case: Sphinx's
        citation domain makes its data only then, and is merged only with it.
        """
        self.read_pages = tuple(docnames)
        for docname in [name for name in docnames if name in self.env.all_docs] or docnames[:1]:
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)

    def _read(self, docnames: Sequence[str]) -> None:
        for docname in counted(docnames, "reading sources"):
            self.read_doc(docname, _cache=False)  # a cache of all pages would fill the memory

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write pages, in several processes where there are many: no page depends on another's."""
        names = sorted(docnames)
        if not self.parallel_ok or len(names) < WORTH_SPLITTING:
            self._write(names)
            return
        self._write(names[:1])  # the processes share the templates that this compiles

        def write(share: Sequence[str]) -> tuple[dict[str, str], dict[str, Written]]:
            self._write(share)
            return self.images, self.written

        for _share, (images, written) in work_in_shares(names[1:], self._app.parallel, write):
            self.images |= images
            self.written |= written

    def _write(self, docnames: Sequence[str]) -> None:
        for docname in counted(docnames, "writing output"):
            self.phase = BuildPhase.RESOLVING
            doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
            self.phase = BuildPhase.WRITING
            self.write_doc_serialized(docname, doctree)
            self.write_doc(docname, doctree)
            # Sphinx keeps the pickles of all pages, which fill the memory and grow old when a page is read again
            self.env._pickled_doctree_cache.pop(docname, None)  # noqa: SLF001

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
        for name, page in attached(self.env).archive.pages.items():
            if page.kind and name not in self.env.all_docs:
                entries[name] = index_entries(page)
        super().write_genindex()


def setup(app: Sphinx) -> None:
    """Put this builder in the place of Sphinx's."""
    app.add_builder(ArchiveHTMLBuilder, override=True)
