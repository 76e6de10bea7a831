"""The list of events, for the auditor: by who, what, about what, when and why."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime, make_aware

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.words import about_told, action_said, actions_said
from perenou.workbench.frame.cells import Cell
from perenou.workbench.frame.lists import Column, Entry, Filter, Listing
from perenou.workbench.frame.templatetags.said import moment

GROUPS: Final = ("seen", "changed", "exported", "refused", "sign_in")
"""Sorts of actions that are asked for together."""


def of_group(name: str) -> Q:
    """The events of a sort of actions."""
    if name == "seen":
        return Q(action__startswith="view.")
    if name == "exported":
        return Q(action__endswith="exported")
    if name == "refused":
        return Q(action="refused")
    if name == "sign_in":
        return Q(action__startswith="sign_")
    return ~(Q(action__startswith="view.") | Q(action="refused") | Q(action__startswith="sign_"))


def _number(event: Event, language: Language) -> Cell:
    del language
    return Cell(str(event.number), reverse("audit:show", args=[event.number]))


def _at(event: Event, language: Language) -> Cell:
    del language
    return Cell(f"{moment(event.at)}:{localtime(event.at).second:02}")


def _about(event: Event, language: Language) -> Cell:
    return Cell(about_told(event, language))


def _by_action(found: QuerySet[Event], value: str, user: User) -> QuerySet[Event]:
    del user
    return found.filter(of_group(value) if value in GROUPS else Q(action=value))


def _by_who(found: QuerySet[Event], value: str, user: User) -> QuerySet[Event]:
    del user
    people = User.objects.filter(Q(name__icontains=value) | Q(username__icontains=value))
    return found.filter(actor__in=people.values("pk"))


def _by_about(found: QuerySet[Event], value: str, user: User) -> QuerySet[Event]:
    del user
    return found.filter(about_id=value)


def _by_purpose(found: QuerySet[Event], value: str, user: User) -> QuerySet[Event]:
    del user
    return found.filter(purpose__icontains=value)


def _since(found: QuerySet[Event], value: str, user: User) -> QuerySet[Event]:
    del user
    return found.filter(at__gte=_begin(date.fromisoformat(value)))


def _until(found: QuerySet[Event], value: str, user: User) -> QuerySet[Event]:
    del user
    return found.filter(at__lt=_begin(date.fromisoformat(value) + timedelta(days=1)))


def _begin(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))


EVENTS: Final[Listing[Event]] = Listing(
    key="audit",
    title="audit.title",
    address="audit:list",
    order="-number",
    joined=("actor",),
    columns=(
        Column("number", "audit.number", _number, order="number", is_figure=True),
        Column("at", "audit.at", _at, order="at"),
        Column("actor", "audit.actor",
               lambda event, _: Cell("–" if event.actor is None else event.actor.name)),
        Column("action", "audit.action",
               lambda event, language: Cell(action_said(event.action, language))),
        Column("about", "audit.about", _about),
        Column("purpose", "audit.purpose", lambda event, _: Cell(event.purpose)),
        Column("detail", "audit.detail", lambda event, _: Cell(event.detail), only_in_csv=True),
        Column("trace", "audit.trace", lambda event, _: Cell(event.trace), only_in_csv=True),
    ),
    filters=(
        Entry("about", "audit.about", "words", _by_about, longest=40, example="2026-0001"),
        Entry("who", "audit.actor", "words", _by_who, longest=120),
        Filter(
            "action", "audit.action", (), _by_action,
            groups=(
                ("audit.groups", tuple((each, f"audit.group.{each}") for each in GROUPS)),
                ("audit.actions", tuple((each, f"action.{each}") for each in actions_said("et"))),
            ),
        ),
        Entry("since", "audit.since", "day", _since),
        Entry("until", "audit.until", "day", _until),
        Entry("purpose", "audit.purpose", "words", _by_purpose, longest=300),
    ),
)  # fmt: skip
