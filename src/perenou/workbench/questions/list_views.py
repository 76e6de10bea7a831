"""The lists of questions and of published answers."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.many import drawn
from perenou.workbench.questions.find import visible_to
from perenou.workbench.questions.listing import ANSWERS, QUESTIONS
from perenou.workbench.questions.many import MANY
from perenou.workbench.questions.published import current


@page(Right.ASK_QUESTION)
@require_safe
def questions(request: SignedIn) -> HttpResponse:
    """The questions that somebody may see, in the order of the queue."""
    told = {
        "may_see_figures": may(request.user, Right.SEE_QUESTION_FIGURES),
        "many": drawn(request, MANY),
    }
    found = visible_to(request.user)
    return answer(request, QUESTIONS, found, "questions/list.html", told)


@page(Right.READ_ANSWERS)
@require_safe
def answers(request: SignedIn) -> HttpResponse:
    """The published answers."""
    told = {"may_ask": may(request.user, Right.ASK_QUESTION)}
    return answer(request, ANSWERS, current(), "questions/answers.html", told)
