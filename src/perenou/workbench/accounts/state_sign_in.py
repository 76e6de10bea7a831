"""Signing in with the state's service by OpenID Connect: what it is asked, and what is believed.

The authorization code flow alone; everything about a person is in the signed token. No account is
made: whoever the token names must be known here already, by a keyed hash of their subject.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string
from jwt import PyJWTError
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from perenou.services.call import ServiceError, called, is_safe
from perenou.workbench.accounts.actions import take_over_roles
from perenou.workbench.accounts.models import User
from perenou.workbench.configuration import LEVELS, SignIn
from perenou.workbench.frame.trace import parent
from perenou.workbench.privacy.crypto import decrypted, encrypted, findable, findables

KEPT: Final = "state_sign_in"
"""Key of the session: by state, the nonce and the page to go to, of sign-ins that were begun."""

OFFICIAL: Final = "official"
"""Key of the session: the personal code of whom the state knew, with its country, encrypted."""

MOST_BEGUN: Final = 5
TIMEOUT: Final = 10
"""Seconds that the service may take to answer."""

_SCOPES: Final = {"idcard": "idcard", "mID": "mid", "smartid": "smartid", "eIDAS": "eidas"}
_CLOCKS_DIFFER: Final = 5  # seconds
_MOST_BYTES: Final = 200_000


class StateSignInError(Exception):
    """A sign-in that is not taken.

    Attributes:
        reason: ``cancelled``, ``expired``, ``unknown`` (nobody here), ``method`` (a way or level
            that is not taken), ``service`` (it does not answer), ``unsafe`` (an address that it
            tells would let others read along) or ``failed`` (not to be believed).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def begin(request: HttpRequest, after: str, language: str) -> str:
    """The address of the service to send somebody to, who comes back to a page of ours.

    Raises:
        StateSignInError: the service does not answer, or tells an address that is not safe.
    """
    known = configured()
    state, nonce = get_random_string(32), get_random_string(32)
    begun = dict(list(request.session.get(KEPT, {}).items())[-(MOST_BEGUN - 1) :])
    begun[state] = [nonce, after]
    request.session[KEPT] = begun
    told = {
        "response_type": "code",
        "client_id": known.client,
        "redirect_uri": request.build_absolute_uri(reverse("accounts:state-back")),
        "scope": " ".join(["openid", *(_SCOPES.get(each, each) for each in known.methods)]),
        "state": state,
        "nonce": nonce,
        "acr_values": known.level,
        "ui_locales": language,
    }
    return f"{_issuer(known).authorization}?{urlencode(told)}"


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who came back from the service.

    Attributes:
        way: by which method they were known. after: page to go to. subject: their personal code
            with its country, encrypted.
    """

    user: User
    way: str
    after: str
    subject: str


def official_of(request: HttpRequest) -> str:
    """The personal code, with its country, of whoever signed in with the state; empty: unknown.

    It is kept nowhere but in the session, for registers that must be told who asks.
    """
    kept = request.session.get(OFFICIAL, "")
    return decrypted(kept) if kept else ""


def finish(request: HttpRequest) -> Came:
    """Who came back from the service.

    Raises:
        StateSignInError: they cancelled, or what they bring is not taken.
    """
    begun = request.session.get(KEPT, {})
    nonce, after = begun.pop(request.GET.get("state", ""), ("", ""))
    request.session[KEPT] = begun
    if not nonce:
        raise StateSignInError("failed")
    if "error" in request.GET:
        is_cancelled = request.GET["error"] in ("user_cancel", "access_denied")
        raise StateSignInError("cancelled" if is_cancelled else "service")
    known = configured()
    service = _Service(known)
    try:
        user = service.authenticate(request, nonce=nonce)
    except SuspiciousOperation:
        raise StateSignInError("failed") from None
    except PyJWTError as error:
        is_old = type(error).__name__ == "ExpiredSignatureError"
        raise StateSignInError("expired" if is_old else "failed") from None
    except OSError:  # what the network library raises, whichever way it failed
        raise StateSignInError("service") from None
    except (KeyError, TypeError, ValueError):
        raise StateSignInError("failed") from None
    if not isinstance(user, User):
        raise StateSignInError("unknown" if user is None else "failed")
    if known.roles:
        try:
            take_over_roles(user, service.roles)
        except LookupError:
            raise StateSignInError("unknown") from None
    way, subject = (str(request.session.pop(f"{KEPT}_{e}", "")) for e in ("way", "subject"))
    return Came(user, way, after, subject)


def configured() -> SignIn:
    """The service that this installation signs in with.

    Raises:
        LookupError: there is none.
    """
    found: SignIn | None = settings.CONFIGURATION.sign_in
    if found is None:
        raise LookupError
    return found


class _Service(OIDCAuthenticationBackend):  # type: ignore[misc]
    """The service as the library speaks to it, with every check of the token that it leaves out."""

    def __init__(self, known: SignIn) -> None:
        self._known = known
        self.roles: list[str] = []
        self._issuer = _issuer(known)
        self._told: dict[str, object] = {
            "OIDC_OP_TOKEN_ENDPOINT": self._issuer.token,
            "OIDC_OP_USER_ENDPOINT": "",  # never asked: the token tells everything
            "OIDC_OP_JWKS_ENDPOINT": self._issuer.keys,
            "OIDC_RP_CLIENT_ID": known.client,
            "OIDC_RP_CLIENT_SECRET": known.secret,
            "OIDC_RP_SIGN_ALGO": "RS256",
            "OIDC_TOKEN_USE_BASIC_AUTH": True,
            "OIDC_TIMEOUT": TIMEOUT,
            "OIDC_AUTHENTICATION_CALLBACK_URL": "accounts:state-back",
            "OIDC_CREATE_USER": False,
        }
        super().__init__()

    def get_settings(self, attr: str, *otherwise: object) -> object:
        """What the library asks about, from our configuration."""
        return self._told.get(attr, *otherwise)

    def verify_token(self, token: str, **told: object) -> dict[str, object]:
        """The content of a token that is ours, fresh, and answers this very sign-in."""
        claims = cast("dict[str, object]", super().verify_token(token, **told))
        audience = claims.get("aud")
        for_whom = audience if isinstance(audience, list) else [audience]
        issued, until = claims.get("iat"), claims.get("exp")
        now = time.time()
        is_ours = constant_time_compare(str(claims.get("iss", "")), self._known.issuer)
        if not is_ours or for_whom != [self._known.client]:
            raise SuspiciousOperation("the token was made by or for somebody else")
        if not isinstance(until, int) or not isinstance(issued, int):
            raise SuspiciousOperation("the token does not say how long it holds")
        if issued > now + _CLOCKS_DIFFER:
            raise SuspiciousOperation("the token is of the future")
        return claims

    def get_userinfo(
        self, access_token: str, id_token: str, payload: dict[str, object]
    ) -> dict[str, object]:
        """What the token tells of a person."""
        del access_token, id_token
        return payload

    def verify_claims(self, claims: dict[str, object]) -> bool:
        """Whether they were known by a method and on a level that are taken here.

        Raises:
            StateSignInError: they were not.
        """
        told = claims.get("amr")
        methods = [str(each) for each in told] if isinstance(told, list) else []
        wanted = self._known.methods
        if wanted and not set(methods) & set(wanted):
            raise StateSignInError("method")
        level = claims.get("acr")
        if level is None:
            # Who is asked for a level and tells none cannot be known to have kept to it.
            is_asked = self._known.is_level_told or self._issuer.tells_levels
            if is_asked or "eIDAS" in methods:
                raise StateSignInError("method")
        elif level not in LEVELS or LEVELS.index(str(level)) < LEVELS.index(self._known.level):
            raise StateSignInError("method")
        self.request.session[f"{KEPT}_way"] = ", ".join(methods)[:40] or "state"
        return True

    def filter_users_by_claims(self, claims: dict[str, object]) -> list[User]:
        """The account that belongs to the subject, if there is one."""
        subject = claims.get("sub")
        if not isinstance(subject, str) or not subject:
            return []
        told = claims.get(self._known.roles) if self._known.roles else None
        self.roles = [str(each) for each in told] if isinstance(told, list) else []
        found = list(User.objects.filter(subject__in=findables(subject), is_active=True))
        self.request.session[f"{KEPT}_subject"] = encrypted(subject)
        for user in found:
            # The code itself is not kept: a newer hash key takes it over when somebody comes.
            if user.subject != (digest := findable(subject)):
                user.subject = digest
                user.save(update_fields=["subject"])
        return found


@dataclass(frozen=True, slots=True)
class _Issuer:
    """What the service tells of itself: its addresses, and whether its tokens tell a level."""

    authorization: str
    token: str
    keys: str
    tells_levels: bool


def _issuer(known: SignIn) -> _Issuer:
    try:
        found = _read(known.discovery, known.issuer, int(time.time() // 3600))
        # The secret and personal codes go there: what the document tells is held to no less than
        # the settings are.
        are_safe = all(map(is_safe, (found.authorization, found.token, found.keys)))
    except (ServiceError, ValueError, KeyError, TypeError):
        raise StateSignInError("service") from None
    if not are_safe:
        raise StateSignInError("unsafe")
    return found


@lru_cache(maxsize=2)
def is_reachable(known: SignIn, minute: int) -> bool:
    """Whether the service tells its addresses; asked once in the same minute."""
    del minute
    try:
        _issuer(known)
    except StateSignInError:
        return False
    return True


@lru_cache(maxsize=2)
def _read(address: str, issuer: str, hour: int) -> _Issuer:
    """What the service tells of itself; read anew every hour."""
    del hour
    answer = called(address, headers={"traceparent": parent()}, seconds=TIMEOUT, most=_MOST_BYTES)
    told = json.loads(answer.body)
    if str(told["issuer"]).rstrip("/") != issuer:
        raise ValueError("another issuer")
    return _Issuer(
        str(told["authorization_endpoint"]), str(told["token_endpoint"]), str(told["jwks_uri"]),
        bool(told.get("acr_values_supported")),
    )  # fmt: skip
