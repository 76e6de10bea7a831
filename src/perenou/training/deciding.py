"""Which provisions decide an exercise: what is right by, and what the wrong answers misread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from perenou.benefits.estonia.vocabulary import CLAIMED_BY_DAYS
from perenou.casework.determination import Role
from perenou.casework.solve import Solved
from perenou.casework.tell_coordination import PROVISIONS
from perenou.casework.why_month import LAST_MONTH, Why, why_month
from perenou.rules.explain import Reason
from perenou.rules.types import Months
from perenou.training.exercise import Choice

_FIRST_DAY: Final = ("PHS § 28 lg 1",)
_LATE: Final = ("PHS § 28 lg 2",)
_FIRST_MONTH: Final = ("PHS § 7 lg 1",)
_BY_DAYS: Final = ("PHS § 7 lg 2",)
_SET_OFF: Final = ("883/2004 art 68(2)",)
_STUDIES: Final = ("PHS § 17 lg 2",)
_PERIOD: Final = ("PHS § 39 lg 3",)
_EARNINGS: Final = ("PHS § 44",)
_GUARDIAN: Final = ("PHS § 20 lg 2",)
_FATHER: Final = ("PHS § 36 lg 2",)
_MOTHER: Final = ("PHS § 35 lg 4",)

RESTS_ON: Final[dict[str, tuple[str, ...]]] = {
    "part_month_as_whole": _FIRST_MONTH,
    "nothing_for_first_month": _FIRST_MONTH,
    "last_month_in_part": (LAST_MONTH,),
    "until_birthday": (LAST_MONTH,),
    "until_month_before_birthday": (LAST_MONTH,),
    "until_right_ends": (LAST_MONTH,),
    "until_month_before_end": (LAST_MONTH,),
    "until_month_after_end": (LAST_MONTH,),
    "until_end_of_school": _STUDIES,
    "until_end_of_summer": _STUDIES,
    "any_studies_count": _STUDIES,
    "studies_ignored": _STUDIES,
    "academic_leave_ignored": ("PHS § 12 lg 7",),
    "from_next_month": _FIRST_DAY,
    "from_first_of_month": _FIRST_DAY,
    "from_claim": _FIRST_DAY,
    "month_after_claim": _FIRST_DAY,
    "claim_day_ignored": _LATE,
    "nothing_before_claim": _LATE,
    "late_from_claim": _LATE,
    "late_by_day": _LATE,
    "late_month_counted": _LATE,
    "late_from_birth": _LATE,
    "from_opening": _GUARDIAN,
    "from_final_order": _GUARDIAN,
    "any_adopter": ("PHS § 23 lg 1",),
    "as_single_births": ("PHS § 22 lg 5",),
    "birth_rate_of_triplets": ("PHS § 22 lg 5",),
    "thought_late": ("PHS § 28 lg 3",),
    "for_each_child": ("PHS § 21 lg 2",),
    "half_each": _SET_OFF,
    "full_beside": _SET_OFF,
    "nothing_beside": _SET_OFF,
    "income_of_last_year": _PERIOD,
    "income_of_calendar_year": _PERIOD,
    "earnings_ignored": _EARNINGS,
    "earnings_reduce": _EARNINGS,
    "earnings_taken_off": _EARNINGS,
    "sick_days_counted": ("PHS § 39 lg 6",),
    "earlier_income_ignored": ("PHS § 43 lg 1",),
    "no_income_as_little": ("PHS § 41 lg 3",),
    "little_as_no_income": ("PHS § 42 lg 1",),
    "threefold_cap": ("PHS § 40 lg 1",),
    "twofold_cap": ("PHS § 40 lg 1",),
    "thirty_days": _BY_DAYS,
    "whole_month": _BY_DAYS,
    "working_days": _BY_DAYS,
    "all_claimed_days": _FATHER,
    "earlier_days_ignored": _FATHER,
    "leave_ignored": ("PHS § 36 lg 3",),
    "right_before_birth": ("PHS § 37 lg 2",),
    "moved_days_ignored": _MOTHER,
    "lost_days_kept": _MOTHER,
    "payments_ignored": ("PHS § 50 lg 5",),
    "full_beside_payments": ("PHS § 50 lg 3",),
    "title_ignored": ("PHS § 50 lg 4",),
    "title_less_payments": ("PHS § 50 lg 3",),
    "court_less_payments": ("PHS § 49 lg 3",),
}
"""By misreading, the provision misread; the others misread what the right answer rests on."""

_OF_FAMILIES: Final = ("large_family_allowance", "triplets_allowance")
"""Allowances of a family, which turn on its children's rights to child allowance."""

_OF_CHILDREN: Final = ("turning_not_counted", "another_not_counted")
"""Misreadings of which children count, so that a family's amount turns on the children's rights."""

AT_HOME: Final = ("child_lives_in_estonia", "lives_in_estonia")
"""That a family lives here, which no exercise asks about."""


BY_INCOME: Final = "PHS § 39 lg 7"
"""By which a day of parental benefit is what the income was."""


def conditions(whys: Iterable[Why]) -> Iterator[str]:
    """The provisions by which there is a right in a month, or none."""
    for why in whys:
        yield from _cited(each for each in why.conditions if each.name not in AT_HOME)
        if why.is_last:
            yield LAST_MONTH


def amounts(benefit: str, whys: Iterable[Why]) -> Iterator[str]:
    """The provisions by which an amount is what it is."""
    if benefit in CLAIMED_BY_DAYS:
        # Floor and cap are looked at whatever the income; where they decide, they are misread.
        yield BY_INCOME
        if any(why.payment is not None and why.payment.reduction != (0, 0) for why in whys):
            yield from _EARNINGS
        return
    for why in whys:
        yield from _cited((*why.figures, *why.computed))


def misread(
    solved: Solved, benefit: str, month: Months, offered: Iterable[Choice]
) -> Iterator[str]:
    """The provisions that the wrong answers misread."""
    keys = dict.fromkeys(each.misreading for each in offered)
    for key in keys:
        yield from RESTS_ON.get(key, ())
    if benefit in _OF_FAMILIES and any(key in keys for key in _OF_CHILDREN):
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
