"""What would be if: the same work with other people, a step less, or other numbers of cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from perenou.process.engine import OUTSIDE, Cases, play
from perenou.process.errors import RefusedLogError
from perenou.process.flow import running, through_time
from perenou.process.ground import Ground, last_moment, rows_of
from perenou.process.log import DAY, NOBODY, Codes, EventLog, Truths
from perenou.process.spread import spread
from perenou.process.terms import Roles, kept_terms, roles_in

REPLICATIONS: Final = 10
MOST_REPLICATIONS: Final = 50
MOST_FACTOR: Final = 3.0
MOST_STAFF: Final = 1000

_T: Final = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14,
             2.13, 2.12, 2.11, 2.10, 2.09, 2.09)  # fmt: skip
"""Student's t for 95 per cent by degrees of freedom, from 1; beyond them 2.0 is near enough."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be otherwise.

    Attributes:
        staff: by unit, how many people instead. without: names of steps that are no longer done.
            arrivals: how many times as many cases come in.
    """

    staff: Mapping[str, int]
    without: tuple[str, ...] = ()
    arrivals: float = 1.0

    @property
    def is_nothing(self) -> bool:
        """Whether all stays as it is."""
        return not self.staff and not self.without and self.arrivals == 1


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over replications, with the bounds between which it lies with 95 per cent."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure.

    Attributes:
        key: ``through`` (median days of a case), ``through_p90``, ``late`` (share of decisions
            after the term), ``running`` (cases under way at the end) or ``waiting`` (mean days
            before a step of a unit). about: the unit. real: in the log. present, changed:
            simulated. difference: of the two, replication by replication.
    """

    key: str
    about: str
    real: float | None
    present: Estimate
    changed: Estimate | None
    difference: Estimate | None

    @property
    def is_near(self) -> bool:
        """Whether the simulated present is within a sixth of what really was."""
        if self.real is None:
            return True
        least = 0.02 if self.key == "late" else 0.25
        return abs(self.present.mean - self.real) <= max(abs(self.real) / 6, least)


@dataclass(frozen=True, slots=True)
class Foretold:
    """What a simulation says.

    Attributes:
        cases: that were played in each replication, and one in how ``every`` of the log they are.
        unsaid: deciding steps that are no longer done; where no other one of the case decides, the
            decision is the end of the step before.
    """

    change: Change
    measures: tuple[Measure, ...]
    replications: int
    seed: int
    cases: int
    every: int
    unsaid: tuple[str, ...] = ()


def what_if(
    found: Ground,
    change: Change,
    roles: Roles | None = None,
    replications: int = REPLICATIONS,
    seed: int = 2026,
    progress: Progress | None = None,
) -> Foretold:
    """Play the present and the change, each several times with the same chances.

    Raises:
        RefusedLogError: a unit or step that the log does not have, or a figure out of bounds.
    """
    _check(found, change, replications)
    told = roles or {}
    deciding = roles_in(found.log, told)["decided"]
    unsaid = tuple(name for at, name in enumerate(found.log.activities)
                   if at in deciding and name in change.without)  # fmt: skip
    real = _measured(found, found.log, running(found.log), told)
    present: list[dict[tuple[str, str], float]] = []
    changed: list[dict[tuple[str, str], float]] = []
    is_change = not change.is_nothing
    steps = replications * (2 if is_change else 1)
    for number in range(replications):
        for results, asked in ((present, Change({})), (changed, change)):
            if results is changed and not is_change:
                continue
            draw = np.random.default_rng((seed, number))
            log, is_running = _played(found, asked, deciding, draw)
            results.append(_measured(found, log, is_running, told))
            if progress is not None:
                progress(len(present) + len(changed), steps)
    measures = []
    for key in present[0]:
        now = np.array([each[key] for each in present])
        then = np.array([each[key] for each in changed])
        measures.append(
            Measure(
                *key, real.get(key), _estimate(now),
                _estimate(then) if is_change else None,
                _estimate(then - now) if is_change else None,
            )
        )  # fmt: skip
    return Foretold(
        change, tuple(measures), replications, seed, len(found.log.cases), found.every, unsaid
    )


def _check(found: Ground, change: Change, replications: int) -> None:
    units = {unit.name for unit in found.units}
    for name, number in change.staff.items():
        if name not in units:
            raise RefusedLogError("no_unit", name=name, known=sorted(units))
        if not 1 <= number <= MOST_STAFF:
            raise RefusedLogError("staff", most=MOST_STAFF)
    for name in change.without:
        if name not in found.log.activities:
            raise RefusedLogError("no_step", name=name, known=list(found.log.activities))
    if not 0 < change.arrivals <= MOST_FACTOR:
        raise RefusedLogError("arrivals", most=str(int(MOST_FACTOR)))
    if not 2 <= replications <= MOST_REPLICATIONS:
        raise RefusedLogError("replications", most=MOST_REPLICATIONS)


def _played(
    found: Ground, change: Change, deciding: Sequence[int], draw: np.random.Generator
) -> tuple[EventLog, Truths]:
    """One replication as the log that it would leave, and which cases are under way at its end."""
    log = found.log
    chances = draw.random(len(log.cases))
    copies = np.floor(change.arrivals + chances).astype(np.int64)
    # Ways are drawn before anything is changed, so that both worlds have the same cases.
    drawn = draw.choice(found.over, (len(log.cases), int(np.ceil(change.arrivals)) + 1))
    number = np.repeat(np.arange(len(log.cases)), copies)
    copy = np.arange(len(number)) - np.repeat(np.cumsum(copies) - copies, copies)
    ways = drawn[number, copy]
    arrivals = found.arrivals[number]
    rows = rows_of(log.firsts, ways)
    case = np.repeat(np.arange(len(ways)), np.diff(log.firsts)[ways])
    is_first = np.concatenate(([True], case[1:] != case[:-1]))
    gone = [at for at, name in enumerate(log.activities) if name in change.without]
    is_gone = np.isin(log.activity[rows], gone) & ~is_first
    is_moment = moments(log.activity[rows], case, is_gone, deciding)
    stays = ~is_gone | is_moment
    rows, case, is_moment = rows[stays], case[stays], is_moment[stays]
    firsts = np.flatnonzero(np.concatenate(([True], case[1:] != case[:-1], [True])))
    staff = [change.staff.get(unit.name, unit.staff) for unit in found.units]
    pool = np.where(is_moment, OUTSIDE, found.pool[rows])
    service, delay = (np.where(is_moment, 0, each[rows]) for each in (found.service, found.delay))
    played = play(Cases(arrivals, firsts, pool, service, delay), found.pools(staff), found.clock)
    seen = played.ended <= last_moment(log)
    whole = np.diff(firsts)
    done = np.bincount(case[seen], minlength=len(ways))
    present = done > 0
    renumbered = np.cumsum(present) - 1
    made = replace(
        log,
        cases=tuple(map(str, np.flatnonzero(present).tolist())),
        case=renumbered[case[seen]].astype(np.int32),
        activity=log.activity[rows][seen],
        unit=np.where(is_moment, NOBODY, log.unit[rows])[seen].astype(np.int32),
        resource=log.resource[rows][seen],
        began=np.rint(played.began[seen]).astype(np.int64),
        ended=np.rint(played.ended[seen]).astype(np.int64),
    )  # fmt: skip
    return made, (done < whole)[present]


def moments(
    activity: Codes, case: NDArray[np.int64], is_gone: Truths, deciding: Sequence[int]
) -> Truths:
    """Steps left out that stay as a moment without work.

    A decision is made even where nobody approves it any more: it is the end of the step before,
    unless another step of the case decides.
    """
    decides = np.isin(activity, deciding)
    is_decided = np.zeros(int(case[-1]) + 1, dtype=np.bool_)
    is_decided[case[decides & ~is_gone]] = True
    return is_gone & decides & ~is_decided[case]


def _measured(
    found: Ground, log: EventLog, is_running: Truths, roles: Roles
) -> dict[tuple[str, str], float]:
    through = through_time(log, ~is_running)
    measures = {
        ("through", ""): through.median / DAY,
        ("through_p90", ""): (through.p90 or through.median) / DAY,
        ("running", ""): float(is_running.sum()) * found.every,
    }
    decision = next(
        (k for k in kept_terms(log, roles, is_running) if k.term.key == "decision"), None
    )
    if decision is not None:
        measures["late", ""] = decision.late_share[0]
    waits = log.follows
    for unit in found.units:
        mine = waits & (log.unit == log.units.index(unit.name))
        waited = spread(log.waiting[mine])
        measures["waiting", unit.name] = waited.total / max(waited.number, 1) / DAY
    return measures


def _estimate(values: NDArray[np.float64]) -> Estimate:
    mean = float(values.mean())
    freedom = len(values) - 1
    t = _T[freedom - 1] if freedom <= len(_T) else 2.0
    reach = t * float(values.std(ddof=1)) / sqrt(len(values))
    return Estimate(mean, mean - reach, mean + reach)
