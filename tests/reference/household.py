"""A household's days: every child day by day, and one benefit a day for each person.

Earlier children of one person shape the later ones' rights (§ 34 lg 10) and income (§ 43).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.reference.child_walk import ChildWalk, Claim
from tests.reference.facts import ONE_DAY, Household, Kind, Spell, Who
from tests.reference.outcome import DayOutcome, MonthLedger, Refusal
from tests.reference.periods import Window
from tests.reference.readings import TAKEN, Readings

Claims = list[dict[Who, Claim]]
"""For each child, oldest first, the claims of a day."""


@dataclass(frozen=True)
class ChildFound:
    """What was found for one birth, over its own days; until is the last day for each quota."""

    window: Window
    until: Mapping[Kind, date]
    days: tuple[DayOutcome, ...]
    ledgers: tuple[MonthLedger, ...]


def _is_given(made: dict[Who, Claim]) -> bool:
    return any(claim.automatic for claim in made.values())


class _HouseholdWalk:
    def __init__(self, household: Household, readings: Readings) -> None:
        self.readings = readings
        self.walks = [ChildWalk(family, readings) for family in household.families]
        self.bounds = [walk.bounds() for walk in self.walks]
        self.parts: dict[str, dict[int, Who]] = {}
        for index, family in enumerate(household.families):
            for who in family.people():
                self.parts.setdefault(family.name(who), {})[index] = who

    def one_day(self, day: date) -> None:
        """Decide a day of every child."""
        claims: Claims = []
        for walk, bounds in zip(self.walks, self.bounds, strict=True):
            made: dict[Who, Claim] = {}
            if bounds.first <= day <= bounds.last:
                walk.open_day(day)
                for who in walk.people:
                    claim = walk.claim(who, day)
                    if claim is not None:
                        made[who] = claim
            claims.append(made)
        shared_people = [parts for parts in self.parts.values() if len(parts) > 1]
        for parts in shared_people if any(claims) else ():
            self._choose(parts, claims)
        # What a death gives is settled last: it waits for whether a claimed day is really paid.
        for index in sorted(range(len(claims)), key=lambda at: _is_given(claims[at])):
            walk, bounds = self.walks[index], self.bounds[index]
            if bounds.first <= day <= bounds.last:
                self._free_given_days(index, claims)
                self._earlier_incomes(index, claims[index])
                walk.settle(day, claims[index])
        for parts in shared_people if any(claims) else ():
            self._consequences(parts, claims, day)

    def _right(self, part: tuple[int, Who]) -> tuple[date, int]:
        """What orders the children of one person: when its right arose; on one day the older last.

        A child adopted after a younger one was born is the next child.
        """
        index, who = part
        return self.walks[index].right_arises(who), -index

    def _choose(self, parts: dict[int, Who], claims: Claims) -> None:
        """One child's day is paid: a claim before what a death gives, then the next child's."""
        best: Claim | None = None
        by_right = sorted(parts.items(), key=self._right)
        standing = [claims[index].get(who) for index, who in by_right]
        fit = [one for one in standing if one is not None and one.refusal is None]
        for claim in fit if not self.readings.older_claim_wins else reversed(fit):
            if best is None or best.automatic or not claim.automatic:
                best = claim
        for claim in fit:
            if claim is not best:
                claim.refusal = Refusal.OTHER_CHILD

    def _free_given_days(self, index: int, claims: Claims) -> None:
        """A day that a death gives is paid where the claim that went before it was refused."""
        for who, claim in claims[index].items():
            if not claim.automatic or claim.refusal is not Refusal.OTHER_CHILD:
                continue
            parts = self.parts[self.walks[index].family.name(who)]
            others = [claims[at].get(as_who) for at, as_who in parts.items() if at != index]
            if all(other is None or other.refusal is not None for other in others):
                claim.refusal = None

    def _earlier_incomes(self, index: int, claims: dict[Who, Claim]) -> None:
        """The nearest older child for which the person was paid sets the income to keep."""
        walk = self.walks[index]
        for who, claim in claims.items():
            if claim.refusal is not None or claim.kind is Kind.ADOPTER:
                continue
            if (who, claim.kind) in walk.incomes:
                continue
            parts = self.parts[walk.family.name(who)]
            for older in range(index - 1, -1, -1):
                if older in parts and parts[older] in self.walks[older].last_kind:
                    walk.keep_earlier_income(who, claim.kind, self.walks[older], parts[older])
                    break

    def _consequences(self, parts: dict[int, Who], claims: Claims, day: date) -> None:
        """What the day paid for one child does to the rights for the others (§ 34 lg 10)."""
        for index, who in parts.items():
            claim = claims[index].get(who)
            if claim is None or claim.refusal is not None or claim.automatic:
                continue
            for other, as_who in parts.items():
                walk = self.walks[other]
                mine = self.walks[index].right_arises(who)
                if walk.right_arises(as_who) < mine:
                    walk.end_right(as_who)
                elif walk.right_arises(as_who) > mine and claim.kind is Kind.SHARED:
                    if walk.right_has_arisen(as_who, day):
                        walk.give_up_a_day(as_who, day)


def walk_through(household: Household, readings: Readings = TAKEN) -> tuple[ChildFound, ...]:
    """Walk over every day of a household; one result for each birth, oldest first."""
    walk = _HouseholdWalk(household, readings)
    first = min(one.first for one in walk.bounds)
    last = max(one.last for one in walk.bounds)
    for day in Spell(first, last).days():
        walk.one_day(day)
        for child, bounds in zip(walk.walks, walk.bounds, strict=True):
            ends = day == bounds.last or (day + ONE_DAY).month != day.month
            if ends and bounds.first <= day <= bounds.last:
                child.close_month(day)
    return tuple(
        ChildFound(one.window, one.until(), tuple(one.days), tuple(one.ledgers))
        for one in walk.walks
    )
