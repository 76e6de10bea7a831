"""On which day a month's benefit is paid, moved over days off; or by which day at the latest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MonthlyAllowance
from perenou.language.working_days import add_working_days, last_working_day_before
from perenou.rules.types import NEVER, Day
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

FATHERS = "fathers_parental_benefit"


def pay_days(
    solved: Solved, allowance: MonthlyAllowance, row: int, day: Day
) -> tuple[Day | None, Day | None]:
    """The day on which the month of ``day`` is paid, and by which it must be.

    Paid on the last working day that is not later than the day of the month. Father's days before
    the birth are paid within some working days after it (PHS § 46 lg 4): a month that has no others
    has no day of its own.
    """
    pay_day = _day(solved, allowance, allowance.pay_day, row, day)
    if pay_day is not None:
        pay_day = last_working_day_before(pay_day + 1)
    paid_by = _day(solved, allowance, allowance.paid_by, row, day)
    if allowance.key == FATHERS:
        before = solved.world.at("fathers_days_before_birth_in_month", row, day)
        others = solved.world.at(allowance.part_days, row, day)
        if isinstance(before, Open) or before > 0:
            paid_by = _after_birth(solved, allowance, row)
            if isinstance(before, Open) or isinstance(others, Open) or before == others:
                pay_day = None
    return pay_day, paid_by


def _day(solved: Solved, allowance: MonthlyAllowance, name: str, row: int, day: Day) -> Day | None:
    """A day that a norm of the allowance's row names, unless it is open or never."""
    if not name:
        return None
    found = solved.world.seen_from(allowance.unit, row, name).at(day)
    return found if isinstance(found, int) and found < NEVER else None


def _after_birth(solved: Solved, allowance: MonthlyAllowance, row: int) -> Day | None:
    """By when father's days before the birth must be paid; None where no time was set or born."""
    birth = _day(solved, allowance, "child_birth_day", row, solved.first_day)
    if birth is None:
        return None
    version = solved.law.figures["fathers_payment_working_days"].at(birth)
    if version is None or version.value is None:
        return None
    return add_working_days(birth, version.value)
