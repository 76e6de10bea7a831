"""What the one search box finds of positions."""

from __future__ import annotations

from perenou.workbench.accounts.models import User
from perenou.workbench.desk.search import Place
from perenou.workbench.positions.find import found_by


def found(text: str, user: User, most: int) -> tuple[str, tuple[Place, ...]]:
    """The positions that hold and answer a question."""
    positions = found_by(text, user, only_held=True, most=most)
    places = (
        Place(f"{each.number} {each.question}", each.get_absolute_url()) for each in positions
    )
    return "position", tuple(places)
