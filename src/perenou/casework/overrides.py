"""Where an official put a state first against the facts: why, and what it changes in euros."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perenou.casework.dealing_answer import OverrideAnswer
from perenou.rules.calendar import first_day_of
from perenou.rules.types import Cents, Months

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def overrides(solved: Solved) -> tuple[OverrideAnswer, ...]:
    """Every state that an official put first, with what that changes."""
    from perenou.casework.solve import Solved as Other

    found = []
    for who, child in solved.case.children.items():
        for at, told in enumerate(child.priority_override):
            rest = (*child.priority_override[:at], *child.priority_override[at + 1 :])
            without = child.model_copy(update={"priority_override": rest})
            case = solved.case.model_copy(
                update={"children": {**solved.case.children, who: without}}
            )
            other = Other(case, solved.as_of, solved.readings)
            row = solved.facts.children.index(who)
            months = _months(other, solved)
            found.append(
                OverrideAnswer(
                    who,
                    str(told.country),
                    tuple(sorted(_put_first(other, row, str(told.country)))),
                    told.reason or "",
                    str(told.by or ""),
                    None if told.from_ is None else told.from_.first,
                    None if told.to is None else told.to.last,
                    months,
                )
            )
    return tuple(found)


def _put_first(other: Solved, child: int, but: str) -> set[str]:
    """The states that come first for a child in the months asked about, without the override."""
    rows = other.facts.abroad
    return {
        state
        for month in range(other.first_month, other.last_month + 1)
        for row, (c, s) in enumerate(rows.child_states)
        if c == child
        and (state := rows.states[s]) != but
        and other.world.at("general_is_primary", row, first_day_of(month)) is True
    }


def _months(
    before: Solved, after: Solved
) -> tuple[tuple[Months, tuple[Cents, Cents], tuple[Cents, Cents]], ...]:
    """The months in which the payments differ."""
    found = []
    for month in range(after.first_month, after.last_month + 1):
        one, two = _total(before, month), _total(after, month)
        if one != two:
            found.append((month, one, two))
    return tuple(found)


def _total(solved: Solved, month: Months) -> tuple[Cents, Cents]:
    mine = [p for p in solved.payments if p.month == month]
    return sum(p.least for p in mine), sum(p.most for p in mine)
