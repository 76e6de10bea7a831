"""The reference's answer for a household, as far as the norms say the same in the same words.

The norms know the day of payment of a month, not of parts of it that were claimed late; and they
count what is used of a quota outside of days that a death gives.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from tests.against_reference.engine_answer import COUNTED
from tests.reference.compare import EVERYBODY, Answer, answer
from tests.reference.facts import Household, Kind
from tests.reference.household import ChildFound
from tests.reference.payment import person_months
from tests.reference.working_days import payment_day


def reference_answer(household: Household, found: tuple[ChildFound, ...]) -> Answer:
    """Everything but reasons of refusal, payments of parts of a month, and open quotas."""
    whole = answer(household)
    ledgers = {
        key: row
        for birth, child in enumerate(found)
        for key, row in _used(birth, child, alone=len(found) == 1).items()
    }
    kept = _paid_on_their_day(household, found)
    payments = {key: one for key, one in whole.payments.items() if key in kept}
    return replace(whole, refused={}, payments=payments, ledgers=ledgers)


def _paid_on_their_day(household: Household, found: tuple[ChildFound, ...]) -> set[tuple[str, str]]:
    """Payments of one whole month on its own day."""
    kept = set()
    for name, months in person_months(household, found).items():
        parts = Counter(when for one in months.values() for when, _ in one.parts)
        for (year, month), one in months.items():
            following = date(year, month, 1) + timedelta(days=31)
            own = payment_day(following.year, following.month)
            if [when for when, _ in one.parts] == [own] and parts[own] == 1:
                kept.add((name, own.isoformat()))
    return kept


def _used(
    birth: int, child: ChildFound, *, alone: bool
) -> dict[tuple[str, int, str, str], dict[str, int | str]]:
    """Used days at the end of each month from the first to the last paid one."""
    paid = [one for one in child.days if one.paid is not None]
    rows: dict[tuple[str, int, str, str], dict[str, int | str]] = {}
    if not paid:
        return rows
    first, last = (day.replace(day=1) for day in (paid[0].day, paid[-1].day))
    given: Counter[Kind | None] = Counter()
    waiting = iter([*paid, None])
    one = next(waiting)
    for ledger in child.ledgers:
        month = date(ledger.year, ledger.month, 1)
        while one is not None and one.day.replace(day=1) <= month:
            given[one.paid] += one.automatic
            one = next(waiting)
        used = {
            "father's": ledger.father.used - given[Kind.FATHER],
            "shared": ledger.shared.used + ledger.carers.used - given[Kind.SHARED],
            "together": ledger.together,
            "adopter's": ledger.adopters.used,
            "adopters together": ledger.adopters_together,
        }
        if first <= month <= last:
            for quota in COUNTED:
                # An older child's days are taken off a younger one's there, and lost here.
                if quota != "shared" or alone:
                    rows[f"{month:%Y-%m}", birth, quota, EVERYBODY] = {"used": used[quota]}
    return rows
