"""Where somebody may be sent on to: a page of ours and no other."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode


def ours(request: HttpRequest, wanted: str, otherwise: str) -> str:
    """The address that was asked for, if it is a path of this workbench; else another one."""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, None, require_https=request.is_secure()
    )
    return wanted if is_ours else otherwise


def here(request: HttpRequest) -> str:
    """The page that somebody looks at, to come back to; empty: none is known."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        return htmx.current_url_abs_path or ""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came = urlsplit(request.headers.get("Referer", ""))  # the page of the form that was sent
    is_ours = came.netloc == request.get_host()
    return urlunsplit(("", "", came.path, came.query, "")) if is_ours else ""


def send(request: HttpRequest, address: str) -> HttpResponse:
    """Send somebody to a page; the whole window, where only a part of a page was asked for."""
    if getattr(request, "htmx", None):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask somebody to sign in, and to come back after.

    What a form sends in the background is only refused: its page stays, with all that was typed.
    """
    if getattr(request, "htmx", None) and request.method not in ("GET", "HEAD"):
        return HttpResponse(status=401)
    return send(request, f"{reverse('accounts:sign-in')}?{urlencode({'next': here(request)})}")
