"""How programs make themselves known, what they may ask about and how much of it in a minute."""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection
from datetime import timedelta
from hashlib import sha256
from threading import Lock
from typing import Final

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.timezone import localdate

from perenou.api.operation import SCOPES
from perenou.workbench.accounts.models import User, UserRole
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.trail import Detail, record
from perenou.workbench.interface.models import Token

ABOUT: Final = "token"
LONGEST: Final = 366
"""Days for which a token is taken at most."""
PREFIX: Final = "pn_"
"""How every secret begins, for scanners of leaked secrets to know it."""
_SHOWN: Final = 9
MOST: Final = 6_000
"""Questions that a token may ask in a minute."""
_SHARES: Final = 200
"""A process takes one part in so many of them ahead."""
_REMEMBERED: Final = 1_000
_LOCK: Final = Lock()
_TAKEN_BEFORE: Final[dict[str, tuple[int, int]]] = {}
"""By digest of a token the minute and how many questions this process has taken ahead in it."""


def make(user: User, name: str, scopes: Collection[str], days: int) -> tuple[Token, str]:
    """A new token and its secret, which nobody can be shown again."""
    secret = PREFIX + secrets.token_urlsafe(32)
    allowed = [each for each in SCOPES if each in scopes]
    with transaction.atomic():
        made = Token.objects.create(
            user=user,
            name=name,
            start=secret[:_SHOWN],
            digest=_digest(secret),
            scopes=",".join(allowed),
            expires_on=localdate() + timedelta(days=min(days, LONGEST)),
        )
        detail: Detail = {"scopes": [*allowed], "until": made.expires_on.isoformat()}
        record(user, "token.made", ABOUT, made.pk, detail=detail)
    return made, secret


def end(user: User, pk: int) -> bool:
    """Withdraw one of somebody's own tokens; whether there was one to withdraw."""
    with transaction.atomic():
        found = Token.objects.filter(pk=pk, user=user, ended_at__isnull=True)
        if not found.update(ended_at=timezone.now()):
            return False
        record(user, "token.ended", ABOUT, pk)
    return True


def own(user: User) -> QuerySet[Token]:
    """Somebody's tokens, the newest first."""
    return Token.objects.filter(user=user)


def known(secret: str) -> Token | None:
    """The token of a secret, while it is taken and its owner may sign in.

    It comes with the roles of its owner, in one query, for this is asked before every answer; what
    else there is to know of either is read when it is looked at.
    """
    if not secret.startswith(PREFIX):
        return None
    digest = _digest(secret)
    rows = UserRole.objects.filter(
        user__is_active=True,
        user__tokens__digest=digest,
        user__tokens__ended_at__isnull=True,
        user__tokens__expires_on__gte=localdate(),
    ).values_list("role", "user", "user__tokens__pk", "user__tokens__scopes")
    found = list(rows)
    if not found:
        return None
    _, user, pk, allowed = found[0]
    owner = User.from_db(rows.db, ["id"], [user])
    owner.roles = frozenset(Role(role) for role, *_ in found)
    token = Token.from_db(
        rows.db, ["id", "user_id", "digest", "scopes"], [pk, user, digest, allowed]
    )
    token.user = owner
    return token


def scopes(token: Token) -> frozenset[str]:
    """What a token may ask about."""
    return frozenset(token.scopes.split(","))


def taken(token: Token, questions: int = 1) -> bool:
    """Count questions; whether they still fit into what may be asked in a minute.

    Instances share the count, for the row is the only place where it stands. A process that counts
    there takes a few questions more, to spend without writing each down.
    """
    minute = int(time.time()) // 60
    with _LOCK:
        at, left = _TAKEN_BEFORE.get(token.digest, (minute, 0))
        if at == minute and questions <= left:
            _TAKEN_BEFORE[token.digest] = minute, left - questions
            return True
    ahead = MOST // _SHARES
    for more in (ahead, 0):
        if _counted(token, minute, questions + more):
            with _LOCK:
                if len(_TAKEN_BEFORE) > _REMEMBERED:
                    _TAKEN_BEFORE.clear()
                _TAKEN_BEFORE[token.digest] = minute, more
            return True
    return False


def _counted(token: Token, minute: int, questions: int) -> bool:
    fits = Q(minute=minute, asked__lte=MOST - questions) | ~Q(minute=minute)
    counted = Case(When(minute=minute, then=F("asked") + questions), default=Value(questions))
    rows = Token.objects.filter(fits, pk=token.pk)
    return bool(rows.update(asked=counted, minute=minute, used_on=localdate()))


def _digest(secret: str) -> str:
    # A secret of 256 random bits needs no slow hash.
    return sha256(secret.encode()).hexdigest()
