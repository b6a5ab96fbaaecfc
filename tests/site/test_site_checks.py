"""What ``archive check --site`` says of the real archive: nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_model.archive import Archive
from archive_model.site import load_site
from archive_staff.site_check.built_site import read_site
from archive_staff.site_check.checking import SiteCheck

pytestmark = pytest.mark.xdist_group("site")


def test_links_lead_somewhere_pages_are_valid_and_all_addresses_are_in_the_ledger(
    real_site: Path, real_archive: Archive, repository: Path
) -> None:
    settings = load_site(repository / "conf" / "site.toml")
    check = SiteCheck(read_site(real_site), real_archive, settings, repository, repository / "docs")
    assert len(check.built.pages) > 300
    assert [str(problem) for problem in check.problems()] == []
