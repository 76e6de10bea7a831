"""Who asks and what: the token of a program, and what it sent."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.accounts.sources import count, is_over
from perenou.workbench.interface import tokens
from perenou.workbench.interface.models import Token
from perenou.workbench.interface.problems import ProblemError

JSON: Final = "application/json"

ANYBODY_S: Final = frozenset(
    {
        "benefits", "figures", "norms", "norm", "provision", "handbook", "find", "solve", "sums",
        "explain", "missing", "what_if",
    }
)  # fmt: skip
"""What may be asked without a token where an installation is open to everybody."""


def asker(
    request: HttpRequest, names: Collection[str], scopes: Collection[str], questions: int
) -> Token | None:
    """The token of whoever asks, whose questions are counted; None: anybody may ask this here.

    Args:
        names: of the operations. scopes: that these need.

    Raises:
        ProblemError: nobody knows who asks, they may not, or they asked too much.
    """
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if not secret and not scheme:
        if settings.CONFIGURATION.is_open and questions and ANYBODY_S.issuperset(names):
            _count_stranger(request)
            return None
    token = tokens.known(secret.strip()) if scheme.lower() == "bearer" else None
    if token is None or not may(token.user, Right.USE_INTERFACE):
        # Whoever guesses is slowed down like any stranger.
        _count_stranger(request)
        raise ProblemError(401, "token", headers={"WWW-Authenticate": "Bearer"})
    lacking = set(scopes).difference(tokens.scopes(token))
    if lacking:
        raise ProblemError(403, "scope", lacking=sorted(lacking))
    if not tokens.taken(token, questions):
        raise _too_many()
    return token


def sent(request: HttpRequest) -> Any:
    """What was sent as JSON.

    Raises:
        ProblemError: it is none.
    """
    if request.content_type != JSON:
        raise ProblemError(415, "media")
    try:
        return json.loads(request.body)
    except RequestDataTooBig:
        raise ProblemError(413, "large") from None
    except (ValueError, RecursionError):
        raise ProblemError(400, "json") from None


def _count_stranger(request: HttpRequest) -> None:
    if is_over(request):
        raise _too_many()
    count(request)


def _too_many() -> ProblemError:
    return ProblemError(429, "many", headers={"Retry-After": "60"})
