"""Where those who take a course fail, without singling anybody out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from perenou.workbench.accounts.models import User
from perenou.workbench.learning.knowing import FEWEST
from perenou.workbench.learning.models import Answer, Course, Exercise, Use


@dataclass(frozen=True, slots=True)
class Row:
    """An exercise of a course as a group answered it.

    Attributes:
        misreading: key of the one that most were led astray by; empty: nobody was.
    """

    part: str
    place: int
    exercise: Exercise
    answers: int
    right: int
    misreading: str
    misled: int

    @property
    def share(self) -> int:
        """Right answers in a hundred."""
        return round(100 * self.right / self.answers)


@dataclass(frozen=True, slots=True)
class Results:
    """What came of a course.

    Attributes:
        rows: the exercises, those most often answered wrongly first. hidden: how many are left out
            because fewer than five people answered them.
    """

    rows: tuple[Row, ...]
    hidden: int


def results(course: Course, group: Sequence[User], *, sees_everybody: bool) -> Results:
    """How a group answered the exercises of a course, the weakest first.

    Args:
        sees_everybody: whether whoever reads may see the knowledge of each of them; otherwise
            exercises that fewer than five answered are left out.
    """
    uses = list(
        Use.objects.filter(part__course=course, exercise__is_gone=False)
        .select_related("part", "exercise")
        .order_by("part__place", "place")
    )
    given: dict[int, list[tuple[bool, str]]] = defaultdict(list)
    answers = Answer.objects.filter(
        user__in=group, exercise__in=[use.exercise_id for use in uses],
        fingerprint=F("exercise__fingerprint"),
    )  # fmt: skip
    for exercise, is_right, misreading in answers.values_list("exercise", "is_right", "misreading"):
        given[exercise].append((is_right, misreading))
    rows, hidden = [], 0
    for number, use in enumerate(uses, 1):
        found = given.get(use.exercise_id, [])
        if not found:
            continue
        if len(found) < FEWEST and not sees_everybody:
            hidden += 1
            continue
        wrong = Counter(key for is_right, key in found if not is_right)
        key, misled = min(wrong.items(), key=lambda each: (-each[1], each[0]), default=("", 0))
        right = sum(is_right for is_right, _ in found)
        rows.append(Row(use.part.title, number, use.exercise, len(found), right, key, misled))
    rows.sort(key=lambda row: (row.right / row.answers, row.place))
    return Results(tuple(rows), hidden)
