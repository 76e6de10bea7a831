"""What those who watch ask: whether it lives, whether it is ready, how each part is, figures."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Final

from django.http import HttpRequest, HttpResponse

from perenou import __version__
from perenou.impact.coded import coded_since
from perenou.workbench.operations import health as parts
from perenou.workbench.operations import openmetrics
from perenou.workbench.operations.health import ACT, Status
from perenou.workbench.operations.observers import for_observers

_JSON: Final = "application/health+json"


@for_observers
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; whoever gets no answer starts it anew. Nothing else is asked."""
    del request
    return _told(Status.GOOD, 200)


@for_observers
def ready(request: HttpRequest) -> HttpResponse:
    """Requests may be sent here, or had better go to another instance for now."""
    del request
    is_ready = parts.is_ready()
    return _told(Status.GOOD if is_ready else Status.BAD, 200 if is_ready else 503)


@for_observers
def health(request: HttpRequest) -> HttpResponse:
    """How each part is at this moment."""
    del request
    checks = parts.everything()
    status = parts.worst(checks)
    return _told(
        status,
        503 if status is Status.BAD else 200,
        law=coded_since(ACT),
        liveness=Status.GOOD,
        readiness=parts.worst([each for each in checks if each.name in parts.NEEDED]),
        checks={each.pop("name"): each for each in map(asdict, checks)},
    )


@for_observers
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for a monitoring system."""
    del request
    told = openmetrics.page(parts.everything())
    return HttpResponse(told, content_type=openmetrics.CONTENT_TYPE)


def _told(status: Status, code: int, **more: object) -> HttpResponse:
    told = {"status": status, "version": __version__, **more}
    return HttpResponse(json.dumps(told, indent=1) + "\n", status=code, content_type=_JSON)
