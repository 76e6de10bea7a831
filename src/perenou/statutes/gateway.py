"""Calls of a public service over HTTP, politely: one a second, and patient when it asks for it."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from perenou.statutes.errors import StatutesError
from perenou.statutes.xml_stream import MOST_BYTES

AGENT: Final = "perenou (reads acts for an official's own computer)"
ACCEPT: Final = "application/json, application/xml, text/xml"
PAUSE: Final = 1.0
"""Seconds between two calls."""

TRIES: Final = 4
LONGEST_WAIT: Final = 300.0
"""Seconds that a service may ask to wait before we give up instead."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status and bytes."""

    url: str
    status: int
    body: bytes

    @property
    def form(self) -> str:
        """``xml``, ``json``, ``html`` or ``other``, by the first bytes; headers may be wrong."""
        start = self.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
        if start.startswith((b"<!doctype html", b"<html")):
            return "html"
        if start.startswith((b"{", b"[")):
            return "json"
        return "xml" if start.startswith(b"<") else "other"

    def json(self) -> object:
        """The answer as JSON.

        Raises:
            StatutesError: it is something else, such as the shell of a web client.
        """
        try:
            if self.form == "json":
                return json.loads(self.body)
        except (ValueError, RecursionError):
            pass
        raise StatutesError("strange_answer", self.url, what=self.form)


class Gateway:
    """The way to one service.

    Args:
        base: address that every path is put behind. agent: how we call ourselves.
        sleep, clock: seconds; to be replaced in tests.
    """

    def __init__(
        self,
        base: str,
        *,
        agent: str = AGENT,
        pause: float = PAUSE,
        timeout: float = 60.0,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        parts = urlsplit(base)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise StatutesError("base", value=base[:200])
        self.base = base.rstrip("/")
        self._agent = agent
        self._pause = pause
        self._timeout = timeout
        self._sleep = sleep
        self._clock = clock
        self._last: float | None = None

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Get a path; an answer of 404 comes back, other failures are raised.

        Args:
            headers: what is said beside who we are, such as the form and language wanted.

        Raises:
            StatutesError: the service cannot be reached, fails or keeps asking for patience.
        """
        return self._call(path, None, headers or {"Accept": ACCEPT})

    def post(self, path: str, body: object) -> Answer:
        """Post JSON to a path; as ``get``."""
        told = {"Accept": ACCEPT, "Content-Type": "application/json; charset=utf-8"}
        return self._call(path, json.dumps(body, ensure_ascii=False).encode(), told)

    def _call(self, path: str, body: bytes | None, told: Mapping[str, str]) -> Answer:
        url = self.base + path
        headers = {"User-Agent": self._agent, **told}
        refused = StatutesError("network", url, what="")
        for attempt in range(TRIES):
            self._wait()
            request = Request(url, data=body, headers=headers)
            try:
                with urlopen(request, timeout=self._timeout) as answer:
                    content = answer.read(MOST_BYTES + 1)
                    # ``read`` of a given size does not complain of an answer that breaks off.
                    length = answer.headers.get("Content-Length", "")
                    if length.isdecimal() and len(content) < min(int(length), MOST_BYTES + 1):
                        raise http.client.IncompleteRead(content)
                    if len(content) > MOST_BYTES:
                        raise StatutesError("too_large", url, most=str(MOST_BYTES // 1024**2))
                    return Answer(url, answer.status, content)
            except HTTPError as error:
                with error:
                    if error.code == 404:
                        return Answer(url, 404, error.read(1_000_000))
                    wait = _asked_to_wait(error, attempt)
                if error.code == 429:
                    refused = StatutesError("too_many", url, times=str(TRIES))
                elif error.code >= 500:
                    refused = StatutesError("status", url, code=str(error.code))
                else:
                    raise StatutesError("status", url, code=str(error.code)) from None
                if wait > LONGEST_WAIT:
                    raise refused from None
            except (URLError, TimeoutError, OSError, http.client.HTTPException) as error:
                reason = getattr(error, "reason", None) or error
                refused = StatutesError("network", url, what=str(reason) or type(error).__name__)
                wait = 2.0**attempt
            if attempt + 1 < TRIES:
                self._sleep(wait)
        raise refused

    def _wait(self) -> None:
        if self._last is not None:
            left = self._last + self._pause - self._clock()
            if left > 0:
                self._sleep(left)
        self._last = self._clock()


def _asked_to_wait(error: HTTPError, attempt: int) -> float:
    told = error.headers.get("Retry-After", "").strip()
    return float(told) if told.isdecimal() else 2.0**attempt
