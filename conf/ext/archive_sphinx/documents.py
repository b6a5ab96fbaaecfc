"""From the text of a page to its document tree, finished and ready to be written.

Sphinx reads all pages, keeps their trees on disk, and takes each up again to resolve its references. The archive
knows where every reference leads before any page is read, so a page is read, finished and written in one go, and no
tree is kept. What Sphinx alone knows, such as a label on another page, has to wait until all pages are read.
"""

from __future__ import annotations

import time
from copy import copy
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.readers.standalone import Reader
from docutils.transforms.references import DanglingReferences
from sphinx import addnodes
from sphinx.transforms import SphinxTransformer
from sphinx.util.docutils import LoggingReporter, sphinx_domains

from archive_sphinx.idle import at_work

if TYPE_CHECKING:
    from docutils.frontend import Values
    from docutils.transforms import Transform
    from sphinx.application import Sphinx


class DocumentReader:
    """Makes the trees of pages, as Sphinx does (``Builder.read_doc``, ``BuildEnvironment.get_and_resolve_doctree``).

    What is the same for all pages is made once: docutils sets an option parser with all its options up for each
    page, only to ask it for the defaults.
    """

    def __init__(self, app: Sphinx) -> None:
        self.app, self.env = app, app.env
        self.no_document = app.env.current_document
        self.parser = app.registry.create_source_parser("markdown", config=app.config, env=app.env)
        self.settings = get_default_settings(Reader, self.parser)
        vars(self.settings).update({"traceback": True, **app.env.settings})
        reader = [one for one in Reader().get_transforms() if one is not DanglingReferences]  # Sphinx has its own
        self.reading = (*reader, *app.registry.get_transforms(), *self.parser.get_transforms())
        self.finishing = tuple(app.registry.get_post_transforms())

    def read(self, docname: str) -> nodes.document:
        """The tree of a page's text, with its references to what the archive knows."""
        env = self.env
        env.prepare_settings(docname)
        env.ref_context.clear()
        file = env.doc2path(docname)
        source = [file.read_text(encoding=self.settings.input_encoding)]
        document = self._new_document(str(file))
        with sphinx_domains(env):
            self.app.events.emit("source-read", docname, source)
            self.parser.parse(source[0], document)
            document.current_source = document.current_line = None
            self._transform(document, self.reading)
        env.all_docs[docname] = time.time_ns() // 1_000
        return document

    def finish(self, document: nodes.document, docname: str) -> None:
        """Resolve what is left, so that the tree can be written; directly after the page was read."""
        self._transform(document, self.finishing)
        self.app.events.emit("doctree-resolved", document, docname)

    def put_away(self) -> None:
        """Leave the page that was read last; the environment cannot be saved with one at hand."""
        self.env.current_document = self.no_document
        self.env.ref_context.clear()

    def _new_document(self, file: str) -> nodes.document:
        settings = _copy(self.settings)
        levels = settings.report_level, settings.halt_level, settings.debug
        reporter = LoggingReporter(file, *levels, error_handler=settings.error_encoding_error_handler)
        document = nodes.document(settings, reporter, source=file)
        document.note_source(file, -1)
        document.transformer = SphinxTransformer(document)  # parsers may add to it
        return document

    def _transform(self, document: nodes.document, transforms: tuple[type[Transform], ...]) -> None:
        transformer = document.transformer
        transformer.set_environment(self.env)  # type: ignore[attr-defined] # Sphinx's, as set above
        transformer.add_transforms(at_work(transforms, document))
        transformer.apply_transforms()


def waits_for_others(document: nodes.document) -> bool:
    """Whether a tree that was read has references left, which Sphinx looks up in what it has read of all pages."""
    return any(document.findall(addnodes.pending_xref))


def _copy(settings: Values) -> Values:
    """Settings that a page may change: transforms add to some of the lists in them."""
    fresh = copy(settings)
    for name, value in vars(settings).items():
        if isinstance(value, list | dict):
            setattr(fresh, name, copy(value))
    fresh.record_dependencies = copy(settings.record_dependencies)
    return fresh
