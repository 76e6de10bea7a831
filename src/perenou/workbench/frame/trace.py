"""An id for each request, and the id of the trace that it is part of (W3C Trace Context).

The id of a request is always made here: it stands in the audit trail, on error pages and in
``X-Trace-Id``, so that nobody can have two requests look like one. The id of the trace comes from
whoever asked, where they tell one, stands in the log beside it, and is passed on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_hex
from typing import Final

from django.http import HttpRequest, HttpResponse

TRACE: Final[ContextVar[str]] = ContextVar("trace", default="")
"""The id of the request that is being answered, or of the job that is being done."""

WHOLE: Final[ContextVar[str]] = ContextVar("whole", default="")
"""The id of the trace that it is part of."""

KEPT: Final = "perenou_trace"
"""Attribute of a request that keeps both ids."""

_PARENT: Final = re.compile(r"(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")


class TraceMiddleware:
    """Gives every request an id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the id in ``X-Trace-Id``, and with both in ``traceresponse``."""
        with within(request.META.get("HTTP_TRACEPARENT", "")):
            # The framework writes its line on an answer after this has ended.
            setattr(request, KEPT, (TRACE.get(), WHOLE.get()))
            response = self._get_response(request)
            response["X-Trace-Id"] = TRACE.get()
            response["traceresponse"] = parent()
        return response


@contextmanager
def within(told: str) -> Iterator[None]:
    """A piece of work with an id of its own, in the trace of whoever asked for it.

    Args:
        told: their ``traceparent``; a new trace begins where it is empty or not as it should be.
    """
    found = _PARENT.fullmatch(told.strip())
    is_known = found is not None and found[1].strip("0") and found[2].strip("0")
    tokens = TRACE.set(token_hex(8)), WHOLE.set(found[1] if found and is_known else token_hex(16))
    try:
        yield
    finally:
        TRACE.reset(tokens[0])
        WHOLE.reset(tokens[1])


def parent() -> str:
    """The ``traceparent`` of what is asked of others now; empty outside of any work."""
    return f"00-{WHOLE.get()}-{TRACE.get()}-01" if WHOLE.get() else ""
