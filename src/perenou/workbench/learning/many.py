"""What can be done with many courses at once: close them, or open them again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.many import Before, Deed, Many, Sent, change
from perenou.workbench.frame.many import undo as put_back
from perenou.workbench.learning import actions
from perenou.workbench.learning.models import Course, CourseState
from perenou.workbench.learning.taking import courses_for


def _seen(user: User, courses: Sequence[Course]) -> set[int]:
    """Whoever teaches may open and close each course; an empty one is refused."""
    del user
    return {each.pk for each in courses}


def _set_state(user: User, course: Course, state: CourseState) -> None:
    try:
        actions.set_state(user, course, state, based_on=course.revision)
    except actions.ConflictError:
        raise actions.RefusedError("changed") from None


def _deed(key: str, state: CourseState) -> Deed[Course]:
    def does(user: User, course: Course, sent: Sent) -> Before | None:
        del sent
        if course.state == state:
            return None
        _set_state(user, course, state)
        return [course.state]

    def undoes(user: User, course: Course, before: Before, sent: Sent) -> bool:
        del sent
        if course.state != state:
            return False
        _set_state(user, course, CourseState(str(before[0])))
        return True

    return Deed(key, Right.TEACH, _seen, does, undoes)


MANY: Final[Many[Course]] = Many(
    section="learning",
    address="learning",
    page="courses",
    found=courses_for,
    name=lambda course: course.title,
    deeds=(_deed("close", CourseState.CLOSED), _deed("open", CourseState.OPEN)),
)


@page(Right.TEACH)
@require_POST
def change_many(request: SignedIn) -> HttpResponse:
    """Do something with the chosen courses."""
    return change(request, MANY)


@page(Right.TEACH)
@require_POST
def undo(request: SignedIn) -> HttpResponse:
    """Put the courses that were last changed together back to how each stood before."""
    return put_back(request, MANY)
