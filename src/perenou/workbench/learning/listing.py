"""The list of courses."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Filter, Listing
from perenou.workbench.frame.templatetags.said import moment
from perenou.workbench.frame.words import say
from perenou.workbench.learning.models import Course, CourseState
from perenou.workbench.learning.taking import assigned_courses

TONES: Final[dict[str, str]] = {
    CourseState.DRAFT: "open",
    CourseState.OPEN: "good",
    CourseState.CLOSED: "",
}
"""By state, how its pill looks."""


def _title(course: Course, language: Language) -> Cell:
    del language
    return Cell(course.title, course.get_absolute_url())


def _state(course: Course, language: Language) -> Cell:
    return Cell(
        "", pills=(Pill(say(f"learning.state.{course.state}", language), TONES[course.state]),)
    )


def _narrowed_by_state(found: QuerySet[Course], value: str, user: User) -> QuerySet[Course]:
    del user
    return found.filter(state=value)


def _narrowed_by_whose(found: QuerySet[Course], value: str, user: User) -> QuerySet[Course]:
    return found.filter(author=user) if value == "made" else found.filter(assigned_courses(user))


COURSES: Final[Listing[Course]] = Listing(
    key="courses",
    title="learning.courses",
    address="learning:courses",
    order="title",
    called=lambda course: course.title,
    joined=("author",),
    columns=(
        Column("title", "learning.course.title", _title, order="title"),
        Column("state", "learning.state", _state, order="state"),
        Column("author", "learning.author", lambda course, _: Cell(course.author.name)),
        Column("changed", "learning.changed_at", lambda course, _: Cell(moment(course.changed_at)),
               order="changed_at"),
    ),
    filters=(
        Filter(
            "state", "learning.state",
            tuple((state.value, f"learning.state.{state.value}") for state in CourseState),
            _narrowed_by_state,
        ),
        Filter(
            "whose", "learning.whose",
            (("assigned", "learning.whose.assigned"), ("made", "learning.whose.made")),
            _narrowed_by_whose,
        ),
    ),
)  # fmt: skip
