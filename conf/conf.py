"""Sphinx's settings. What belongs to the charity comes from site.toml; nothing is worked out here."""

import tomllib
from pathlib import Path

HERE = Path(__file__).parent
SITE = tomllib.loads((HERE / "site.toml").read_text(encoding="utf-8-sig"))

project = html_title = SITE["title"]
author = SITE["owner"]
html_baseurl = SITE.get("address", "")

extensions = ["myst_parser", "sphinxcontrib.bibtex", "archive_sphinx"]
primary_domain = "archive"
nitpicky = True
suppress_warnings = ["toc.not_included"]  # no page is in a toctree: navigation comes from the archive

myst_title_to_header = True
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 6
myst_heading_slug_func = "archive_model.headings.section_id"
myst_heading_anchors_html_ids = False  # sections get these ids themselves

bibtex_bibfiles = []  # the archive reads docs/references.bib

templates_path = ["theme/templates"]
html_static_path = ["theme/static"]
# what the theme builds on comes before its own styles
html_css_files = [("basic.css", {"priority": 100}), "archive.css", ("print.css", {"media": "print"})]
html_js_files = ["colours.js", *((name, {"defer": "defer"}) for name in ("archive.js", "exit.js"))]
html_favicon = "theme/static/favicon.svg"
html_copy_source = False  # raw sources may hold what a page leaves out
html_permalinks_icon = "#"
html_additional_pages = {"search": "search.html", "404": "404.html"}
html_theme = "sphinx_book_theme"
html_sidebars = {"**": []}
html_theme_options = tomllib.loads((HERE / "theme/options.toml").read_text(encoding="utf-8"))
