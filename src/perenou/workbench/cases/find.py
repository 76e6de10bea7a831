"""Which cases somebody may know of, and which of them name a person."""

from __future__ import annotations

from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Reach, Right, reach
from perenou.workbench.cases.models import Access, Case, Mark
from perenou.workbench.privacy.crypto import findable

MOST_WORDS: Final = 6
"""Words of a search that are looked at; no name has more."""


def visible_to(user: User) -> QuerySet[Case]:
    """The cases that somebody may know of."""
    extends = reach(user, Right.LIST_CASES)
    if extends is Reach.NONE:
        return Case.objects.none()
    own = Q(owner=user) | Q(Exists(Access.objects.filter(case=OuterRef("pk"), user=user)))
    return Case.objects.filter(own | Q(is_restricted=False) if extends is Reach.ALL else own)


def found_by(text: str, user: User) -> QuerySet[Case]:
    """The cases that somebody may know of and that name a person by every word of a text.

    A word is a personal code or a whole word of a name; case and spaces do not matter. Nothing
    but keyed hashes is compared, so that part of a word finds nothing.
    """
    words = text.replace(",", " ").split()[:MOST_WORDS]
    if not words:
        return Case.objects.none()
    found = visible_to(user)
    for word in words:
        named = Mark.objects.filter(case=OuterRef("pk"), digest=findable(word))
        found = found.filter(Exists(named))
    return found
