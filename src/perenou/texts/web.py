"""Pages of the public web by address: politely, bounded, and never from a private network."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.read import MOST_BYTES
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.texts.web_cache import NO_CACHE, Seen, WebCache

AGENT: Final = "perenou (checks texts for whoever owns them)"
_MOST_HOPS: Final = 5
_TIMEOUT: Final = 20.0
"""Seconds without anything coming."""

_LONGEST: Final = 60.0
"""Seconds for a whole answer, however slowly it drips."""

_PIECE: Final = 64 * 1024
LONGEST_PAUSE: Final = 30.0
"""Seconds between two pages, even where a site asks for more."""

_MOVED: Final = frozenset((301, 302, 303, 307, 308))
_KINDS: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""By declared type: the ending of a file of that kind."""


class RefusedPageError(RefusedDocumentError):
    """A page that is not fetched. ``reason``: key of the text below ``text.web``."""

    def text(self, language: Language) -> str:
        """The message in a language."""
        texts = Catalogue.load("perenou.texts", "texts")
        return f"{self.name}: {texts.text(f'text.web.{self.reason}', language, **self.slots)}"


Allows = Callable[[str], bool]
"""Whether an address of the network may be called."""


def is_public(address: str) -> bool:
    """Whether an address belongs to the public network."""
    return ipaddress.ip_address(address).is_global


@dataclass(frozen=True, slots=True)
class WebPage:
    """What stands at an address; ``name`` ends as a file of its kind does."""

    name: str
    content: bytes


def fetch(url: str, allows: Allows = is_public) -> WebPage:
    """Fetch a page alone.

    Raises:
        RefusedDocumentError: the address, its answer or its size is not as it may be.
    """
    return Visitor(allows).page(url)


@dataclass
class Visitor:
    """Reads one page after the other: heeds ``robots.txt``, waits between them, remembers.

    Attributes:
        pause: least seconds between two requests of pages to one site.
    """

    allows: Allows = is_public
    pause: float = 0.0
    cache: WebCache = NO_CACHE
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def page(self, url: str) -> WebPage:
        """A page; at most a few redirects are followed, each held to the same.

        Raises:
            RefusedDocumentError: the address, its answer or its size is not as it may be.
        """
        at, kind, content = self.get(url)
        if kind not in _KINDS:
            raise RefusedDocumentError("kind", at[:200], suffix=kind[:60] or "?")
        return WebPage(at + ("" if at.endswith(_KINDS[kind]) else _KINDS[kind]), content)

    def get(self, url: str) -> tuple[str, str, bytes]:
        """Where something stands at last, its declared kind, and what stands there.

        Raises:
            RefusedDocumentError: as ``page`` says.
        """
        asked = url
        for _ in range(_MOST_HOPS + 1):
            robots = self.robots(url)
            if not robots.can_fetch(AGENT, url):
                raise RefusedPageError("robots", url[:200])
            self._wait(url, robots)
            seen = self.cache.seen(url)
            status, headers, content = _get(url, self.allows, {} if seen is None else seen.asks)
            target = headers.get("location", "")
            if status in _MOVED and target:
                url = urljoin(url, target)
                continue
            if status == http.client.NOT_MODIFIED and seen is not None:
                return url, seen.kind, seen.content
            if status != http.client.OK:
                raise RefusedPageError("status", url[:200], code=str(status))
            kind = headers.get("content-type", "").partition(";")[0].strip().lower()
            told = headers.get("etag", ""), headers.get("last-modified", "")
            self.cache.keep(url, Seen(*told, kind, content))
            return url, kind, content
        raise RefusedPageError("hops", asked[:200], most=str(_MOST_HOPS))

    def robots(self, url: str) -> RobotFileParser:
        """The rules of a site, asked for once; a site without rules lets everything be read."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            status, _, content = _get(f"{site}/robots.txt", self.allows)
            lines = content[:500_000].decode("utf-8", errors="replace").splitlines()
            rules = RobotFileParser()
            rules.parse(lines if status == http.client.OK else [])
            self._robots[site] = rules
        return self._robots[site]

    def _wait(self, url: str, robots: RobotFileParser) -> None:
        """Let the pause go by that the site or we ask for since the last request to it."""
        site = urlsplit(url).netloc
        asked = robots.crawl_delay(AGENT)
        pause = max(self.pause, min(float(asked or 0), LONGEST_PAUSE)) if self.pause else 0.0
        left = self._last.get(site, -pause) + pause - time.monotonic()
        if site in self._last and left > 0:
            self.sleep(left)
        self._last[site] = time.monotonic()


def _get(
    url: str, allows: Allows, asks: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise RefusedPageError("address", url[:200]) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RefusedPageError("address", url[:200])
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"User-Agent": AGENT, "Accept": "*/*", **(asks or {})}
    make = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection: http.client.HTTPConnection | None = None
    try:
        connection = make(parts.hostname, port, timeout=_TIMEOUT)
        connection.sock = _connected(connection, url, allows)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        content = _whole(answer, url)
        told = {key.lower(): value for key, value in answer.getheaders()}
    except (OSError, http.client.HTTPException, ValueError, UnicodeError) as wrong:
        raise RefusedPageError("network", url[:200], what=str(wrong)[:120]) from None
    finally:
        if connection is not None:
            connection.close()
    return answer.status, told, content


def _whole(answer: http.client.HTTPResponse, url: str) -> bytes:
    """All of an answer, unless it is too large or takes too long."""
    began, pieces, size = time.monotonic(), [], 0
    while piece := answer.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise RefusedDocumentError("too_large", url[:200], most=str(MOST_BYTES // 1024**2))
        if time.monotonic() - began > _LONGEST:
            raise RefusedPageError("slow", url[:200], seconds=str(int(_LONGEST)))
    return b"".join(pieces)


def _connected(connection: http.client.HTTPConnection, url: str, allows: Allows) -> socket.socket:
    """A socket to the other end, which is one that may be called.

    A name may lead elsewhere the next time it is asked for: it is asked once, every address that
    it gives is looked at, and it is one of these that is connected to.
    """
    found = socket.getaddrinfo(connection.host, connection.port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(map(allows, addresses)):
        raise RefusedPageError("private", url[:200])
    opened = socket.create_connection((addresses[0], connection.port), _TIMEOUT)
    if not isinstance(connection, http.client.HTTPSConnection):
        return opened
    try:
        return ssl.create_default_context().wrap_socket(opened, server_hostname=connection.host)
    except OSError:
        opened.close()
        raise
