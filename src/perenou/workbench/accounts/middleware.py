"""What every request passes: its size, how many came before it, and how old its session is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from perenou.api import PREFIX
from perenou.services.call import ServiceError
from perenou.services.scanner import is_harmful
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.sources import brings, count, is_over
from perenou.workbench.audit.trail import record
from perenou.workbench.frame import errors

SIGNED_IN: Final = "signed_in_at"
RENEWED: Final = "renewed_at"
"""Keys of the session: seconds since 1970."""

RENEW_AFTER: Final = 60
"""Seconds: a session in use is written anew no more often."""

SCANNED_WITHIN: Final = 20
"""Seconds that a scanner may take over a file."""

Answer = Callable[[HttpRequest], HttpResponse]


class SizeMiddleware:
    """Refuses what is too large before any of it is read."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, unless more is sent than any page takes."""
        told = str(request.META.get("CONTENT_LENGTH") or "0")
        if told.isdecimal() and int(told) > settings.LARGEST_REQUEST:
            return errors.too_large(request)
        return self._get_response(request)


class CleanMiddleware:
    """Refuses what no keyboard types and no database of ours takes: the character of number 0."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the check itself comes after the form was read, which may refuse it, too."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Refuse before the page sees it."""
        del view, args, kwargs
        told = (text for sent in (request.GET, request.POST) for text in _texts(sent))
        if "\0" in request.path_info or any("\0" in text for text in told):
            return errors.bad_request(request)
        return None


class BroughtMiddleware:
    """Refuses files that are too many for a day, and those that a scanner knows as harmful."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the files themselves are there once the form was read."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Refuse before a page opens any of them."""
        del view, args, kwargs
        files = [each for _, those in request.FILES.lists() for each in those]
        user = request.user
        if not files or not isinstance(user, User):
            return None  # what strangers bring is opened by no page
        if not brings(request, sum(each.size or 0 for each in files)):
            return errors.too_much(request)
        if not settings.CONFIGURATION.scanner:
            return None
        for each in files:
            try:
                found = is_harmful(
                    settings.CONFIGURATION.scanner, each.chunks(), seconds=SCANNED_WITHIN
                )
            except ServiceError:
                return errors.not_scanned(request)
            each.seek(0)
            if found:
                record(user, "harmful_file")
                return errors.harmful(request)
        return None


def _texts(sent: QueryDict) -> Iterator[str]:
    for key, values in sent.lists():
        yield key
        yield from map(str, values)


class LimitMiddleware:
    """Slows down whoever asks for more pages in a minute than a person can look at."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, unless there were too many requests."""
        if request.path_info.startswith(PREFIX):
            return self._get_response(request)  # programs are counted by their tokens
        if is_over(request):
            return errors.too_many(request, 60 - int(time.time()) % 60)
        is_view = request.user.is_authenticated and request.method in ("GET", "HEAD")
        response = self._get_response(request)
        if not is_view or 400 <= response.status_code < 500:
            count(request)
        return response


class SessionMiddleware:
    """Ends a session that is too old, keeps one in use alive, and its pages out of every cache."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; pages ask to sign in again where the session has ended."""
        if request.user.is_authenticated:
            now = int(time.time())
            since = request.session.setdefault(SIGNED_IN, now)
            if now - since >= settings.SESSION_LONGEST:
                logout(request)
            elif (
                now - request.session.get(RENEWED, 0) > RENEW_AFTER
                and request.path_info != reverse("accounts:here")  # asked by a page that waits
            ):
                renew(request)
        response = self._get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response


def renew(request: HttpRequest) -> None:
    """Let a session go on from now."""
    request.session[RENEWED] = int(time.time())


def left(request: HttpRequest) -> int:
    """Seconds until a session ends if nothing is done in it."""
    now = int(time.time())
    idle: int = request.session.get(RENEWED, now) + settings.SESSION_COOKIE_AGE
    whole: int = request.session.get(SIGNED_IN, now) + settings.SESSION_LONGEST
    return max(0, min(idle, whole) - now)
