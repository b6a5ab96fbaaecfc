"""A page in the frame of the archive: from the HTML of its text to the file that a browser opens."""

from __future__ import annotations

import logging
from functools import lru_cache, partial
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import rjsmin
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.fileutil import copy_asset_file

from archive_output.continuation import Continuation
from archive_output.files import replaced, write_anew
from archive_output.headers import POLICY
from archive_output.navigation import page_doors
from archive_output.page_view import PageView
from archive_output.place import Place
from archive_output.structured_data import json_ld
from archive_sphinx.attachment import attached
from archive_sphinx.links import REMEMBERED, Links
from archive_sphinx.styles import remembered_styles

THEME_STYLES = ("basic.css", "styles/pydata-sphinx-theme.css", "styles/sphinx-book-theme.css")
NOT_FOUND = "404"
"""The page that a host shows for an address that leads nowhere, however deep that is: its links begin at the root."""
TABLE_BOX = '<div class="pst-scrollable-table-container">'
"""The theme's box around a table, in which a wide one is scrolled …"""
TABLE_BOX_FOR_KEYS = '<div class="pst-scrollable-table-container" tabindex="0">'
"""… also by those who have only keys."""
FRAGMENTS = "archive"
"""The folder of templates for parts of a page."""


class FramedHTMLBuilder(StandaloneHTMLBuilder):
    """Puts pages into the frame of the archive.

    Sphinx's own search index is left out beside Pagefind; its tables of contents are not asked for, because they
    grow with the archive on every page.
    """

    search = False

    def init(self) -> None:
        """Set up templates for fragments. Unlike Sphinx's, they escape whatever they are given."""
        super().init()
        folders = [str(self.confdir / path) for path in self.config.templates_path]
        self.assets: dict[int, str] = {}
        if not self.config.verbosity:
            logging.getLogger("sphinx").setLevel(logging.INFO)  # notes of each event would be written for nobody
        self.links = Links(self.get_relative_uri)
        self.links_of_lost = Links(lambda _from, docname: self.root_of(NOT_FOUND) + self.get_target_uri(docname))
        self.fragments = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,  # a build that finds other templates is another build
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # jinja2 looks a template up at each "include", too
        self.fragments.get_template = lru_cache(self.fragments.get_template)  # type: ignore[method-assign]

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019 - as long as the builder, which lives to the end
    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address of a page below that of the site."""
        return super().get_target_uri(docname, typ)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """What the templates of a page need and the archive does not know."""
        title = self.env.titles.get(docname)
        return {
            "parents": [],
            "prev": None,
            "next": None,
            "title": Markup.escape(title.astext()) if title else "",
            "meta": self.env.metadata.get(docname),
            "body": body,
            "metatags": metatags,
            "rellinks": [],
            "sourcename": "",
            "toc": "",
            "display_toc": False,
            "page_source_suffix": ".md",
        }

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        *,
        outfilename: Path | None = None,
        event_arg: Any = None,
    ) -> None:
        """Write a page in the archive's frame.

        Sphinx puts the context of a page together for templates that may ask for anything, the theme adds to it, and
        both look the addresses of styles and scripts up again for each page. The first page of each depth of folders
        goes that way and shows these addresses; the others take them over.
        """
        file = outfilename or Path(self.get_output_path(pagename))
        known = self.assets.get(pagename.count("/"))
        if known is None or templatename != "page.html":
            with replaced(file) as fresh:
                super().handle_page(pagename, addctx, templatename, outfilename=fresh, event_arg=event_arg)
            return
        title, metatags = addctx.get("title", ""), addctx.get("metatags", "")
        text = self.frame(pagename, addctx.get("continuation"), known, addctx["body"], title, metatags)
        write_anew(file, text.encode("utf-8"))

    def frame(
        self,
        pagename: str,
        continuation: Continuation | None,
        head: str,
        body: str,
        title: str,
        metatags: str = "",
    ) -> str:
        """A whole page; ``head`` holds the links to styles and scripts, ``title`` is HTML."""
        view, site = self.view_of(pagename), attached(self.env).site
        if view or continuation:
            self.assets.setdefault(pagename.count("/"), head)
        root = self.root_of(pagename)
        if pagename == NOT_FOUND:
            head = head.replace('"_static/', f'"{root}_static/')
        trail = continuation.trail if continuation else view.navigation.trail if view else ()
        return self.fragment(
            "frame",
            pagename,
            site=site,
            root=root,
            policy=POLICY,
            icon=f"_static/{Path(self.config.html_favicon).name}" if self.config.html_favicon else "",
            address=f"{site.address.rstrip('/')}/{self.get_target_uri(pagename)}" if site.address else "",
            head=Markup(head),  # noqa: S704 - Sphinx has escaped these
            body=Markup(body.strip().replace(TABLE_BOX, TABLE_BOX_FOR_KEYS)),  # noqa: S704
            title=Markup(title),  # noqa: S704
            metatags=Markup(metatags),  # noqa: S704
            json_ld=json_ld(view, site) if view else "",
            continuation=continuation,
            trail=trail,
            doors=self.doors,
            current=pagename,
            within=[place.docname for place in trail] if continuation else [],
        )

    def root_of(self, pagename: str) -> str:
        """The way from a page to the root of the site, ending in a slash."""
        if pagename == NOT_FOUND:
            return urlsplit(attached(self.env).site.address or "").path.rstrip("/") + "/"
        return "../" * pagename.count("/") or "./"

    @property
    def own_static(self) -> list[Path]:
        """The archive's own folders of styles and scripts."""
        return [self.confdir / path for path in self.config.html_static_path]

    def is_own(self, name: str) -> bool:
        """Whether a file of ``_static`` comes from the archive's own folders, and not from Sphinx or the theme."""
        return any((folder / name.removeprefix("_static/")).is_file() for folder in self.own_static)

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:
        """Copy what pages need of the theme: a part of its styles, and none of its scripts, fonts and translations."""
        static, memory = Path(self.outdir, "_static"), Path(self.doctreedir, "styles")
        for folder, name in product(reversed(self.theme.get_theme_dirs()), THEME_STYLES):
            for source in (Path(folder, "static", f"{name}{ending}") for ending in ("", ".jinja")):
                if source.is_file():
                    target = static / name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    copy_asset_file(source, target.parent, context=context, renderer=self.templates, force=True)
        for file in (static / name for name in THEME_STYLES):
            write_anew(file, remembered_styles(file.read_text(encoding="utf-8"), memory).encode("utf-8"))

    def copy_html_static_files(self, context: dict[str, Any]) -> None:
        """Copy the archive's own files; of scripts, what a browser needs: a third of them are notes for us."""
        static = Path(self.outdir, "_static")
        for folder in self.own_static:
            for file in sorted(folder.rglob("*.*")):
                raw = file.read_bytes()
                if file.suffix == ".js":
                    raw = rjsmin.jsmin(raw.decode("utf-8-sig")).encode("utf-8")
                write_anew(static / file.relative_to(folder), raw)
        if preview := attached(self.env).site.preview:
            picture = Path(self.srcdir, preview)
            write_anew(static / picture.name, picture.read_bytes())

    @property
    def doors(self) -> tuple[Place, ...]:
        """The pages that the sidebar always shows."""
        found = attached(self.env)
        return page_doors(found.archive, found.site)

    def view_of(self, docname: str) -> PageView | None:
        """What a page shows of the archive."""
        return attached(self.env).views.get(docname)

    def fragment(self, name: str, docname: str, **context: object) -> str:
        """A part of a page from its template."""
        template = self.fragments.get_template(f"{FRAGMENTS}/{name}.html")
        found = self.links_of_lost if docname == NOT_FOUND else self.links
        links = {way: partial(getattr(found, way), docname) for way in ("uri", "link", "show")}
        return template.render(view=self.view_of(docname), **links, **context)
