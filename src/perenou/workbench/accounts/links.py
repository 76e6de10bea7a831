"""Links by which somebody sets their password once, without anybody else knowing it."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int, int_to_base36

from perenou.workbench.accounts.models import User


class _Generator(PasswordResetTokenGenerator):
    """Tokens that end when the password is set, at a sign-in, or when sessions are ended."""

    key_salt = "perenou password link"

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        generation = user.generation if isinstance(user, User) else 0
        return f"{user.pk}:{user.password}:{user.last_login}:{generation}:{timestamp}"


_TOKENS: Final = _Generator()


def link_token(user: User) -> str:
    """What stands in the address of somebody's link; it holds for ``PASSWORD_RESET_TIMEOUT``."""
    return f"{int_to_base36(user.pk)}-{_TOKENS.make_token(user)}"


def user_of_link(token: str) -> User | None:
    """Whose password a link sets; None: it was used, is too old, or was never made."""
    at, _, rest = token.partition("-")
    try:
        user = User.objects.filter(pk=base36_to_int(at), is_active=True).first()
    except (ValueError, OverflowError):
        return None
    return user if user is not None and _TOKENS.check_token(user, rest) else None
