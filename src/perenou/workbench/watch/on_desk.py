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
from perenou.workbench.watch.models import OPEN_STAGES, Arrival, Bill, Touched
from perenou.workbench.watch.reading import newer_acts, uncompared_acts

SHOWN = 6


def law(user: User, language: Language) -> Block | None:
    """Acts whose coded law is older than the text, texts to decide about, bills due by now."""
    if not may(user, Right.RUN_WATCH):
        return None
    rows = [*_older(language), *_unknown(language), *_waiting(language), *_bills(language)]
    return Block("watch", tuple(rows), reverse("watch:list"))


def _older(language: Language) -> list[Row]:
    found = newer_acts()[:SHOWN]
    rules = _rules([one.id for each in found for one in each.redactions])
    return [
        Row(
            say("watch.older", language, act=each.act), reverse("watch:acts"),
            say("watch.older.since", language, day=each.redactions[0].since),
            (Pill(say("watch.older.rules", language, count=count), "bad"),) if count else (),
        )
        for each in found
        for count in (len(set().union(*(rules.get(one.id, set()) for one in each.redactions))),)
    ]  # fmt: skip


def _unknown(language: Language) -> list[Row]:
    acts = uncompared_acts()
    if not acts:
        return []
    text = say("watch.unknown", language, acts=", ".join(acts))
    return [Row(text, reverse("watch:acts"), say("watch.unknown.why", language))]


def _rules(redactions: list[str]) -> dict[str, set[str]]:
    """By redaction that was taken up, the rules of which no version of its day is written."""
    found: dict[str, set[str]] = {}
    rows = Touched.objects.filter(
        arrival__redaction__in=redactions, kind__in=("norm", "figure"), is_ready=False
    )
    for redaction, name in rows.values_list("arrival__redaction", "name"):
        found.setdefault(redaction, set()).add(name)
    return found


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
