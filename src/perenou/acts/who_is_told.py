"""Whom an act or letter may reach: who is alive, of age, and a parent of the child."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perenou.acts.rows import carer_row
from perenou.casework.case_file.schema import entries
from perenou.rules.calendar import birthday
from perenou.rules.types import Day

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

MAJORITY: Final = 18
"""Years at which a person comes of age."""


def is_alive(solved: Solved, who: str, day: Day) -> bool:
    """Whether somebody is not known to have died by a day, or by today."""
    if who not in solved.case.people and who not in solved.case.children:
        return True  # a state
    died = solved.case.person(who).died
    return died is None or not died.is_known or died.first > max(day, solved.as_of)


def is_minor(solved: Solved, who: str, day: Day) -> bool:
    """Whether somebody of the case is surely not of age on a day (TsÜS § 8 lg 2)."""
    born = solved.case.person(who).born if who in solved.case.everybody else None
    return born is not None and born.is_known and day < birthday(born.first, MAJORITY)


def is_parent(solved: Solved, who: str, child: str, day: Day) -> bool:
    """Whether somebody surely is a child's parent from a day on and is so today."""
    row = carer_row(solved, who, child)
    days = (day, max(day, solved.as_of))
    return row is not None and all(solved.world.at("is_parent", row, on) is True for on in days)


def was_parent_only(solved: Solved, who: str, children: tuple[str, ...], day: Day) -> bool:
    """Whether somebody was a parent of children and from a day on is none any more.

    So it is after an adoption, of which neither side is told who the other is.
    """
    return any(
        link.who == who and not is_parent(solved, who, child, day)
        for child in children
        for link in entries(solved.case.children[child].parents)
    )
