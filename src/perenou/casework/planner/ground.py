"""What stands fast for every plan of a family: child, parents, daily rates, wages, days used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from perenou.benefits.estonia.parental_benefit.amounts import KINDS
from perenou.casework.case_file.dates import PartialDay
from perenou.casework.case_file.plan import PlanWishes
from perenou.casework.case_file.schema import Case, Child, ParentalDays, entries
from perenou.casework.determination import Question
from perenou.casework.lines import START
from perenou.casework.planner.daysets import DaySet, Span, days_of
from perenou.casework.planner.plan import PlanError
from perenou.casework.solve import Solved
from perenou.rules.calendar import birthday, month_of, month_start, next_month_start
from perenou.rules.recurrence import plain
from perenou.rules.types import Cents, Day
from perenou.rules.unknown import Open
from perenou.rules.world import World

RATES: Final = dict(KINDS.values())
"""By kind of benefit: the name of its daily rate."""


@dataclass(frozen=True, slots=True)
class Parent:
    """A parent of the planned child.

    Attributes:
        who: id. carer: row of the parent with the child. own: the kind that is the parent's own.
        wage: by month while working, None: not told. earned: by sum in cents, the days on which
            that is earned. benefits: by kind and sum, the days on which that is paid at least.
    """

    who: str
    carer: int
    own: str
    wage: Cents | None
    earned: Mapping[Cents, DaySet]
    benefits: Mapping[str, Mapping[Cents, DaySet]]


@dataclass(frozen=True)
class Ground:
    """A family as every plan finds it.

    Attributes:
        case: with no days of the child but those before ``first``. past: those days.
        origin: bit 0 of every set of days. begin, end: whole months that are looked at, half-open.
        first: the first day that can be planned. birth, after: of the child, and the day after the
        time for benefit.
    """

    case: Case
    solved: Solved
    world: World
    child: str
    child_row: int
    parents: tuple[Parent, ...]
    past: tuple[ParentalDays, ...]
    origin: Day
    begin: Day
    end: Day
    first: Day
    birth: Day
    after: Day
    assumed_birth: bool

    @property
    def day(self) -> Day:
        """The first day that is planned, at the earliest the birth: facts are taken as on it."""
        return max(self.first, self.birth)

    def certain(self, name: str, row: int, day: Day, world: World | None = None) -> int:
        """A value of the law that no plan can do without.

        Raises:
            PlanError: it waits for facts, which are named.
        """
        value = plain((world or self.world).line(name, row).at(day), day)
        if isinstance(value, Open):
            raise PlanError("unknown", self.questions(value))
        return int(value)

    def figure(self, name: str) -> int:
        """A figure of the law; those about days of benefit are all known."""
        return int(self.world.figure_or_line(name, 0).at(self.day))

    def questions(self, value: Open) -> tuple[Question, ...]:
        """The facts that a value waits for."""
        facts = {
            (u.name, u.row)
            for part in value.missing
            for u in part.parts
            if u.name in self.solved.law.book.facts
        }
        return tuple(
            Question((name,), self.solved.about_row(name, row), 0, ())
            for name, row in sorted(facts)
        )


def ground_of(case: Case, as_of: Day | None = None) -> Ground:
    """Everything about a family that does not change with its plan.

    Raises:
        PlanError: something that every plan needs is not known, or there is nothing to plan.
    """
    told = case.plan or PlanWishes()
    day_asked = Solved(case, as_of).as_of
    child = _child(case, told, day_asked)
    born, assumed = _birth(case.children[child])
    if case.parental_days == "unknown":
        raise PlanError("days_unknown")
    if assumed:
        changed = case.children[child].model_copy(update={"birth": PartialDay.exact(born)})
        case = case.model_copy(update={"children": {**case.children, child: changed}})
    planned = [
        days for days in entries(case.parental_days) if days.for_ in (child, None, "unknown")
    ]
    if not all(days.is_exact and days.for_ == child for days in planned):
        raise PlanError("days_unknown")
    past = tuple(_before(days, day_asked) for days in planned if days.possibly[0] < day_asked)
    others = tuple(days for days in entries(case.parental_days) if days not in planned)
    case = case.model_copy(update={"parental_days": (*others, *past)})

    solved = Solved(case, day_asked)
    horizon = next_month_start(birthday(born, 3))
    world = World(solved.law, solved.facts.facts(), START, horizon)
    row = solved.facts.children.index(child)
    bare = Ground(
        case, solved, world, child, row, (), past, 0, 0, horizon, day_asked, born, horizon, assumed
    )
    after = bare.certain("parental_benefit_after_day", row, bare.day)
    if not day_asked < after <= horizon:
        raise PlanError("too_late" if after <= day_asked else "no_law")
    carers = _parents(bare)
    earliest = min(
        bare.certain("earliest_mothers_day", row, bare.day),
        *(_first_day_for_father(bare, carer) for carer, _ in carers),
    )
    begin = month_start(max(earliest, day_asked))
    end = next_month_start(after - 1)
    wages = {
        str(wage.who): wage.month_amount for wage in told.wages if wage.month_amount is not None
    }
    origin = min([begin, *(days.possibly[0] for days in past)])
    parents = tuple(
        Parent(
            who := _who(bare, carer),
            carer,
            own,
            wages.get(who),
            _earned(wages.get(who, 0), begin, end, origin),
            {
                kind: _by_rate(bare, RATES[kind], carer, (begin, end), origin)
                for kind in (own, "shared")
            },
        )
        for carer, own in carers
    )
    about = [
        *(each.who for each in (*told.at_home, *told.at_work)),
        *(each.who for each in told.days),
        *(each.who for each in told.wages),
    ]
    for who in map(str, about):
        if who not in [parent.who for parent in parents]:
            raise PlanError("not_a_parent", who=case.named(who), child=case.named(child))
    return Ground(
        case, solved, world, child, row, parents, past, origin, begin, end,
        max(earliest, day_asked), born, after, assumed,
    )  # fmt: skip


def _child(case: Case, told: PlanWishes, day: Day) -> str:
    if told.for_ is not None:
        return told.for_
    young = [
        name
        for name, child in case.children.items()
        for born in [child.born or child.expected]
        if born is None or birthday(born.last, 3) > day
    ]
    if len(young) != 1:
        raise PlanError("no_child" if not young else "which_child")
    return young[0]


def _birth(child: Child) -> tuple[Day, bool]:
    """The day of birth, and whether it is taken from the expected day."""
    if child.born is not None and child.born.is_exact:
        return child.born.first, False
    if child.born is None and child.expected is not None and child.expected.is_exact:
        return child.expected.first, True
    raise PlanError("birth_unknown")


def _before(days: ParentalDays, day: Day) -> ParentalDays:
    """What of an entry lies before a day."""
    if days.possibly[1] <= day:
        return days
    return days.model_copy(update={"to": PartialDay.exact(day - 1)})


def _who(ground: Ground, carer: int) -> str:
    facts = ground.solved.facts
    return facts.people[facts.carers[carer][0]]


def _parents(ground: Ground) -> list[tuple[int, str]]:
    """Rows of the parents who may have benefit, the mother first, each with the own kind."""
    found = []
    for carer, (_, c) in enumerate(ground.solved.facts.carers):
        if c != ground.child_row or not ground.certain("is_parent", carer, ground.day):
            continue
        own = "mothers" if ground.certain("is_mother", carer, ground.day) else "fathers"
        if ground.world.line(f"may_have_{own}_benefit", carer).at(ground.day) is not False:
            found.append((carer, own))
    if not found:
        raise PlanError("no_parent")
    return sorted(found, key=lambda each: (each[1] != "mothers", each[0]))


def _first_day_for_father(ground: Ground, carer: int) -> Day:
    line = ground.world.line("in_fathers_time", carer)
    return next((day for day, _, yes in line.pieces(ground.end) if yes is True), ground.birth)


def _by_rate(
    ground: Ground, rate: str, carer: int, months: Span, origin: Day
) -> Mapping[Cents, DaySet]:
    """By daily rate, at its least, the days for which it holds."""
    found: dict[Cents, DaySet] = {}
    for first, after, value in ground.world.line(rate, carer).pieces(months[1]):
        least = value.bounds[0] if isinstance(value, Open) else int(value)
        days = days_of([(max(first, months[0]), after)], origin)
        found[least] = found.get(least, 0) | days
    return found


def _earned(wage: Cents, begin: Day, end: Day, origin: Day) -> Mapping[Cents, DaySet]:
    """A wage by the day; the days of a whole month add up to the month's wage to the cent."""
    found: dict[Cents, DaySet] = {}
    month = begin
    while month < end:
        size = next_month_start(month) - month
        upto = [wage * day // size for day in range(size + 1)]
        for day in range(size):
            earned = upto[day + 1] - upto[day]
            found[earned] = found.get(earned, 0) | 1 << month + day - origin
        month += size
    return found


def sum_over(by_sum: Mapping[Cents, DaySet], days: DaySet) -> Cents:
    """What some days bring, when each brings a sum."""
    total = 0
    for each, on in by_sum.items():
        if each:
            total += each * (days & on).bit_count()
    return total


def months_of(ground: Ground) -> range:
    """The months that are looked at."""
    return range(month_of(ground.begin), month_of(ground.end))
