"""The lists of tasks: those that there are, and what was delivered in a period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone, localdate, localtime

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.cases.listing import SOON, due_pills
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Entry, Filter, Listing
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.tasks.models import Kind, State, Task

TONES: Final[dict[str, str]] = {State.OPEN: "open", State.DONE: "good", State.DROPPED: ""}
"""By state, how its pill looks."""

PERIODS: Final = ("month", "last_month", "quarter", "last_quarter", "year", "last_year")


def state_pill(task: Task, language: Language) -> Pill:
    """Where a task stands."""
    key = "fell_away" if task.by_program else task.state
    return Pill(say(f"tasks.state.{key}", language), TONES[task.state])


def bounds(period: str, today: date) -> tuple[date, date]:
    """The first day of a period, and the first day after it."""
    if period.endswith("year"):
        first, months = date(today.year, 1, 1), 12
    elif period.endswith("quarter"):
        first, months = date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3
    else:
        first, months = today.replace(day=1), 1
    if period.startswith("last_"):
        first = _months_later(first, -months)
    return first, _months_later(first, months)


def was_in_time(task: Task) -> bool:
    """Whether a closed task was closed by its day, if it had one."""
    assert task.closed_at is not None
    return task.due_day is None or localtime(task.closed_at).date() <= task.due_day


def closed_in(found: QuerySet[Task], period: str) -> QuerySet[Task]:
    """Those that were closed in a period, in local time."""
    first, after = bounds(period, localdate())
    return found.filter(closed_at__gte=_moment(first), closed_at__lt=_moment(after))


def days_looked_at(wanted: Mapping[str, str], today: date) -> tuple[date | None, date | None]:
    """The first and the last day of what is looked at; None: from the beginning, without end.

    Args:
        wanted: the filters of the list of what was delivered, as they stand.
    """
    first = last = None
    if (period := wanted.get("period", "")) in PERIODS:
        first, after = bounds(period, today)
        last = after - timedelta(days=1)
    since, until = wanted.get("since", ""), wanted.get("until", "")
    if since:
        first = max(filter(None, (first, date.fromisoformat(since))))
    if until:
        last = min(filter(None, (last, date.fromisoformat(until))))
    return first, last


def _months_later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _moment(of: date) -> datetime:
    return datetime.combine(of, time.min, get_current_timezone())


def _title(task: Task, language: Language) -> Cell:
    pills = []
    if task.kind == Kind.PROJECT:
        pills.append(Pill(say("tasks.kind.project", language)))
    if task.repeats:
        pills.append(Pill(say(f"tasks.repeats.{task.repeats}", language)))
    return Cell(task.title, task.get_absolute_url(), tuple(pills))


def _due(task: Task, language: Language) -> Cell:
    return Cell(day(task.due_day), pills=due_pills(task.open_due, language))


def _steps(task: Task, language: Language) -> Cell:
    if not task.steps:
        return Cell("")
    said = say("list.progress", language, done=task.steps_done, steps=task.steps)
    return Cell(said, progress=(task.steps_done, task.steps, said))


def _state(task: Task, language: Language) -> Cell:
    return Cell("", pills=(state_pill(task, language),))


def _in_time(task: Task, language: Language) -> Cell:
    if task.state != State.DONE or task.due_day is None:
        return Cell("")
    is_in_time = was_in_time(task)
    text = say("tasks.in_time" if is_in_time else "tasks.late", language)
    return Cell("", pills=(Pill(text, "good" if is_in_time else "bad"),))


def _closed(task: Task, language: Language) -> Cell:
    del language
    return Cell("" if task.closed_at is None else day(localtime(task.closed_at).date()))


def _by_whose(found: QuerySet[Task], value: str, user: User) -> QuerySet[Task]:
    return found.filter(owner=user) if value == "own" else found.filter(giver=user)


def _by_state(found: QuerySet[Task], value: str, user: User) -> QuerySet[Task]:
    del user
    return found.filter(state=value)


def _by_due(found: QuerySet[Task], value: str, user: User) -> QuerySet[Task]:
    del user
    today = localdate()
    if value == "over":
        return found.filter(open_due__lt=today)
    if value == "none":
        return found.filter(state=State.OPEN, open_due__isnull=True)
    return found.filter(open_due__gte=today, open_due__lte=today + SOON)


def _by_kind(found: QuerySet[Task], value: str, user: User) -> QuerySet[Task]:
    del user
    return found.exclude(repeats="") if value == "repeats" else found.filter(kind=value)


def _since(found: QuerySet[Task], value: str, user: User) -> QuerySet[Task]:
    del user
    return found.filter(closed_at__gte=_moment(date.fromisoformat(value)))


def _until(found: QuerySet[Task], value: str, user: User) -> QuerySet[Task]:
    del user
    return found.filter(closed_at__lt=_moment(date.fromisoformat(value) + timedelta(days=1)))


def _by_period(found: QuerySet[Task], value: str, user: User) -> QuerySet[Task]:
    del user
    return closed_in(found, value)


_WHOSE: Final = Filter(
    "whose", "tasks.whose", (("own", "tasks.whose.own"), ("given", "tasks.whose.given")), _by_whose
)
_KIND: Final = Filter(
    "kind", "tasks.kind",
    (
        ("task", "tasks.kind.task"), ("project", "tasks.kind.project"),
        ("repeats", "tasks.kind.repeats"),
    ),
    _by_kind,
)  # fmt: skip

TASKS: Final[Listing[Task]] = Listing(
    key="tasks",
    title="menu.tasks",
    address="tasks:list",
    order="due",
    called=lambda task: task.title,
    joined=("owner",),
    columns=(
        Column("title", "tasks.title", _title),
        Column("owner", "tasks.owner", lambda task, _: Cell(task.owner.name)),
        Column("due", "tasks.due", _due, order="open_due", may_be_empty=True),
        Column("state", "tasks.state", _state),
        Column("steps", "tasks.steps", _steps),
        Column("number", "tasks.number", lambda task, _: Cell(str(task.pk)), order="pk",
               is_figure=True),
    ),
    filters=(
        _WHOSE,
        Filter(
            "state", "tasks.state",
            tuple((each.value, f"tasks.state.{each.value}") for each in State), _by_state,
        ),
        Filter(
            "due", "tasks.due",
            (
                ("over", "cases.due.over"), ("soon", "cases.due.soon"), ("none", "tasks.due.none"),
            ),
            _by_due,
        ),
        _KIND,
    ),
)  # fmt: skip

DELIVERED: Final[Listing[Task]] = Listing(
    key="tasks_delivered",
    title="tasks.delivered",
    address="tasks:delivered",
    order="-closed",
    joined=("owner",),
    columns=(
        Column("closed", "tasks.closed", _closed, order="closed_at"),
        Column("title", "tasks.title", _title),
        Column("owner", "tasks.owner", lambda task, _: Cell(task.owner.name)),
        Column("state", "tasks.state", _state),
        Column("due", "tasks.due", _due),
        Column("in_time", "tasks.was_in_time", _in_time),
        Column("steps", "tasks.steps", _steps),
    ),
    filters=(
        Filter(
            "period", "tasks.period",
            tuple((each, f"tasks.period.{each}") for each in PERIODS), _by_period,
        ),
        Entry("since", "tasks.since", "day", _since),
        Entry("until", "tasks.until", "day", _until),
        _WHOSE,
        _KIND,
    ),
)  # fmt: skip
