"""What the one search box finds of positions."""

from __future__ import annotations

from perenou.workbench.accounts.models import User
from perenou.workbench.desk.search import Place
from perenou.workbench.positions.find import found_by
from perenou.workbench.positions.models import ABOUT
from perenou.workbench.watch.marks import language_of, marks_of


def found(text: str, user: User, most: int) -> tuple[str, tuple[Place, ...]]:
    """The positions that hold and answer a question."""
    positions = found_by(text, user, only_held=True, most=most)
    marks = marks_of(ABOUT, [each.number for each in positions], user, language_of(user))
    places = (
        Place(
            f"{each.number} {each.question}", each.get_absolute_url(),
            " · ".join(marks.get(each.number, ())),
        )
        for each in positions
    )  # fmt: skip
    return "position", tuple(places)
