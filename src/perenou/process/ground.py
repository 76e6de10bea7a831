"""What a simulation rests on, taken from a log: ways, times, people and how busy they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from perenou.process.clock import Clock, Moments
from perenou.process.engine import OUTSIDE, Cases, Pool, play
from perenou.process.errors import RefusedLogError
from perenou.process.log import DAY, EPOCH_DAY, NOBODY, UNKNOWN_TIME, EventLog, Truths

MOST_CASES: Final = 10_000
"""Of a larger log every so many-th case is played, and people have so much less time for them."""
LEAST_CASES: Final = 100
QUEUE: Final = 4 * 3600
"""Working time; for a unit that all cases wait longer for, a queue can be measured."""

_TENTH: Final = 0.1
_OVER: Final = (0.98, 0.95, 0.9)
_AFTER: Final = 800
"""Days after the last of the log that the clock still knows."""
_TRIES: Final = 12
_LEAST_SHARE: Final = 0.0005

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Unit:
    """People of a unit.

    Attributes:
        name: as the log has it. staff: who were at work on a day, at the median. share: how much of
            their time is for these cases. is_queue: whether there is a queue from which that was
            found; otherwise all of their time is taken to be.
    """

    name: str
    staff: int
    share: float
    is_queue: bool


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What a simulation rests on.

    Attributes:
        log: the cases that are played. units: by number of the pool. pool, service, delay: of each
            step of the log; the delay is what a case waits that is not the unit's queue. every: of
            the cases one in so many is played. over: cases whose whole way is known.
    """

    log: EventLog
    units: tuple[Unit, ...]
    pool: NDArray[np.int64]
    service: Moments
    delay: Moments
    over: NDArray[np.int64]
    every: int
    clock: Clock

    @property
    def arrivals(self) -> Moments:
        """When each case of the log came in."""
        return self.log.ended[self.log.firsts[:-1]].astype(np.float64)

    def pools(self, staff: Sequence[int]) -> list[Pool]:
        """The people of each unit, with so many in each."""
        return [Pool(number, unit.share / self.every)
                for unit, number in zip(self.units, staff, strict=True)]  # fmt: skip


def ground(
    log: EventLog,
    is_running: Truths,
    outside: Collection[int],
    progress: Progress | None = None,
) -> Ground:
    """What can be learned from a log for a simulation.

    Raises:
        RefusedLogError: the log has too few cases, or does not tell when steps began, or by whom.
    """
    if int((~is_running).sum()) < LEAST_CASES:
        raise RefusedLogError("few_cases", least=LEAST_CASES)
    if not log.has_beginnings:
        raise RefusedLogError("no_beginnings")
    if not log.units or not log.resources:
        raise RefusedLogError("no_people")
    every = -(-len(log.cases) // MOST_CASES)
    order = np.argsort(log.ended[log.firsts[:-1]], kind="stable")
    chosen = np.zeros(len(log.cases), dtype=np.bool_)
    chosen[order[::every]] = True
    staff = _staff(log, outside)
    log, is_running = log.of_cases(chosen), is_running[chosen]
    log, is_running = _by_arrival(log, is_running)
    names = [at for at in range(len(log.units)) if at not in outside and staff[at]]
    pool = np.full(len(log), OUTSIDE, dtype=np.int64)
    for number, unit in enumerate(names):
        pool[log.unit == unit] = number
    days = log.days
    clock = Clock(int(days.min()) - 10, int(days.max()) + _AFTER)
    service, waiting = _spent(log, pool, clock)
    common = _common(log, pool, waiting, len(names))
    delay = np.maximum(waiting - common, 0)
    delay[log.firsts[:-1]] = 0
    units = []
    for number, unit in enumerate(names):
        mine = (pool == number) & log.follows
        is_queue = bool(mine.any()) and float(common[mine].mean()) >= QUEUE
        if not is_queue:
            delay[mine] = waiting[mine]
        units.append(Unit(log.units[unit], staff[unit], 1.0, is_queue))
    found = Ground(log, tuple(units), pool, service, delay, _over(is_running), every, clock)
    return _fitted(found, waiting, progress)


def _over(is_running: Truths) -> NDArray[np.int64]:
    """Cases whose ways are drawn from: of those that came early enough for nearly all to be over.

    Among cases that came late only the quick ones are over, and ways drawn from them would be
    quick.
    """
    over = ~is_running
    share = np.cumsum(over) / np.arange(1, len(over) + 1)
    for least in _OVER:
        enough = np.flatnonzero((share >= least) & (np.cumsum(over) >= LEAST_CASES))
        if len(enough):
            return np.flatnonzero(over[: int(enough[-1]) + 1])
    return np.flatnonzero(over)


def staff_of(log: EventLog, outside: Collection[int]) -> dict[str, int]:
    """By unit of the agency that has any, how many people were at work on a day."""
    staff = _staff(log, outside)
    return {log.units[unit]: number for unit, number in enumerate(staff) if number}


def _by_arrival(log: EventLog, is_running: Truths) -> tuple[EventLog, Truths]:
    """The same log with its cases in order of arrival."""
    order = np.argsort(log.ended[log.firsts[:-1]], kind="stable")
    rows = rows_of(log.firsts, order)
    case = np.repeat(np.arange(len(order)), np.diff(log.firsts)[order]).astype(np.int32)
    names = tuple(log.cases[at] for at in order.tolist())
    return replace(
        log, cases=names, case=case, activity=log.activity[rows], unit=log.unit[rows],
        resource=log.resource[rows], began=log.began[rows], ended=log.ended[rows],
    ), is_running[order]  # fmt: skip


def rows_of(firsts: NDArray[np.int64], cases: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows of some cases one after the other."""
    lengths = np.diff(firsts)[cases]
    ends = np.cumsum(lengths)
    steps = np.arange(int(ends[-1]) if len(ends) else 0, dtype=np.int64)
    return np.asarray(steps + np.repeat(firsts[:-1][cases] - (ends - lengths), lengths))


def _staff(log: EventLog, outside: Collection[int]) -> list[int]:
    """By unit, how many different people ended a step on a day of work, at the median."""
    found = []
    for unit in range(len(log.units)):
        mine = (log.unit == unit) & (log.resource != NOBODY)
        if unit in outside or not mine.any():
            found.append(0)
            continue
        pairs = np.unique(log.days[mine] * (len(log.resources) + 1) + log.resource[mine])
        _, numbers = np.unique(pairs // (len(log.resources) + 1), return_counts=True)
        found.append(int(np.ceil(np.median(numbers))))
    return found


def _spent(log: EventLog, pool: NDArray[np.int64], clock: Clock) -> tuple[Moments, Moments]:
    """How long each step took and was waited for: in work, outside by the calendar."""
    began = np.where(log.began == UNKNOWN_TIME, log.ended, log.began)
    before = np.concatenate(([0], log.ended[:-1]))
    before = np.where(log.follows, before, began)
    inside = pool != OUTSIDE
    worked = [clock.worked(each.astype(np.float64)) for each in (before, began, log.ended)]
    service = np.where(inside, worked[2] - worked[1], log.ended - began)
    waiting = np.where(inside, worked[1] - worked[0], began - before)
    return np.maximum(service, 0), np.maximum(waiting, 0)


def _common(log: EventLog, pool: NDArray[np.int64], waiting: Moments, units: int) -> Moments:
    """What nearly all cases wait for a unit in a week: its queue."""
    week = (log.days + 6) // 7
    week -= week.min()
    found = np.zeros(len(log))
    for unit in range(units):
        mine = np.flatnonzero((pool == unit) & log.follows)
        if not len(mine):
            continue
        order = mine[np.lexsort((waiting[mine], week[mine]))]
        weeks, begins, numbers = np.unique(week[order], return_index=True, return_counts=True)
        least = waiting[order[begins + (numbers * _TENTH).astype(np.int64)]]
        found[mine] = least[np.searchsorted(weeks, week[mine])]
    return found


def _fitted(found: Ground, waiting: Moments, progress: Progress | None) -> Ground:
    """The same, with people as busy as they must be for cases to wait as long as they did."""
    log = found.log
    cases = Cases(found.arrivals, log.firsts, found.pool, found.service, found.delay)
    queued = [number for number, unit in enumerate(found.units) if unit.is_queue]
    for done, number in enumerate(queued):
        mine = (found.pool == number) & log.follows
        wanted = float(waiting[mine].mean())
        low, high = _LEAST_SHARE, 1.0
        for step in range(_TRIES):
            share = (low * high) ** 0.5
            units = list(found.units)
            units[number] = replace(units[number], share=share)
            tried = replace(found, units=tuple(units))
            played = play(cases, tried.pools([unit.staff for unit in units]), found.clock)
            before = np.concatenate(([0.0], played.ended[:-1]))[mine]
            waited = found.clock.worked(played.began[mine]) - found.clock.worked(before)
            if float(waited.mean()) > wanted:
                low = share
            else:
                high = share
            if progress is not None:
                progress(done * _TRIES + step + 1, len(queued) * _TRIES)
        found = replace(found, units=tuple(units))
    return found


def last_moment(log: EventLog) -> float:
    """The end of the last day of a log."""
    return (int(log.days.max()) - EPOCH_DAY + 1) * float(DAY)
