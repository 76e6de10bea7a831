"""One call of a service: it ends in time, brings no more than allowed, and goes nowhere else."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Timer
from typing import Final, Literal
from urllib.parse import SplitResult, urlsplit

Failing = Literal["unreachable", "slow", "broken", "too_large", "refused", "resting", "untrusted"]
"""Why a service gave no answer that can be used."""

_PIECE: Final = 65_536


class ServiceError(Exception):
    """A service gave no answer that can be used; nothing of what was sent is in the message.

    Attributes:
        why: the key of the reason. status: of HTTP, where it answered at all.
    """

    def __init__(self, why: Failing, status: int = 0) -> None:
        super().__init__(f"{why} {status}" if status else why)
        self.why: Failing = why
        self.status = status


@dataclass(frozen=True, slots=True)
class Identity:
    """Files (PEM) by which both ends of an encrypted line know each other.

    Attributes:
        certificate, key: ours, shown where the service asks for it; empty: none. authority: of the
            certificates that the service may show; empty: those that this machine trusts.
    """

    certificate: str = ""
    key: str = ""
    authority: str = ""

    def context(self) -> ssl.SSLContext:
        """How to speak with a service, read anew each time, for certificates are renewed.

        Raises:
            OSError: a file is missing, or is no certificate or key.
        """
        context = ssl.create_default_context(cafile=self.authority or None)
        if self.certificate:
            # Without a password here an encrypted key would ask for one on the terminal.
            context.load_cert_chain(self.certificate, self.key or None, password=lambda: "")
        return context


NOBODY: Final = Identity()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    kind: str
    body: bytes


def is_safe(address: str) -> bool:
    """Whether an address may be sent data: encrypted on the way, or on this machine itself."""
    told = urlsplit(address)
    if told.scheme == "https" and told.hostname:
        return True
    return told.scheme == "http" and _is_here(told.hostname or "")


def called(
    address: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    seconds: float,
    most: int,
    identity: Identity = NOBODY,
) -> Answer:
    """Call a service once; a redirection is no answer, as data would go where nobody meant it to.

    Args:
        seconds: until which the whole answer must be there. most: bytes of it that are read.
        identity: how the two know each other.

    Raises:
        ServiceError: there is no answer of status 200 to 299 in time.
    """
    told = urlsplit(address)
    if not is_safe(address):
        raise ServiceError("refused")
    end = time.monotonic() + seconds
    try:
        connection = _connection(told, seconds, identity)
    except OSError:
        raise ServiceError("untrusted") from None
    place = f"{told.path or '/'}{'?' if told.query else ''}{told.query}"
    try:
        connection.connect()
        with _until(end, connection.sock):
            connection.request(method, place, body, dict(headers or {}))
            with connection.getresponse() as answer:
                content = _read(answer, most)
    except TimeoutError:
        raise ServiceError("slow") from None
    except ssl.SSLError:
        # Another's certificate that we do not trust, or ours that is not trusted there.
        raise ServiceError("untrusted") from None
    except (http.client.HTTPException, ValueError):
        raise ServiceError("broken") from None
    except OSError:
        raise ServiceError("unreachable") from None
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise ServiceError("refused", answer.status)
    return Answer(answer.status, answer.headers.get_content_type(), content)


def _connection(
    told: SplitResult, seconds: float, identity: Identity
) -> http.client.HTTPConnection:
    host = told.hostname or ""
    if told.scheme == "https":
        return http.client.HTTPSConnection(
            host, told.port, timeout=seconds, context=identity.context()
        )
    return http.client.HTTPConnection(host, told.port, timeout=seconds)


def _read(answer: http.client.HTTPResponse, most: int) -> bytes:
    found = bytearray()
    while piece := answer.read1(_PIECE):
        found += piece
        if len(found) > most:
            raise ServiceError("too_large")
    length = answer.headers.get("Content-Length", "")
    if length.isdecimal() and len(found) < int(length):
        raise ServiceError("broken")
    return bytes(found)


@contextmanager
def _until(end: float, line: socket.socket) -> Iterator[None]:
    """Wake whatever waits on a line when time is over.

    A time limit of the line itself begins anew with each letter, and a service that sends a letter
    a second never stops.

    Raises:
        TimeoutError: time was over before it was done.
    """
    is_over = Event()

    def ended() -> None:
        is_over.set()
        with suppress(OSError):  # the other end was quicker
            socket.socket.shutdown(line, socket.SHUT_RDWR)

    timer = Timer(max(end - time.monotonic(), 0), ended)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        # Half an answer may pass for one, and what stopped reading it says nothing of the service.
        if is_over.is_set():
            raise TimeoutError from None


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
