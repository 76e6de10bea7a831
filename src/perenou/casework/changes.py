"""What will change next: the coming changes of monthly amounts, and what brings each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.vocabulary import CHILD, CLAIMED_BY_DAYS
from perenou.benefits.eu.vocabulary import BASKETS, COORDINATED
from perenou.casework.coordination import amounts_by_name
from perenou.casework.determination import Change
from perenou.rules.calendar import next_month_start
from perenou.rules.explain import Reason, differs, turning_points
from perenou.rules.types import Cents, Day
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def changes(solved: Solved) -> tuple[Change, ...]:
    """For each amount its next change after the day of the question, the nearest first."""
    found = (
        _change(solved, key, name, row, day)
        for key, name, row in amounts_by_name(solved)
        if (day := _next(solved, name, row, solved.as_of)) is not None
    )
    return tuple(sorted(found, key=_order))


def changes_between(solved: Solved, first: Day, after: Day) -> tuple[Change, ...]:
    """Every change of a monthly amount after a day and before another, the earliest first.

    Benefits that are claimed by days change with every month and are left out.
    """
    found: list[Change] = []
    for key, name, row in amounts_by_name(solved):
        if key in CLAIMED_BY_DAYS:
            continue
        day = _next(solved, name, row, first)
        while day is not None and day < after:
            found.append(_change(solved, key, name, row, day))
            day = _next(solved, name, row, day)
    return tuple(sorted(found, key=_order))


def _order(change: Change) -> tuple[Day, str, str]:
    return change.day, change.benefit, change.about


def _change(solved: Solved, key: str, name: str, row: int, day: Day) -> Change:
    line = solved.world.line(name, row)
    before, after = _bounds(line.at(day - 1)), _bounds(line.at(day))
    begun = _begun(solved, key, row, day) if before == (0, 0) else None
    if begun is not None:
        reasons = turning_points(solved.explainer, MONTHLY[key].payable, row, begun)
    else:
        reasons = _part_before(solved, key, row, day)
    reasons = reasons or turning_points(solved.explainer, name, row, day)
    about = solved.id_of(_unit(key), row)
    return Change(key, about, day, before, after, tuple(map(solved.ground, reasons)), begun)


def _begun(solved: Solved, key: str, row: int, day: Day) -> Day | None:
    """The day from which a month is paid by days, where a benefit begins within it."""
    allowance = MONTHLY.get(key)
    if allowance is None or not allowance.part_days:
        return None
    days = solved.world.at(allowance.part_days, row, day)
    if isinstance(days, Open) or days <= 0:
        return None
    payable = solved.world.line(allowance.payable, row).pieces(next_month_start(day))
    return next((first for first, _, is_so in payable if first >= day and is_so is True), None)


def _part_before(solved: Solved, key: str, row: int, day: Day) -> list[Reason]:
    """What brings a whole month after a first one that was paid by days, at the same rate.

    Beside another state's benefit: of the child's allowances that are laid beside it.
    """
    basket = next((basket for basket in BASKETS if basket.coordinated == key), None)
    if basket is not None:
        own = [each for each in basket.benefits if _unit_of(each) == CHILD.name]
        return [reason for each in own for reason in _part_before(solved, each, row, day)]
    allowance = MONTHLY.get(key)
    if allowance is None or not allowance.part_days:
        return []
    days = solved.world.at(allowance.part_days, row, day - 1)
    is_paid_on = solved.world.at(allowance.payable, row, day) is True
    rates = [solved.world.at(allowance.rate, row, each) for each in (day - 1, day)]
    if isinstance(days, Open) or days <= 0 or not is_paid_on or differs(*rates):
        return []
    return [solved.explainer.reason(allowance.part_days, row, day - 1)]


def _unit_of(key: str) -> str:
    return MONTHLY[key].unit.name if key in MONTHLY else ""


def _unit(key: str) -> str:
    """The unit that a benefit's amount is a row of; beside another state's benefit the child."""
    return CHILD.name if key in COORDINATED else MONTHLY[key].unit.name


def _next(solved: Solved, name: str, row: int, after: Day) -> Day | None:
    line = solved.world.line(name, row)
    day = line.next_change(after)
    while day is not None and _bounds(line.at(day - 1)) == _bounds(line.at(day)):
        day = line.next_change(day)
    return day


def _bounds(amount: int | Open) -> tuple[Cents, Cents]:
    return amount.bounds if isinstance(amount, Open) else (amount, amount)
