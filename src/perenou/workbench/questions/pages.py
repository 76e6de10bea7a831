"""What every page of a question goes through: it may be seen, and that it was is logged."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from perenou.workbench.accounts.pages import RIGHT, SignedIn, View
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.back import to_sign_in
from perenou.workbench.questions.find import visible_to
from perenou.workbench.questions.models import Question

P = ParamSpec("P")


def question_page(
    right: Right,
) -> Callable[[Callable[Concatenate[SignedIn, Question, P], HttpResponse]], View]:
    """A page of one question, by its number, for people who have a right and may see it.

    To others who have the right the question does not exist.
    """

    def made(view: Callable[Concatenate[SignedIn, Question, P], HttpResponse]) -> View:
        @wraps(view)
        def shown(
            request: HttpRequest, number: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            known = cast("SignedIn", request)
            if not may(known.user, right):
                record(known.user, "refused", detail={"right": right.value})
                raise PermissionDenied
            found = visible_to(known.user).select_related("asker", "expert", "approver", "case")
            question = found.filter(number=number).first() if number.isprintable() else None
            if question is None:
                if number.isprintable() and Question.objects.filter(number=number).exists():
                    told = {"right": right.value}
                    record(known.user, "refused", "question", number, detail=told)
                raise Http404
            response = view(known, question, *args, **kwargs)
            if request.method in ("GET", "HEAD") and response.status_code < 400:
                record(known.user, f"view.{right.value}", "question", question)
            return response

        setattr(shown, RIGHT, right)
        return shown

    return made
