"""What the one search box finds of questions that were answered."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.desk.search import Place
from perenou.workbench.questions.answering import shortened
from perenou.workbench.questions.models import ABOUT
from perenou.workbench.questions.published import fitting
from perenou.workbench.watch.marks import language_of, marks_of

MOST: Final = 3


def found(text: str, user: User, most: int) -> tuple[str, tuple[Place, ...]]:
    """Published answers that fit; those who may not read them find none."""
    answers = fitting(text, min(most, MOST)) if may(user, Right.READ_ANSWERS) else []
    marks = marks_of(ABOUT, [each.number for each in answers], user, language_of(user))
    places = (
        Place(
            each.subject, reverse("questions:answer", args=[each.number]),
            " · ".join((each.number, *marks.get(each.number, ()))),
            ((shortened(each.answer), False),),
        )
        for each in answers
    )  # fmt: skip
    return "question", tuple(places)
