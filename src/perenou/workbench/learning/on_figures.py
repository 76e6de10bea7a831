"""Training in the overview: who takes part, and how often the first answer is right."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localtime

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Reach, Right, may, reach
from perenou.workbench.figures.sources import Figure, Group, Period
from perenou.workbench.learning.models import Answer, Course, CourseState


def learning(user: User, period: Period) -> Group | None:
    """Answers and learners of the period; of nobody is told by name."""
    if not may(user, Right.LEARN):
        return None
    everybody = User.objects.filter(is_active=True).prefetch_related("role_rows")
    learners = [each.pk for each in everybody if reach(each, Right.LEARN) is not Reach.NONE]
    given = Answer.objects.filter(at__date__gte=period.first, user__in=learners)
    part = given.values("user").distinct().count()
    right, total = given.filter(is_right=True).count(), given.count()
    trend = period.by_month(
        localtime(each).date()
        for each in Answer.objects.filter(at__date__gte=period.first_of_trend).values_list(
            "at", flat=True
        )
    )
    group = reverse("learning:group") if may(user, Right.TEACH) else ""
    courses = f"{reverse('learning:courses')}?state=open"
    is_open = Course.objects.filter(state=CourseState.OPEN).count()
    return Group(
        "learning",
        (
            Figure("part", part, "share", len(learners), group),
            Figure("answers", total, address=group, trend=trend),
            Figure("right", right, "share", total, group),
            Figure("courses", is_open, address=courses),
        ),
    )
