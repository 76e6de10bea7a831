"""On which day a month's benefit is paid, moved over days off; or by which day at the latest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MonthlyAllowance
from perenou.language.working_days import add_working_days, last_working_day_before
from perenou.rules.calendar import first_day_of, month_of, next_month_start
from perenou.rules.types import NEVER, Day
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

FATHERS = "fathers_parental_benefit"


def pay_days(
    solved: Solved, allowance: MonthlyAllowance, row: int, day: Day
) -> tuple[Day | None, Day | None]:
    """The day on which the month of ``day`` is paid, and by which it must be.

    Paid on the last working day that is not later than the day of the month; parental benefit on
    the first such day after the month, the claim and, for father's days before it, the birth. No
    day is said where parts of a month are paid on several. Father's days before the birth are due
    within some working days after it (PHS § 46 lg 4).
    """
    pay_day = _day(solved, allowance, allowance.pay_day, row, day)
    if pay_day is not None and allowance.is_claimed_by_days:
        parts = set(_payment_days(solved, allowance, row, day))
        pay_day = parts.pop() if len(parts) == 1 else None
    elif pay_day is not None:
        pay_day = last_working_day_before(pay_day + 1)
    paid_by = _day(solved, allowance, allowance.paid_by, row, day)
    if allowance.key == FATHERS:
        before = solved.world.at("fathers_days_before_birth_in_month", row, day)
        if isinstance(before, Open) or before > 0:
            paid_by = _after_birth(solved, allowance, row)
    return pay_day, paid_by


def own_pay_day(solved: Solved, allowance: MonthlyAllowance, row: int, day: Day) -> Day | None:
    """On which day the month is paid when it was claimed in time."""
    found = _day(solved, allowance, allowance.pay_day, row, day)
    return None if found is None else last_working_day_before(found + 1)


def _payment_days(
    solved: Solved, allowance: MonthlyAllowance, row: int, day: Day
) -> Iterator[Day | None]:
    """The days of payment of a month's parts, by when the last of what they rest on was known."""
    after = next_month_start(day)
    claimed = solved.world.line("days_claimed_day", row)
    # Those after the birth wait for nothing more: their month ends after it.
    birth = _day(solved, allowance, "child_birth_day", row, day)
    for first, end, paid in solved.world.line(allowance.payable, row).pieces(solved.world.end):
        start, stop = max(first, day), min(end, after)
        if paid is False or start >= stop:
            continue
        while start < stop:
            filed, until = claimed.piece(start, stop)
            known: Day | None = after - 1
            if allowance.key == FATHERS:
                known = None if birth is None else max(after - 1, birth)
            if known is None or isinstance(filed, Open):
                yield None
            else:
                yield _first_after(solved, known if filed >= NEVER else max(known, filed))
            start = until


def _first_after(solved: Solved, known: Day) -> Day | None:
    """The first day of payment later than a day."""
    month = month_of(known)
    for first in (first_day_of(month), first_day_of(month + 1)):
        version = solved.law.figures["payment_day_of_month"].at(first)
        if version is None or version.value is None:
            return None
        found = last_working_day_before(first + version.value)
        if found > known:
            return found
    return None


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
