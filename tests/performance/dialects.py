"""How each generator spells the same documents: front matter, marks, sessions, lists, and its own settings."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from .corpus import Block, Corpus, Document, Mark, Paragraph, Quotation, Session, source_id
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

    def __init__(self, corpus: Corpus, root: Path) -> None:
        self.corpus = corpus
        self.root = root

    def write(self) -> None:
        """Fill the folder, which is emptied first."""
        shutil.rmtree(self.root, ignore_errors=True)
        kinds: dict[str, list[Document]] = {}
        for document in self.corpus.documents():
            kinds.setdefault(document.kind, []).append(document)
            body = [f"# {document.title}"] if self.title_in_text else []
            body += [self.block(block, document) for block in document.blocks]
            if document.kind == "conference":
                body += [self.days(document)]
            self.page(document.path, {"title": document.title, **self.fields(document)}, body)
        for path, (title, listed, group) in BROWSE.items():
            documents = [document for kind in listed.split() for document in kinds.get(kind, ())]
            self.page(path, {"title": title}, [f"# {title}", self.listing(path, documents, listed, group)])
        self.settings()

    title_in_text: ClassVar[bool] = True

    def page(self, path: str, front: dict[str, object], body: Iterable[str]) -> None:
        # JSON is YAML, so no YAML writer is needed for front matter
        lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
        self.file(f"{self.content}/{self.file_of(path)}", "\n".join(("---", *lines, "---", "", "\n\n".join(body), "")))

    def file(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")

    def file_of(self, path: str) -> str:
        return f"{path}.md"

    def fields(self, document: Document) -> dict[str, object]:
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
        folder = {"theme": "themes", "operation": "operations", "organisation": "organisations", "term": "glossary"}
        target = f"bibliography.md#{mark.id}" if mark.kind == "source" else f"{folder[mark.kind]}/{mark.id}.md"
        return f"[{mark.words}]({'../' * document.path.count('/')}{target})"

    def days(self, edition: Document) -> str:
        return ""

    def listing(self, path: str, documents: list[Document], kinds: str, group: str) -> str:
        up = "../" * path.count("/")
        return "\n".join(f"- [{document.title}]({up}{document.path}.md)" for document in documents)

    def sources(self) -> str:
        return "\n\n".join(f'<a id="{source_id(n)}"></a>Source {n}.' for n in range(self.corpus.sources))

    def settings(self) -> None:
        self.page("index", {"title": "Archive"}, ["# Archive", "Made up."])
        self.page("bibliography", {"title": "Sources"}, ["# Sources", self.sources()])


class Archive(Dialect):
    """This project: our own ``conf/``, and pages as docs/handbook tells staff to write them."""

    name = "archive"
    title_in_text = False

    def fields(self, document: Document) -> dict[str, object]:
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

    def page(self, path: str, front: dict[str, object], body: Iterable[str]) -> None:
        super().page(path, front, (part for part in body if not part.startswith("# ")))

    def settings(self) -> None:
        self.page("index", {"title": "Archive"}, [self.listing("browse/conferences", [], "conference", "")])
        self.page("bibliography", {"title": "Sources"}, [":::{bibliography}\n:all:\n:::"])
        self.file("docs/references.bib", bibtex(self.corpus))
        shutil.copytree(ROOT / "conf", self.root / "conf", ignore=shutil.ignore_patterns("ext", "__pycache__"))
        doors = json.dumps([*BROWSE, "bibliography"])
        self.file("conf/site.toml", f'title = "Archive"\nowner = "Nobody"\ndescription = "Made up."\ndoors = {doors}\n')


class PlainSphinx(Dialect):
    """Sphinx, MyST and bibtex as their manuals show them, with Sphinx's own theme and search."""

    name = "plain Sphinx"

    def mark(self, mark: Mark, document: Document) -> str:
        return f"{{cite}}`{mark.id}`" if mark.kind == "source" else super().mark(mark, document)

    def days(self, edition: Document) -> str:
        return _toctree(sorted(d for d in self._days(edition)))

    def _days(self, edition: Document) -> Iterable[str]:
        first = int(edition.path.split("-")[1].split("/")[0]) * 4
        return (f"day-{day}" for day in range(1, 5) if first + day <= self.corpus.days)

    def listing(self, path: str, documents: list[Document], kinds: str, group: str) -> str:
        if path in ("browse/conferences", "browse/operations", "browse/organisations", "glossary/index"):
            return _toctree(f"/{document.path}" for document in documents)
        return super().listing(path, documents, kinds, group)

    def settings(self) -> None:
        pages = [*BROWSE, "bibliography", *(f"themes/theme-{n:02}" for n in range(20))]
        self.page("index", {"title": "Archive"}, ["# Archive", _toctree(pages)])
        self.page("bibliography", {"title": "Sources"}, ["# Sources", "```{bibliography}\n:all:\n```"])
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
        folder = {"theme": "themes", "operation": "operations", "organisation": "organisations", "term": "glossary"}
        target = f"bibliography/#{mark.id}" if mark.kind == "source" else f"{folder[mark.kind]}/{mark.id}/"
        return f"[{mark.words}](/{target})"

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


def _toctree(entries: Iterable[str]) -> str:
    return "\n".join(["```{toctree}", ":maxdepth: 1", "", *entries, "```"])


def bibtex(corpus: Corpus) -> str:
    """The bibliography."""
    entries = []
    for number in range(corpus.sources):
        chance = random.Random(f"source {number}")
        entries.append(
            f"@online{{{source_id(number)},\n  title = {{{heading(chance, 5)}}},\n"
            f"  organization = {{Publisher {number}}},\n  date = {{{1990 + number % 35}-03-{1 + number % 28:02}}},\n"
            f"  url = {{https://archive.example/{number}}},\n  urldate = {{2026-01-{1 + number % 28:02}}},\n}}\n"
        )
    return "\n".join(entries)
