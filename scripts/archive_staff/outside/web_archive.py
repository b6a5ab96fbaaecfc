"""Copies in the Wayback Machine, by its answer to whether it has one (archive.org/help/wayback_api.php)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import requests

from archive_staff.outside.asking import PATIENCE, Asker

COPY = re.compile(r"https://web\.archive\.org/\S+")
AVAILABLE = "https://archive.org/wayback/available"


def copies(asker: Asker, addresses: Iterable[str]) -> Mapping[str, str]:
    """The nearest copy of each address that has one. Where the service does not answer, nothing is known."""
    found: dict[str, str] = {}
    for address in addresses:
        try:
            nearest = closest(asker, address)["archived_snapshots"]["closest"]
            copy = str(nearest["url"]).replace("http://", "https://", 1)
            is_good = nearest["available"] and str(nearest.get("status", "200")).startswith("2")
        except (requests.RequestException, ValueError, KeyError, TypeError):
            continue
        if is_good and COPY.fullmatch(copy):  # readers will be led there
            found[address] = copy
    return found


def closest(asker: Asker, address: str) -> Any:
    """The service's answer on an address."""
    return asker.session.get(f"{AVAILABLE}?url={quote(address, safe='')}", timeout=PATIENCE).json()
