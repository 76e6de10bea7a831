"""What will change next: the coming changes of monthly amounts, and what brings each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.vocabulary import CHILD
from perenou.benefits.eu.vocabulary import COORDINATED
from perenou.casework.coordination import amounts_by_name
from perenou.casework.determination import Change
from perenou.rules.explain import turning_points
from perenou.rules.types import Cents, Day
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def changes(solved: Solved) -> tuple[Change, ...]:
    """For each amount its next change after the day of the question, the nearest first."""
    found = []
    for key, name, row in amounts_by_name(solved):
        line = solved.world.line(name, row)
        day = _next(solved, name, row)
        if day is None:
            continue
        before, after = line.at(day - 1), line.at(day)
        found.append(
            Change(
                key,
                solved.id_of(_unit(key), row),
                day,
                _bounds(before),
                _bounds(after),
                tuple(
                    solved.ground(reason)
                    for reason in turning_points(solved.explainer, name, row, day)
                ),
            )
        )
    return tuple(sorted(found, key=lambda c: (c.day, c.benefit, c.about)))


def _unit(key: str) -> str:
    """The unit that a benefit's amount is a row of; beside another state's benefit the child."""
    return CHILD.name if key in COORDINATED else MONTHLY[key].unit.name


def _next(solved: Solved, name: str, row: int) -> Day | None:
    line = solved.world.line(name, row)
    day = line.next_change(solved.as_of)
    while day is not None and _bounds(line.at(day - 1)) == _bounds(line.at(day)):
        day = line.next_change(day)
    return day


def _bounds(amount: int | Open) -> tuple[Cents, Cents]:
    return amount.bounds if isinstance(amount, Open) else (amount, amount)
