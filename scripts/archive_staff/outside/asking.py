"""Asking hosts for addresses, by the ``requests`` library, on which Sphinx's own link check is built as well.

It follows redirects one by one, each in its turn at the host to which it leads, so that no host is asked more often
than it should be, also by way of others.
"""

from __future__ import annotations

import email.utils
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import requests
from lxml import html
from requests.adapters import HTTPAdapter

from archive_staff.outside.answer import PERMANENT, Answer
from archive_staff.outside.turns import Turns

PATIENCE = (10.0, 20.0)
"""Seconds until a host must be reached, and until it must have answered."""
MOST_STEPS = 10
"""Redirects, as browsers follow twenty."""
LARGEST = 3_000_000
"""Bytes of a page that are looked through for a part of it."""
LONGEST = 30.0
"""Seconds in which these must come."""
HEAD_REFUSED = frozenset({400, 403, 404, 405, 406, 501})
"""What hosts answer to HEAD that answer GET otherwise."""
AGAIN = frozenset({429, 500, 502, 503, 504})
"""Statuses after which it is worth asking again."""


class PoliteAdapter(HTTPAdapter):
    """Sends each request, those of redirects too, in its turn."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        super().__init__()

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:  # type: ignore[override]
        """Wait, and send."""
        with self.turns.taken(host_of(request.url or "")):
            return super().send(request, **options)


class Asker:
    """Asks for addresses; one for each thread."""

    def __init__(self, turns: Turns, agent: str) -> None:
        """``agent`` says who asks, and where more is said of it (RFC 9110, 10.1.5)."""
        self.turns = turns
        self.session = requests.Session()
        self.session.max_redirects = MOST_STEPS
        self.session.headers.update({"User-Agent": agent, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
        for scheme in ("http://", "https://"):
            self.session.mount(scheme, PoliteAdapter(turns))

    def ask(self, address: str) -> tuple[Answer, float | None]:
        """What came of an address, and after how many seconds to ask again where the host has said so."""
        page, part = urldefrag(address)
        methods = ("GET",) if part else ("HEAD", "GET")
        answer, wait = Answer(address, error="address"), None
        for method in methods:
            answer, wait = self._ask(method, address, page, unquote(part))
            if method == "HEAD" and (answer.status in HEAD_REFUSED or answer.error == "dropped"):
                continue
            break
        return answer, wait

    def _ask(self, method: str, address: str, page: str, part: str) -> tuple[Answer, float | None]:
        try:
            with self.session.request(method, page, stream=True, allow_redirects=True, timeout=PATIENCE) as response:
                steps = [step.status_code for step in response.history]
                final = response.url + (f"#{part}" if part else "")
                is_there = not part or not response.ok or _holds(response, part)
                answer = Answer(
                    address,
                    response.status_code,
                    "" if is_there else "fragment",
                    final,
                    bool(steps) and PERMANENT.issuperset(steps),
                )
                wait = _retry_after(response)
                if wait is not None:
                    self.turns.pause(host_of(response.url), wait)
                return answer, wait
        except (requests.RequestException, ValueError) as error:
            return Answer(address, error=_kind(error)), None


def host_of(address: str) -> str:
    """The host of an address."""
    return urlsplit(address).hostname or ""


def _retry_after(response: requests.Response) -> float | None:
    """For how long the host wants to be left alone (RFC 9110, 10.2.3): seconds, or until a date."""
    written = response.headers.get("Retry-After", "").strip()
    if response.status_code not in AGAIN or not written:
        return None
    if written.isdecimal():
        return float(written)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(written).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def _holds(response: requests.Response, part: str) -> bool:
    """Whether a page has a part of this name; other files, and names that scripts make, are not judged."""
    if "html" not in response.headers.get("Content-Type", "") or part == "top" or part.startswith((":~:", "!", "/")):
        return True
    body = b"".join(_body(response))
    if not body.strip():
        return False
    tree = html.fromstring(body)
    return any(part in (each.get("id"), each.get("name")) for each in tree.iter() if isinstance(each.tag, str))


def _body(response: requests.Response) -> Iterator[bytes]:
    size, end = 0, time.monotonic() + LONGEST
    for chunk in response.iter_content(65_536):
        yield chunk
        size += len(chunk)
        if size > LARGEST or time.monotonic() > end:
            return


def _kind(error: Exception) -> str:
    """What went wrong, by the errors behind it; their texts differ from system to system."""
    names = {type(each).__name__ for each in _chain(error)}
    for kind, signs in KINDS.items():
        if names & signs:
            return kind
    return "dropped"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        inner = [each for each in error.args if isinstance(each, BaseException)]
        reason = getattr(error, "reason", None)
        inner += [reason] if isinstance(reason, BaseException) else []
        for each in inner:
            yield from _chain(each)
        error = error.__cause__ or error.__context__


KINDS: dict[str, set[str]] = {
    "limited": {"LimitedError"},
    "redirects": {"TooManyRedirects"},
    "dns": {"NameResolutionError", "gaierror"},
    "tls": {"SSLError", "SSLCertVerificationError", "CertificateError"},
    "timeout": {"Timeout", "ConnectTimeout", "ReadTimeout", "ReadTimeoutError", "ConnectTimeoutError", "TimeoutError"},
    "refused": {"ConnectionRefusedError"},
    "address": {"InvalidURL", "MissingSchema", "InvalidSchema", "LocationParseError", "UnicodeError"},
}
"""By what came of it, the names of the errors that say so."""
