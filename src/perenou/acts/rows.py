"""The rows of the engine in which a right, or an adult with a child, stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MONTHLY, MonthlyAllowance
from perenou.benefits.estonia.vocabulary import CARER, PAID_FOR_SET, PERSON
from perenou.casework.determination import Right

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def carer_row(solved: Solved, who: str, child: str) -> int | None:
    """The row of an adult and a child."""
    people, children = solved.facts.people, solved.facts.children
    for row, (person, of_child) in enumerate(solved.facts.carers):
        if people[person] == who and children[of_child] == child:
            return row
    return None


def children_of(solved: Solved, right: Right) -> tuple[str, ...]:
    """The children that a right is about: of one for a multiple birth all; of a family's none."""
    allowance = MONTHLY.get(right.benefit)
    is_familys = allowance is not None and allowance.unit is PERSON
    if is_familys or right.about not in solved.facts.children:
        return ()
    if right.benefit == PAID_FOR_SET:
        return solved.facts.set_of(right.about)
    return (right.about,)


def children_among(solved: Solved, about: Sequence[str]) -> tuple[str, ...]:
    """The children of those that a reason is about; the adult of an adult and a child is none."""
    people, children = solved.facts.people, solved.facts.children
    is_pair = len(about) > 1 and about[0] in people and about[1] in children
    return tuple(who for who in about[is_pair:] if who in children)


def row_of(solved: Solved, allowance: MonthlyAllowance, right: Right) -> int | None:
    """The row of its unit in which a right stands."""
    for row in range(solved.world.facts.rows[allowance.unit.name]):
        if solved.id_of(allowance.unit.name, row) != right.about:
            continue
        if allowance.unit is not CARER:
            return row
        whose = right.debtor if right.debtor is not None else right.holder
        if solved.adult_of(allowance, row) == whose:
            return row
    return None
