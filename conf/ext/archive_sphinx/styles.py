"""The theme's styles without those for parts that no page of the archive has.

They are made for any site: four fifths of them are icons, menus, forms, grids and boxes of scripts that the archive's
frame does without, and a first visit would wait for them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

from archive_output.files import write_anew

CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
OTHERS = {
    "icons": "fa fas far fab svg-inline--fa",
    "boxes and forms of Bootstrap": """
        accordion alert badge breadcrumb btn card carousel close collapse collapsing dropdown dropend dropstart dropup
        fade form input is modal nav navbar offcanvas page-item page-link pagination placeholder popover progress ratio
        spinner tab toast tooltip valid was
    """,
    "its utilities": """
        align-items align-self bg border bottom col container-fluid container-lg container-md container-sm container-xl
        container-xxl d display-1 display-2 display-3 display-4 display-5 display-6 end flex float font fs fst fw g gap
        gx gy h-100 h-25 h-50 h-75 hstack justify lh link list-group list-inline m-0 m-1 m-2 m-3 m-4 m-5 m-auto mb me
        mh ms mt mw mx my object-fit offset opacity order overflow p-0 p-1 p-2 p-3 p-4 p-5 pb pe position ps pt px py
        rounded row-cols shadow start sticky stretched-link text-bg text-black text-body text-danger text-dark
        text-decoration text-info text-light text-lg text-md text-muted text-primary text-secondary text-sm text-success
        text-uppercase text-warning text-white text-wrap text-xl text-xxl top translate-middle user-select vh vr vstack
        vw w-100 w-25 w-50 w-75 z
    """,
    "the theme's own frame": """
        bd-breadcrumbs bd-container bd-content bd-footer bd-header bd-lgg bd-links bd-main bd-page-width bd-search
        bd-sidebar footer-article footer-items header-article header-items icon-links image-toggle navigation prev-next
        pst-async pst-navbar pst-rtd pst-scroll pydata-search sbt-scroll search sidebar skip theme-switch tocsection
        toctree version-switcher
    """,
    "notebooks and other extensions": """
        ablog cell cell_input cell_output dataframe ethical html-page-context jupyter nbinput nboutput output
        output_area sd wy xarray
    """,
}
"""How classes begin of parts that the archive does without: a hyphen, an underscore or nothing comes next."""
LEFT_OUT = re.compile(rf"(?:{'|'.join(map(re.escape, ' '.join(OTHERS.values()).split()))})(?:[-_].*)?")


def is_left_out(name: str) -> bool:
    """Whether the styles of a class are left out."""
    return bool(LEFT_OUT.fullmatch(name))


def needed_styles(css: str) -> str:
    """A style sheet without the rules for classes that are left out, and without fonts and movements for them.

    What no browser could read (CSS Syntax, level 3) goes as well.
    """
    return "".join(_needed(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def remembered_styles(css: str, memory: Path) -> str:
    """The same, from the folder ``memory`` where it has been made before: it takes half a second."""
    made = hashlib.blake2b(f"{OTHERS}{css}".encode(), digest_size=16).hexdigest()
    file = memory / f"{made}.css"
    if not file.is_file():
        write_anew(file, needed_styles(css).encode("utf-8"))
    return file.read_text(encoding="utf-8")


def _needed(rules: Iterable[Node]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            if selectors := _selectors(rule):
                yield f"{selectors}{{{tinycss2.serialize(rule.content)}}}"
        elif isinstance(rule, AtRule):
            yield from _needed_block(rule)


def _needed_block(rule: AtRule) -> Iterator[str]:
    if rule.lower_at_keyword in ("font-face", "keyframes"):
        return
    if rule.lower_at_keyword not in ("media", "supports") or rule.content is None:
        yield rule.serialize()
    elif within := "".join(_needed(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))):
        yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{within}}}"


def _selectors(rule: QualifiedRule) -> str:
    """Those of a rule's selectors that may find something."""
    found = _split(tinycss2.serialize(rule.prelude).strip())
    return ",".join(each for each in found if not any(map(is_left_out, CLASS.findall(_positive(each)))))


def _positive(selector: str) -> str:
    """A selector without what it excludes."""
    return re.sub(r":not\([^()]*\)", "", selector)


def _split(selectors: str) -> Iterator[str]:
    """At commas outside brackets."""
    depth = start = 0
    for place, sign in enumerate(selectors):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            yield selectors[start:place]
            start = place + 1
    yield selectors[start:]
