"""The best plan of a family: plans thought of, best first, each decided by the rules of the law."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeAlias

from perenou.casework.case_file.plan import Goal, PlanWishes
from perenou.casework.case_file.schema import Case
from perenou.casework.planner.ground import ground_of
from perenou.casework.planner.judge import Claims, Judge
from perenou.casework.planner.patterns import Bounds, Candidate, Patterns
from perenou.casework.planner.plan import Plan, Planned, Price
from perenou.casework.planner.wishes import Wishes, wishes_of
from perenou.rules.types import Day

SHOWN: Final = 4
"""Plans that are shown: the best one and others that really differ."""
REALLY_DIFFERENT: Final = 60
"""By so many days two plans that are shown differ: of a parent's days paid and days together."""

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many searches are done; an exception that it raises ends the search."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: plans in order, and among how many."""

    plans: tuple[Plan, ...]
    claims: tuple[Claims, ...]
    compared: int


@dataclass(frozen=True, slots=True)
class _Kept:
    """A plan that may be shown, the days claimed, and the candidate it was made from."""

    plan: Plan
    claims: Claims
    candidate: Candidate


def plan(case: Case, *, as_of: Day | None = None, progress: Progress | None = None) -> Planned:
    """The best plans that the wishes of a case allow, and what each wish costs.

    Args:
        case: the case, with its wishes under ``plan``. as_of: another day of the question.

    Raises:
        PlanError: nothing can be planned, or something must be known first.
    """
    told = case.plan or PlanWishes()
    ground = ground_of(case, as_of)
    judge = Judge(ground)
    wishes = wishes_of(told, ground.birth)
    patterns = Patterns(ground, judge, wishes)
    steps = 1 + len(wishes.every)

    def report(done: int) -> None:
        if progress is not None:
            progress(done, steps)

    report(0)
    best = _search(patterns, judge, wishes, told.goal, SHOWN)
    judged = judge.judged
    prices = []
    for step, wish in enumerate(wishes.every, 1):
        report(step)
        without = _search(patterns, judge, wishes.without(wish), told.goal, 1)
        # What meets all wishes meets the others, too.
        every = [*without.plans[:1], *best.plans[:1]]
        chosen = max(every, key=lambda plan: plan.worth(told.goal), default=None)
        prices.append(Price(wish, chosen))
    report(steps)
    solved = ground.solved
    ids = sorted({*solved.facts.people, *solved.facts.children})
    return Planned(
        case.title or "",
        solved.as_of,
        tuple((who, case.named(who)) for who in ids),
        ground.child,
        tuple(parent.who for parent in ground.parents),
        ground.first,
        ground.after,
        ground.birth if ground.assumed_birth else None,
        told.goal,
        wishes,
        best.plans,
        best.compared,
        judged,
        tuple(prices),
        tuple(parent.wage for parent in ground.parents),
        judge.needed(best.claims[0]) if best.claims else (),
        judge.doubts(best.claims[0]) if best.claims else (),
    )


def _search(patterns: Patterns, judge: Judge, wishes: Wishes, goal: Goal, shown: int) -> Found:
    """Decide candidates by the rules, best first, until none that is left can be better."""
    candidates = patterns.candidates(wishes)
    bounds = Bounds(patterns.ground, wishes)
    found: list[_Kept] = []
    for candidate, worth in _ordered(candidates, goal):
        if len(found) >= shown and found[shown - 1].plan.worth(goal) >= worth:
            break
        is_like_another = any(not _differs(candidate, kept.candidate) for kept in found)
        if is_like_another and worth <= found[0].plan.worth(goal):
            continue
        claims = judge.settled(candidate.claims)
        if bounds.allow(claims):
            kept = _Kept(judge.plan(claims, candidate.homes), claims, candidate)
            found = _different([*found, kept], goal)
    best = found[:shown]
    return Found(
        tuple(kept.plan for kept in best), tuple(kept.claims for kept in best), len(candidates)
    )


def _ordered(
    candidates: list[Candidate], goal: Goal
) -> Iterator[tuple[Candidate, tuple[int, ...]]]:
    """The most worth first; of those worth the same the simplest."""

    def worth(candidate: Candidate) -> tuple[int, ...]:
        return candidate.worth(goal)

    for same, equals in groupby(sorted(candidates, key=worth, reverse=True), key=worth):
        for candidate in sorted(equals, key=lambda each: (each.pieces, each.claims)):
            yield candidate, same


def _different(found: list[_Kept], goal: Goal) -> list[_Kept]:
    """The best first, without those that are like a better one."""
    kept: list[_Kept] = []
    for each in sorted(found, key=lambda one: one.plan.worth(goal), reverse=True):
        if all(_differs(each.candidate, other.candidate) for other in kept):
            kept.append(each)
    return kept


def _differs(one: Candidate, other: Candidate) -> bool:
    """Whether parents are paid for clearly other numbers of days, or together."""
    days = abs(one.together - other.together)
    for (own, shared), (others_own, others_shared) in zip(one.claims, other.claims, strict=True):
        days += abs((own | shared).bit_count() - (others_own | others_shared).bit_count())
    return days >= REALLY_DIFFERENT
