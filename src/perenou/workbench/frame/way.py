"""The way from an address that takes nothing but forms to the page that it belongs to."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from perenou.workbench.frame.errors import page
from perenou.workbench.frame.programs import is_program


class WayMiddleware:
    """Answers whoever opens such an address, which a form that was refused leaves in the window."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the nearest page above."""
        response = self._get_response(request)
        if response.status_code != 405 or is_program(request) or response.content:
            return response
        above = page_above(request.path_info) if request.method == "GET" else ""
        return redirect(above) if above else page(request, 405, "method")


def page_above(path: str) -> str:
    """The nearest address above a path that leads anywhere; empty where there is none."""
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:length])}/"
        try:
            resolve(above)
        except Resolver404:
            continue
        return above
    return ""
