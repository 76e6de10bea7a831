"""Which cases somebody may know of, and finding them by what is typed."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from django.db.models import Q, QuerySet

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Reach, Right, reach
from perenou.workbench.cases.models import Access, Case, Mark
from perenou.workbench.privacy.crypto import findables

MOST_WORDS: Final = 8
"""Words of a search that are looked at."""

_HYPHEN: Final = re.compile(r"[-\u2010\u2011\u2013]")
_NUMBER: Final = re.compile(r"\d{4}-\d{1,8}")


def visible_to(user: User, right: Right = Right.LIST_CASES) -> QuerySet[Case]:
    """The cases to which a right of somebody extends."""
    extends = reach(user, right)
    if extends is Reach.NONE:
        return Case.objects.none()
    own = worked_on_by(user)
    # The simple condition first: for most rows no other one is looked at.
    return Case.objects.filter(Q(is_restricted=False) | own if extends is Reach.ALL else own)


def worked_on_by(user: User) -> Q:
    """Those that somebody owns or was granted."""
    return Q(owner=user) | Q(pk__in=Access.objects.filter(user=user).values("case"))


def found_by(text: str, user: User) -> QuerySet[Case]:
    """The cases somebody may know of in which every word typed is found, the latest first.

    A word is a number or its beginning, a part of the title, a personal code, or a word of a name
    or one half of a double one. Codes and names are compared as keyed hashes; nothing typed is
    kept anywhere.
    """
    words = text.replace(",", " ").split()[:MOST_WORDS]
    found = visible_to(user) if words else Case.objects.none()
    for word in words:
        found = found.filter(_holds(word))
    # Read in the order in which they lie, and put in order after: most words are in few titles.
    return Case.objects.filter(pk__in=found.order_by().values("pk"))


def ways_to_find(name: str) -> set[str]:
    """The words by which a name is found: each whole, the parts of a double one, ``ё`` as ``е``."""
    words = name.split()
    parts = [part for word in words for part in _HYPHEN.split(word) if part]
    return {way for each in (*words, *parts) for way in (each, _folded(each))}


def _folded(word: str) -> str:
    return word.replace("ё", "е").replace("Ё", "Е")


def words_without_case(text: str, user: User, among: Collection[str]) -> list[str]:
    """The words typed that no case somebody may know of holds.

    Args:
        among: the words that are asked about, in lower case; looking one up reads every title.
    """
    words = text.replace(",", " ").split()[:MOST_WORDS]
    words = [word for word in words if word.casefold() in among]
    found = visible_to(user)
    return [word for word in words if not found.filter(_holds(word)).exists()]


def _holds(word: str) -> Q:
    digests = [digest for way in {word, _folded(word)} for digest in findables(way)]
    marked = Q(pk__in=Mark.objects.filter(digest__in=digests).values("case"))
    if _NUMBER.fullmatch(word):
        return Q(number__startswith=word) | marked
    return Q(title__icontains=word) | marked
