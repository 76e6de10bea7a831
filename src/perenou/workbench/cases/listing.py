"""The list of cases: its columns, filters, and what can be done with many cases at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.cases.find import worked_on_by
from perenou.workbench.cases.models import Case, Kind
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Filter, Listing
from perenou.workbench.frame.templatetags.said import day, moment
from perenou.workbench.frame.words import say

SOON: Final = timedelta(days=14)
"""How far off a deadline is said to come soon."""


def pills_of(due: date | None, language: Language) -> tuple[Pill, ...]:
    """Whether a day is over or near, in a word: a colour alone says nothing."""
    today = localdate()
    if due is None or due > today + SOON:
        return ()
    if due < today:
        return (Pill(say("cases.due.over", language), "bad"),)
    return (Pill(say("cases.due.soon", language), "due"),)


def _number(case: Case, language: Language) -> Cell:
    del language
    return Cell(case.number, reverse("cases:show", args=[case.number]))


def _title(case: Case, language: Language) -> Cell:
    pills = []
    if case.kind != Kind.REAL:
        pills.append(Pill(say(f"cases.kind.{case.kind}", language)))
    if case.is_restricted:
        pills.append(Pill(say("cases.restricted", language), "restricted"))
    return Cell(case.title, pills=tuple(pills))


def _state(case: Case, language: Language) -> Cell:
    return Cell(say(f"cases.state.{case.state}", language))


def _due(case: Case, language: Language) -> Cell:
    if case.due_day is None:
        return Cell("")
    return Cell(day(case.due_day), pills=pills_of(case.due_day, language))


def _narrowed_by_owner(found: QuerySet[Case], value: str, user: User) -> QuerySet[Case]:
    return found.filter(owner=user) if value == "own" else found.filter(worked_on_by(user))


def _narrowed_by_due(found: QuerySet[Case], value: str, user: User) -> QuerySet[Case]:
    del user
    today = localdate()
    if value == "over":
        return found.filter(due_day__lt=today)
    return found.filter(due_day__gte=today, due_day__lte=today + SOON)


def _narrowed_by_open(found: QuerySet[Case], value: str, user: User) -> QuerySet[Case]:
    del user
    return found.filter(missing__gt=0) if value == "missing" else found.filter(doubts__gt=0)


def _narrowed_by_state(found: QuerySet[Case], value: str, user: User) -> QuerySet[Case]:
    del user
    return found.filter(state=value)


CASES: Final[Listing[Case]] = Listing(
    key="cases",
    title="menu.cases",
    address="cases:list",
    order="-changed",
    name=lambda case: case.number,
    joined=("owner",),
    columns=(
        Column("number", "cases.number", _number, order="pk"),
        Column("title", "cases.title", _title),
        Column("owner", "cases.owner", lambda case, _: Cell(case.owner.name)),
        Column("state", "cases.state", _state),
        Column("due", "cases.due", _due, order="due_day", may_be_empty=True),
        Column("missing", "cases.missing", lambda case, _: Cell(str(case.missing)), is_figure=True),
        Column("doubts", "cases.doubts", lambda case, _: Cell(str(case.doubts)), is_figure=True),
        Column("changed", "cases.changed", lambda case, _: Cell(moment(case.changed_at)),
               order="changed_at"),
    ),
    filters=(
        Filter(
            "whose", "cases.whose",
            (("own", "cases.whose.own"), ("worked", "cases.whose.worked")), _narrowed_by_owner,
        ),
        Filter(
            "state", "cases.state",
            (
                ("open", "cases.state.open"), ("decided", "cases.state.decided"),
                ("closed", "cases.state.closed"),
            ),
            _narrowed_by_state,
        ),
        Filter(
            "due", "cases.due", (("soon", "cases.due.soon"), ("over", "cases.due.over")),
            _narrowed_by_due,
        ),
        Filter(
            "open", "cases.open",
            (("missing", "cases.open.missing"), ("doubts", "cases.open.doubts")),
            _narrowed_by_open,
        ),
    ),
)  # fmt: skip
