"""What a form was refused or asked back with, kept so that it is a page with an address.

A page that answers a form itself has none: going back over it, or loading it anew, the browser can
only ask whether to send the form once more. So the answer is kept where what is typed is kept, for
an hour and for whoever sent the form, in the session in which they did, and the browser is sent to
where it is shown. Nothing of it stands in the address but a number drawn for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from secrets import token_hex
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from perenou.workbench.accounts.models import User
from perenou.workbench.frame.confirm import Question
from perenou.workbench.frame.models import Typed
from perenou.workbench.frame.typed import ANSWER, LONGEST

ADDRESS: Final = "answered"
"""The part of an address that tells which answer is shown; ``typed.js`` knows it, too."""

SHOWN_FOR: Final = timedelta(hours=1)
"""Later the address leads to the form itself, which offers what was typed."""

MOST: Final = 10
"""Answers that are kept of one person."""

REFUSALS: Final = frozenset({409, 410, 422})
"""With what status a page answers a form that it did not take."""

_KEY: Final = re.compile(r"[0-9a-f]{24}")


class AnsweredMiddleware:
    """Keeps what a form was refused or asked back with, and shows it at an address of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; whoever does not ask for pages is told at once, as is a part of a page."""
        key = request.GET.get(ADDRESS, "")
        response = self._get_response(request)
        if request.method == "GET" and _KEY.fullmatch(key) and isinstance(request.user, User):
            # The page says whether this reader may still see it, and writes the look down; one that
            # only takes forms says so after it has asked the same.
            is_open = response.status_code in (200, 405)
            return (_shown(request, request.user, key) if is_open else None) or response
        is_asked_for = request.method == "POST" and "text/html" in request.headers.get("Accept", "")
        if not is_asked_for or getattr(request, "htmx", None) or not _is_answer(response):
            return response
        if not isinstance(request.user, User):
            return response  # nothing is kept of strangers
        return _sent_on(request, request.user, response)


def _is_answer(response: HttpResponse) -> bool:
    is_page = not response.streaming and response["Content-Type"].startswith("text/html")
    return is_page and (response.status_code in REFUSALS or isinstance(response, Question))


def _sent_on(request: HttpRequest, user: User, response: HttpResponse) -> HttpResponse:
    key = token_hex(12)
    content = json.dumps(
        {
            "at": _place(request),
            "status": response.status_code,
            "page": response.content.decode(),
        },
        ensure_ascii=False,
    )
    if len(content) > LONGEST:
        return response
    Typed.objects.create(user=user, form=f"{ANSWER}{key}", content=content)
    mine = Typed.objects.filter(user=user, form__startswith=ANSWER)
    Typed.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[MOST:])).delete()
    query = request.GET.copy()
    query[ADDRESS] = key
    return HttpResponse(status=303, headers={"Location": f"{request.path}?{query.urlencode()}"})


def _shown(request: HttpRequest, user: User, key: str) -> HttpResponse | None:
    """The answer that is kept under a key; None: there is none, or no longer for this reader."""
    since = timezone.now() - SHOWN_FOR
    found = Typed.objects.filter(user=user, form=f"{ANSWER}{key}", changed_at__gt=since).first()
    if found is None:
        return None
    told = json.loads(found.content)
    if told["at"] != _place(request):
        return None
    return HttpResponse(told["page"], status=told["status"])


def _place(request: HttpRequest) -> list[str]:
    """What has to be the same: address, language, and the session, whose forms bear its mark."""
    session = salted_hmac(__name__, request.session.session_key or "").hexdigest()
    return [request.path, str(getattr(request, "language", "")), session]
