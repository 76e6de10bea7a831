"""Texts found by the words of their title."""

from __future__ import annotations

from typing import Final

from perenou.workbench.accounts.models import User
from perenou.workbench.desk.search import Place
from perenou.workbench.prose.find import visible_to

MOST_WORDS: Final = 8


def found(text: str, user: User, most: int) -> tuple[str, tuple[Place, ...]]:
    """Texts that somebody may know of in whose title every word stands, the latest first."""
    words = text.split()[:MOST_WORDS]
    rows = visible_to(user)
    for word in words:
        rows = rows.filter(title__icontains=word)
    places = tuple(Place(each.title, each.get_absolute_url()) for each in rows[:most])
    return "text", places if words else ()
