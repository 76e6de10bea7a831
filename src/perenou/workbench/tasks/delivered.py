"""What was delivered in a period: by person, how much was done, in time, late, dropped."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from perenou.workbench.frame.alphabet import by_alphabet
from perenou.workbench.tasks.listing import was_in_time
from perenou.workbench.tasks.models import Kind, State, Task


@dataclass(slots=True)
class Delivered:
    """What somebody delivered.

    Attributes:
        done: tasks and projects done; of these ``projects``, and ``late`` those done after their
            day. steps: steps done in them. dropped: what they dropped; not what the workbench did.
    """

    name: str
    done: int = 0
    projects: int = 0
    late: int = 0
    steps: int = 0
    dropped: int = 0


def by_person(found: QuerySet[Task]) -> list[Delivered]:
    """What each person delivered of closed tasks, by name."""
    people: dict[int, Delivered] = {}
    closed = found.exclude(state=State.OPEN).select_related("owner")
    for task in closed.order_by(by_alphabet("owner__name")):
        of = people.setdefault(task.owner_id, Delivered(task.owner.name))
        if task.state == State.DROPPED:
            of.dropped += not task.by_program
            continue
        of.done += 1
        of.projects += task.kind == Kind.PROJECT
        of.late += not was_in_time(task)
        of.steps += task.steps_done
    return list(people.values())
