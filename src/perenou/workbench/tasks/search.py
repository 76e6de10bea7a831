"""Tasks found by the words of what is to be done."""

from __future__ import annotations

from typing import Final

from perenou.workbench.accounts.models import User
from perenou.workbench.desk.search import Place
from perenou.workbench.tasks.find import visible_to
from perenou.workbench.tasks.models import State

MOST_WORDS: Final = 8


def found(text: str, user: User, most: int) -> tuple[str, tuple[Place, ...]]:
    """Open tasks that somebody may know of in whose title every word stands, the latest first."""
    words = text.split()[:MOST_WORDS]
    rows = visible_to(user).filter(state=State.OPEN).select_related("owner")
    for word in words:
        rows = rows.filter(title__icontains=word)
    places = (Place(task.title, task.get_absolute_url(), task.owner.name) for task in rows[:most])
    return "task", tuple(places) if words else ()
