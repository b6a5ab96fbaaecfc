"""A laboratory of web addresses on loopback, one of each sort, for trying how other sites are asked.

It listens on several loopback addresses, each of which stands for a host, plainly and with TLS. Every request is noted
with its time, so that pauses, repetitions and the number of requests at once can be counted. All paths are there on
every host; ``?x`` makes any number of distinct addresses of one sort:

    /ok               200, small HTML          /status/N         that status, always
    /page             200, HTML with ids       /limit/N?after=S&times=K&as=seconds|date
    /head/N           HEAD gives N, GET 200                      status N with Retry-After for K requests, then 200
    /flaky/N?times=K  status N for K requests, then 200 (N=drop: closes the connection)
    /slow?s=S         answers after S seconds  /r/N/N/.../path   a chain of redirects with these codes, then /path
    /drop             closes unanswered        /to/N?url=U       redirect with code N to U
    /loop             redirects to itself
"""

from __future__ import annotations

import asyncio
import contextlib
import email.utils
import ssl
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Lab</title></head><body>
<h1 id="top">Top</h1><h2 id="part-two">Part</h2><a name="old-anchor">old</a>
<p id="Košice">Košice</p><p id="MixedCase">x</p><p>the words text-only stand here</p>
</body></html>
""".encode()


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as the server saw it."""

    at: float  # seconds since the server started
    host: str
    port: int
    method: str
    target: str
    agent: str
    busy: int  # requests in progress on this host, this one included
    answer: str  # status sent, or what was done instead


@dataclass(frozen=True, slots=True)
class Answer:
    """What to send for one request; ``close`` instead ends the connection unanswered."""

    status: int = 200
    body: bytes = b"<!DOCTYPE html><title>ok</title><p id='here'>ok</p>"
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    close: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    host: str
    method: str
    target: str
    rest: list[str]
    """What stands behind the first part of the path."""
    query: Mapping[str, str]
    count: int
    """How often this was asked for so far."""


def _flaky(asked: Asked) -> Answer:
    if asked.count > int(asked.query.get("times", "1")):
        return Answer()
    return _status(asked)


def _head(asked: Asked) -> Answer:
    return Answer() if asked.method != "HEAD" else _status(asked)


def _status(asked: Asked) -> Answer:
    code = asked.rest[0]
    return Answer(close=code) if code == "drop" else Answer(int(code))


def _limit(asked: Asked) -> Answer:
    if asked.count > int(asked.query.get("times", "1")):
        return Answer()
    after = asked.query.get("after", "2")
    if asked.query.get("as") == "date":
        after = email.utils.formatdate(time.time() + float(after), usegmt=True)
    return Answer(int(asked.rest[0]), headers={"Retry-After": after})


def _chain(asked: Asked) -> Answer:
    code, *rest = asked.rest
    onward = "/r/" + "/".join(rest) if rest[0].isdigit() else "/" + "/".join(rest)
    suffix = "?" + asked.target.partition("?")[2] if "?" in asked.target else ""
    return Answer(int(code), b"", {"Location": onward + suffix})


SORTS: dict[str, Callable[[Asked], Answer]] = {
    "ok": lambda _asked: Answer(),
    "page": lambda _asked: Answer(body=PAGE),
    "status": _status,
    "limit": _limit,
    "flaky": _flaky,
    "head": _head,
    "slow": lambda asked: Answer(wait=float(asked.query.get("s", "1"))),
    "drop": lambda _asked: Answer(close="drop"),
    "r": _chain,
    "to": lambda asked: Answer(int(asked.rest[0]), b"", {"Location": asked.query["url"]}),
    "loop": lambda asked: Answer(302, b"", {"Location": asked.target}),
}
"""By the first part of the path, what is answered."""


class LabServer:
    """The laboratory, listening from ``__enter__`` to ``__exit__``."""

    def __init__(self, hosts: int = 3, port: int = 0, latency: float = 0.0) -> None:
        self.addresses = [f"127.0.0.{number}" for number in range(1, hosts + 1)]
        self.counts: Counter[str] = Counter()
        self.requests: list[Seen] = []
        self._port, self._tls_port = port, port + 1 if port else 0
        self._latency = latency
        self._busy: Counter[str] = Counter()
        self._start = time.monotonic()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._servers: list[asyncio.Server] = []

    def url(self, host: int, path: str) -> str:
        return f"http://127.0.0.{host}:{self._port}{path}"

    def tls_url(self, host: int, path: str) -> str:
        return f"https://127.0.0.{host}:{self._tls_port}{path}"

    def reset(self) -> None:
        """Forget the requests and counts so far."""
        self.requests.clear()
        self.counts.clear()

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._shut(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _listen(self) -> None:
        tls = self_signed_context()
        for address in self.addresses:
            plain = await asyncio.start_server(self._serve, address, self._port)
            self._port = plain.sockets[0].getsockname()[1]
            safe = await asyncio.start_server(self._serve, address, self._tls_port, ssl=tls)
            self._tls_port = safe.sockets[0].getsockname()[1]
            self._servers += [plain, safe]

    async def _shut(self) -> None:
        for server in self._servers:
            server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while await self._serve_one(reader, writer):
                pass
        writer.close()

    async def _serve_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; false when the connection is to be closed."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        method, target, _ = first.split(" ", 2)
        fields = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
        host, port = writer.get_extra_info("sockname")[:2]
        agent = fields.get("user-agent", "")
        self.counts[f"{host}{target}"] += 1
        split = urlsplit(target)
        sort, *rest = [unquote(part) for part in split.path.strip("/").split("/")]
        asked = Asked(host, method, target, rest, dict(parse_qsl(split.query)), self.counts[f"{host}{target}"])
        answer = SORTS.get(sort, lambda _asked: Answer(404))(asked)
        self._busy[host] += 1
        self._record(
            Seen(
                round(time.monotonic() - self._start, 4),
                host,
                port,
                method,
                target,
                agent,
                self._busy[host],
                answer.close or str(answer.status),
            )
        )
        try:
            await asyncio.sleep(answer.wait + self._latency)
            return await self._send(writer, method, answer)
        finally:
            self._busy[host] -= 1

    def _record(self, seen: Seen) -> None:
        self.requests.append(seen)

    async def _send(self, writer: asyncio.StreamWriter, method: str, answer: Answer) -> bool:
        if answer.close:
            return False
        body = answer.body
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(body)),
            **answer.headers,
        }
        lines = [f"HTTP/1.1 {answer.status} Lab", *(f"{k}: {v}" for k, v in headers.items())]
        writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
        if method != "HEAD":
            writer.write(body)
        await writer.drain()
        return True


def self_signed_context() -> ssl.SSLContext:
    """A server's TLS context with a fresh certificate that nobody trusts."""
    with tempfile.TemporaryDirectory() as folder:
        key, cert = Path(folder, "key.pem"), Path(folder, "cert.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
             "-subj", "/CN=lab", "-addext", "subjectAltName=IP:127.0.0.1",
             "-keyout", key, "-out", cert],
            check=True, capture_output=True,
        )  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
    return context
