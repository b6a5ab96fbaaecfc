"""How each generator spells the same documents: front matter, marks, sessions, lists, and its own settings."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from .corpus import (
    FIRST_YEAR,
    FOLDERS,
    YEARS,
    Block,
    Corpus,
    Document,
    Mark,
    Paragraph,
    Quotation,
    Session,
    id_of,
)
from .words import heading

ROOT = Path(__file__).resolve().parents[2]
BROWSE = {
    "browse/themes": ("By theme", "conference day operation", "theme"),
    "browse/countries": ("By country", "conference day operation organisation", "country"),
    "browse/years": ("By year", "conference day", "year"),
    "browse/conferences": ("Conferences", "conference", ""),
    "browse/operations": ("Operations", "operation", "letter"),
    "browse/organisations": ("Organisations", "organisation", "letter"),
    "glossary/index": ("Glossary", "term", "letter"),
}
"""By page: its title, the kinds that it lists, and by what they are grouped."""


class Dialect:
    """Writes a corpus as one generator reads it."""

    name: ClassVar[str]
    content: ClassVar[str] = "docs"
    title_in_text: ClassVar[bool] = True

    def __init__(self, corpus: Corpus, root: Path) -> None:
        self.corpus = corpus
        self.root = root

    def write(self) -> None:
        """Fill the folder, which is emptied first."""
        shutil.rmtree(self.root, ignore_errors=True)
        kinds: dict[str, list[Document]] = {}
        for document in self.corpus.documents():
            kinds.setdefault(document.kind, []).append(document)
            body = [self.block(block, document) for block in document.blocks]
            if document.parts:
                body += [self.parts(document)]
            self.page(document.path, document.title, body, self.fields(document))
        for path, (title, listed, group) in BROWSE.items():
            documents = [document for kind in listed.split() for document in kinds.get(kind, ())]
            self.page(path, title, [self.listing(path, documents, listed, group)])
        self.settings()

    def page(
        self, path: str, title: str, body: Iterable[str], fields: Mapping[str, object] = MappingProxyType({})
    ) -> None:
        # JSON is YAML, so no YAML writer is needed for front matter
        front = {"title": title, **fields}
        lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
        text = "\n\n".join([f"# {title}", *body] if self.title_in_text else body)
        self.file(f"{self.content}/{self.file_of(path)}", "\n".join(("---", *lines, "---", "", text, "")))

    def file(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")

    def file_of(self, path: str) -> str:
        return f"{path}.md"

    def fields(self, document: Document) -> Mapping[str, object]:
        return {}

    def block(self, block: Block, document: Document) -> str:
        match block:
            case Paragraph():
                return "".join(part if isinstance(part, str) else self.mark(part, document) for part in block.parts)
            case Session():
                return f"## {block.title}"
            case Quotation():
                return f"> {block.words}\n>\n> {block.speaker}"

    def mark(self, mark: Mark, document: Document) -> str:
        return f"[{mark.words}]({'../' * document.path.count('/')}{_target(mark, '.md')})"

    def parts(self, document: Document) -> str:
        return ""

    def listing(self, path: str, documents: list[Document], kinds: str, group: str) -> str:
        up = "../" * path.count("/")
        return "\n".join(f"- [{document.title}]({up}{document.path}.md)" for document in documents)

    def sources(self) -> str:
        return "\n\n".join(f'<a id="{id_of("source", n)}"></a>Source {n}.' for n in range(self.corpus.sources))

    def settings(self) -> None:
        self.page("index", "Archive", ["Made up."])
        self.page("bibliography", "Sources", [self.sources()])


class Archive(Dialect):
    """This project: our own ``conf/``, and pages as docs/handbook tells staff to write them."""

    name = "archive"
    title_in_text = False

    def fields(self, document: Document) -> Mapping[str, object]:
        return {document.kind: document.fields}

    def block(self, block: Block, document: Document) -> str:
        match block:
            case Session():
                marks = f":themes: {', '.join(block.themes)}\n:countries: {', '.join(block.countries)}"
                fields = f"{marks}\n:starts: {block.starts}"
                return f"## {block.title}\n\n:::{{session}}\n{fields}\n:::"
            case Quotation():
                return f":::{{quote}} {block.speaker}\n:source: {block.source}\n\n{block.words}\n:::"
        return super().block(block, document)

    def mark(self, mark: Mark, document: Document) -> str:
        return f"{{{'cite' if mark.kind == 'source' else mark.kind}}}`{mark.id}`"

    def listing(self, path: str, documents: list[Document], kinds: str, group: str) -> str:
        options = {"browse/conferences": ":newest-first:\n:parts:\n", "glossary/index": ":full:\n"}.get(
            path, ":brief:\n"
        )
        grouped = f":group: {group}\n" if group else ""
        return f":::{{listing}} {kinds}\n{grouped}{options}:::"

    def settings(self) -> None:
        self.page("index", "Archive", [self.listing("browse/conferences", [], "conference", "")])
        self.page("bibliography", "Sources", [":::{bibliography}\n:all:\n:::"])
        self.file("docs/references.bib", bibtex(self.corpus))
        shutil.copytree(ROOT / "conf", self.root / "conf", ignore=shutil.ignore_patterns("ext", "__pycache__"))
        doors = json.dumps([*BROWSE, "bibliography"])
        self.file("conf/site.toml", f'title = "Archive"\nowner = "Nobody"\ndescription = "Made up."\ndoors = {doors}\n')


class PlainSphinx(Dialect):
    """Sphinx, MyST and bibtex as their manuals show them, with Sphinx's own theme and search."""

    name = "plain Sphinx"

    def mark(self, mark: Mark, document: Document) -> str:
        return f"{{cite}}`{mark.id}`" if mark.kind == "source" else super().mark(mark, document)

    def parts(self, document: Document) -> str:
        return _toctree(document.parts)

    def listing(self, path: str, documents: list[Document], kinds: str, group: str) -> str:
        if path in ("browse/conferences", "browse/operations", "browse/organisations", "glossary/index"):
            return _toctree(f"/{document.path}" for document in documents)
        return super().listing(path, documents, kinds, group)

    def settings(self) -> None:
        pages = [*BROWSE, "bibliography", *(f"themes/{id_of('theme', n)}" for n in range(self.corpus.themes))]
        self.page("index", "Archive", [_toctree(pages)])
        self.page("bibliography", "Sources", ["```{bibliography}\n:all:\n```"])
        self.file("docs/references.bib", bibtex(self.corpus))
        self.file(
            "docs/conf.py",
            'project = "Archive"\nextensions = ["myst_parser", "sphinxcontrib.bibtex"]\n'
            'bibtex_bibfiles = ["references.bib"]\nmyst_heading_anchors = 6\nsuppress_warnings = ["myst.header"]\n',
        )


class MkDocs(Dialect):
    """MkDocs Material with its navigation pruned, which is its fastest."""

    name = "MkDocs Material"

    def settings(self) -> None:
        super().settings()
        theme = "theme:\n  name: material\n  font: false\n  features: [navigation.prune]\n"
        self.file("mkdocs.yml", f"site_name: Archive\n{theme}plugins:\n  - search\nvalidation:\n  anchors: ignore\n")


class Hugo(Dialect):
    """Hugo with the least of templates: the limit of what building a site can cost."""

    name = "Hugo"
    content = "content"

    def file_of(self, path: str) -> str:
        return f"{path.removesuffix('index')}_index.md" if path.endswith("index") else f"{path}.md"

    def mark(self, mark: Mark, document: Document) -> str:
        return f"[{mark.words}](/{_target(mark, '/')})"

    def settings(self) -> None:
        super().settings()
        self.file(
            "hugo.toml",
            "baseURL = 'https://archive.example/'\ntitle = 'Archive'\ndisableKinds = ['RSS', 'taxonomy', 'term']\n",
        )
        head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>'
        for name in ("single", "list"):
            text = head + "<aside>{{ .TableOfContents }}</aside><main>{{ .Content }}</main></body></html>\n"
            self.file(f"layouts/_default/{name}.html", text)
        self.file("layouts/index.html", head + "<main>{{ .Content }}</main></body></html>\n")


DIALECTS: tuple[type[Dialect], ...] = (Archive, PlainSphinx, MkDocs, Hugo)


def _target(mark: Mark, ending: str) -> str:
    """The address of what a mark names, below the root; ``ending`` is that of a page's address."""
    return f"bibliography{ending}#{mark.id}" if mark.kind == "source" else f"{FOLDERS[mark.kind]}/{mark.id}{ending}"


def _toctree(entries: Iterable[str]) -> str:
    return "\n".join(["```{toctree}", ":maxdepth: 1", "", *entries, "```"])


def bibtex(corpus: Corpus) -> str:
    """The bibliography."""
    entries = []
    for number in range(corpus.sources):
        title = heading(random.Random(f"source {number}"), 5)
        year, day = FIRST_YEAR + number % YEARS, f"{1 + number % 28:02}"
        entries.append(
            f"@online{{{id_of('source', number)},\n  title = {{{title}}},\n"
            f"  organization = {{Publisher {number}}},\n  date = {{{year}-03-{day}}},\n"
            f"  url = {{https://archive.example/{number}}},\n  urldate = {{2026-01-{day}}},\n}}\n"
        )
    return "\n".join(entries)
