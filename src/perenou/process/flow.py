"""The real flow: what follows what, how often, after how long, and who hands over to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from perenou.process.log import NOBODY, EventLog, Truths
from perenou.process.spread import Spread, spread, spreads

_QUIET: Final = 0.99
_HARDLY: Final = 0.05
_KNOWN: Final = 30


@dataclass(frozen=True, slots=True)
class Edge:
    """One step directly after another: how often, in how many cases, how long between (seconds)."""

    before: int
    after: int
    number: int
    cases: int
    between: Spread


@dataclass(frozen=True, slots=True)
class StepFigures:
    """A step: how often it is done, how long it takes, and how long cases wait for it (seconds).

    Attributes:
        activity: its code. unit: the code of whoever mostly does it. cases: in which it was done at
            all. repeated: cases in which it was done twice running. returned: cases that came back
            to it after something else. working: None where the log does not tell beginnings. place:
            how far on in the cases it stands, 0 to 1. first, last: cases that begin with it, and
            that are over with it.
    """

    activity: int
    unit: int
    number: int
    cases: int
    repeated: int
    returned: int
    working: Spread | None
    waiting: Spread
    place: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Handover:
    """Cases that pass from a unit to another: how often, and how long they wait (seconds)."""

    before: int
    after: int
    number: int
    cases: int
    waiting: Spread


def edges(log: EventLog) -> list[Edge]:
    """What directly follows what, the most frequent first."""
    many = len(log.activities)
    follows = np.flatnonzero(log.follows)
    key = log.activity[follows - 1].astype(np.int64) * many + log.activity[follows]
    between = log.ended[follows] - log.ended[follows - 1]
    cases = _distinct(key, log.case[follows])
    found = [
        Edge(pair // many, pair % many, each.number, cases[pair], each)
        for pair, each in enumerate(spreads(key, between, many * many))
        if each.number
    ]
    return sorted(found, key=lambda edge: (-edge.number, edge.before, edge.after))


def step_figures(log: EventLog, is_running: Truths) -> list[StepFigures]:
    """Each activity of the log, in order of where it stands in the cases that are over."""
    many = len(log.activities)
    activity = log.activity.astype(np.int64)
    waits = log.follows
    waiting = spreads(activity[waits], log.waiting[waits], many)
    told = log.working >= 0
    working = spreads(activity[told], log.working[told], many) if told.any() else None
    cases = _distinct(activity, log.case)
    twice = np.zeros(len(log), dtype=np.bool_)
    twice[1:] = log.follows[1:] & (activity[1:] == activity[:-1])
    repeated = _distinct(activity[twice], log.case[twice])
    back = _again(log) & ~twice
    returned = _distinct(activity[back], log.case[back])
    firsts = log.firsts
    place = _places(log, firsts, is_running)
    first = np.bincount(activity[firsts[:-1]], minlength=many)
    last = np.bincount(activity[firsts[1:] - 1][~is_running], minlength=many)
    units = _mostly(log)
    found = [
        StepFigures(
            at, units[at], int((activity == at).sum()), cases.get(at, 0), repeated.get(at, 0),
            returned.get(at, 0), None if working is None or not working[at].number else working[at],
            waiting[at], float(place[at]), int(first[at]), int(last[at]),
        )
        for at in range(many)
    ]  # fmt: skip
    return sorted((each for each in found if each.number), key=lambda step: step.place)


def handovers(log: EventLog) -> list[Handover]:
    """What passes between different units, the most waited for first."""
    many = len(log.units)
    rows = np.flatnonzero(log.follows)
    before, after = log.unit[rows - 1].astype(np.int64), log.unit[rows].astype(np.int64)
    passed = (before != after) & (before != NOBODY) & (after != NOBODY)
    rows, key = rows[passed], before[passed] * many + after[passed]
    cases = _distinct(key, log.case[rows])
    found = [
        Handover(pair // many, pair % many, each.number, cases[pair], each)
        for pair, each in enumerate(spreads(key, log.waiting[rows], many * many))
        if each.number
    ]
    return sorted(found, key=lambda handover: -handover.waiting.total)


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody did: steps, in how many cases, and for how long at a time (seconds)."""

    resource: int
    unit: int
    number: int
    cases: int
    working: Spread


def loads(log: EventLog) -> list[Load]:
    """What each official did, who did most first."""
    many = len(log.resources)
    rows = np.flatnonzero(log.resource != NOBODY)
    resource = log.resource[rows].astype(np.int64)
    cases = _distinct(resource, log.case[rows])
    told = log.working[rows] >= 0
    working = spreads(resource[told], log.working[rows][told], many)
    number = np.bincount(resource, minlength=many)
    found = [
        Load(at, int(np.bincount(log.unit[rows[resource == at]] + 1).argmax()) - 1,
             int(number[at]), cases[at], working[at])
        for at in range(many)
        if number[at]
    ]  # fmt: skip
    return sorted(found, key=lambda load: -load.number)


def running(log: EventLog) -> Truths:
    """Of each case, whether it seems to be under way still.

    A log does not say which case is over. One is taken to be over when hardly ever anything follows
    its last step, or when more time has passed since then than 99 of 100 cases take to go on from
    it. Where too few cases have gone on from a step to say how long that takes, it is under way.
    """
    many = len(log.activities)
    last = log.firsts[1:] - 1
    activity = log.activity.astype(np.int64)
    done = np.bincount(activity, minlength=many)
    rows = np.flatnonzero(log.follows)
    gaps = log.ended[rows] - log.ended[rows - 1]
    before = activity[rows - 1]
    quiet = np.zeros(many)
    for at in np.unique(before).tolist():
        of_step = gaps[before == at]
        if len(of_step) >= _HARDLY * done[at]:
            is_known = len(of_step) >= _KNOWN
            quiet[at] = np.quantile(of_step, _QUIET) if is_known else np.inf
    silent = int(log.ended.max()) - log.ended[last]
    return np.asarray((quiet[activity[last]] > 0) & (silent <= quiet[activity[last]]))


def through_time(log: EventLog, cases: Truths) -> Spread:
    """How long some cases took from the first to the last step, in seconds."""
    firsts = log.firsts
    whole = log.ended[firsts[1:] - 1] - log.ended[firsts[:-1]]
    return spread(whole[cases])


def _distinct(keys: NDArray[np.int64], cases: NDArray[np.int32]) -> dict[int, int]:
    """By key, in how many cases it stands."""
    if not len(keys):
        return {}
    pairs = np.unique(keys * (int(cases.max()) + 1) + cases)
    found, numbers = np.unique(pairs // (int(cases.max()) + 1), return_counts=True)
    return dict(zip(found.tolist(), numbers.tolist(), strict=True))


def _again(log: EventLog) -> Truths:
    """Of each step, whether the same was done earlier in its case."""
    key = log.case.astype(np.int64) * len(log.activities) + log.activity
    _, first = np.unique(key, return_index=True)
    found = np.ones(len(log), dtype=np.bool_)
    found[first] = False
    return found


def _places(log: EventLog, firsts: NDArray[np.int64], is_running: Truths) -> NDArray[np.float64]:
    """By activity, how far on in its cases it stands on average, by its first time in each."""
    lengths = np.diff(firsts)
    position = np.arange(len(log)) - np.repeat(firsts[:-1], lengths)
    whole = np.maximum(np.repeat(lengths, lengths) - 1, 1)
    over = ~is_running[log.case]
    first = ~_again(log) & (over if over.any() else ~over)
    many = len(log.activities)
    number = np.bincount(log.activity[first], minlength=many)
    total = np.bincount(log.activity[first], (position / whole)[first], minlength=many)
    # What no case that is over has was only done by those that have not come far yet.
    return np.where(number > 0, total / np.maximum(number, 1), 0.5)


def _mostly(log: EventLog) -> list[int]:
    """By activity, the unit that does it most; ``NOBODY`` where no unit is told."""
    many, units = len(log.activities), len(log.units)
    if not units:
        return [NOBODY] * many
    told = log.unit != NOBODY
    key = log.activity[told].astype(np.int64) * units + log.unit[told]
    counted = np.bincount(key, minlength=many * units).reshape(many, units)
    return [int(row.argmax()) if row.any() else NOBODY for row in counted]
