"""Who may see how the workbench is: the networks and the token that the environment tells."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from perenou.workbench.accounts.sources import address_of
from perenou.workbench.configuration import Configuration


def for_observers(view: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for those who watch; to anybody else it does not exist."""

    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        if not is_observer(request):
            response = HttpResponse(status=404)
        elif request.method not in ("GET", "HEAD"):
            response = HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        else:
            response = view(request)
        response["Cache-Control"] = "no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    return shown


def is_observer(request: HttpRequest) -> bool:
    """Whether somebody comes from a network that is told, or sends the token."""
    known: Configuration = settings.CONFIGURATION
    kind, _, sent = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if known.observer_token and kind.lower() == "bearer":
        return constant_time_compare(sent.strip(), known.observer_token)
    try:
        address = ip_address(address_of(request))
    except ValueError:
        return False
    return any(address in network for network in known.observers)
