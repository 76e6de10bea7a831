"""A statement laid beside the law: right, stale, not yet, or wrong; and the right value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from perenou.acts.check.amounts import is_made_of
from perenou.rules.types import Day
from perenou.texts.law_values import Value, on, values
from perenou.texts.statements import Statement

Verdict: TypeAlias = Literal["right", "stale", "ended", "not_yet", "wrong", "unsaid"]
"""``unsaid``: the text does not say enough to accuse it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What the law says to a statement.

    Attributes:
        right: values that hold on the day looked at. was: the value that it states, where the law
            had it or will have it.
    """

    verdict: Verdict
    right: tuple[Value, ...] = ()
    was: Value | None = None


_MOST_TOGETHER: Final = 8
"""So many times an old value may be told for several children; more is no sum of a family."""


def compared(statement: Statement, today: Day) -> Compared:
    """Lay a statement beside the law of a day."""
    times = statement.times
    now = on(statement.figures, today, today)
    told = list(times.days)
    if times.since is not None:
        told.append(times.since)
    if told:
        days = {near for day in told for near in (day - 1, day, day + 1)}
        is_right_then = any(_fits(statement, day, today) for day in days) or any(
            _fits(statement, start, today) for start in _between(statement, told, today)
        )
        goes_on = times.since is not None and times.since <= today and not _ends(statement, today)
        if is_right_then and not goes_on:
            return Compared("right", now)
        if not is_right_then:
            if times.is_past or len(told) > 1:
                return Compared("unsaid")
            then = on(statement.figures, told[0], today)
            if not statement.is_sure:
                return _unsure(statement, then)
            if times.since is None and _fits(statement, today, today):
                return Compared("right", now)
            if not then or times.since is None or times.since > today:
                return Compared("unsaid")
            return Compared("wrong", then)
    elif times.is_past:
        return Compared("unsaid")
    if _fits(statement, today, today):
        return Compared("right", now)
    if any(_is(value, statement.figures, today) for value in statement.rivals):
        return Compared("unsaid")
    was = _past(statement, today)
    if was is not None:
        right = tuple(each for each in now if each.figure == was.figure) or now
        return Compared("stale" if now else "ended", right, was)
    later = _later(statement, today)
    if later is not None:
        return Compared("not_yet", now, later)
    if statement.is_sure and now and not (statement.is_family and _is_big(statement, now)):
        return Compared("wrong", now)
    return Compared("unsaid")


def _unsure(statement: Statement, then: tuple[Value, ...]) -> Compared:
    """A value that is told from a day on and is not that day's: one of before is out of date."""
    since = statement.times.since
    if since is None or any(each.value in statement.rivals for each in then):
        return Compared("unsaid")
    was = _past(statement, since)
    return Compared("unsaid") if was is None or not then else Compared("stale", then, was)


def fits_some(statement: Statement, days: Iterable[Day], today: Day) -> bool:
    """Whether the law had the value on some day."""
    return any(_fits(statement, day, today) for day in days)


def _ends(statement: Statement, today: Day) -> bool:
    """Whether the passage tells a day up to which something holds that is over."""
    since = statement.times.since
    return any(since is not None and since < day <= today for day in statement.times.days)


def _between(statement: Statement, told: Iterable[Day], today: Day) -> list[Day]:
    """First days of values between the days that are told."""
    days = sorted(told)
    return [
        each.since
        for name in statement.figures
        for each in values(name, today)
        if days[0] <= each.since <= days[-1]
    ]


def _is(value: int, figures: Iterable[str], day: Day) -> bool:
    return any(each.value == value for each in on(figures, day, day))


def _fits(statement: Statement, day: Day, today: Day) -> bool:
    """Whether the value is the law's on a day, or made of such values."""
    found = {each.value for each in on(statement.figures, day, today)}
    if statement.value in found | {each.value for each in on(statement.also, day, today)}:
        return True
    positive = {value for value in found if value > 0}
    return statement.is_sum and bool(positive) and is_made_of(statement.value, positive)


def _past(statement: Statement, today: Day) -> Value | None:
    """The last value of the past that it states."""
    past = [
        each for name in statement.figures for each in values(name, today) if each.until <= today
    ]
    exact = [each for each in past if each.value == statement.value]
    if not exact and statement.is_sum and statement.is_sure:
        exact = [
            each
            for each in past
            if statement.value <= _MOST_TOGETHER * each.value
            and _fits(statement, each.until - 1, today)
        ]
    return max(exact, key=lambda each: each.until, default=None)


def _later(statement: Statement, today: Day) -> Value | None:
    found = [
        each
        for name in statement.figures
        for each in values(name, today)
        if each.since > today and each.value == statement.value
    ]
    return min(found, key=lambda each: each.since, default=None)


def _is_big(statement: Statement, now: Iterable[Value]) -> bool:
    """Whether it is more than the greatest value, and so may be of a whole family."""
    return statement.value > max(each.value for each in now)
