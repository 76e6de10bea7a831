"""Addresses that only take forms, asked for as pages: the way back to the page above them.

After a form was refused, its own address stands in the browser. Whoever loads that anew, chooses a
language there or keeps it as a bookmark wants the thing that the form is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import right_of
from perenou.workbench.accounts.rights import may
from perenou.workbench.frame import errors
from perenou.workbench.frame.programs import is_program


class WrongWayMiddleware:
    """Sends whoever asks for a form's address to the page above it, or tells that it is no page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; programs and addresses that do not know methods are answered as they were."""
        response = self._get_response(request)
        is_wrong = response.status_code == 405 and not response.content
        if not is_wrong or is_program(request):
            return response
        if request.method == "GET" and isinstance(request.user, User):
            for address in _above(request.path_info):
                if _is_open(request.user, address):
                    return redirect(address)
        told = errors.wrong_way(request)
        told["Allow"] = response["Allow"]
        return told


def _above(path: str) -> Iterator[str]:
    """The addresses above one, the nearest first."""
    parts = [each for each in path.split("/") if each][:-1]
    while parts:
        yield f"/{'/'.join(parts)}/"
        parts.pop()


def _is_open(user: User, address: str) -> bool:
    try:
        right = right_of(resolve(address).func)
    except Http404:
        return False
    return right is not None and may(user, right)
