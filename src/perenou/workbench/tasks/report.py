"""What was delivered in a period, as a report for the writers of acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.utils.timezone import localdate, localtime

from perenou import __version__
from perenou.acts.document import Block, Document, Grid, Paragraph, Part, Portion, Span, Spans
from perenou.language.catalogue import SlotValue
from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.tasks.delivered import Delivered, by_person
from perenou.workbench.tasks.listing import state_pill, was_in_time
from perenou.workbench.tasks.models import State, Task

KIND: Final = "delivered_report"

MOST_LISTED: Final = 500
"""Tasks that are told one by one; more are for a table of figures, which the list gives."""

_FIGURES: Final = ("done", "projects", "steps", "late", "dropped")


def report(
    found: QuerySet[Task],
    first: date | None,
    last: date | None,
    choices: Mapping[str, str],
    user: User,
    language: Language,
) -> Document:
    """What was delivered: by person, and one by one.

    Args:
        found: closed tasks. first, last: the days that were looked at; None: from the beginning,
            without end. choices: what else the tasks were narrowed by, filter and value.
    """
    today = localdate()
    days: dict[str, SlotValue] = {}
    if first is not None:
        days["since"] = day(first)
    if last is not None:
        days["until"] = day(last)
    key = f"{'since' if first else 'any'}_{'until' if last else 'any'}"
    head = [say(f"tasks.report.{key}", language, **days)]
    head += [
        f"{say(f'tasks.{name}', language)}: {say(f'tasks.{name}.{value}', language)}"
        for name, value in choices.items()
    ]
    head.append(
        say("tasks.report.made", language, name=user.name, day=day(today), version=__version__)
    )
    portions = [Portion(Part.SECTION, "", tuple(_paragraph(each) for each in head))]
    people = by_person(found)
    if people:
        heading = say("tasks.delivered.by_person", language)
        portions.append(Portion(Part.SECTION, "", (_people(people, heading, language),)))
    heading = say("tasks.report.one_by_one", language)
    portions.append(Portion(Part.SECTION, "", tuple(_tasks(found, heading, language))))
    title = say("tasks.delivered", language)
    return Document(KIND, language, title, today.toordinal(), tuple(portions))


def _people(people: list[Delivered], caption: str, language: Language) -> Grid:
    head = tuple(say(f"tasks.delivered.{each}", language) for each in _FIGURES)
    rows = tuple((_cell(each.name), *map(_count, _figures(each))) for each in people)
    sums = tuple(map(sum, zip(*map(_figures, people), strict=True)))
    foot = (_cell(say("tasks.report.together", language)), *map(_count, sums))
    numbers = frozenset(range(1, len(head) + 1))
    return Grid(caption, (say("tasks.owner", language), *head), rows, foot, numbers)


def _figures(of: Delivered) -> tuple[int, ...]:
    return of.done, of.projects, of.steps, of.late, of.dropped


def _tasks(found: QuerySet[Task], caption: str, language: Language) -> Iterator[Block]:
    count = found.count()
    if not count:
        yield _paragraph(say("tasks.report.none", language))
        return
    if count > MOST_LISTED:
        yield _paragraph(say("tasks.report.too_many", language, count=count))
        return
    keys = ("tasks.closed", "tasks.title", "tasks.owner", "tasks.state", "tasks.due")
    head = tuple(say(each, language) for each in keys)
    tasks = found.select_related("owner").order_by("closed_at", "pk")
    yield Grid(caption, head, tuple(_row(each, language) for each in tasks))


def _row(task: Task, language: Language) -> tuple[Spans, ...]:
    assert task.closed_at is not None
    state = state_pill(task, language).text
    if task.state == State.DONE and not was_in_time(task):
        state = f"{state}, {say('tasks.late', language)}"
    cells = day(localtime(task.closed_at).date()), task.title, task.owner.name, state
    return tuple(map(_cell, (*cells, day(task.due_day))))


def _cell(text: str) -> Spans:
    return (Span(text),)


def _count(figure: int) -> Spans:
    return (Span(str(figure), "count", figure),)


def _paragraph(text: str) -> Paragraph:
    return Paragraph(_cell(text))
