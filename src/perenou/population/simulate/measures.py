"""Two outcomes compared: cost, winners and losers, distribution, edges, take-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from perenou.benefits.estonia.months import MONTHLY
from perenou.population.simulate.outcome import Outcome, untouched
from perenou.population.synthetic.case import BY_DAYS
from perenou.population.synthetic.draw import Estonia, Kind
from perenou.rules.compile.errors import NotCompiledError
from perenou.rules.lawbook import LaidOver
from perenou.rules.types import Day

Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]

GroupedBy = Literal["kind", "children", "income", "region"]
GROUPS: Final[tuple[GroupedBy, ...]] = ("kind", "children", "income", "region")

EDGES: Final = (-500_00, -200_00, -100_00, -50_00, -20_00, 0, 20_00, 50_00, 100_00, 200_00, 500_00)
"""Where the classes of change part: cents a month on average."""
TAKE_UP: Final = (100, 90, 75, 50)
"""Per cent of those who would have something new that claim it."""
INCOMES: Final = 5
"""Groups of income, each with as many families."""
MANY: Final = 7
"""Children of the last group by number: so many or more."""
RAISES: Final = (1, 100)
"""Euros a month that every parent is thought to earn more."""
SHOWN: Final = 20
"""Families that are named as examples."""


@dataclass(frozen=True, slots=True)
class Group:
    """The families of a group and what the reform does to them.

    Attributes:
        key: of the group. change: of the year, in cents, of all families together.
    """

    key: str
    families: int
    winners: int
    losers: int
    change: int

    @property
    def unchanged(self) -> int:
        """Families that are paid as much as before."""
        return self.families - self.winners - self.losers


@dataclass(frozen=True, slots=True)
class Step:
    """What happens when a family has one child less with child allowance than the month before.

    Attributes:
        children: before. families: of which this is so in some month. before, after: average sums
            of the two months, in cents.
    """

    children: int
    families: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Raise:
    """What happens when every parent earns more.

    Attributes:
        euros: a month. families: that are paid less then. loss: of them on average, in cents a
            month.
    """

    euros: int
    families: int
    loss: int


@dataclass(frozen=True, slots=True)
class Change:
    """A law with a reform beside the law without it.

    Attributes:
        reform: what is laid over. cost: by benefit, twelve months, in cents. change: by family,
            cents of the year. groups: by what they are grouped by. classes: families by class of
            change (see ``EDGES``); those without any change stand apart in ``unchanged``.
        steps, by_number: with the reform: when a child is no longer counted, and the average sum a
            month by number of children (1, 2, ...). take_up: by per cent, cost of the year.
        raises: what more pay takes away, where a law asks for wages.
        newly: families that would have something that they had not. beside: what the reform changes
            and nothing that is computed rests on. losing: families that lose
            more than ``loss`` a month on average, and the places of some of them.
    """

    reform: LaidOver
    cost: Mapping[str, tuple[int, ...]]
    change: Numbers
    groups: Mapping[GroupedBy, tuple[Group, ...]]
    classes: tuple[int, ...]
    unchanged: int
    steps: tuple[Step, ...]
    by_number: tuple[int, ...]
    take_up: Mapping[int, int]
    raises: tuple[Raise, ...]
    newly: int
    beside: tuple[str, ...]
    loss: int
    losing: int
    examples: tuple[int, ...]

    @property
    def total(self) -> int:
        """Cost of the year in cents."""
        return sum(sum(months) for months in self.cost.values())


@dataclass(frozen=True, slots=True)
class Simulation:
    """A law and what reforms make of it.

    Attributes:
        as_of: the day of the law. counted: families with a child of age for the allowances in the
            year, or with any payment, of which everything is decided. open: families of which
            something is not. cost, steps, by_number: without a reform.
        without: benefits that no family has, under any of the laws.
    """

    estonia: Estonia
    as_of: Day
    counted: int
    children: int
    open: int
    cost: Mapping[str, tuple[int, ...]]
    steps: tuple[Step, ...]
    by_number: tuple[int, ...]
    changes: tuple[Change, ...]
    refused: tuple[tuple[str, NotCompiledError], ...]
    without: tuple[str, ...]
    fingerprints: tuple[str, ...]

    @property
    def total(self) -> int:
        """Cost of the year without a reform, in cents."""
        return sum(sum(months) for months in self.cost.values())


def compare(
    estonia: Estonia,
    as_of: Day,
    before: Outcome,
    after: Sequence[Outcome],
    loss: int,
    with_more_pay: Mapping[int, Sequence[Outcome]] | None = None,
) -> Simulation:
    """Compare outcomes.

    Args:
        as_of: the day of whose law they are. with_more_pay: by euros a month that every parent
            earns more, what then is instead of ``after``.
        after: with a reform each. loss: of how many cents a month families are looked for that
            lose more.
    """
    computed = set[str].intersection(*(set(each.amounts) for each in (before, *after)))
    before = _only(before, computed)
    after = [_only(each, computed) for each in after]
    outcomes = (before, *after)
    is_open = np.logical_or.reduce([each.is_open for each in outcomes])
    number = children_of(estonia)
    is_paid = np.logical_or.reduce([each.total.any(1) for each in outcomes])
    counted = ((number > 0) | is_paid) & ~is_open
    groups = grouped(estonia, counted)
    paid = {key for each in outcomes for key, sums in each.amounts.items() if sums.any()}
    refused = {key: error for each in outcomes for key, error in each.refused}
    return Simulation(
        estonia,
        as_of,
        int(counted.sum()),
        int(number[counted].sum()),
        int(is_open.sum()),
        _cost(before, counted, paid),
        _steps(before, counted),
        _by_number(before, counted),
        tuple(
            _change(
                before,
                each,
                counted,
                groups,
                paid,
                loss,
                tuple(
                    _raise(euros, each, _only(raised[at], computed), counted)
                    for euros, raised in (with_more_pay or {}).items()
                ),
            )
            for at, each in enumerate(after)
        ),
        tuple(refused.items()),
        tuple(key for key in before.amounts if key not in paid),
        tuple(each.law.fingerprint for each in outcomes),
    )


def _only(of: Outcome, computed: set[str]) -> Outcome:
    """An outcome without what could not be computed under another law."""
    return replace(of, amounts={key: each for key, each in of.amounts.items() if key in computed})


def children_of(estonia: Estonia) -> Numbers:
    """By family, the children who are under 19 on 1 July or born in the second half of the year."""
    grown = date(estonia.year - 19, 7, 1).toordinal()
    return estonia.count_by_family(estonia.born > grown)


def grouped(estonia: Estonia, counted: Truths) -> dict[GroupedBy, dict[str, Truths]]:
    """By what families are grouped by: which of those that are counted belong to each group."""
    kinds = {kind.name.lower(): (estonia.kinds == kind) & counted for kind in Kind}
    number = children_of(estonia)
    sizes = {
        str(size): (number == size) & counted for size in range(int(number.min(initial=1)), MANY)
    }
    sizes[f"{MANY}+"] = (number >= MANY) & counted
    income = estonia.shared_income
    order = np.argsort(income[counted], kind="stable")
    group = np.empty(order.size, np.int64)
    group[order] = np.arange(order.size) * INCOMES // max(order.size, 1)
    incomes = {}
    for at in range(INCOMES):
        chosen = np.zeros(counted.size, np.bool_)
        chosen[np.flatnonzero(counted)[group == at]] = True
        incomes[str(at + 1)] = chosen
    regions = {
        name: (estonia.regions == at) & counted for at, name in enumerate(estonia.region_names)
    }
    found: dict[GroupedBy, dict[str, Truths]] = {
        "kind": kinds, "children": sizes, "income": incomes, "region": regions,
    }  # fmt: skip
    return {
        by: {key: chosen for key, chosen in each.items() if chosen.any()}
        for by, each in found.items()
    }


def _cost(of: Outcome, counted: Truths, paid: set[str]) -> dict[str, tuple[int, ...]]:
    return {
        key: tuple(int(each) for each in sums[counted].sum(0))
        for key, sums in of.amounts.items()
        if key in paid
    }


def _change(
    before: Outcome,
    after: Outcome,
    counted: Truths,
    groups: Mapping[GroupedBy, Mapping[str, Truths]],
    paid: set[str],
    loss: int,
    raises: tuple[Raise, ...],
) -> Change:
    change = np.where(counted, after.total.sum(1) - before.total.sum(1), 0)
    monthly = change[counted] / 12
    changed = monthly[monthly != 0]
    classes = np.bincount(np.searchsorted(EDGES, changed, "left"), minlength=len(EDGES) + 1)
    losing = np.flatnonzero(change < -12 * loss)
    new = np.zeros(counted.size, np.int64)
    for key, sums in after.amounts.items():
        now = sums.sum(1)
        had = before.amounts[key].sum(1)
        new += np.where(counted & (had == 0), now, 0)
    cost = _cost(after, counted, paid)
    total = sum(sum(months) for months in cost.values())
    newly = int(new.sum())
    reform = after.law.book.reforms[-1]
    return Change(
        reform,
        cost,
        change,
        {
            by: tuple(_group(key, change, chosen) for key, chosen in each.items())
            for by, each in groups.items()
        },
        tuple(int(each) for each in classes),
        int((monthly == 0).sum()),
        _steps(after, counted),
        _by_number(after, counted),
        {part: total - newly + newly * part // 100 for part in TAKE_UP},
        raises,
        int((new > 0).sum()),
        untouched(after.law, reform.names),
        loss,
        losing.size,
        tuple(int(each) for each in losing[:SHOWN]),
    )


def _raise(euros: int, was: Outcome, now: Outcome, counted: Truths) -> Raise:
    """A family of which something is open with more pay loses nothing that is known."""
    fall = was.total.sum(1) - now.total.sum(1)
    loses = counted & ~now.is_open & (fall > 0)
    return Raise(euros, int(loses.sum()), _mean(fall[loses]) // 12)


def _group(key: str, change: Numbers, chosen: Truths) -> Group:
    mine = change[chosen]
    return Group(key, mine.size, int((mine > 0).sum()), int((mine < 0).sum()), int(mine.sum()))


def _steps(of: Outcome, counted: Truths) -> tuple[Step, ...]:
    """What families lose when child allowance is paid for one child less than the month before."""
    number, sums = of.children[counted], _monthly(of)[counted]
    falls = number[:, 1:] == number[:, :-1] - 1
    found = []
    for size in range(1, int(number.max(initial=0)) + 1):
        chosen = falls & (number[:, :-1] == size)
        if chosen.any():
            found.append(
                Step(
                    size,
                    int(chosen.any(1).sum()),
                    _mean(sums[:, :-1][chosen]),
                    _mean(sums[:, 1:][chosen]),
                )
            )
    return tuple(found)


def _by_number(of: Outcome, counted: Truths) -> tuple[int, ...]:
    """Average sums a month by how many children child allowance is paid for, from one on."""
    number, sums = of.children[counted], _monthly(of)[counted]
    return tuple(_mean(sums[number == size]) for size in range(1, int(number.max(initial=0)) + 1))


def _monthly(of: Outcome) -> Numbers:
    """Families by months, the benefits together that are paid each month for children.

    Parental benefit stands in for a wage and says nothing of how many children there are.
    """
    paid = (sums for key, sums in of.amounts.items() if key in MONTHLY and key not in BY_DAYS)
    found: Numbers = sum(paid, np.zeros_like(of.children))
    return found


def _mean(values: Numbers) -> int:
    return round(float(values.mean())) if values.size else 0
