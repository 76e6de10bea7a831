"""What the desk shows of the law: rules older than the text they cite, and what waits."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.desk.sources import Block, Row
from perenou.workbench.frame.cells import Pill
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.watch.models import OPEN_STAGES, Arrival, Bill
from perenou.workbench.watch.reading import older

SHOWN = 6


def law(user: User, language: Language) -> Block | None:
    """Acts whose coded law is older than the text, texts to decide about, bills due by now."""
    if not may(user, Right.RUN_WATCH):
        return None
    rows = [*_older(language), *_waiting(language), *_bills(language)]
    return Block("watch", tuple(rows), reverse("watch:list"))


def _older(language: Language) -> list[Row]:
    return [
        Row(
            say("watch.older", language, act=each.act), reverse("watch:acts"),
            say("watch.older.since", language, day=min(since for _, since in each.newer)),
            (Pill(say("watch.older.rules", language, count=each.waiting), "bad"),)
            if each.waiting else (),
        )
        for each in older()[:SHOWN]
    ]  # fmt: skip


def _waiting(language: Language) -> list[Row]:
    return [
        Row(
            f"{of.name} {day(of.since)}", of.get_absolute_url(),
            pills=(Pill(say("watch.waiting.count", language, count=of.waiting), "due"),),
        )
        for of in Arrival.objects.filter(waiting__gt=0).order_by("since", "pk")[:SHOWN]
    ]  # fmt: skip


def _bills(language: Language) -> list[Row]:
    found = Bill.objects.filter(stage__in=OPEN_STAGES, expected__lte=localdate())
    return [
        Row(
            of.called, of.get_absolute_url(),
            pills=(Pill(say("watch.bill.due", language, day=day(of.expected)), "bad"),),
        )
        for of in found.order_by("expected")[:SHOWN]
    ]  # fmt: skip
