"""The norms' answer for a household, in the shape of the reference's answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from tests.against_reference.as_facts import KINDS, Laid
from tests.reference.compare import EVERYBODY, Answer
from tests.reference.facts import Household, Kind

from perenou.language.working_days import last_working_day_before
from perenou.rules.unknown import Open

BENEFITS: Final = {
    Kind.MOTHER: "mothers_parental_benefit",
    Kind.FATHER: "fathers_parental_benefit",
    Kind.SHARED: "shared_parental_benefit",
    Kind.ADOPTER: "adopters_parental_benefit",
}
RATES: Final = {
    Kind.MOTHER: "mothers_daily_rate",
    Kind.FATHER: "shared_daily_rate",
    Kind.SHARED: "shared_daily_rate",
    Kind.ADOPTER: "adopters_daily_rate",
}


def engine_answer(household: Household, laid: Laid) -> Answer:
    """Days, sums, payments and the used days of quotas; nothing of what was refused."""
    days: dict[tuple[str, int, str], tuple[str, int | None]] = {}
    amounts: dict[tuple[str, int, str, str], tuple[int, int | None]] = {}
    months: dict[tuple[str, str], dict[str, int | None]] = {}
    payments: dict[tuple[str, str], dict[str, int | None]] = {}
    for birth, family in enumerate(household.families):
        for who in family.people():
            name = family.name(who)
            row = laid.row(name, birth)
            for kind in Kind:
                paid = dict(_paid_days(laid, kind, row))
                for day, cents in paid.items():
                    key = name, birth, date.fromordinal(day).isoformat()
                    assert key not in days, (key, kind, days.get(key))
                    days[key] = kind.value, cents
                for first in _months(paid):
                    benefit = BENEFITS[kind]
                    amounts[name, birth, kind.value, f"{first:%Y-%m}"] = (
                        _number(laid, f"{benefit}_days_in_month", row, first) or 0,
                        _number(laid, f"{benefit}_granted", row, first),
                    )
    for row, name in enumerate(laid.people):
        own = [date.fromisoformat(day).toordinal() for who, _, day in days if who == name]
        for first in _months(own):
            due = _number(laid, "parental_benefit_of_month", row, first)
            months[name, f"{first:%Y-%m}"] = {
                "days": _number(laid, "parental_benefit_days_of_month", row, first),
                "granted": _number(laid, "parental_benefit_granted_of_month", row, first),
                "due": due,
            }
            pay_day = _number(laid, "parental_benefit_pay_day", row, first)
            assert pay_day is not None
            net = _number(laid, "parental_benefit_net_of_month", row, first)
            if due is not None:
                payments[name, str(date.fromordinal(last_working_day_before(pay_day + 1)))] = {
                    "gross": due,
                    "tax": None if net is None else due - net,
                    "net": net,
                }
    return Answer(days, {}, amounts, months, payments, _ledgers(household, laid, days))


COUNTED: Final = {
    "father's": "fathers_days_used",
    "shared": "shared_days_used",
    "together": "overlap_days_used",
    "adopter's": "adopters_days_used",
    "adopters together": "adopters_overlap_days_used",
}


def _ledgers(
    household: Household, laid: Laid, days: Mapping[tuple[str, int, str], object]
) -> dict[tuple[str, int, str, str], dict[str, int | str]]:
    """Used days at the end of each month from the first to the last paid one."""
    rows: dict[tuple[str, int, str, str], dict[str, int | str]] = {}
    for birth in range(len(household.families)):
        own = sorted(date.fromisoformat(day) for _, child, day in days if child == birth)
        if not own:
            continue
        month = own[0].replace(day=1)
        while month <= own[-1]:
            after = (month + timedelta(days=31)).replace(day=1)
            for quota, name in COUNTED.items():
                used = _number(laid, name, laid.births[birth], after)
                assert used is not None
                rows[f"{month:%Y-%m}", birth, quota, EVERYBODY] = {"used": used}
            month = after
    return rows


def _paid_days(laid: Laid, kind: Kind, row: int) -> Iterator[tuple[int, int | None]]:
    world = laid.world
    line = world.line(f"{KINDS[kind]}_benefit_paid", row)
    for first, after, paid in line.pieces(world.end):
        if paid is not True:
            continue
        rate = world.line(RATES[kind], row)
        for day in range(first, after):
            value = rate.at(day)
            yield day, None if isinstance(value, Open) else value


def _months(days: Any) -> list[date]:
    return sorted({date.fromordinal(day).replace(day=1) for day in days})


def _number(laid: Laid, name: str, row: int, day: date) -> int | None:
    value = laid.world.at(name, row, day.toordinal())
    return None if isinstance(value, Open) else int(value)
