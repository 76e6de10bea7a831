"""Where somebody may be sent on to: a page of ours and no other."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def ours(request: HttpRequest, wanted: str, otherwise: str) -> str:
    """The address that was asked for, if it is a path of this workbench; else another one."""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, None, require_https=request.is_secure()
    )
    return wanted if is_ours else otherwise
