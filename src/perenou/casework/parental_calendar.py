"""Days of parental benefit month by month, and the days to point out among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.parental_answer import (
    DayCalendar,
    DaysOfMonth,
    DaySpell,
    Mark,
    Quota,
    kind_of,
)
from perenou.casework.parental_lines import days_within, rows_by_days, span, spells
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.types import NEVER

if TYPE_CHECKING:
    from perenou.casework.determination import Payment
    from perenou.casework.solve import Solved


def months_by_days(solved: Solved, ledger: Sequence[Quota]) -> tuple[DaysOfMonth, ...]:
    """Days claimed and allowed, and the amount, by month, kind and parent."""
    paid = {(p.benefit, p.row, p.month): p for p in solved.payments}
    found = [
        made
        for month in range(solved.first_month, solved.last_month + 1)
        for key, row in rows_by_days(solved)
        if (made := _month(solved, key, row, month, paid.get((key, row, month)), ledger))
    ]
    return tuple(found)


def _month(
    solved: Solved,
    key: str,
    row: int,
    month: int,
    payment: Payment | None,
    ledger: Sequence[Quota],
) -> DaysOfMonth | None:
    allowance = MONTHLY[key]
    first, after = first_day_of(month), first_day_of(month + 1)
    claimed = days_within(solved.world.line(allowance.right, row), first, after)
    allowed = days_within(solved.world.line(allowance.payable, row), first, after)
    if claimed[1] == allowed[1] == 0:
        return None
    who, child = solved.adult_of(allowance, row), solved.id_of(allowance.unit.name, row)
    kind = kind_of(key)
    quota = next(
        (q for q in ledger if q.child == child and q.kind == kind and q.who in (None, who)), None
    )
    left = None if quota is None else next(m.left for m in quota.course if m.month == month)
    return DaysOfMonth(
        key,
        month,
        who,
        child,
        claimed,
        allowed,
        (0, 0) if payment is None else (payment.least, payment.most),
        left,
        None if payment is None else payment.pay_day,
        None if payment is None else payment.paid_by,
        (0, 0) if payment is None else payment.reduction,
        None if payment is None else payment.net,
    )


def calendars(solved: Solved, ledger: Sequence[Quota]) -> tuple[DayCalendar, ...]:
    """One calendar for each child for whom days are, or may be, claimed."""
    by_child: dict[int, list[DaySpell]] = {}
    for key, row in rows_by_days(solved):
        child = solved.facts.carers[row][1]
        by_child.setdefault(child, []).extend(spells(solved, key, row))
    return tuple(
        _calendar(solved, child, found, ledger)
        for child, found in sorted(by_child.items())
        if found
    )


def _calendar(
    solved: Solved, child: int, found: Sequence[DaySpell], ledger: Sequence[Quota]
) -> DayCalendar:
    marks = sorted(_marks(solved, child, ledger), key=lambda mark: mark.day)
    days = [day for spell in found for day in (spell.first, spell.after - 1)]
    days += [
        mark.day
        for mark in marks
        if mark.key in ("birth", "expected", "death")
        and solved.first_day <= mark.day < solved.after
    ]
    first, last = month_of(min(days)), month_of(max(days))
    parents = dict.fromkeys(spell.who for spell in sorted(found, key=lambda spell: spell.first))
    return DayCalendar(
        solved.facts.children[child],
        first,
        last,
        tuple(parents),
        tuple(sorted(found, key=lambda spell: (spell.first, spell.who, spell.benefit))),
        tuple(marks),
    )


_DAYS_OF_THE_CHILD = {
    "birth": "child_birth_day",
    "expected": "expected_day",
    "third_birthday": "third_birthday",
}


def _marks(solved: Solved, child: int, ledger: Sequence[Quota]) -> Iterator[Mark]:
    """The days that are certain."""
    day = solved.after - 1
    mine = {quota.kind for quota in ledger if quota.child == solved.facts.children[child]}
    goes_on = "adopters" if "adopters" in mine else ""
    for key, name in _DAYS_OF_THE_CHILD.items():
        found = span(solved.world.at(name, child, day))
        if found[0] == found[1] < NEVER:
            yield Mark(key, found[0], goes_on if key == "third_birthday" else "")
    death = solved.world.at("child_death_day", child, day)
    if isinstance(death, int) and death < NEVER:
        yield Mark("death", death - 1)
    for quota in ledger:
        if quota.child != solved.facts.children[child]:
            continue
        if quota.used_up is not None:
            yield Mark("quota_used_up", quota.used_up, quota.kind, quota.who)
        elif quota.until is not None and solved.first_day <= quota.until < solved.after:
            is_waived = any(loss.why == "waiver" for loss in quota.losses)
            if is_waived or quota.kind == "mothers":
                key = "waiver" if is_waived else "quota_ends"
                yield Mark(key, quota.until, quota.kind, quota.who)
