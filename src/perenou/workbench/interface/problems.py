"""What was wrong with a request of a program (``application/problem+json``)."""

from __future__ import annotations

import json
from typing import Final

from django.http import HttpRequest, HttpResponse

from perenou.language.grammar import Language
from perenou.workbench.frame.trace import TRACE
from perenou.workbench.frame.words import say

KIND: Final = "application/problem+json"


def told(status: int, key: str, detail: str, language: Language) -> dict[str, str | int]:
    """A problem as data: kind, title, what is wrong, and a code to quote."""
    return {
        "type": f"urn:perenou:problem:{key}",
        "title": say(f"interface.problem.{key}", language),
        "status": status,
        "detail": detail or say(f"interface.cure.{key}", language),
        "code": f"PN-{status}-{TRACE.get()}",
    }


def answer(status: int, key: str, language: Language, detail: str = "") -> HttpResponse:
    """A problem as what is answered."""
    content = json.dumps(told(status, key, detail, language), ensure_ascii=False)
    return HttpResponse(content, content_type=KIND, status=status)


def spoken(request: HttpRequest) -> Language:
    """The language that a program asks to be answered in; Estonian where it does not say."""
    wanted = request.headers.get("Accept-Language", "").partition(",")[0].strip()[:2].lower()
    return "en" if wanted == "en" else "ru" if wanted == "ru" else "et"
