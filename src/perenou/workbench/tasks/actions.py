"""Everything that changes a task; each whole or not at all, and written to the audit trail.

What was said of a task stays. One that comes again is followed by the next when it is closed, or
when its day has come, whichever is first, and by one next only.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.refusal import RefusalError
from perenou.workbench.tasks.models import (
    LONGEST_TITLE,
    MONTHS,
    Kind,
    Link,
    Note,
    Repeats,
    State,
    Step,
    Task,
    What,
)

LONGEST_TEXT: Final = 4000
"""Characters of what is said of a task."""

LONGEST_STEP: Final = 300
MOST_STEPS: Final = 50


class ConflictError(Exception):
    """Somebody else has changed the task since it was opened here.

    Attributes:
        latest: the task as it is now.
    """

    def __init__(self, latest: Task) -> None:
        super().__init__(latest.changes)
        self.latest = latest


class RefusedError(RefusalError):
    """Something that cannot be done with the task as it stands."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a task is to be.

    Attributes:
        due_day: by when; one that comes again must have one. links: kind and id of each thing
            that it is about.
    """

    title: str
    owner: User
    text: str = ""
    kind: Kind = Kind.TASK
    due_day: date | None = None
    repeats: Repeats = Repeats.NEVER
    steps: Sequence[str] = ()
    links: Sequence[tuple[str, str]] = ()


def give(
    actor: User,
    owner: User,
    title: str,
    due: date | None,
    about: str = "",
    about_id: str = "",
    source_key: str = "",
    *,
    text: str = "",
    also: Sequence[tuple[str, str]] = (),
) -> Task:
    """Give somebody a task from another part of the workbench.

    Args:
        title: without names; cut where it is too long. about, about_id: what it is about; also:
            kind and id of what else it is about.
        source_key: what it is given for. The same is given once: asked again, the first task is
            answered as it now stands, whatever became of it.
    """
    links = (*(((about, about_id),) if about else ()), *also)
    wanted = Wanted(title[:LONGEST_TITLE], owner, text=text, due_day=due, links=links)
    with transaction.atomic():
        return _once(actor, wanted, source_key=source_key or None, token=None)


def begin(actor: User, wanted: Wanted, *, token: str) -> Task:
    """Give a task as a form tells it; the same form sent twice gives one.

    Raises:
        RefusedError: it comes again but has no day.
    """
    if wanted.repeats and wanted.due_day is None:
        raise RefusedError("no_day")
    with transaction.atomic():
        return _once(actor, wanted, source_key=None, token=token)


def change(actor: User, task: Task, wanted: Wanted, *, based_on: int, token: str) -> Task:
    """Change what a task is to be; its steps and links are changed by themselves.

    Raises:
        ConflictError: somebody else has changed it meanwhile.
        RefusedError: it is closed, or comes again but has no day.
    """
    if wanted.repeats and wanted.due_day is None:
        raise RefusedError("no_day")
    with transaction.atomic():
        locked = _locked(task)
        if _is_done(locked, token):
            return locked
        _must_be_open(locked)
        if locked.changes != based_on:
            raise ConflictError(locked)
        series = (locked.due_day, locked.repeats)
        locked.title, locked.text, locked.kind = wanted.title, wanted.text, wanted.kind
        locked.owner, locked.due_day, locked.repeats = wanted.owner, wanted.due_day, wanted.repeats
        locked.open_due = wanted.due_day
        if series != (locked.due_day, locked.repeats):
            locked.first_day, locked.turn = (wanted.due_day if wanted.repeats else None), 0
        _save(locked)
        _note(locked, actor, What.CHANGED, "", token)
    return locked


def note(actor: User, task: Task, words: str, *, token: str) -> None:
    """Say something of a task.

    Raises:
        RefusedError: nothing is said.
    """
    if not words.strip():
        raise RefusedError("no_words")
    with transaction.atomic():
        locked = _locked(task)
        if not _is_done(locked, token):
            _save(locked, counts=False)
            _note(locked, actor, What.NOTED, words, token)


def close(
    actor: User,
    task: Task,
    state: State,
    words: str,
    *,
    token: str,
    ends: bool = False,
    by_program: bool = False,
) -> Task:
    """Say that a task is done, or dropped and why; the next one is given where it comes again.

    Args:
        ends: whether it comes again no more. by_program: whether nobody decided that, but what
            it was about is no more.

    Raises:
        RefusedError: it is closed already, or it is dropped without a reason.
    """
    if state == State.DROPPED and not words.strip():
        raise RefusedError("no_reason")
    with transaction.atomic():
        locked = _locked(task)
        if _is_done(locked, token):
            return locked
        _must_be_open(locked)
        if ends:
            locked.repeats = Repeats.NEVER
        locked.state, locked.open_due, locked.closed_at = state, None, timezone.now()
        locked.by_program = by_program
        _save(locked)
        _note(locked, actor, What(state.value), words, token)
        _follow(locked)
    return locked


def reopen(actor: User, task: Task, words: str, *, token: str, is_undone: bool = False) -> Task:
    """Open a closed task again, and say why.

    Args:
        is_undone: closing it is taken back, and with it the next one that came of it, as long as
            nobody has touched that.

    Raises:
        RefusedError: it is open, or nothing is said.
    """
    if not words.strip():
        raise RefusedError("no_reason")
    with transaction.atomic():
        locked = _locked(task)
        if _is_done(locked, token):
            return locked
        if locked.is_open:
            raise RefusedError("open")
        locked.state, locked.open_due, locked.closed_at = State.OPEN, locked.due_day, None
        locked.by_program = False
        _save(locked)
        if is_undone:
            _take_back_next(locked, actor)
        _note(locked, actor, What.REOPENED, words, token)
    return locked


def tick(actor: User, task: Task, number: int, *, is_done: bool) -> None:
    """Mark a step as done, or as not done after all; where it is so already, nothing changes.

    Raises:
        RefusedError: the task is closed, or has no such step.
    """
    with transaction.atomic():
        locked = _locked(task)
        _must_be_open(locked)
        step = locked.checklist.filter(number=number).first()
        if step is None:
            raise RefusedError("no_step")
        if (step.done_at is not None) == is_done:
            return
        step.done_at, step.done_by = (timezone.now(), actor) if is_done else (None, None)
        step.save(update_fields=["done_at", "done_by"])
        _count_steps(locked)
        record(actor, "task.ticked", "task", locked.pk, detail={"step": number, "is_done": is_done})


def add_step(actor: User, task: Task, text: str) -> None:
    """Add a step at the end of the checklist.

    Raises:
        RefusedError: the task is closed, nothing is said, or there are too many steps.
    """
    if not text.strip():
        raise RefusedError("no_words")
    with transaction.atomic():
        locked = _locked(task)
        _must_be_open(locked)
        if locked.steps >= MOST_STEPS:
            raise RefusedError("too_many_steps")
        _add_steps(locked, [text], locked.steps)
        _count_steps(locked)
        record(actor, "task.step_added", "task", locked.pk, detail={"step": locked.steps})


def link(actor: User, task: Task, about: str, about_id: str) -> None:
    """Say that a task is about a thing, too."""
    with transaction.atomic():
        locked = _locked(task)
        _, is_new = Link.objects.get_or_create(task=locked, about=about, about_id=about_id)
        if is_new:
            _save(locked, counts=False)
            record(actor, "task.linked", "task", locked.pk, detail={"about": about})


def unlink(actor: User, task: Task, pk: int) -> None:
    """Take back that a task is about a thing."""
    with transaction.atomic():
        locked = _locked(task)
        count, _ = locked.links.filter(pk=pk).delete()
        if count:
            _save(locked, counts=False)
            record(actor, "task.unlinked", "task", locked.pk)


def set_day(
    actor: User,
    task: Task,
    due: date | None,
    *,
    token: str,
    series: tuple[date | None, int] | None = None,
) -> None:
    """Say by when an open task is to be done; one that comes again comes from that day on.

    Args:
        series: the first day and the turn of those that come again, where they are put back.

    Raises:
        RefusedError: it is closed, or comes again but has no day.
    """
    with transaction.atomic():
        locked = _locked(task)
        if _is_done(locked, token):
            return
        _must_be_open(locked)
        if locked.repeats and due is None:
            raise RefusedError("no_day")
        locked.due_day = locked.open_due = due
        if locked.repeats:
            locked.first_day, locked.turn = (due, 0) if series is None else series
        _save(locked)
        _note(locked, actor, What.CHANGED, "", token)


def follow_due(today: date | None = None) -> int:
    """Give the next of every task that comes again and whose day has come; says how many."""
    day = today or localdate()
    given = 0
    waiting = Task.objects.filter(
        open_due__lte=day, followed_by__isnull=True, repeats__in=list(MONTHS)
    )
    while keys := list(waiting.order_by("pk").values_list("pk", flat=True)[:200]):
        for key in keys:
            with transaction.atomic():
                locked = Task.objects.select_for_update().filter(pk=key).first()
                given += locked is not None and _follow(locked)
    return given


def due_day(first_day: date, repeats: str, turn: int) -> date:
    """The day of one that comes again; the last of the month where the month is shorter.

    Args:
        first_day: of the first of them. turn: which of them, from 0.
    """
    months = first_day.year * 12 + first_day.month - 1 + MONTHS[repeats] * turn
    year, month = divmod(months, 12)
    return date(year, month + 1, min(first_day.day, monthrange(year, month + 1)[1]))


# ------------------------------------------------------------------------------ holding


def _once(actor: User, wanted: Wanted, *, source_key: str | None, token: str | None) -> Task:
    """A task as it is wanted, or the one that was given for the same before."""
    told = {
        "title": wanted.title, "text": wanted.text, "kind": wanted.kind, "owner": wanted.owner,
        "giver": actor, "due_day": wanted.due_day, "open_due": wanted.due_day,
        "repeats": wanted.repeats, "first_day": wanted.due_day if wanted.repeats else None,
    }  # fmt: skip
    if source_key is not None:
        task, is_new = Task.objects.get_or_create(source_key=source_key, defaults=told)
    elif token is not None:
        task, is_new = Task.objects.get_or_create(token=token, defaults=told)
    else:
        task, is_new = Task.objects.create(**told), True
    if is_new:
        _add_steps(task, wanted.steps[:MOST_STEPS], 0)
        _count_steps(task)
        Link.objects.bulk_create(
            Link(task=task, about=about, about_id=about_id)
            for about, about_id in dict.fromkeys(wanted.links)
        )
        detail: dict[str, str | int | bool | list[str]] = {"owner": wanted.owner.pk}
        record(actor, "task.given", "task", task.pk, detail=detail)
    return task


def _follow(task: Task) -> bool:
    """Give the next one of today or later, where the task comes again; says whether it did."""
    if not task.repeats or task.first_day is None or Task.objects.filter(follows=task).exists():
        return False
    # What was due while nobody closed it is not asked for any more.
    turn = next(
        each for each in count(task.turn + 1)
        if due_day(task.first_day, task.repeats, each) >= localdate()
    )  # fmt: skip
    day = due_day(task.first_day, task.repeats, turn)
    made = Task.objects.create(
        title=task.title, text=task.text, kind=task.kind, owner=task.owner, giver=task.giver,
        due_day=day, open_due=day, repeats=task.repeats, first_day=task.first_day, turn=turn,
        follows=task,
    )  # fmt: skip
    _add_steps(made, [step.text for step in task.checklist.all()], 0)
    _count_steps(made)
    Link.objects.bulk_create(
        Link(task=made, about=each.about, about_id=each.about_id) for each in task.links.all()
    )
    record(None, "task.came_again", "task", made.pk, detail={"after": task.pk})
    return True


def _take_back_next(task: Task, actor: User) -> None:
    untouched = Task.objects.filter(
        follows=task, state=State.OPEN, changes=0, steps_done=0, notes__isnull=True
    )
    if (made := untouched.first()) is not None:
        record(actor, "task.next_taken_back", "task", made.pk, detail={"after": task.pk})
        made.delete()


def hand_on(actor: User, task: Task, to: User, *, token: str) -> None:
    """Give an open task to somebody else as it stands.

    Raises:
        RefusedError: it is closed.
    """
    with transaction.atomic():
        locked = _locked(task)
        if _is_done(locked, token):
            return
        _must_be_open(locked)
        locked.owner = to
        _save(locked)
        _note(locked, actor, What.CHANGED, to.name, token)


def _add_steps(task: Task, texts: Sequence[str], after: int) -> None:
    Step.objects.bulk_create(
        Step(task=task, number=number, text=text.strip()[:LONGEST_STEP])
        for number, text in enumerate(texts, after + 1)
    )


def _count_steps(task: Task) -> None:
    done = [step.done_at is not None for step in task.checklist.all()]
    task.steps, task.steps_done = len(done), sum(done)
    task.save(update_fields=["steps", "steps_done", "changed_at"])


def _locked(task: Task) -> Task:
    return (
        Task.objects.select_for_update(of=("self",))
        .select_related("owner", "giver")
        .get(pk=task.pk)
    )


def _is_done(task: Task, token: str) -> bool:
    """Whether the same form was sent before."""
    return task.notes.filter(token=token).exists()


def _must_be_open(task: Task) -> None:
    if not task.is_open:
        raise RefusedError("closed")


def _save(task: Task, *, counts: bool = True) -> None:
    task.changes += counts
    task.save()


def _note(task: Task, actor: User, what: What, words: str, token: str) -> None:
    Note.objects.create(
        task=task, what=what, actor=actor, words=words.strip()[:LONGEST_TEXT], token=token
    )
    record(actor, f"task.{what.value}", "task", task.pk)
