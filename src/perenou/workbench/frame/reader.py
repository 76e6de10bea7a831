"""What is known of whoever reads: their language and the day whose law they look at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.timezone import localdate
from django_htmx.middleware import HtmxDetails

from perenou.language.grammar import LANGUAGES, Language

COOKIE: Final = "perenou-language"
LAW_DAY: Final = "law_day"


class Request(HttpRequest):
    """A request after this middleware.

    Attributes:
        htmx: whether a part of a page is asked for, and which.
        language: of the pages. law_day: as an ordinal, the day as of which law is asked for;
            today unless another one was chosen. is_law_day_chosen: whether one was.
    """

    htmx: HtmxDetails
    language: Language
    law_day: int
    is_law_day_chosen: bool


class ReaderMiddleware:
    """Puts language and day of the law on every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the reader's language."""
        reading = cast("Request", request)
        reading.language = _language(request)
        chosen = _chosen_day(request)
        reading.is_law_day_chosen = chosen is not None
        reading.law_day = chosen or localdate().toordinal()
        with translation.override(reading.language):
            response = self._get_response(request)
        response["Content-Language"] = reading.language
        return response


def _language(request: HttpRequest) -> Language:
    told = request.COOKIES.get(COOKIE, "")
    user = getattr(request, "user", None)
    kept = user.language if user is not None and user.is_authenticated else ""
    wanted = told if told in LANGUAGES else kept
    return next((each for each in LANGUAGES if each == wanted), "et")


def _chosen_day(request: HttpRequest) -> int | None:
    told = request.session.get(LAW_DAY)
    return told if isinstance(told, int) and date(2017, 1, 1).toordinal() <= told else None
