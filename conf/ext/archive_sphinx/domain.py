"""References to records: a role for each kind, resolved against the archive."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from myst_parser.parsers.mdit import create_md_parser
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole

from archive_model.page import Page
from archive_sphinx.attachment import Attached, Attachment, attached
from archive_sphinx.links import uri_from
from archive_sphinx.renderer import PageRenderer

if TYPE_CHECKING:
    from docutils.nodes import Element
    from markdown_it import MarkdownIt
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class record_reference(nodes.reference):  # noqa: N801 - docutils names nodes like elements
    """A link to a record; ``definition`` holds what a reader sees on hover and focus."""


class RecordRole(XRefRole):
    """``{theme}`slug```, ``{term}`NRM```, ``{operation}`own words <slug>```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The link. What the archive does not know is left to the domain, which says so when the page is finished."""
        kind = self.name.rpartition(":")[2]
        words = self.title if self.has_explicit_title else ""
        link = None if self.disabled else domain_of(self.env).link(self.env.docname, kind, self.target, words)
        return ([link], []) if link else super().run()


class ArchiveDomain(Domain):
    """The records of the archive as targets of references."""

    name = "archive"
    label = "Archive"
    data_version = 2
    initial_data: ClassVar = {"digests": {}}
    attached: Attached
    attachment: Attachment
    """Both set for each build before pages are read; see ``attachment``."""

    @cached_property
    def markdown(self) -> MarkdownIt:
        """One Markdown parser for all pages of a build, with MyST's settings. No page tells the number of its words."""
        parser = create_md_parser(self.env.myst_config, PageRenderer)  # type: ignore[attr-defined]
        return parser.disable("wordcount")

    def link(self, docname: str, kind: str, target: str, words: str) -> record_reference | None:
        """A link to a record, under its title where it is named by its id; None where nothing bears the name."""
        name = " ".join(target.split())
        view = self.attached.views.get(docname)
        found = view.target(kind, name) if view else None
        if found is None:
            return None
        uri = uri_from(self.env._app.builder, docname, found.place)  # noqa: SLF001 - the only way to the builder
        link = record_reference("", "", internal=True, refuri=uri, definition=found.definition)
        link["classes"].append(kind)
        link["support_smartquotes"] = False  # titles stand everywhere as the record has them
        text = words or (found.place.text if name == found.slug else target)
        link += nodes.inline("", text, classes=[f"archive-{kind}"])
        return link

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """The words alone where the archive has reported the name or the page; else None, and Sphinx reports it."""
        page = self.attached.archive.pages.get(fromdocname)
        words = cast("nodes.reference", contnode)  # Sphinx puts in whatever node it is given
        if page is None:
            return None
        named = {(reference.kind, reference.target) for reference in page.references}
        return words if (typ, " ".join(target.split())) in named or not page.sound else None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """None: an unnamed reference is never guessed to be a record."""
        return []

    @property
    def digests(self) -> dict[str, str]:
        """By document, the mark of the text that was read last."""
        digests: dict[str, str] = self.data["digests"]
        return digests

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note which text was read."""
        if page := page_of(env, docname):
            self.digests[docname] = page.digest

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.digests.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a worker has read."""
        self.digests.update({name: mark for name, mark in otherdata["digests"].items() if name in docnames})

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """The records, for ``objects.inv``, so that other sites can refer to them."""
        for page in self.attached.archive.pages.values():
            if page.kind:
                yield page.slug, page.title, page.kind.name, page.docname, "", 1


def describe_kinds(app: Sphinx) -> None:
    """Name the kinds as types of objects, which the inventory needs (``builder-inited``)."""
    domain = app.env.domains["archive"]
    for kind in attached(app.env).archive.kinds.values():
        domain.object_types[kind.name] = ObjType(kind.label, kind.name)


def domain_of(env: BuildEnvironment) -> ArchiveDomain:
    """The domain of the archive."""
    return cast("ArchiveDomain", env.domains["archive"])


def page_of(env: BuildEnvironment, docname: str) -> Page | None:
    """The page of a document; None for documents that the archive did not find."""
    return attached(env).archive.pages.get(docname)


def setup(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(ArchiveDomain)
    app.connect("builder-inited", describe_kinds, priority=600)  # after the archive is attached
