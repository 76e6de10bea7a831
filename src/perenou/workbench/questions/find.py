"""Which questions somebody may see, and the next step that is theirs."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Reach, Right, may, reach
from perenou.workbench.cases.models import Access
from perenou.workbench.questions.models import (
    DONE,
    WITH_EXPERT,
    Answer,
    Asked,
    Help,
    Publication,
    Question,
    State,
    Step,
    What,
)


def visible_to(user: User) -> QuerySet[Question]:
    """The questions whose words somebody may read: the asker, experts, who sees the case.

    Who may only approve reads those that wait for approval, or that they were named for.
    """
    if not may(user, Right.ASK_QUESTION):
        return Question.objects.none()
    if may(user, Right.ANSWER_QUESTION):
        return Question.objects.all()
    found = Q(asker=user) | _by_case(user)
    if may(user, Right.APPROVE_ANSWER):
        found |= Q(state=State.WAITING) | Q(approver=user)
    return Question.objects.filter(found)


def _by_case(user: User) -> Q:
    extends = reach(user, Right.SEE_CASE)
    if extends is Reach.NONE:
        return Q(pk__in=())
    granted = Access.objects.filter(case=OuterRef("case"), user=user)
    near = Q(case__owner=user) | (Q(case__isnull=False) & Q(Exists(granted)))
    return near | Q(case__is_restricted=False) if extends is Reach.ALL else near


def queue(user: User) -> QuerySet[Question]:
    """What waits for an expert: what nobody here has taken, and what they have taken themselves."""
    if not may(user, Right.ANSWER_QUESTION):
        return Question.objects.none()
    mine = Q(state=State.ASKED, expert__isnull=True) | Q(state__in=WITH_EXPERT, expert=user)
    left = Q(state__in=(*WITH_EXPERT, State.HANDED), expert__is_active=False)
    return Question.objects.filter(mine | left | Q(state=State.HANDED, expert=user))


def unhelpful(user: User) -> QuerySet[Question]:
    """Somebody's answers that did not help or not wholly, of which they have not yet said so.

    Answers of closed accounts are everybody's: nobody else would look.
    """
    if not may(user, Right.ANSWER_QUESTION):
        return Question.objects.none()
    bad = Question.objects.filter(state__in=DONE, helped__in=(Help.NO, Help.PARTLY))
    of = Step.objects.filter(question=OuterRef("pk"), what__in=(What.HELPED, What.KEPT))
    mine = bad.filter(Q(expert=user) | Q(expert__is_active=False)).exclude(asker=user)
    return mine.annotate(said=Subquery(of.order_by("-pk").values("what")[:1])).filter(
        said=What.HELPED
    )


def to_approve(user: User) -> QuerySet[Question]:
    """The answers that wait for somebody's approval, named or not, and that they may give."""
    if not may(user, Right.APPROVE_ANSWER):
        return Question.objects.none()
    waiting = Question.objects.filter(state=State.WAITING)
    named = Q(approver__isnull=True) | Q(approver=user) | Q(approver__is_active=False)
    waiting = waiting.filter(named).exclude(asker=user)
    written = Answer.objects.filter(question=OuterRef("pk"), author=user)
    return waiting.exclude(Exists(written))


def may_approve(user: User, question: Question) -> bool:
    """Whether somebody may approve the answer or send it back: nobody does with their own."""
    return (
        user.is_active
        and may(user, Right.APPROVE_ANSWER)
        and question.asker_id != user.pk
        and not question.answers.filter(author=user).exists()
    )


def approvers(question: Question) -> list[User]:
    """Everybody who may approve the answer, by name."""
    found = User.objects.filter(is_active=True).prefetch_related("role_rows")
    return [user for user in found if may_approve(user, question)]


def wording(question: Question) -> Asked:
    """What is asked now."""
    return question.wordings.select_related("author").latest("number")


def answer(question: Question) -> Answer | None:
    """The answer as it is now; None: none is written yet."""
    return question.answers.select_related("author").order_by("-number").first()


def sent_answer(question: Question) -> Answer | None:
    """The answer that the asker has; None: none was sent yet."""
    sent = question.steps.filter(what__in=(What.ANSWERED, What.APPROVED)).last()
    if sent is None:
        return None
    return question.answers.select_related("author").filter(number=sent.answer).first()


def is_public(question: Question) -> bool:
    """Whether everybody may read an answer to it."""
    last = Publication.objects.filter(number=question.number).first()
    return last is not None and last.is_there
