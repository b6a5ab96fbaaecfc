"""Some of an archive's pages: what one of several machines builds of an archive that is too large for one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """The pages below some folders, or all pages but those; without either, all."""

    only: tuple[str, ...] = ()
    """Folders or pages by their path under docs/, as in ``conferences/2022-slovenia``."""
    without: tuple[str, ...] = ()

    def holds(self, docname: str) -> bool:
        """Whether the page is in this part."""
        within = not self.only or _is_below(docname, self.only)
        return within and not _is_below(docname, self.without)

    @property
    def is_whole(self) -> bool:
        """Whether this is no part but all of the archive."""
        return not self.only and not self.without

    @property
    def name(self) -> str:
        """What its folder is called."""
        words = (*self.only, *(f"not-{folder}" for folder in self.without))
        return "-and-".join(word.replace("/", "-") for word in words)


WHOLE = Part()


def _is_below(docname: str, folders: tuple[str, ...]) -> bool:
    return any(docname == folder or docname.startswith(f"{folder}/") for folder in folders)
