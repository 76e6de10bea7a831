"""Finding cases by what is typed: number, words of the title, a personal code, words of a name."""

from __future__ import annotations

import re
from typing import Final

from django.db.models import Q

from perenou.workbench.accounts.models import User
from perenou.workbench.cases.models import Case, Mark
from perenou.workbench.cases.visible import visible_to
from perenou.workbench.privacy.crypto import findable

_NUMBER: Final = re.compile(r"\d{4}-\d{1,8}")
_MOST_WORDS: Final = 8


def found_by(text: str, user: User, most: int = 20) -> list[Case]:
    """The cases somebody may know of in which every word typed is found, the latest first.

    Personal codes and names are compared as keyed hashes; nothing typed is kept anywhere.
    """
    words = text.split()[:_MOST_WORDS]
    found = visible_to(user).select_related("owner")
    if not words:
        return []
    for word in words:
        found = found.filter(_holds(word))
    return list(found[:most])


def words_without_case(text: str, user: User) -> list[str]:
    """The words typed that no case somebody may know of holds."""
    found = visible_to(user)
    return [word for word in text.split()[:_MOST_WORDS] if not found.filter(_holds(word)).exists()]


def _holds(word: str) -> Q:
    marked = Mark.objects.filter(digest=findable(word)).values("case")
    if _NUMBER.fullmatch(word):
        return Q(number__startswith=word) | Q(pk__in=marked)
    return Q(title__icontains=word) | Q(pk__in=marked)
