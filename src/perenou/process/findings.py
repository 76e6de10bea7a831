"""What is wrong with the flow, by rules that say when a number is enough to speak of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from perenou.process.flow import StepFigures
from perenou.process.log import NOBODY, EventLog
from perenou.process.spread import bounds
from perenou.process.variants import Ways

Kind = Literal["bottleneck", "rework", "repeated", "skipped", "order"]

LEAST: Final = 10
"""Cases below which nothing is said."""
SHARE: Final = 0.01
"""A share of cases that is surely (with 95 per cent) above this is worth speaking of."""
WAITS_SHARE: Final = 0.25
"""Of all waiting inside the agency, what a bottleneck has at least."""
WAITS_TIMES: Final = 3.0
"""How much longer than for the other steps cases wait for a bottleneck."""
WAITS_LEAST: Final = 86_400
"""Seconds that cases wait for a bottleneck at least: at the median, or one case in ten."""
USUAL: Final = 0.8
"""A step that stands before another in this share of cases or more is usual there."""
SHOWN: Final = 5

OUTSIDERS: Final = frozenset(
    {"taotleja", "inimene", "teise riigi asutus", "välisriigi asutus", "claimant", "applicant",
     "foreign institution", "заявитель", "учреждение другого государства"}
)  # fmt: skip
"""Units whose time is not the agency's own, by name; users may name others."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        kind: a bottleneck before ``activity``; ``rework``: cases come back to it; ``repeated``: it
            is done twice running; ``skipped``: it is missing though ``other`` was done; ``order``:
            it was done after ``other``, before which it usually stands. number: of cases, of
            ``whole`` in which it could be. seconds: lost by it in all, where that can be said.
            examples: cases. is_tail: of a bottleneck, whether only some cases wait long for it.
    """

    kind: Kind
    activity: int
    other: int
    number: int
    whole: int
    seconds: float | None
    examples: tuple[int, ...] = ()
    is_tail: bool = False

    @property
    def share(self) -> float:
        """Of the cases in which it could be."""
        return self.number / max(self.whole, 1)


def keys_of(found: Sequence[Finding], log: EventLog) -> list[str]:
    """What each finding is known by: the same whenever the same is found of the same steps."""
    known: list[str] = []
    for each in found:
        names = [log.activities[at] if at != NOBODY else "" for at in (each.activity, each.other)]
        told = "\x1f".join((each.kind, *names))
        key = blake2b(told.encode(), digest_size=4).hexdigest()
        twice = sum(one.partition("-")[0] == key for one in known)
        known.append(f"{key}-{twice + 1}" if twice else key)
    return known


def outside_units(log: EventLog, told: Collection[str]) -> frozenset[int]:
    """Codes of the units that are not of the agency."""
    names = OUTSIDERS | {name.casefold() for name in told}
    return frozenset(at for at, name in enumerate(log.units) if name.casefold() in names)


def findings(
    log: EventLog, steps: Sequence[StepFigures], ways: Ways, outside: Collection[int]
) -> list[Finding]:
    """All that is wrong, bottlenecks first, then by the number of cases."""
    found = [
        *_bottlenecks(steps, outside),
        *_done_again(log, steps),
        *_left_out(log, steps, ways, outside),
    ]
    return sorted(found, key=lambda each: (each.kind != "bottleneck", -each.number))


def _is_sure(number: int, whole: int) -> bool:
    return number >= LEAST and bounds(number, whole)[0] >= SHARE


def _bottlenecks(steps: Sequence[StepFigures], outside: Collection[int]) -> list[Finding]:
    """Steps for which cases wait long and much longer than for others inside the agency.

    Either most cases do, by the medians, or one case in ten, by the 90th percentiles; of these
    there must be enough.
    """
    inside = [step for step in steps if step.unit not in outside and step.waiting.number >= LEAST]
    total = sum(step.waiting.total for step in inside)
    found = []
    for step in inside:
        others = [each.waiting for each in inside if each is not step]
        number = max(sum(each.number for each in others), 1)
        usual = sum(each.median * each.number for each in others) / number
        rare = sum((each.p90 or each.median) * each.number for each in others) / number
        is_long = step.waiting.median >= max(WAITS_LEAST, WAITS_TIMES * usual)
        is_tail = (
            step.waiting.p90 is not None
            and step.waiting.number >= 10 * LEAST
            and step.waiting.p90 >= max(WAITS_LEAST, WAITS_TIMES * rare)
        )
        if (is_long or is_tail) and step.waiting.total >= WAITS_SHARE * total:
            lost = step.waiting.total - usual * step.waiting.number
            found.append(
                Finding("bottleneck", step.activity, NOBODY, step.cases, step.cases, lost,
                        is_tail=not is_long)
            )  # fmt: skip
    return found


def _done_again(log: EventLog, steps: Sequence[StepFigures]) -> list[Finding]:
    """Steps that are done twice running, and loops, each by the step that it begins with."""
    found = [
        _again(log, "repeated", step.activity, NOBODY, step.repeated, step.cases)
        for step in steps
        if _is_sure(step.repeated, step.cases)
    ]
    loops = {step.activity: step for step in steps if _is_sure(step.returned, step.cases)}
    seen: set[int] = set()
    for activity in loops:
        if activity in seen:
            continue
        around = _around(log, activity)
        members = [each for each in (activity, *around) if each in loops]
        head = min(members, key=lambda each: _first_place(log, each, activity))
        seen |= set(members)
        way = (activity, *around)
        back = way[way.index(head) - 1] if len(way) > 1 else NOBODY
        step = loops[head]
        found.append(_again(log, "rework", head, back, step.returned, step.cases))
    return found


def _first_place(log: EventLog, activity: int, returned: int) -> float:
    """How many steps in a case come before an activity on average, in cases with another."""
    rows = np.flatnonzero(log.activity == activity)
    cases, first = np.unique(log.case[rows], return_index=True)
    wanted = np.isin(cases, np.unique(log.case[log.activity == returned]))
    place = rows[first] - log.firsts[cases]
    return float(place[wanted].mean()) if wanted.any() else float(len(log))


def _around(log: EventLog, activity: int) -> tuple[int, ...]:
    """What is most often done between one time and the next of an activity."""
    rows = np.flatnonzero(log.activity == activity)
    again = np.flatnonzero(log.case[rows[1:]] == log.case[rows[:-1]])
    counted: dict[tuple[int, ...], int] = {}
    for low, high in zip(rows[again].tolist(), rows[again + 1].tolist(), strict=True):
        between = tuple(log.activity[low + 1 : high].tolist())
        if between:
            counted[between] = counted.get(between, 0) + 1
    return max(counted, key=lambda way: (counted[way], way), default=())


def _again(
    log: EventLog, kind: Kind, activity: int, other: int, number: int, whole: int
) -> Finding:
    """A finding of a step that was done again, with the time from the first to the last of it."""
    rows = np.flatnonzero(log.activity == activity)
    cases = log.case[rows]
    is_same = cases[1:] == cases[:-1]
    is_running = is_same & (np.diff(rows) == 1)
    of_kind = is_running if kind == "repeated" else is_same & ~is_running
    lost = (log.ended[rows[1:]] - log.ended[rows[:-1]])[of_kind].sum()
    examples = tuple(np.unique(cases[1:][of_kind])[:SHOWN].tolist())
    return Finding(kind, activity, other, number, whole, float(lost), examples)


def _left_out(
    log: EventLog, steps: Sequence[StepFigures], ways: Ways, outside: Collection[int]
) -> list[Finding]:
    """Steps that are missing before one that they usually stand before, or stand after it.

    Each is told of one other step: of those that it stands before often enough, the one of which
    most cases lack it. What somebody outside does is not the agency's to leave out.
    """
    many = len(log.activities)
    cases = np.bincount(ways.of_case, minlength=len(ways.ways))
    before = np.zeros((many, many), dtype=np.int64)
    after = np.zeros((many, many), dtype=np.int64)
    has = np.zeros(many, dtype=np.int64)
    for way, number in zip(ways.ways, cases.tolist(), strict=True):
        first = {activity: at for at, activity in reversed(list(enumerate(way)))}
        for activity, at in first.items():
            has[activity] += number
            for other, place in first.items():
                if place < at:
                    before[other, activity] += number
                elif place > at:
                    after[other, activity] += number
    found = []
    for step in (each.activity for each in steps if each.unit not in outside):
        for kind, wrong in (("skipped", has - before[step] - after[step]), ("order", after[step])):
            told = _worst(step, before[step], has, wrong, kind == "order")
            if told is not None:
                number, other = told
                examples = _examples(ways, step, other, kind == "order")
                found.append(
                    Finding(kind, step, other, number, int(has[other]), None, examples)  # type: ignore[arg-type]
                )
    return _once(found)


def _worst(
    step: int,
    before: NDArray[np.int64],
    has: NDArray[np.int64],
    wrong: NDArray[np.int64],
    is_order: bool,
) -> tuple[int, int] | None:
    """Of the steps before which one usually stands, that of which most cases have it otherwise."""
    usual = before + wrong
    best = None
    for other in range(len(has)):
        whole = int(has[other])
        if (
            other == step
            or before[other] < USUAL * usual[other]
            or not _is_sure(int(wrong[other]), whole)
        ):
            continue
        if is_order or before[other] >= USUAL * whole:
            if best is None or wrong[other] > best[0]:
                best = int(wrong[other]), other
    return best


def _once(found: list[Finding]) -> list[Finding]:
    """Without what only follows from another: two steps in the wrong order are one finding."""
    kept: list[Finding] = []
    for each in sorted(found, key=lambda finding: -finding.number):
        if each.kind == "order" and any(
            other.kind == "order" and other.activity == each.activity for other in kept
        ):
            continue
        kept.append(each)
    return kept


def _examples(ways: Ways, step: int, other: int, is_order: bool) -> tuple[int, ...]:
    def fits(way: tuple[int, ...]) -> bool:
        if other not in way:
            return False
        if not is_order:
            return step not in way
        return step in way and way.index(step) > way.index(other)

    wanted = [at for at, way in enumerate(ways.ways) if fits(way)]
    cases = np.flatnonzero(np.isin(ways.of_case, wanted))
    return tuple(cases[:SHOWN].tolist())
