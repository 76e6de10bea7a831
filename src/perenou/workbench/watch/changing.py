"""What is known to change and was not looked through yet, for those who read what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
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
from perenou.workbench.watch.models import OPEN_STAGES, Bill, Touched


@dataclass(frozen=True, slots=True)
class Changing:
    """A change in words, and where more is told of it; empty: not for whoever reads."""

    text: str
    address: str


def changing(kind: str, key: str, user: User, language: Language) -> list[Changing]:
    """The changes of the law that touch what people wrote and about which nothing is done yet."""
    rows = _waiting(Touched.objects.filter(kind="writing", name=f"{kind}:{key}"))
    return _told(rows, "watch.changing.writing", user, language)


def changing_on(provisions: Iterable[Citation], user: User, language: Language) -> list[Changing]:
    """The changes of provisions that the rules do not know yet, and the bills on them."""
    wanted = tuple(dict.fromkeys(provisions))
    rows = Touched.objects.filter(is_ready=False, arrival__since__gt=localdate())
    touched = [
        row for row in _waiting(rows)
        if any(_meet(Citation.parse(row.citation), each) for each in wanted)
    ]  # fmt: skip
    keys = [int(key) for _, key in resting_on(wanted, BILL) if key.isdecimal()] if wanted else []
    return [
        *_told(touched, "watch.changing.rules", user, language),
        *_bills(keys, user, language),
    ]


def _waiting(rows: QuerySet[Touched]) -> list[Touched]:
    """Of what texts of acts touch, that which nobody set aside and of which no task is closed."""
    news = rows.filter(
        arrival__is_news=True, arrival__changes__gt=0, aside_by__isnull=True
    ).select_related("arrival")
    found = list(news.order_by("arrival__since", "pk"))
    keys = [row.source_key for row in found]
    closed = Task.objects.filter(source_key__in=keys).exclude(state=TaskState.OPEN) if keys else ()
    done = {task.source_key for task in closed}
    return [row for row in found if row.source_key not in done]


def _told(rows: Iterable[Touched], key: str, user: User, language: Language) -> list[Changing]:
    sees = may(user, Right.READ_WATCH)
    found = {
        (row.citation, row.arrival.since): Changing(
            say(key, language, citation=row.citation, day=day(row.arrival.since)),
            row.arrival.get_absolute_url() if sees else "",
        )
        for row in rows
    }
    return list(dict.fromkeys(found.values()))


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
