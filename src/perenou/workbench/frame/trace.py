"""An id for each request, told in its answer, in the log and on error pages."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from secrets import token_hex
from typing import Final

from django.http import HttpRequest, HttpResponse

TRACE: Final[ContextVar[str]] = ContextVar("trace", default="")
"""The id of the request that is being answered."""

KEPT: Final = "perenou_trace"
"""Attribute of a request that keeps its id."""


class TraceMiddleware:
    """Gives every request an id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the id in ``X-Trace-Id``."""
        token = TRACE.set(token_hex(8))
        # The framework writes its line on an answer after this has ended.
        setattr(request, KEPT, TRACE.get())
        try:
            response = self._get_response(request)
            response["X-Trace-Id"] = TRACE.get()
        finally:
            TRACE.reset(token)
        return response
