"""What went wrong, told to people as a page and to programs as data, with a code to quote."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from perenou.workbench.frame.programs import (
    is_program,
    problem_answer,
    problem_told,
    spoken,
)
from perenou.workbench.frame.trace import TRACE
from perenou.workbench.frame.words import say


def page(request: HttpRequest, status: int, key: str) -> HttpResponse:
    """A page of an error: ``error.KEY.what`` and ``error.KEY.cure`` of the texts."""
    if is_program(request):
        title, detail = (say(f"error.{key}.{each}", spoken(request)) for each in ("what", "cure"))
        return problem_answer(problem_told(status, key, title, detail), {})
    told = {
        "what": f"error.{key}.what",
        "cure": f"error.{key}.cure",
        "code": f"PN-{status}",
        "trace": TRACE.get(),
    }
    return render(request, "frame/error.html", told, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no page of ours makes."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return page(request, 400, "bad_request")


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Somebody may not do this."""
    del exception
    return page(request, 403, "refused")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or not for this reader."""
    del exception
    return page(request, 404, "not_found")


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not ours, or too old."""
    del reason
    return page(request, 403, "forged")


def wrong_way(request: HttpRequest) -> HttpResponse:
    """An address was asked for in a way that it does not answer."""
    return page(request, 405, "wrong_way")


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than a page takes."""
    return page(request, 413, "too_large")


def too_much(request: HttpRequest) -> HttpResponse:
    """More files were brought in a day than one person may."""
    return page(request, 413, "too_much")


def harmful(request: HttpRequest) -> HttpResponse:
    """A scanner knows a file as harmful."""
    return page(request, 422, "harmful")


def not_scanned(request: HttpRequest) -> HttpResponse:
    """The scanner of this installation did not say whether a file is harmful."""
    return page(request, 503, "not_scanned")


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """More was asked in a minute than a person can look at."""
    response = page(request, 429, "too_many")
    response["Retry-After"] = str(seconds)
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """Something broke; nothing was saved."""
    return page(request, 500, "broken")
