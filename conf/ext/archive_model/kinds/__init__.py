"""The kinds of record. To add one, write its file here and its line below."""

from __future__ import annotations

from archive_model.kind import Kinds
from archive_model.kinds import conference, day, operation, organisation, term, theme

KINDS = Kinds(conference.KIND, day.KIND, theme.KIND, operation.KIND, organisation.KIND, term.KIND)
