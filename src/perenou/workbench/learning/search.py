"""What the one search box finds of training."""

from __future__ import annotations

from perenou.workbench.accounts.models import User
from perenou.workbench.desk.search import Place
from perenou.workbench.learning.find import found_by


def found(text: str, user: User, most: int) -> tuple[str, tuple[Place, ...]]:
    """The courses that are called so."""
    courses = found_by(text, user)[:most]
    return "course", tuple(Place(each.title, each.get_absolute_url()) for each in courses)
