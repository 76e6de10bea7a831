"""Queues played through: cases that go their ways, people who take them in turn.

One pool of people serves whoever is ready first. People work when the office is open; a step that
nobody of the agency does (a claimant answers, an institution abroad) only takes its time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, heapreplace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from perenou.process.clock import Clock, Moments

OUTSIDE: Final = -1
"""The pool of a step that no person of the agency does."""

_TOLD_EVERY: Final = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """What is to be done.

    Attributes:
        arrivals: when each case comes in, in order of time. firsts: where its steps begin in the
            columns, with the end of the last one behind. pool: who does a step. service: seconds
            that it takes, of work or, outside, of the calendar. delay: seconds before anybody could
            begin, the same way.
    """

    arrivals: Moments
    firsts: NDArray[np.int64]
    pool: NDArray[np.int64]
    service: Moments
    delay: Moments


@dataclass(frozen=True, slots=True)
class Pool:
    """People who do the same work.

    Attributes:
        staff: how many. share: how much of their working time is for these cases, above 0 to 1.
    """

    staff: int
    share: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Played:
    """When each step began and ended, in seconds, and the number of whoever did it in the pool."""

    began: Moments
    ended: Moments
    server: NDArray[np.int64]


def play(
    cases: Cases,
    pools: Sequence[Pool],
    clock: Clock,
    progress: Callable[[int, int], None] | None = None,
) -> Played:
    """Let all cases go through.

    The line of time inside is that of work, so that nobody has to be sent home in the evening; who
    is ready at the same moment goes in order of arrival.
    """
    size = len(cases.pool)
    pool, service, delay = cases.pool.tolist(), cases.service.tolist(), cases.delay.tolist()
    last = np.zeros(size, dtype=np.bool_)
    last[cases.firsts[1:] - 1] = True
    is_last = last.tolist()
    began, ended, server = [0.0] * size, [0.0] * size, [0] * size
    free = [[(0.0, number) for number in range(each.staff)] for each in pools]
    for each in free:
        heapify(each)
    share = [each.share for each in pools]
    worked_at, ends_at = clock.worked_at, clock.ends_at

    waiting: list[tuple[float, int, float]] = []
    """Who is ready: when in time of work, which step, and when by the calendar if it is known."""

    def line_up(step: int, worked: float, moment: float) -> None:
        """Line the next step up after its delay; ``moment`` below 0: only work is known."""
        if pool[step] == OUTSIDE:
            begins = (moment if moment >= 0 else ends_at(worked)) + delay[step]
            heappush(waiting, (worked_at(begins), step, begins))
        else:
            heappush(waiting, (worked + delay[step], step, -1.0))

    for step, arrival in zip(cases.firsts[:-1].tolist(), cases.arrivals.tolist(), strict=True):
        line_up(step, worked_at(arrival), arrival)
    done = 0
    while waiting:
        worked, step, moment = heappop(waiting)
        done += 1
        at = pool[step]
        if at == OUTSIDE:
            began[step] = moment
            end = ended[step] = moment + service[step]
            if not is_last[step]:
                line_up(step + 1, worked_at(end), end)
        else:
            queue = free[at]
            available, number = queue[0]
            begin = worked if worked > available else available
            heapreplace(queue, (begin + service[step] / share[at], number))
            began[step], server[step] = begin, number
            ended[step] = begin + service[step]
            if not is_last[step]:
                line_up(step + 1, ended[step], -1.0)
        if progress is not None and done % _TOLD_EVERY == 0:
            progress(done, size)
    return _by_calendar(cases, clock, np.array(began), np.array(ended), np.array(server))


def _by_calendar(
    cases: Cases, clock: Clock, began: Moments, ended: Moments, server: NDArray[np.int64]
) -> Played:
    inside = cases.pool != OUTSIDE
    began[inside], ended[inside] = clock.begins(began[inside]), clock.ends(ended[inside])
    # A step without length that falls on the evening does not begin after it ended.
    return Played(np.minimum(began, ended), ended, server)
