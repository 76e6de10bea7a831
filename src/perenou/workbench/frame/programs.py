"""What programs are answered where something went wrong (``application/problem+json``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse

from perenou.api import PREFIX
from perenou.language.grammar import Language
from perenou.workbench.frame.trace import TRACE

KIND: Final = "application/problem+json"

Told = dict[str, str | int]
"""A problem: its kind, title, status, what is wrong, and a code to quote."""


def is_program(request: HttpRequest) -> bool:
    """Whether a request goes to the addresses of programs."""
    return request.path_info.startswith(f"{PREFIX}/")


def spoken(request: HttpRequest) -> Language:
    """The language that a program asks to be answered in; Estonian where it does not say."""
    wanted = request.headers.get("Accept-Language", "").partition(",")[0].strip()[:2].lower()
    return "en" if wanted == "en" else "ru" if wanted == "ru" else "et"


def problem_told(status: int, key: str, title: str, detail: str) -> Told:
    """A problem as data."""
    return {
        "type": f"urn:perenou:problem:{key}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": f"PN-{status}-{TRACE.get()}",
    }


def problem_answer(told: Told, headers: Mapping[str, str]) -> HttpResponse:
    """A problem as what is answered."""
    content = json.dumps(told, ensure_ascii=False)
    attached = {"Content-Disposition": 'attachment; filename="api.json"', **headers}
    return HttpResponse(content, content_type=KIND, status=int(told["status"]), headers=attached)
