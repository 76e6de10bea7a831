"""What every page goes through: signed in, allowed, and written down."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.back import to_sign_in
from perenou.workbench.frame.reader import Request

P = ParamSpec("P")

View = Callable[..., HttpResponseBase]
"""A page as Django calls it."""

RIGHT: Final = "needs_right"
"""Attribute of a page that names the right it needs; a test asks it of every address."""


class SignedIn(Request):
    """A request of somebody who signed in."""

    user: User


def page(
    right: Right, *, about: str = "", is_refresh: bool = False
) -> Callable[
    [Callable[Concatenate[SignedIn, P], HttpResponseBase]],
    View,
]:
    """A page for people who have a right; looking at it is written to the audit trail.

    Pages of one case are made with ``case_page``, which asks the right about that case.

    Args:
        about: what kind of thing it shows. is_refresh: a page asks for it by itself, to bring what
            is on the screen up to date: no new look, and none is written down.
    """

    def made(
        view: Callable[Concatenate[SignedIn, P], HttpResponseBase],
    ) -> View:
        @wraps(view)
        def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            known = cast("SignedIn", request)
            if not may(known.user, right):
                record(known.user, "refused", detail={"right": right.value})
                raise PermissionDenied
            response = view(known, *args, **kwargs)
            is_seen = request.method in ("GET", "HEAD") and response.status_code < 400
            if is_seen and not is_refresh:
                which = next(iter(kwargs.values()), "")
                record(known.user, f"view.{right.value}", about, which)
            return response

        setattr(shown, RIGHT, right)
        return shown

    return made


def right_of(view: View) -> Right | None:
    """The right that a page needs; None where anybody may come."""
    found = getattr(view, RIGHT, None)
    return found if isinstance(found, Right) else None
