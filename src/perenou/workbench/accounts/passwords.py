"""What a new password must be, told in the reader's language."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.words import say

LONGEST = 128
"""Letters; a longer one is refused before it costs anything."""


def faults(password: str, again: str, user: User, language: Language) -> list[str]:
    """What is wrong with a new password; empty: it can be taken."""
    if len(password) > LONGEST:
        return [say("password.too_long", language, most=LONGEST)]
    found = []
    try:
        validate_password(password, user)
    except ValidationError as error:
        for each in error.error_list:
            if each.code == "password_too_short":
                found.append(
                    say("password.too_short", language, least=(each.params or {})["min_length"])
                )
            elif each.code == "password_too_similar":
                found.append(say("password.too_similar", language))
            elif each.code == "password_too_common":
                found.append(say("password.too_common", language))
            else:
                raise
    if not found and password != again:
        found.append(say("password.differ", language))
    return found
