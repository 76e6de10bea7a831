"""Sign-ins that were tried: shown to whose account it is, and the sessions that came of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from perenou.workbench.accounts.models import Attempt, User
from perenou.workbench.accounts.sources import address_of
from perenou.workbench.audit.trail import record

KEPT_FOR: Final = timedelta(days=90)

MOST_SHOWN: Final = 20


def note(request: HttpRequest, user: User, way: str, *, is_good: bool) -> None:
    """Remember a sign-in to an account, and forget those of long ago."""
    session = (request.session.session_key or "") if is_good else ""
    with transaction.atomic():
        Attempt.objects.filter(user=user, at__lt=timezone.now() - KEPT_FOR).delete()
        Attempt.objects.create(
            user=user, way=way, is_good=is_good, address=address_of(request), session=session
        )


def drop_ended_sessions() -> None:
    """Keep no session whose time is over."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()


def open_sessions(user: User) -> list[Attempt]:
    """The sign-ins whose sessions have not ended, the newest first."""
    tried = [each for each in Attempt.objects.filter(user=user, is_good=True) if each.session]
    live = Session.objects.filter(
        session_key__in=[each.session for each in tried], expire_date__gt=timezone.now()
    )
    # Of an ended generation the row is still there, and opens nothing.
    seal = user.get_session_auth_hash()
    keys = {
        each.session_key for each in live if each.get_decoded().get(HASH_SESSION_KEY) == seal
    }  # fmt: skip
    return [each for each in tried if each.session in keys]


def went_on(request: HttpRequest, user: User, before: str) -> None:
    """Follow a session that goes on under another key."""
    for each in Attempt.objects.filter(user=user, is_good=True):
        if each.session == before:
            each.session = request.session.session_key or ""
            each.save(update_fields=["session"])


def end(user: User, pk: int) -> bool:
    """End one of somebody's own sessions; whether there was one to end."""
    found = Attempt.objects.filter(pk=pk, user=user, is_good=True).first()
    if found is None:
        return False
    with transaction.atomic():
        gone, _ = Session.objects.filter(session_key=found.session).delete()
        if gone:
            record(user, "account.session_ended", "account", user.pk)
    return bool(gone)


def failures(user: User) -> list[Attempt]:
    """The failed sign-ins since the last good one before this, the newest first."""
    tried = Attempt.objects.filter(user=user, is_good=False)
    return list(tried.filter(at__gt=user.previous_login) if user.previous_login else tried)
