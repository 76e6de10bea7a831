"""Around every request: what those who watch ask is answered first, and the rest is measured."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from typing import Final

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from perenou.workbench.frame.log import MEASURED, TOLD
from perenou.workbench.operations.figures import ELSEWHERE, areas, count_request

WATCHED: Final = ("/health/", "/metrics")
"""Starts of the addresses for those who watch."""

_LOG = logging.getLogger(__name__)


class WatchMiddleware:
    """Answers those who watch, and measures every other request.

    Liveness must be told while the database is away, by any name and without HTTPS, as those who
    watch come by the address of the machine: so nothing that asks for these stands before it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._areas = frozenset(areas())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        if request.path_info.startswith(WATCHED):
            try:
                found = resolve(request.path_info)
            except Resolver404:
                return HttpResponse(status=404)
            response: HttpResponse = found.func(request, *found.args, **found.kwargs)
            return response
        setattr(request, MEASURED, None)
        start = time.perf_counter()
        response = self._get_response(request)
        self._measured(request, response.status_code, time.perf_counter() - start)
        return response

    def _measured(self, request: HttpRequest, status: int, seconds: float) -> None:
        match = request.resolver_match
        namespace = match.namespace if match is not None else ""
        area = namespace if namespace in self._areas else ELSEWHERE
        count_request(area, request.method or "", status, seconds)
        told = {
            "event.dataset": "perenou.request",
            "event.duration": int(seconds * 1_000_000_000),
            "event.outcome": "success" if status < 500 else "failure",
            "http.request.method": _method(request),
            "http.response.status_code": status,
            # The name of the address, not the address: what somebody looked for may stand in it.
            "url.route": match.view_name if match is not None else ELSEWHERE,
        }
        if status >= 500:
            _LOG.error("request broke", extra={TOLD: told}, exc_info=getattr(request, MEASURED))
        else:
            _LOG.info("request answered", extra={TOLD: told})


def _keep_error(sender: object, request: HttpRequest | None = None, **told: object) -> None:
    """Keep what broke for the line about the request, which is written when it was answered."""
    del sender, told
    if request is not None and hasattr(request, MEASURED):
        setattr(request, MEASURED, sys.exc_info())


got_request_exception.connect(_keep_error)


def _method(request: HttpRequest) -> str:
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
    return request.method if request.method in known else "other"
