"""What the desk shows an auditor: whether the trail holds, and what somebody has to look at."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit import checking
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.unusual import WITHIN, unusual
from perenou.workbench.cases.models import Case
from perenou.workbench.desk.sources import Block, Row
from perenou.workbench.frame.cells import Pill
from perenou.workbench.frame.templatetags.said import moment
from perenou.workbench.frame.words import say
from perenou.workbench.jobs.models import JobState


def trail(user: User, language: Language) -> Block | None:
    """The last check of the trail, what was unusual of late, and looks at restricted cases."""
    if not may(user, Right.READ_AUDIT):
        return None
    rows = (_check(language), *_unusual(language), _restricted(language))
    return Block("trail", rows, reverse("audit:list"))


def _check(language: Language) -> Row:
    last = checking.last_check()
    if last is None:
        return Row(say("audit.never_checked", language), reverse("audit:list"))
    address = reverse("audit:check", args=[last.pk])
    if last.state != JobState.DONE:
        key = "checking" if last.at is None else "unchecked"
        return Row(say("audit.check.title", language), address, "",
                   (Pill(say(f"audit.{key}", language), "due"),))  # fmt: skip
    key, tone = ("faulty", "bad") if last.faults else ("intact", "good")
    pills = (Pill(say(f"audit.{key}", language), tone),)
    return Row(say("audit.check.title", language), address, moment(last.at), pills)


def _unusual(language: Language) -> list[Row]:
    return [
        Row(
            f"{each.who.name}: {each.number}", reverse("audit:list"),
            pills=(Pill(say(f"audit.unusual.{each.kind}", language), "due"),),
        )
        for each in unusual()
    ]  # fmt: skip


def _restricted(language: Language) -> Row:
    numbers = Case.objects.filter(is_restricted=True).values("number")
    seen = Event.objects.filter(
        about="case", about_id__in=numbers, action__startswith="view.",
        at__gt=timezone.now() - WITHIN,
    )  # fmt: skip
    people = seen.order_by().values("actor", "about_id").distinct().count()
    return Row(say("desk.trail.restricted", language, count=people), reverse("audit:list"))
