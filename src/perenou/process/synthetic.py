"""An invented log of the work with family benefits, in which all that is wrong was planted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from perenou.language.working_days import is_working_day
from perenou.process.clock import OPENS, WORKDAY, Clock
from perenou.process.engine import OUTSIDE, Cases, Played, Pool, play
from perenou.process.log import DAY, EPOCH_DAY, NOBODY, EventLog

FILE: Final = Path(__file__).with_name("synthetic.yaml")
SEED: Final = 2026
LAST_DAY: Final = date(2026, 10, 30).toordinal()
"""The day of the last event: an invented log is as it would be seen then."""

SPAN: Final = 450
"""Working days that a large log covers; a small one covers fewer."""
LEAST_A_DAY: Final = 40
BUSY: Final = 0.75
"""Of their time for these cases, how much people work where nothing was planted."""
BACKLOG: Final = 18
"""Working days that a case waits for approval at the end, where that was planted."""

_SPREAD: Final = 0.6
_LYING: Final = 2 * 3600
"""Median working time for which a case lies before anybody could begin."""
_YEAR_AFTER: Final = 500


@dataclass(frozen=True, slots=True)
class Planted:
    """What was made wrong on purpose.

    Attributes:
        slow_approval: too little time for approving. asked_again: data asked for, come and asked
            for again. sent_back: drafts sent back by whoever approves. no_hearing: refusals without
            a hearing. no_check: registers not looked at. checked_twice: looked at twice running.
            paid_before_told: paid before the decision was told.
    """

    slow_approval: bool = True
    asked_again: bool = True
    sent_back: bool = True
    no_hearing: bool = True
    no_check: bool = True
    checked_twice: bool = True
    paid_before_told: bool = True


ALL: Final = Planted()
CLEAN: Final = Planted(*(False for _ in fields(Planted)))


@dataclass(frozen=True, slots=True)
class Kind:
    """A step of the invented work: its name, its unit, and minutes of work or days of waiting."""

    name: str
    unit: str
    median: float


@dataclass(frozen=True, slots=True)
class Invented:
    """What the file says."""

    units: dict[str, str]
    outside: frozenset[str]
    steps: dict[str, Kind]
    shares: dict[str, float]
    planted: dict[str, float]


@cache
def invented() -> Invented:
    """The invented work as it stands in the file."""
    import yaml

    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Invented(
        told["units"],
        frozenset(told["outside"]),
        {key: Kind(name, unit, median) for key, (name, unit, median) in told["steps"].items()},
        {key: share / 100 for key, share in told["shares"].items()},
        {key: share / 100 for key, share in told["planted"].items()},
    )


def synthetic(
    cases: int,
    seed: int = SEED,
    planted: Planted = ALL,
    approvers: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> EventLog:
    """An invented log; the same arguments give the same log.

    Args:
        approvers: how many more people approve than would (negative: fewer); what would happen can
            then be compared with what a simulation foretells.
    """
    work = invented()
    draw = np.random.default_rng(seed)
    keys = list(work.steps)
    arrivals, days = _arrivals(cases, draw)
    routes = [_route(draw_of, planted, work) for draw_of in draw.random((cases, 16)).tolist()]
    lengths = np.array([len(route) for route in routes])
    number = {key: at for at, key in enumerate(keys)}
    step = np.array([number[key] for route in routes for key in route], dtype=np.int64)
    pools = [unit for unit in work.units if unit not in work.outside]
    pool_of = np.array([pools.index(kind.unit) if kind.unit in pools else OUTSIDE
                        for kind in work.steps.values()])  # fmt: skip
    pool = pool_of[step]
    median = np.array([kind.median for kind in work.steps.values()])[step]
    inside = pool != OUTSIDE
    spread = np.exp(draw.normal(0, _SPREAD, len(step)))
    service = np.where(inside, median * 60 * spread, 0.0)
    lying = _LYING * np.exp(draw.normal(0, 0.8, len(step)))
    delay = np.where(inside, lying, median * DAY * spread)
    firsts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    delay[firsts[:-1]] = 0
    staffed = _staffed(pools, pool, service, days, planted, approvers)
    first = int(arrivals[0]) // DAY + EPOCH_DAY
    clock = Clock(first, LAST_DAY + _YEAR_AFTER)
    played = play(Cases(arrivals, firsts, pool, service, delay), staffed, clock, progress)
    return _log(step, pool, pools, lengths, played)


def _arrivals(cases: int, draw: np.random.Generator) -> tuple[NDArray[np.float64], int]:
    """When cases come in, in order, and on how many working days."""
    a_day = max(LEAST_A_DAY, -(-cases // SPAN))
    wanted = max(1, -(-cases // a_day))
    days: list[int] = []
    day = LAST_DAY
    while len(days) < wanted:
        if is_working_day(day):
            days.append(day)
        day -= 1
    at = np.array(days)[draw.integers(0, wanted, cases)]
    moments = (at - EPOCH_DAY) * float(DAY) + OPENS + draw.random(cases) * WORKDAY
    return np.sort(moments), wanted


def _route(draw: list[float], planted: Planted, work: Invented) -> list[str]:
    """The steps of a case; ``draw`` holds numbers from 0 to 1, each used for one choice."""
    shares, wrong = work.shares, work.planted
    is_refused = draw[0] < shares["refused"]
    route = ["received", "registered"]
    if not (planted.no_check and draw[1] < wrong["no_check"]):
        route.append("checked")
        if planted.checked_twice and draw[2] < wrong["checked_twice"]:
            route.append("checked")
    if draw[3] < shares["asked"]:
        route += ["asked", "answered"]
        if planted.asked_again and draw[4] < wrong["asked_again"]:
            route += ["asked", "answered"]
    if draw[5] < shares["abroad"]:
        route += ["sed_sent", "sed_answered"]
    route.append("assessed")
    if is_refused and not (planted.no_hearing and draw[6] < wrong["no_hearing"]):
        route += ["heard", "opinion"]
    route += ["drafted", "approved"]
    if planted.sent_back and draw[7] < wrong["sent_back"]:
        route += ["drafted", "approved"]
    if is_refused:
        route.append("denied")
        if draw[8] < shares["challenged_refusals"]:
            route += ["challenged", "decided_anew"]
    elif planted.paid_before_told and draw[9] < wrong["paid_before_told"]:
        route += ["paid", "granted"]
    else:
        route += ["granted", "paid"]
    return route


def _staffed(
    pools: list[str],
    pool: NDArray[np.int64],
    service: NDArray[np.float64],
    days: int,
    planted: Planted,
    approvers: int,
) -> list[Pool]:
    """People of each pool, as many as its work asks for, with time for just so much of it."""
    found = []
    for at, unit in enumerate(pools):
        people = float(service[pool == at].sum()) / (days * WORKDAY)
        staff = max(2, round(people / BUSY))
        busy = BUSY
        if unit == "approval" and planted.slow_approval:
            busy = 1 + BACKLOG / days
            staff = max(2, round(people * 2))
        share = min(people / (staff * busy), 1.0)
        if unit == "approval":
            staff = max(1, staff + approvers)
        found.append(Pool(staff, max(share, 0.01)))
    return found


def _log(
    step: NDArray[np.int64],
    pool: NDArray[np.int64],
    pools: list[str],
    lengths: NDArray[np.int64],
    played: Played,
) -> EventLog:
    """What was played as the log that it would leave, up to its last day."""
    work = invented()
    kinds = list(work.steps.values())
    units = list(work.units)
    unit_of = np.array([units.index(kind.unit) for kind in kinds])
    most = int(played.server.max()) + 1
    who = np.where(pool == OUTSIDE, NOBODY, pool * most + played.server)
    present, resource = np.unique(who, return_inverse=True)
    names = tuple(
        f"{pools[int(each) // most]}-{int(each) % most + 1:02}" for each in present if each >= 0
    )
    resource = resource - int((present < 0).any())
    case = np.repeat(np.arange(len(lengths)), lengths)
    log = EventLog(
        tuple(f"N-{number:06}" for number in range(1, len(lengths) + 1)),
        tuple(kind.name for kind in kinds),
        tuple(work.units.values()),
        names,
        case.astype(np.int32),
        step.astype(np.int32),
        unit_of[step].astype(np.int32),
        resource.astype(np.int32),
        np.rint(played.began).astype(np.int64),
        np.rint(played.ended).astype(np.int64),
    )
    return _up_to(log, LAST_DAY)


def _up_to(log: EventLog, day: int) -> EventLog:
    """The log as it was seen in the evening of a day."""
    seen = log.days <= day
    kept = EventLog(
        log.cases, log.activities, log.units, log.resources,
        log.case[seen], log.activity[seen], log.unit[seen], log.resource[seen],
        log.began[seen], log.ended[seen],
    )  # fmt: skip
    present = np.bincount(kept.case, minlength=len(log.cases)) > 0
    return kept if present.all() else kept.of_cases(present)
