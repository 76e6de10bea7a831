"""What is known to change and was not looked through yet, for those who read what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.rules.citation import Citation
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.references.registered import resting_on
from perenou.workbench.tasks.models import State as TaskState
from perenou.workbench.tasks.models import Task
from perenou.workbench.watch.actions import BILL
from perenou.workbench.watch.models import OPEN_STAGES, Arrival, Bill, Touched
from perenou.workbench.watch.reading import newer_acts, uncompared_acts
from perenou.workbench.watch.showing import CODED


@dataclass(frozen=True, slots=True)
class Changing:
    """A change in words, and where more is told of it; empty: not for whoever reads."""

    text: str
    address: str


def changing(kind: str, key: str, user: User, language: Language) -> list[Changing]:
    """The changes of the law that touch what people wrote and about which nothing is done yet."""
    rows = waiting(Touched.objects.filter(kind="writing", name=f"{kind}:{key}"))
    return told(rows, "watch.changing.writing", user, language)


def changing_on(provisions: Iterable[Citation], user: User, language: Language) -> list[Changing]:
    """The changes of provisions that the rules do not know, the bills on them, and what is unknown.

    Whether an act changes is unknown where its text is not here, and what a text changes where
    nobody has taken it up.
    """
    wanted = tuple(dict.fromkeys(provisions))
    acts = {each.act for each in wanted}
    of_acts = (Q(citation__startswith=f"{each} ") for each in sorted(acts))
    rows = Touched.objects.filter(
        reduce(or_, of_acts, Q(pk__in=())), kind__in=CODED, is_ready=False
    )
    touched = [
        row for row in waiting(rows)
        if any(_meet(Citation.parse(row.citation), each) for each in wanted)
    ]  # fmt: skip
    keys = [int(key) for _, key in resting_on(wanted, BILL) if key.isdecimal()] if wanted else []
    return [
        *told(touched, "watch.changing.rules", user, language),
        *_not_taken_up(acts, user, language),
        *_bills(keys, user, language),
        *_unknown(acts, user, language),
    ]


def waiting(rows: QuerySet[Touched]) -> list[Touched]:
    """Of what texts of acts touch, that which nobody set aside and of which no task is closed."""
    news = rows.filter(
        arrival__is_news=True, arrival__changes__gt=0, aside_by__isnull=True
    ).select_related("arrival")
    found = list(news.order_by("arrival__since", "pk"))
    keys = [row.source_key for row in found]
    closed = Task.objects.filter(source_key__in=keys).exclude(state=TaskState.OPEN) if keys else ()
    done = {task.source_key for task in closed}
    return [row for row in found if row.source_key not in done]


def told(rows: Iterable[Touched], key: str, user: User, language: Language) -> list[Changing]:
    """Changes in words, each provision and day once."""
    sees, today = may(user, Right.READ_WATCH), localdate()
    found = {
        (row.citation, row.arrival.since): Changing(
            say(
                key if row.arrival.since > today else f"{key}.since",
                language,
                citation=row.citation,
                day=day(row.arrival.since),
            ),
            row.arrival.get_absolute_url() if sees else "",
        )
        for row in rows
    }
    return list(dict.fromkeys(found.values()))


def _not_taken_up(acts: Set[str], user: User, language: Language) -> Iterator[Changing]:
    """Texts in the store of which nobody has looked at what they change."""
    newer = [each for each in newer_acts() if each.act in acts]
    ids = [one.id for each in newer for one in each.redactions]
    known = set(Arrival.objects.filter(redaction__in=ids).values_list("redaction", flat=True))
    for each in newer:
        for one in each.redactions:
            if one.id not in known:
                text = say("watch.changing.text", language, act=each.act, day=day(one.since))
                yield Changing(text, _acts(user))


def _unknown(acts: Set[str], user: User, language: Language) -> Iterator[Changing]:
    unknown = [each for each in uncompared_acts() if each in acts]
    if unknown:
        text = say("watch.changing.unknown", language, acts=", ".join(unknown))
        yield Changing(text, _acts(user))


def _acts(user: User) -> str:
    return reverse("watch:acts") if may(user, Right.READ_WATCH) else ""


def _bills(keys: list[int], user: User, language: Language) -> Iterator[Changing]:
    sees = may(user, Right.READ_WATCH)
    for bill in Bill.objects.filter(pk__in=keys, stage__in=OPEN_STAGES).order_by("expected", "pk"):
        stage = say(f"watch.stage.{bill.stage}", language)
        text = say("watch.changing.bill", language, bill=bill.called, stage=stage)
        if bill.expected:
            text += " " + say("watch.changing.expected", language, day=day(bill.expected))
        yield Changing(text, bill.get_absolute_url() if sees else "")


def _meet(one: Citation, other: Citation) -> bool:
    return one.covers(other) or other.covers(one)
