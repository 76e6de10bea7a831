"""A page of the public web by its address: politely, bounded, and never from a private network."""

from __future__ import annotations

import http.client
import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.read import MOST_BYTES
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language

AGENT: Final = "perenou (checks texts for whoever owns them)"
_MOST_HOPS: Final = 5
_TIMEOUT: Final = 20.0
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
    """Fetch a page; its site's ``robots.txt`` is heeded, and at most a few redirects are followed.

    Raises:
        RefusedDocumentError: the address, its answer or its size is not as it may be.
    """
    for _ in range(_MOST_HOPS + 1):
        if not _may(url, allows):
            raise RefusedPageError("robots", url[:200])
        status, headers, content = _get(url, allows)
        target = headers.get("location", "")
        if status in _MOVED and target:
            url = urljoin(url, target)
            continue
        if status != http.client.OK:
            raise RefusedPageError("status", url[:200], code=str(status))
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in _KINDS:
            raise RefusedDocumentError("kind", url[:200], suffix=kind[:60] or "?")
        return WebPage(url + ("" if url.endswith(_KINDS[kind]) else _KINDS[kind]), content)
    raise RefusedPageError("hops", url[:200], most=str(_MOST_HOPS))


def _may(url: str, allows: Allows) -> bool:
    """Whether the site lets programs read the page; a site without rules does."""
    parts = urlsplit(url)
    status, _, content = _get(f"{parts.scheme}://{parts.netloc}/robots.txt", allows)
    if status != http.client.OK:
        return True
    robots = RobotFileParser()
    robots.parse(content[:500_000].decode("utf-8", errors="replace").splitlines())
    return robots.can_fetch(AGENT, url)


def _get(url: str, allows: Allows) -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise RefusedPageError("address", url[:200]) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RefusedPageError("address", url[:200])
    make = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = make(parts.hostname, port, timeout=_TIMEOUT)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        _connect(connection, url, allows)
        connection.request("GET", path, headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        content = answer.read(MOST_BYTES + 1)
        headers = {key.lower(): value for key, value in answer.getheaders()}
    except (OSError, http.client.HTTPException, ValueError, UnicodeError) as wrong:
        raise RefusedPageError("network", url[:200], what=str(wrong)[:120]) from None
    finally:
        connection.close()
    if len(content) > MOST_BYTES:
        raise RefusedDocumentError("too_large", url[:200], most=str(MOST_BYTES // 1024**2))
    return answer.status, headers, content


def _connect(connection: http.client.HTTPConnection, url: str, allows: Allows) -> None:
    """Connect, and go no further where the other end is none that may be called.

    It is the end of the connection itself that is looked at, as a name may lead elsewhere the next
    time it is asked for. Nothing has been sent by then but what begins a connection.
    """
    found = socket.getaddrinfo(connection.host, connection.port, type=socket.SOCK_STREAM)
    if not found or not all(allows(str(each[4][0])) for each in found):
        raise RefusedPageError("private", url[:200])
    connection.connect()
    if not allows(str(connection.sock.getpeername()[0])):
        raise RefusedPageError("private", url[:200])
