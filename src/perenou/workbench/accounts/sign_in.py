"""Signing in with a local account: locked after failures, and slow for whoever guesses."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from secrets import token_hex

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.backends import BaseBackend
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from perenou.workbench.accounts.attempts import note
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.configuration import Configuration
from perenou.workbench.frame.reader import LANGUAGE


class LocalAccounts(BaseBackend):
    """Accounts whose passwords are kept here."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_: object
    ) -> User | None:
        """Whoever has this name and password, unless the account is locked or closed."""
        del request
        told: Configuration = settings.CONFIGURATION
        if not told.passwords:
            return None
        now = timezone.now()
        known = User.objects.filter(username=username).first()
        # Hashing is slow on purpose: nobody may wait for it in the database. As much work is done
        # for an account that does not exist, so that time tells nothing.
        is_right = (known or _nobody()).check_password(password)
        with transaction.atomic():
            user = User.objects.select_for_update().filter(username=username).first()
            if user is None or user.is_locked(now):
                return None
            is_same = known is not None and user.password == known.password
            if is_right and is_same and user.is_active:
                user.failures, user.locked_until = 0, None
                user.save(update_fields=["failures", "locked_until"])
                return user
            user.failures += 1
            if user.failures >= told.failures:
                user.failures = 0
                user.locked_until = now + timedelta(minutes=told.lock_minutes)
                record(None, "account.locked", "account", user.pk)
            user.save(update_fields=["failures", "locked_until"])
        return None

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, however it was signed in to."""
        return User.objects.prefetch_related("role_rows").filter(pk=user_id, is_active=True).first()


@cache
def _nobody() -> User:
    """Somebody whose password is none that can be sent."""
    user = User()
    user.set_password(token_hex(32))
    return user


def enter(request: HttpRequest, user: User, way: str) -> None:
    """Begin a session of somebody who proved who they are, in the language they chose just before.

    Args:
        way: ``password``, or the method by which the state sign-in knew them.
    """
    language = request.session.pop(LANGUAGE, user.language)
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(previous_login=user.last_login, language=language)
        login(request, user, backend=f"{LocalAccounts.__module__}.{LocalAccounts.__name__}")
        record(user, "sign_in", detail={"way": way})
        note(request, user, way, is_good=True)
