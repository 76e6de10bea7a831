"""What is known of whoever reads: their language and the day whose law they look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.timezone import localdate
from django_htmx.middleware import HtmxDetails

from perenou.benefits import span
from perenou.language.grammar import LANGUAGES, Language

LANGUAGE: Final = "language"
LAW_DAY: Final = "law_day"
"""Keys of the session: what somebody chose who has no account, or for this session alone."""

FIRST_DAY: Final = span.FIRST_DAY.toordinal()
LAST_DAY: Final = span.LAST_DAY.toordinal()
"""The days whose law can be looked at."""

THEMES: Final = ("", "light", "dark")
"""What the pages look like; empty: as the reader's system does."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a reader wants the frame.

    Attributes:
        is_folded: whether the rail is. checks_live: whether what is being written is checked.
    """

    theme: str = ""
    is_folded: bool = False
    checks_live: bool = True

    @classmethod
    def read(cls, told: str) -> Look:
        """The look that is kept of somebody; what it does not know is left as it is."""
        words = told.split(".")
        theme = next((each for each in THEMES if each and each in words), "")
        return cls(theme, "folded" in words, "unchecked" not in words)

    def __str__(self) -> str:
        told = (self.theme, "folded" * self.is_folded, "" if self.checks_live else "unchecked")
        return ".".join(filter(None, told))


class Request(HttpRequest):
    """A request after this middleware.

    Attributes:
        htmx: whether a part of a page is asked for, and which.
        language: of the pages. law_day: as an ordinal, the day as of which law is asked for;
            today unless another one was chosen. is_law_day_chosen: whether one was. look: of the
            frame.
    """

    htmx: HtmxDetails
    language: Language
    law_day: int
    is_law_day_chosen: bool
    look: Look


class ReaderMiddleware:
    """Puts language and day of the law on every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the reader's language."""
        reading = cast("Request", request)
        reading.language = _language(request)
        reading.look = Look.read(_kept(request, "look"))
        chosen = _chosen_day(request)
        reading.is_law_day_chosen = chosen is not None
        reading.law_day = chosen or localdate().toordinal()
        with translation.override(reading.language):
            response = self._get_response(request)
        response["Content-Language"] = reading.language
        return response


def _language(request: HttpRequest) -> Language:
    wanted = _kept(request, "language") or request.session.get(LANGUAGE)
    return next((each for each in LANGUAGES if each == wanted), "et")


def _kept(request: HttpRequest, name: str) -> str:
    """What an account keeps of its reader's wishes; empty for a stranger."""
    return str(getattr(request.user, name)) if request.user.is_authenticated else ""


def _chosen_day(request: HttpRequest) -> int | None:
    told = request.session.get(LAW_DAY)
    return told if isinstance(told, int) and FIRST_DAY <= told <= LAST_DAY else None


def chosen_law_day(request: Request) -> int | None:
    """The day as of which law was asked for, as an ordinal; None where none was chosen."""
    return request.law_day if request.is_law_day_chosen else None
