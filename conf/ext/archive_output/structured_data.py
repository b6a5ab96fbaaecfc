"""What a page is, for search engines and reference managers: JSON-LD in the vocabulary of schema.org."""

from __future__ import annotations

import json

from archive_model.site import Site
from archive_output.page_view import PageView


def json_ld(view: PageView, site: Site) -> str:
    """The description of a page as JSON that may stand inside a ``script`` element."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": view.schema_type,
        "name": view.title,
        "description": view.description,
        "inLanguage": site.language,
        "isPartOf": {"@type": "ArchiveComponent", "name": site.title},
        "publisher": {"@type": "Organization", "name": site.owner},
    }
    if view.citation and view.citation.url:
        data["url"] = view.citation.url
    if site.licence:
        data["license"] = site.licence.url
    text = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")
