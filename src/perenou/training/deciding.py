"""Which provisions decide an exercise: what is right by, and what the wrong answers misread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from perenou.casework.determination import Role
from perenou.casework.solve import Solved
from perenou.casework.tell_coordination import PROVISIONS
from perenou.casework.why_month import LAST_MONTH, Why, why_month
from perenou.rules.explain import Reason
from perenou.rules.types import Months
from perenou.training.exercise import Choice

_FIRST_DAY: Final = ("PHS § 28 lg 1",)
_FIRST_MONTH: Final = ("PHS § 7 lg 1",)
_SET_OFF: Final = ("883/2004 art 68(2)",)
_STUDIES: Final = ("PHS § 17 lg 2",)

RESTS_ON: Final[dict[str, tuple[str, ...]]] = {
    "part_month_as_whole": _FIRST_MONTH,
    "nothing_for_first_month": _FIRST_MONTH,
    "last_month_in_part": (LAST_MONTH,),
    "until_birthday": (LAST_MONTH,),
    "until_month_before_birthday": (LAST_MONTH,),
    "until_end_of_school": _STUDIES,
    "until_end_of_summer": _STUDIES,
    "from_next_month": _FIRST_DAY,
    "from_first_of_month": _FIRST_DAY,
    "from_claim": _FIRST_DAY,
    "month_after_claim": _FIRST_DAY,
    "for_each_child": ("PHS § 21 lg 2",),
    "half_each": _SET_OFF,
    "full_beside": _SET_OFF,
    "nothing_beside": _SET_OFF,
}
"""By misreading, the provision misread; the others misread what the right answer rests on."""

_OF_CHILDREN: Final = ("turning_not_counted", "another_not_counted")
"""Misreadings of which children count, so that a family's amount turns on the children's rights."""

AT_HOME: Final = ("child_lives_in_estonia", "lives_in_estonia")
"""That a family lives here, which no exercise asks about."""


def conditions(whys: Iterable[Why]) -> Iterator[str]:
    """The provisions by which there is a right in a month, or none."""
    for why in whys:
        yield from _cited(each for each in why.conditions if each.name not in AT_HOME)
        if why.is_last:
            yield LAST_MONTH


def amounts(whys: Iterable[Why]) -> Iterator[str]:
    """The provisions by which an amount is what it is."""
    for why in whys:
        yield from _cited((*why.figures, *why.computed))


def misread(
    solved: Solved, benefit: str, month: Months, offered: Iterable[Choice]
) -> Iterator[str]:
    """The provisions that the wrong answers misread."""
    keys = {each.misreading for each in offered}
    for key in keys & RESTS_ON.keys():
        yield from RESTS_ON[key]
    if benefit != "child_allowance" and keys & set(_OF_CHILDREN):
        yield from conditions(why_month(solved, "child_allowance", month))
    if benefit and any(RESTS_ON.get(key) == _SET_OFF for key in keys):
        yield from order(solved, month)


def order(solved: Solved, month: Months) -> Iterator[str]:
    """The provisions by which a state pays first."""
    for each in solved.state_months:
        if each.month == month and each.role is Role.PRIMARY and each.reason in PROVISIONS:
            yield PROVISIONS[each.reason]


def _cited(reasons: Iterable[Reason]) -> Iterator[str]:
    return (str(each.citation) for each in reasons if each.citation is not None)
