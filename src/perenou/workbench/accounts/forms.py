"""What is asked of whoever adds or changes an account; messages are in the reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from django.http import HttpRequest

from perenou.casework.case_file.personal_code import PersonalCodeError, read_code
from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.frame.words import say

_USERNAME: Final = re.compile(r"[a-zõäöüšž0-9][a-zõäöüšž0-9._-]{1,59}")
_SUBJECT: Final = re.compile(r"([A-Z]{2})([A-Z0-9]{4,40})")


@dataclass(slots=True)
class AccountForm:
    """An account in the making.

    Attributes:
        subject: country and personal code, as the state sign-in tells them; it is never shown
            again. errors: by field, what is wrong.
    """

    username: str = ""
    name: str = ""
    unit: str = ""
    roles: frozenset[Role] = frozenset()
    subject: str = ""
    errors: dict[str, str] = field(default_factory=dict)


def of_user(user: User) -> AccountForm:
    """The form as an account fills it."""
    return AccountForm(user.username, user.name, user.unit, user.roles)


def sent(request: HttpRequest, language: Language, *, is_new: bool) -> AccountForm:
    """The form that was sent, checked."""
    wanted = request.POST.getlist("roles")
    form = AccountForm(
        username=request.POST.get("username", "").strip().lower(),
        name=" ".join(request.POST.get("name", "").split()),
        unit=" ".join(request.POST.get("unit", "").split()),
        roles=frozenset(role for role in Role if role.value in wanted),
        subject=subject_of(request.POST.get("subject", "")),
    )
    if is_new and _USERNAME.fullmatch(form.username) is None:
        form.errors["username"] = say("accounts.wrong.username", language)
    if not 2 <= len(form.name) <= 120:
        form.errors["name"] = say("accounts.wrong.name", language)
    if len(form.unit) > 80:
        form.errors["unit"] = say("accounts.wrong.unit", language)
    if not form.roles:
        form.errors["roles"] = say("accounts.wrong.roles", language)
    if form.subject and not is_subject(form.subject):
        form.errors["subject"] = say("accounts.wrong.subject", language)
    return form


def subject_of(text: str) -> str:
    """A subject as it is compared: an Estonian code may stand without its country."""
    bare = "".join(text.split()).upper()
    return f"EE{bare}" if bare.isdecimal() else bare


def is_subject(text: str) -> bool:
    """Whether the state sign-in could know somebody by it."""
    found = _SUBJECT.fullmatch(text)
    if found is None:
        return False
    if found[1] != "EE":
        return True
    try:
        read_code(found[2])
    except PersonalCodeError:
        return False
    return True
