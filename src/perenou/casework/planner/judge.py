"""What the rules of the law make of days claimed: which are paid, and what they bring."""

from __future__ import annotations

from typing import Final, TypeAlias, cast

from perenou.benefits.estonia.parental_benefit.amounts import KINDS
from perenou.casework.case_file.dates import PartialDay
from perenou.casework.case_file.schema import LeaveEntry, ParentalDays, ParentalKind, entries
from perenou.casework.determination import Doubt, Question
from perenou.casework.doubts import tells_apart
from perenou.casework.facts import CaseFacts
from perenou.casework.parental_days import TOLD_BY_DAYS
from perenou.casework.planner.daysets import DaySet, days_of, spans_of
from perenou.casework.planner.ground import RATES, Ground, Parent, months_of, sum_over
from perenou.casework.planner.plan import Amount, MonthMoney, Plan, Stay, Used
from perenou.rules.calendar import first_day_of
from perenou.rules.recurrence import plain
from perenou.rules.types import Cents, Day
from perenou.rules.unknown import Open
from perenou.rules.world import World

Claims: TypeAlias = tuple[tuple[DaySet, DaySet], ...]
"""By parent: days of the parent's own kind, and of shared benefit; those used before, too."""

BENEFIT_OF: Final = {kind: benefit for benefit, (kind, _) in KINDS.items()}
"""By kind: the benefit."""


class Judge:
    """Lays days claimed before the law, each set of days once."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._worlds: dict[Claims, World] = {}
        self._plans: dict[tuple[Claims, tuple[DaySet, ...]], Plan] = {}

    @property
    def judged(self) -> int:
        """How many sets of days the rules have decided so far."""
        return len(self._worlds)

    def world(self, claims: Claims) -> World:
        """The law over the family, with these days claimed."""
        found = self._worlds.get(claims)
        if found is None:
            ground = self.ground
            others = [d for d in entries(ground.case.parental_days) if d.for_ != ground.child]
            days = (*others, *self.days(claims))
            case = ground.case.model_copy(update={"parental_days": days})
            facts = CaseFacts(case, ground.solved.as_of).facts()
            found = self._worlds[claims] = ground.world.with_facts(facts, TOLD_BY_DAYS)
        return found

    def days(self, claims: Claims) -> tuple[ParentalDays, ...]:
        """The entries of a case file that claim these days."""
        ground = self.ground
        found = []
        for parent, (own, shared) in zip(ground.parents, claims, strict=True):
            for kind, days in ((parent.own, own), ("shared", shared)):
                leave = None if kind == "shared" else self._leave(parent.who)
                found += [
                    ParentalDays.model_validate(
                        {
                            "by": parent.who,
                            "for": ground.child,
                            "kind": kind,
                            "from": PartialDay.exact(first),
                            "to": PartialDay.exact(after - 1),
                            "leave": leave,
                        }
                    )
                    for first, after in spans_of(days, ground.origin)
                ]
        return tuple(sorted(found, key=lambda days: (days.possibly, str(days.by))))

    def _leave(self, who: str) -> LeaveEntry:
        told = [days.leave for days in self.ground.past if days.by == who]
        return "not_needed" if "not_needed" in told else "registered"

    def paid(self, claims: Claims) -> Claims:
        """What of the days claimed is paid, or may be while facts are missing."""
        world = self.world(claims)
        found = []
        for parent, (own, shared) in zip(self.ground.parents, claims, strict=True):
            of_parent = []
            for kind, days in ((parent.own, own), ("shared", shared)):
                line = world.line(f"{kind}_benefit_paid", parent.carer)
                spans = [(a, b) for a, b, value in line.pieces(world.end) if value is not False]
                of_parent.append(days & days_of(spans, self.ground.origin))
            found.append((of_parent[0], of_parent[1]))
        return tuple(found)

    def settled(self, claims: Claims) -> Claims:
        """What remains of days claimed when nothing is claimed that is not paid."""
        paid = self.paid(claims)
        while paid != claims:  # fewer days claimed can in turn change which are due
            claims, paid = paid, self.paid(paid)
        return claims

    def plan(self, claims: Claims, homes: tuple[DaySet, ...]) -> Plan:
        """The plan of days claimed that are all paid, by parents who are at home on some days."""
        found = self._plans.get((claims, homes))
        if found is None:
            found = self._plans[claims, homes] = self._plan(claims, homes)
        return found

    def doubts(self, claims: Claims) -> tuple[Doubt, ...]:
        """The other readings of the law under which these days would bring another sum."""
        solved, world = self.ground.solved, self.world(claims)
        book = solved.law.book
        touched: dict[tuple[str, str], str] = {}
        for name, row in world.evaluated():
            for rule in book.rules.get(name, ()):
                key = (rule.doubt, rule.reading)
                is_open = not rule.default and name not in solved.readings and key not in touched
                if is_open and rule.validity.published <= solved.as_of:
                    span = (world.start, world.end)
                    if tells_apart(
                        world.alternative(rule, row, *span), world.line(name, row), span
                    ):
                        touched[key] = str(rule.citation)
        mine = self._benefit(world)
        found = []
        for (doubt, reading), citation in touched.items():
            chosen = {
                rule.name: reading
                for rule in book.readings_of_doubt(doubt, reading)
                if rule.name not in solved.readings and rule.validity.published <= solved.as_of
            }
            law = book.on(solved.as_of, {**solved.readings, **chosen})
            theirs = self._benefit(World(law, world.facts, world.start, world.end))
            if theirs != mine:
                difference = theirs[0] - mine[0], theirs[1] - mine[1]
                names = tuple(sorted(chosen))
                found.append(Doubt(doubt, names, citation, reading, difference))
        return tuple(found)

    def needed(self, claims: Claims) -> tuple[Question, ...]:
        """The facts that daily rates, or what these days bring, wait for."""
        world = self.world(claims)
        found: dict[Question, None] = {}
        for parent in self.ground.parents:
            for kind in (parent.own, "shared"):
                for name in (RATES[kind], f"{BENEFIT_OF[kind]}_amount"):
                    for value in world.line(name, parent.carer).values:
                        if isinstance(value, Open):
                            found.update(dict.fromkeys(self.ground.questions(value)))
        return tuple(found)

    def _benefit(self, world: World) -> Amount:
        """What the days claimed bring in all months."""
        months = [
            self._amount(world, parent, first_day_of(month))
            for parent in self.ground.parents
            for month in months_of(self.ground)
        ]
        return sum(least for least, _ in months), sum(most for _, most in months)

    def _amount(self, world: World, parent: Parent, month: Day) -> Amount:
        """What a parent is paid for a month, all kinds together."""
        least, most = 0, 0
        for kind in (parent.own, "shared"):
            amount = world.line(f"{BENEFIT_OF[kind]}_amount", parent.carer).at(month)
            low, high = amount.bounds if isinstance(amount, Open) else (amount, amount)
            least, most = least + low, most + high
        return least, most

    def _plan(self, claims: Claims, homes: tuple[DaySet, ...]) -> Plan:
        ground = self.ground
        planned = days_of([(ground.first, ground.end)], ground.origin)
        stays: list[Stay] = []
        for parent, (own, shared), home in zip(ground.parents, claims, homes, strict=True):
            unpaid = home & ~own & ~shared
            for kind, days in ((parent.own, own), ("shared", shared), (None, unpaid)):
                stays += [
                    Stay(parent.who, cast("ParentalKind | None", kind), *span)
                    for span in spans_of(days & planned, ground.origin)
                ]
        together = together_on(claims).bit_count()
        return Plan(
            tuple(sorted(stays, key=lambda stay: (stay.first, stay.who))),
            self.days(claims),
            self._months(claims, homes),
            together,
            cared_for_on(claims, ground).bit_count(),
            tuple(self._limits(claims, together)),
        )

    def _months(self, claims: Claims, homes: tuple[DaySet, ...]) -> tuple[MonthMoney, ...]:
        ground, world = self.ground, self.world(claims)
        found = []
        for month in months_of(ground):
            first = first_day_of(month)
            here = days_of([(first, first_day_of(month + 1))], ground.origin)
            benefits: list[Amount] = []
            wages: list[Cents] = []
            for parent, (own, shared), home in zip(ground.parents, claims, homes, strict=True):
                benefits.append(self._amount(world, parent, first))
                wages.append(sum_over(parent.earned, here & ~(own | shared | home)))
            found.append(MonthMoney(month, tuple(benefits), tuple(wages)))
        return tuple(found)

    def _limits(self, claims: Claims, together: int) -> list[Used]:
        ground, world = self.ground, self.world(claims)
        law = ground.solved.law
        last = ground.after - 1

        def cited(name: str) -> str:
            is_figure = name in law.book.parameters
            found = law.figures[name].at(last) if is_figure else law.version_of(name, last)
            return "" if found is None else str(found.citation)

        found = []
        for parent, (own, _) in zip(ground.parents, claims, strict=True):
            if parent.own == "fathers":
                most = ground.figure("fathers_days")
                found.append(
                    Used("fathers", parent.who, own.bit_count(), most, cited("fathers_days"))
                )
            elif own:
                found.append(
                    Used(
                        "mothers",
                        parent.who,
                        own.bit_count(),
                        own.bit_count(),
                        cited("mothers_ordinary_after_day"),
                    )
                )
        quotas = [
            world.line("own_shared_quota", p.carer).at(last)
            for p in ground.parents
            if world.line("may_have_parental_benefit", p.carer).at(last) is not False
        ]
        used = plain(world.line("shared_days_used", ground.child_row).at(last), last)
        known = [quota for quota in quotas if isinstance(quota, int)]
        if known and isinstance(used, int):
            taken = world.line("shared_days_taken_today", ground.child_row).at(last)
            found.append(
                Used("shared", "", used + int(taken), max(known), cited("own_shared_quota"))
            )
        if len(ground.parents) > 1:
            most = ground.figure("overlap_days_most")
            found.append(Used("together", "", together, most, cited("overlap_days_most")))
        return found


def together_on(claims: Claims) -> DaySet:
    """The days on which two parents are paid."""
    if len(claims) < 2:
        return 0
    return (claims[0][0] | claims[0][1]) & (claims[1][0] | claims[1][1])


def cared_for_on(claims: Claims, ground: Ground) -> DaySet:
    """The days from the birth on for which a parent is paid."""
    paid = 0
    for own, shared in claims:
        paid |= own | shared
    return paid >> ground.birth - ground.origin if ground.birth > ground.origin else paid
