"""Everything that changes a course; each whole or not at all, and written to the audit trail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Final

from django.db import transaction
from django.db.models import Max

from perenou.training.exercise import Kind
from perenou.training.make import NoExerciseError
from perenou.training.mastery import section
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import Detail, record
from perenou.workbench.frame.refusal import RefusalError
from perenou.workbench.learning.citing import cited_in
from perenou.workbench.learning.models import (
    Assignment,
    Course,
    CourseState,
    Exercise,
    Part,
    Use,
)
from perenou.workbench.learning.stock import (
    MOST_DRAWN,
    Pair,
    Wanted,
    draw_one,
    drawn,
    given,
    pairs_had,
    pairs_possible,
)
from perenou.workbench.references.registered import refer, rests_on

MOST_FAILED: Final = 40
"""Exercises drawn that do not fit, until so many of the sort are not to be had."""


class ConflictError(Exception):
    """Somebody else has changed the course since it was opened here."""


class RefusedError(RefusalError):
    """Something that cannot be done with the course as it stands."""


@dataclass(frozen=True, slots=True)
class PartTold:
    """What a part is to be.

    Attributes:
        wanted: the exercises below its text. count: how many of them. source: kind and key of
            what somebody wrote that it is made from, whose provisions the exercises are then about.
        fewest: of drawn ones, how many will do; nought: all of them are needed.
    """

    title: str
    body: str
    wanted: Wanted
    count: int
    source: tuple[str, str] = ("", "")
    fewest: int = 0


def begin(actor: User, title: str, about: str, *, token: str) -> Course:
    """Begin a course; the same form sent twice begins one."""
    with transaction.atomic():
        course, is_new = Course.objects.get_or_create(
            token=token, defaults={"title": title, "about": about, "author": actor}
        )
        if is_new:
            record(actor, "course.begun", "course", course.pk)
    return course


def rename(actor: User, course: Course, title: str, about: str, *, based_on: int) -> None:
    """Change what a course is called and is for.

    Raises:
        ConflictError: it was changed meanwhile.
    """
    with transaction.atomic():
        held = _held(course, based_on)
        if (held.title, held.about) == (title, about):
            return
        held.title, held.about = title, about
        _changed(actor, held, "title")


def add_part(actor: User, course: Course, told: PartTold, *, based_on: int, token: str) -> Part:
    """Add a part at the end, with its exercises drawn.

    Raises:
        ConflictError: the course was changed meanwhile.
        RefusedError: there are not so many exercises of the sort.
    """
    with transaction.atomic():
        sent = Part.objects.filter(token=token).first()
        if sent is not None:
            return sent
        held = _held(course, based_on)
        part = _new_part(held, told, token)
        _use(part, _of_source(told) if told.source[0] else _drawn(told))
        _changed(actor, held, "part_added")
    return part


def add_given(
    actor: User, course: Course, told: PartTold, content: str, month: int,
    kinds: Sequence[Kind], *, based_on: int, token: str,
) -> Part:  # fmt: skip
    """Add a part about a family of an anonymised case.

    Raises:
        ConflictError: the course was changed meanwhile.
        NoExerciseError: one of the kinds cannot be asked about it in the month.
        ValueError: the case has no child.
    """
    with transaction.atomic():
        sent = Part.objects.filter(token=token).first()
        if sent is not None:
            return sent
        held = _held(course, based_on)
        part = _new_part(held, told, token)
        _use(part, [given(actor, content, month, kind, token=token) for kind in kinds])
        _changed(actor, held, "part_added")
    return part


def change_part(actor: User, part: Part, title: str, body: str, *, based_on: int) -> None:
    """Change the text of a part; its exercises stay.

    Raises:
        ConflictError: the course was changed meanwhile.
    """
    with transaction.atomic():
        held = _held(part.course, based_on)
        if (part.title, part.body) == (title, body):
            return
        part.title, part.body = title, body
        part.save(update_fields=["title", "body"])
        _changed(actor, held, "part_changed")


def move_part(actor: User, part: Part, *, is_up: bool, based_on: int) -> None:
    """Let a part change places with its neighbour; at either end it stays.

    Raises:
        ConflictError: the course was changed meanwhile.
    """
    with transaction.atomic():
        held = _held(part.course, based_on)
        others = held.parts.filter(place__lt=part.place).order_by("-place") if is_up else (
            held.parts.filter(place__gt=part.place).order_by("place"))  # fmt: skip
        other = others.first()
        if other is None:
            return
        here, there = part.place, other.place
        # No place is ever taken twice.
        for row, place in ((part, 0), (other, here), (part, there)):
            row.place = place
            row.save(update_fields=["place"])
        _changed(actor, held, "part_moved")


def drop_part(actor: User, part: Part, *, based_on: int) -> None:
    """Take a part out of its course; answers to its exercises stay with those who gave them.

    Raises:
        ConflictError: the course was changed meanwhile.
    """
    with transaction.atomic():
        held = _held(part.course, based_on)
        part.delete()
        _changed(actor, held, "part_dropped")


def set_state(actor: User, course: Course, state: CourseState, *, based_on: int) -> None:
    """Open a course to learners, close it, or take it back to be made on.

    Raises:
        ConflictError: it was changed meanwhile.
        RefusedError: there is nothing in it to open.
    """
    with transaction.atomic():
        held = _held(course, based_on)
        if held.state == state:
            return
        if state == CourseState.OPEN and not held.parts.exists():
            raise RefusedError("empty")
        held.state = state
        _changed(actor, held, state.value)


def replace_gone(actor: User, course: Course) -> int:
    """Put an exercise of the same sort in the place of each that the law has taken away.

    Returns:
        How many were replaced; where none can be drawn, the place is left empty.
    """
    count = 0
    with transaction.atomic():
        held = Course.objects.select_for_update().get(pk=course.pk)
        rows = Use.objects.filter(part__course=held, exercise__is_gone=True)
        for use in rows.select_related("exercise"):
            gone = use.exercise
            wanted = Wanted(gone.kind, gone.theme, misreading=gone.misreading)
            found = next(drawn(wanted), None)
            if found is None:
                use.delete()
            else:
                use.exercise = found
                use.save(update_fields=["exercise"])
            count += 1
        if count:
            _changed(actor, held, "exercises_replaced")
    return count


def assign(
    actor: User, course: Course, *, user: User | None, unit: str, due_on: date
) -> Assignment:
    """Say that somebody, or everybody of a unit, is to take a course by a day; again: a new day.

    Raises:
        RefusedError: the course is not open.
    """
    with transaction.atomic():
        held = Course.objects.select_for_update().get(pk=course.pk)
        if held.state != CourseState.OPEN:
            raise RefusedError("not_open")
        made, _ = Assignment.objects.update_or_create(
            course=held, user=user, unit="" if user else unit,
            defaults={"due_on": due_on, "made_by": actor},
        )  # fmt: skip
        told: Detail = {"due_on": due_on.isoformat(), "is_unit": user is None}
        record(actor, "course.assigned", "course", held.pk, detail=told)
    return made


def withdraw(actor: User, assignment: Assignment) -> None:
    """Take back that somebody is to take a course; what they answered stays."""
    with transaction.atomic():
        if Assignment.objects.filter(pk=assignment.pk).delete()[0]:
            record(actor, "course.withdrawn", "course", assignment.course_id)


def _held(course: Course, based_on: int) -> Course:
    held = Course.objects.select_for_update().get(pk=course.pk)
    if held.revision != based_on:
        raise ConflictError
    return held


def _changed(actor: User, course: Course, what: str) -> None:
    course.revision += 1
    course.save()
    refer("course", course.pk, cited_in(course))
    record(actor, "course.changed", "course", course.pk, detail={"what": what})


def _new_part(course: Course, told: PartTold, token: str) -> Part:
    last = course.parts.aggregate(last=Max("place"))["last"] or 0
    return Part.objects.create(
        course=course, place=last + 1, title=told.title, body=told.body,
        about=told.source[0], about_id=told.source[1], token=token,
    )  # fmt: skip


def _use(part: Part, exercises: Sequence[Exercise]) -> None:
    Use.objects.bulk_create(
        Use(part=part, exercise=each, place=place) for place, each in enumerate(exercises, 1)
    )


def _of_source(told: PartTold) -> list[Exercise]:
    """Exercises about the provisions that something rests on, from each in turn."""
    about, key = told.source
    sections = dict.fromkeys(str(section(each)) for each in rests_on(about, [key]).get(key, ()))
    sorts = [_Sort(replace(told.wanted, section=each), MOST_DRAWN) for each in sections]
    return _evenly(sorts, told)


def _drawn(told: PartTold) -> list[Exercise]:
    return _evenly([_Sort(told.wanted)], told)


@dataclass(slots=True)
class _Sort:
    """A sort of exercises that are drawn, its kinds and families, and how often each failed."""

    wanted: Wanted
    most_failed: int = MOST_FAILED
    pairs: list[Pair] = field(init=False)
    had: set[Pair] = field(init=False)
    failed: Counter[Pair] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.pairs, self.had = pairs_possible(self.wanted), pairs_had(self.wanted)

    def is_over(self) -> bool:
        """Whether no more are to be had; before that, what has had one is tried by itself."""
        if self.pairs and self.failed.total() < self.most_failed:
            return False
        self.pairs = [each for each in self.pairs if each in self.had]
        self.had, self.failed = set(), Counter()
        return not self.pairs


def _evenly(sorts: list[_Sort], told: PartTold) -> list[Exercise]:
    """Exercises that nobody has answered yet and no course uses: each sort, kind and theme in turn.

    A kind that failed has had its turn. Of what is chosen as little so far, what has had such an
    exercise comes first, and what courses have used least.
    """
    used = Counter(Use.objects.values_list("exercise__theme", flat=True))
    themes: Counter[str] = Counter()
    kinds: Counter[Kind] = Counter()
    found: list[Exercise] = []

    def turn(sort: _Sort, pair: Pair) -> tuple[int, int, bool, int, int]:
        kind, theme = pair
        missed = sum(count for each, count in sort.failed.items() if each[0] == kind)
        is_new = pair not in sort.had
        return kinds[kind] + missed, sort.failed[pair], is_new, themes[theme], used[theme]

    def more(sort: _Sort) -> Exercise | None:
        while not sort.is_over():
            kind, theme = pair = min(sort.pairs, key=partial(turn, sort))
            of_pair = replace(sort.wanted, kind=kind.value, theme=theme)
            free = of_pair.found().filter(uses=None, answers=None).order_by("pk")
            stored = free.exclude(pk__in=[each.pk for each in found]).first()
            try:
                exercise = stored or draw_one(sort.wanted, pair)
            except NoExerciseError:
                sort.pairs.remove(pair)
                continue
            if exercise is None or exercise in found:
                sort.failed[pair] += 1
                continue
            themes[theme] += 1
            kinds[kind] += 1
            return exercise
        return None

    while sorts and len(found) < told.count:
        for sort in list(sorts):
            if len(found) == told.count:
                break
            if (exercise := more(sort)) is None:
                sorts.remove(sort)
            else:
                found.append(exercise)
    if len(found) < (told.fewest or told.count):
        raise RefusedError("too_few")
    return found
