"""The nodes that stand for parts of a page which templates fill in when it is written."""

from __future__ import annotations

from docutils import nodes


class record_header(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes like elements
    """Below the title: what the record says of itself."""


class record_footer(nodes.General, nodes.Element):  # noqa: N801
    """At the end of the page: sources, back-links, how to cite."""


class session_marks(nodes.General, nodes.Element):  # noqa: N801
    """What a session's mark says."""


class listing(nodes.General, nodes.Element):  # noqa: N801
    """A list of pages; ``line`` tells those of one page apart."""


class picture(nodes.General, nodes.Element):  # noqa: N801
    """A picture; ``line`` tells those of one page apart."""


class source_list(nodes.General, nodes.Element):  # noqa: N801
    """All sources."""


class link_states(nodes.General, nodes.Element):  # noqa: N801
    """How the addresses of other sites were found."""


class quotation(nodes.General, nodes.Element):  # noqa: N801
    """A quotation with its speaker."""


class quotation_words(nodes.General, nodes.Element):  # noqa: N801
    """The words of a quotation."""


class quotation_speaker(nodes.General, nodes.TextElement):  # noqa: N801
    """Who spoke, and the source."""
