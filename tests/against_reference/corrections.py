"""What corrections of facts do: debts by month, and what is set off against later months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tests.against_reference.as_facts import Laid, laid_out
from tests.against_reference.drawn import consistent
from tests.against_reference.readings import LIFTED, Difference
from tests.reference.household import walk_through
from tests.reference.other_cases import Correction
from tests.reference.payment import Month, PersonMonth, person_months
from tests.reference.recovery import FIRST_MONTH, MonthDifference, Recovery, correct

from perenou.benefits.estonia.recovery import most_set_off_from_parental_benefit
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.unknown import Open

LAW = LAWBOOK.on(date(2027, 12, 31).toordinal())


def correction_differences(case: Correction) -> list[Difference]:
    """By person: months overpaid by the day of discovery, and what is set off on each later day."""
    before, after = sides = [consistent(one) for one in (case.before, case.after)]
    walked = [walk_through(one) for one in sides]
    laid = [laid_out(one, found, LIFTED) for one, found in zip(sides, walked, strict=True)]
    paid = [person_months(one, found) for one, found in zip(sides, walked, strict=True)]
    differences: list[Difference] = []
    for name, mine in correct(before, after, case.known).items():
        if mine is None:
            continue
        own = [side.get(name, {}) for side in paid]
        differences += _by_month(name, mine, case.known, laid, own)
        differences += _set_off(name, mine, laid[1], own[1])
    return differences


def _due(laid: Laid, name: str, month: Month) -> object:
    row = laid.people.index(name)
    return laid.world.at("parental_benefit_of_month", row, date(*month, 1).toordinal())


def _figure(name: str, month: Month) -> int:
    version = LAW.figures[name].at(date(*month, 1).toordinal())
    assert version is not None
    assert isinstance(version.value, int)
    return version.value


def _by_month(
    name: str,
    mine: Recovery,
    known: date,
    laid: Sequence[Laid],
    paid: Sequence[Mapping[Month, PersonMonth]],
) -> list[Difference]:
    told = {one.month: one for one in mine.differences}
    found: list[Difference] = []
    for month in sorted({*paid[0], *paid[1]}):
        parts = [when for side in paid if month in side for when, _ in side[month].parts]
        if any(when > known for when in parts):
            continue  # a part of the month is paid later
        one = told.get(month)
        due = [_due(side, name, month) for side in laid]
        if any(isinstance(each, Open) for each in due):
            # Where the norms do not know a cap yet, the reference must not know it either.
            if all(side[month].granted is not None for side in paid if month in side):
                found.append(("corrections", (name, month), one, due))
            continue
        engine = MonthDifference(month, *due)  # type: ignore[arg-type]
        if one != (None if engine.paid == engine.due else engine):
            found.append(("corrections", (name, month), one, engine))
    return found


def _set_off(
    name: str, mine: Recovery, laid: Laid, months: Mapping[Month, PersonMonth]
) -> list[Difference]:
    """Payments of one whole month: the most that may be set off, until the debt is gone."""
    found: list[Difference] = []
    left = mine.debt
    for payment in mine.payments:
        of_day = [
            (month, one)
            for month, one in months.items()
            if any(when == payment.day for when, _ in one.parts)
        ]
        before, left = left, left - payment.set_off
        if mine.arrears or len(of_day) != 1 or len(of_day[0][1].parts) != 1:
            continue
        month = of_day[0][0]
        most = 0
        if month >= FIRST_MONTH:
            due = _due(laid, name, month)
            assert isinstance(due, int)
            figures = (
                _figure(name, month)
                for name in ("parental_benefit_base_rate", "set_off_kept_share")
            )
            most = min(before, most_set_off_from_parental_benefit(due, *figures))
        if most != payment.set_off:
            found.append(("set-off", (name, month), payment.set_off, most))
    return found
