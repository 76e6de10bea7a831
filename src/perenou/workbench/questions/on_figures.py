"""Questions in the overview: how many are asked, how long they wait, whether answers help."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localtime

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.figures.sources import Figure, Group, Period
from perenou.workbench.questions.figures import figures
from perenou.workbench.questions.models import Question


def questions(user: User, period: Period) -> Group | None:
    """What was asked in the period."""
    if not may(user, Right.SEE_QUESTION_FIGURES):
        return None
    total = figures(period.key).total
    at = reverse("questions:list")

    def listed(query: str = "") -> str:
        return f"{at}?{query}{'&' if query else ''}period={period.key}"

    made = Question.objects.filter(made_at__date__gte=period.first_of_trend)
    asked = period.by_month(
        localtime(each).date() for each in made.values_list("made_at", flat=True)
    )
    rated = sum(total.helped.values())
    table = f"{reverse('questions:figures')}?period={period.key}"
    return Group(
        "questions",
        (
            Figure("asked", total.asked, address=listed(), trend=asked),
            Figure("open", total.open, address=listed("state=open")),
            Figure("over", total.over, address=listed("due=over")),
            Figure(
                "answering", total.answering.median, "hours", total.answering.count,
                listed("state=done"),
            ),
            Figure("helped", total.helped["yes"], "share", rated, listed("helped=yes")),
            Figure("settled", total.settled, address=table),
        ),
    )  # fmt: skip
