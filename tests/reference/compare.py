"""The reference's answer for a household as plain data, to be laid beside another calculator's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from tests.reference.as_data import Data, from_data, to_data
from tests.reference.before_2022 import EarlierFamily, EarlierFound, determine_earlier
from tests.reference.child_leave import Leave, day_pay, paid_days
from tests.reference.facts import CARERS, Family, Household, Kind, Parent, Who
from tests.reference.household import ChildFound, walk_through
from tests.reference.outcome import Balance, MonthLedger, month_amounts
from tests.reference.payment import payments, person_months
from tests.reference.readings import TAKEN, Readings
from tests.reference.recovery import correct

FOUND = fields(EarlierFound)
EVERYBODY = ""
"""The person of a ledger row that tells of the whole quota."""


@dataclass(frozen=True)
class Answer:
    """Everything by plain keys. Children are numbered from 0, the oldest; days and months are ISO.

    days: (person, child, day) -> (kind, cents or None where no source gives a figure).
    refused: (person, child, day) -> (kind claimed, provision, reason).
    amounts: (person, child, kind, month) -> (days, cents or None), before § 44.
    months: (person, month) -> days, granted, due; due is what § 44 leaves of all kinds together.
    payments: (person, day of payment) -> gross, tax, net.
    ledgers: (month, child, quota, person) -> used, left, lost, until (the last day, or ""). The
        row of everybody tells of the whole quota; a person's row what it used and may still use.
    """

    days: Mapping[tuple[str, int, str], tuple[str, int | None]]
    refused: Mapping[tuple[str, int, str], tuple[str, str, str]]
    amounts: Mapping[tuple[str, int, str, str], tuple[int, int | None]]
    months: Mapping[tuple[str, str], dict[str, int | None]]
    payments: Mapping[tuple[str, str], dict[str, int | None]]
    ledgers: Mapping[tuple[str, int, str, str], dict[str, int | str]]


def answer(household: Household | Data, readings: Readings = TAKEN) -> Answer:
    """The answer for a household, or for one as plain data (`as_data.to_data`)."""
    if not isinstance(household, Household):
        household = from_data(household, Household)
    found = walk_through(household, readings)
    days: dict[tuple[str, int, str], tuple[str, int | None]] = {}
    refused: dict[tuple[str, int, str], tuple[str, str, str]] = {}
    amounts: dict[tuple[str, int, str, str], tuple[int, int | None]] = {}
    ledgers: dict[tuple[str, int, str, str], dict[str, int | str]] = {}
    for index, (family, child) in enumerate(zip(household.families, found, strict=True)):
        for one in child.days:
            key = family.name(one.who), index, one.day.isoformat()
            if one.paid is not None:
                days[key] = one.paid.value, one.cents
            elif one.claimed is not None and one.refusal is not None:
                reason = one.refusal
                refused[key] = one.claimed.value, reason.provision, reason.name
        for sum_ in month_amounts(list(child.days)):
            who, kind = family.name(sum_.who), sum_.kind.value
            month = f"{sum_.year}-{sum_.month:02}"
            amounts[who, index, kind, month] = sum_.days, sum_.cents
        ledgers.update(_ledgers(index, family, child))
    people, by_person = household.people(), person_months(household, found)
    months = {
        (name, f"{year}-{month:02}"): {"days": one.days, "granted": one.granted, "due": one.due}
        for name, own in by_person.items()
        for (year, month), one in own.items()
    }
    paid = {
        (name, one.day.isoformat()): {"gross": one.gross, "tax": one.tax, "net": one.net}
        for name, own in by_person.items()
        for one in payments(people[name], own)
    }
    return Answer(days, refused, amounts, months, paid, ledgers)


def differences(reference: Answer, other: Answer) -> list[tuple[str, object, object, object]]:
    """Where two answers part: what is compared, its key, the reference's value, the other's.

    A key that only one of them has counts as None for the other. Reasons of refusal are compared
    by what was claimed and the provision.
    """
    found: list[tuple[str, object, object, object]] = []
    for name in ("days", "refused", "amounts", "months", "payments", "ledgers"):
        mine, theirs = getattr(reference, name), getattr(other, name)
        for key in sorted({*mine, *theirs}):
            one, two = mine.get(key), theirs.get(key)
            if name == "refused":
                one, two = (None if value is None else value[:2] for value in (one, two))
            if one != two:
                found.append((name, key, one, two))
    return found


def correction(
    before: Household, after: Household, known: date, readings: Readings = TAKEN
) -> dict[str, Data]:
    """What a change of facts that comes to light on a day does, by person; None: not known.

    Each has differences (month, paid, due), debt, arrears, payments (day, gross, set_off, tax, net)
    and left, what set-off does not recover.
    """
    found = correct(before, after, known, readings)
    return {name: to_data(one) for name, one in found.items()}


def earlier_answer(family: EarlierFamily) -> dict[str, Data]:
    """The answer for a child of before 01.04.2022: days, quota, sums by month, father's days."""
    found = determine_earlier(family)
    return {one.name: to_data(getattr(found, one.name)) for one in FOUND}


def child_leave_answer(
    parent: Parent, leaves: Sequence[Leave], single_parent: bool
) -> dict[tuple[str, str], int]:
    """Child leave pay in cents by (child, day) for days of 2026."""
    return {
        (child, day.isoformat()): day_pay(parent, day)
        for child, day in paid_days(leaves, single_parent)
    }


def _ledgers(
    index: int, family: Family, child: ChildFound
) -> dict[tuple[str, int, str, str], dict[str, int | str]]:
    used: dict[tuple[Who, Kind], int] = {}
    rows: dict[tuple[str, int, str, str], dict[str, int | str]] = {}
    outcomes = iter(child.days)
    waiting = next(outcomes, None)
    for one in child.ledgers:
        while waiting is not None and (waiting.day.year, waiting.day.month) <= (
            one.year,
            one.month,
        ):
            if waiting.paid is not None:
                key = waiting.who, waiting.paid
                used[key] = used.get(key, 0) + 1
            waiting = next(outcomes, None)
        month = f"{one.year}-{one.month:02}"
        for quota, (balance, last) in _quotas(family, one, child).items():
            until = "" if last is None else last.isoformat()
            rows[month, index, quota, EVERYBODY] = _row(balance, until)
        for who in family.people():
            for kind, quota, balance in _open_to(family, who, one):
                left = 0 if _is_out(family, who, kind, one) else balance.left
                until = child.until[kind].isoformat()
                own = Balance(used.get((who, kind), 0), left, balance.lost)
                rows[month, index, quota, family.name(who)] = _row(own, until)
    return rows


def _row(balance: Balance, until: str) -> dict[str, int | str]:
    return {"used": balance.used, "left": balance.left, "lost": balance.lost, "until": until}


def _quotas(
    family: Family, one: MonthLedger, child: ChildFound
) -> dict[str, tuple[Balance, date | None]]:
    until = child.until
    found: dict[str, tuple[Balance, date | None]] = {
        "mother's": (one.mother, until[Kind.MOTHER]),
        "father's": (one.father, until[Kind.FATHER]),
        "shared": (one.shared, until[Kind.SHARED]),
        "together": (Balance(one.together, 60 - one.together, 0), until[Kind.SHARED]),
        "spared": (Balance(one.spared, 30 - one.spared, 0), until[Kind.SHARED]),
    }
    if family.carers:
        both = one.adopters_together
        found["carers'"] = one.carers, until[Kind.SHARED]
        found["adopter's"] = one.adopters, until[Kind.ADOPTER]
        found["adopters together"] = Balance(both, 35 - both, 0), until[Kind.ADOPTER]
    return found


def _open_to(family: Family, who: Who, one: MonthLedger) -> list[tuple[Kind, str, Balance]]:
    if who in CARERS:
        return [
            (Kind.SHARED, "carers'", one.carers),
            (Kind.ADOPTER, "adopter's", one.adopters),
        ]
    found = [(Kind.SHARED, "shared", one.shared)]
    spouse = family.spouse
    if who is Who.MOTHER:
        found.append((Kind.MOTHER, "mother's", one.mother))
    if who is Who.FATHER or (who is Who.SPOUSE and spouse and spouse.of is Who.MOTHER):
        found.append((Kind.FATHER, "father's", one.father))
    return found


def _is_out(family: Family, who: Who, kind: Kind, one: MonthLedger) -> bool:
    """Whether a person has no access to what is left (any more) at a month's end."""
    month = one.year, one.month
    gone = {Who.MOTHER: family.mother_gone, Who.FATHER: family.father_gone}.get(who)
    if gone is None and who is Who.SPOUSE:
        gone = family.parents_gone
    if gone is not None and (gone.year, gone.month) <= month:
        return True
    waived = family.father_waived_from
    if who is Who.FATHER and kind is Kind.FATHER and waived is not None:
        if (waived.year, waived.month) <= month:
            return True
    return who in one.ended and kind is not Kind.FATHER
