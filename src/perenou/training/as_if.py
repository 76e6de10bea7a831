"""The same family with one fact told otherwise: what somebody takes it for who misreads the law."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from perenou.casework.case_file.dates import PartialDay
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.schema import Case, Child, Income, Spell, entries
from perenou.casework.solve import Solved
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.types import Months
from perenou.training.draft import EARLIEST_CLAIM, Family, iso
from perenou.training.draft import month as month_text

Change: TypeAlias = Callable[[Family], Case | None]
"""The case as it is misread; None where there is nothing to misread."""

MONTHS_BACK: Final = 9
"""Months before the birth that the accounting period leaves out (PHS § 39 lg 3)."""


def misread_cases(family: Family, solved: Solved) -> Iterator[tuple[str, Solved]]:
    """By key of the misreading, the family solved as it is misread; the one asked for first."""
    for key in sorted(CHANGES, key=lambda each: each != family.misreading):
        case = CHANGES[key](family)
        if case is not None and case != family.case:
            yield key, solved.told_otherwise(case)


def _children(family: Family, change: Callable[[Child], Mapping[str, object]]) -> Case:
    case = family.case
    children = {
        who: child.model_copy(update=dict(change(child))) for who, child in case.children.items()
    }
    return case.model_copy(update={"children": children})


def _each_without(*fields: str) -> Change:
    """As if what some fields of the children tell had not happened."""

    def change(family: Family) -> Case | None:
        told = family.case.children.values()
        if not any(getattr(each, name) for each in told for name in fields):
            return None
        return _children(family, lambda _: _blank(fields))

    return change


def _adults_without(*fields: str) -> Change:
    """As if what some fields of the adults tell had not happened."""

    def change(family: Family) -> Case | None:
        told = family.case.people.values()
        if not any(getattr(each, name) for each in told for name in fields):
            return None
        people = {
            who: each.model_copy(
                update={name: () for name in fields if getattr(each, name) is not None}
            )
            for who, each in family.case.people.items()
        }
        return family.case.model_copy(update={"people": people})

    return change


def _blank(fields: tuple[str, ...]) -> dict[str, object]:
    return {name: None if name == "birth_set" else () for name in fields}


def _claim_day_ignored(family: Family) -> Case | None:
    """As if everything had been claimed at once, however late it was."""
    if family.theme not in ("late_claim", "given"):
        return None
    claims = []
    for claim in entries(family.case.claims):
        born = [
            birth.first
            for who in family.case.children_of(claim) or ()
            if (birth := family.case.children[who].born) is not None
        ]
        day = max([*born, EARLIEST_CLAIM])
        received = claim.received
        early = received is None or received.first <= day
        claims.append(
            claim if early else claim.model_copy(update={"received": PartialDay.exact(day)})
        )
    return family.case.model_copy(update={"claims": tuple(claims)})


def _studies_ignored(family: Family) -> Case | None:
    """As if nobody of 19 had a right for their studies."""
    child = family.case.children[family.turning]
    if not entries(child.studies):
        return None
    told = child.model_copy(update={"studies": ()})
    return family.case.model_copy(
        update={"children": {**family.case.children, family.turning: told}}
    )


def _any_studies_count(family: Family) -> Case | None:
    """As if whoever studies anything had the right, with or without secondary education."""
    child = family.case.children[family.turning]
    studies = entries(child.studies)
    if not studies:
        return None
    anything = tuple(each.model_copy(update={"level": "upper_secondary"}) for each in studies)
    told = child.model_copy(update={"studies": anything, "secondary_education": False})
    children = {**family.case.children, family.turning: told}
    return family.case.model_copy(update={"children": children})


def _guardianship(source: str) -> Change:
    """As if the right began on another day of the guardianship than when it was made known."""

    def change(family: Family) -> Case | None:
        def moved(child: Child) -> dict[str, object]:
            return {
                "guardianship": tuple(
                    each.model_copy(update={"made_known": getattr(each, source)})
                    for each in entries(child.guardianship)
                )
            }

        if not any(entries(each.guardianship) for each in family.case.children.values()):
            return None
        return _children(family, moved)

    return change


def _any_adopter(family: Family) -> Case | None:
    """As if it made no difference whether the adopter is the spouse of the parent."""
    adoption = family.case.children[family.turning].adopted
    if adoption is None or known(adoption.spouse_of_parent) is not True:
        return None
    anybody = adoption.model_copy(update={"spouse_of_parent": False})
    return _children(family, lambda child: {"adoption": anybody} if child.adopted else {})


def _maintenance(field: str, value: object) -> Change:
    def change(family: Family) -> Case | None:
        def told(child: Child) -> dict[str, object]:
            return {
                "maintenance": tuple(
                    each.model_copy(
                        update={
                            field: tuple(
                                entry.model_copy(update={_AMOUNTS[field]: value})
                                for entry in entries(getattr(each, field))
                            )
                        }
                    )
                    for each in entries(child.maintenance)
                )
            }

        if not any(entries(each.maintenance) for each in family.case.children.values()):
            return None
        return _children(family, told)

    return change


_AMOUNTS: Final = {"title": "month_amount", "received": "amount"}


# ---------------------------------------------------------------------------- parental benefit


def _born(family: Family) -> Months | None:
    birth = family.case.children[family.turning].born
    if birth is None or not family.case.parental_days:
        return None
    return month_of(birth.first)


def _incomes(family: Family, change: Callable[[Income, Months], Income | None]) -> Case | None:
    """The case with each entry of income changed or left out."""
    born = _born(family)
    if born is None:
        return None
    people = {
        who: person.model_copy(
            update={
                "income": tuple(
                    told
                    for each in entries(person.income)
                    if (told := change(each, born)) is not None
                )
            }
        )
        if entries(person.income)
        else person
        for who, person in family.case.people.items()
    }
    return family.case.model_copy(update={"people": people})


def _earlier(entry: Income, months: Months) -> Income:
    """An entry as if it had been so many months earlier."""
    first, after = (month_of(day) for day in entry.months)
    told: dict[str, object] = {"gross": _euros(known(entry.gross)), "kind": entry.kind}
    told["from"] = month_text(first - months)
    if entry.to is not None or entry.month is not None:
        told["to"] = month_text(after - 1 - months)
    return Income.model_validate(told)


def _euros(cents: int | None) -> str | None:
    return None if cents is None else f"{cents // 100}.{cents % 100:02}"


def _income_of_last_year(family: Family) -> Case | None:
    """As if the twelve months right before the birth counted."""
    return _shifted(family, MONTHS_BACK)


def _income_of_calendar_year(family: Family) -> Case | None:
    """As if the calendar year before the birth counted."""
    born = _born(family)
    if born is None:
        return None
    return _shifted(family, (born // 12 - 1) * 12 - (born - 21))


def _shifted(family: Family, months: Months) -> Case | None:
    born = _born(family)
    if born is None:
        return None

    def moved(entry: Income, born: Months) -> Income | None:
        first = month_of(entry.months[0])
        # What is earned beside the benefit stays where it is.
        return entry if first >= born else _earlier(entry, months)

    return _incomes(family, moved)


def _earnings_ignored(family: Family) -> Case | None:
    """As if nothing were earned beside the benefit."""

    def before(entry: Income, born: Months) -> Income | None:
        if month_of(entry.months[0]) < born:
            return entry
        return entry.model_copy(update={"gross": 0})

    return _incomes(family, before)


def _as_little(cents: int) -> Change:
    """As if the income of the accounting period had been next to nothing, or nothing."""

    def change(family: Family) -> Case | None:
        born = _born(family)
        if born is None:
            return None
        counted = [
            known(each.gross) or 0
            for person in family.case.people.values()
            for each in entries(person.income)
            if month_of(each.months[0]) < born
        ]
        if not any(0 <= gross < _LITTLE for gross in counted):
            return None

        def told(entry: Income, born: Months) -> Income | None:
            is_before = month_of(entry.months[0]) < born
            return entry.model_copy(update={"gross": cents}) if is_before else entry

        return _incomes(family, told)

    return change


_LITTLE: Final = 500_00
"""Monthly income so low that the floor of the benefit may decide."""


def _earlier_days_ignored(family: Family) -> Case | None:
    """As if days that were taken before the month did not use the quota up."""
    days = entries(family.case.parental_days)
    first = first_day_of(family.month)
    left = tuple(
        each
        for each in days
        if known(each.kind) != "fathers" or each.to is None or each.to.last >= first
    )
    if len(left) == len(days):
        return None
    return family.case.model_copy(update={"parental_days": left})


def _leave_ignored(family: Family) -> Case | None:
    """As if days were paid without a leave in the employment register."""
    days = entries(family.case.parental_days)
    if not any(known(each.leave) == "missing" for each in days):
        return None
    told = tuple(each.model_copy(update={"leave": "registered"}) for each in days)
    return family.case.model_copy(update={"parental_days": told})


def _right_before_birth(family: Family) -> Case | None:
    """As if the mother had a right to the benefit before the birth, where she had none, or not."""
    mother = family.case.people.get("ema")
    if mother is None or not family.case.parental_days or mother.sickness_benefit_right is None:
        return None
    had = entries(mother.sickness_benefit_right)
    right = () if had else (Spell.model_validate({"from": iso(EARLIEST_CLAIM)}),)
    people = {
        **family.case.people, "ema": mother.model_copy(update={"sickness_benefit_right": right}),
    }  # fmt: skip
    return family.case.model_copy(update={"people": people})


CHANGES: Final[dict[str, Change]] = {
    "claim_day_ignored": _claim_day_ignored,
    "payment_goes_on": _each_without("substitute_care", "imprisonment", "separated"),
    "payee_in_prison_ignored": _adults_without("imprisonment"),
    "any_studies_count": _any_studies_count,
    "studies_ignored": _studies_ignored,
    "academic_leave_ignored": _each_without("academic_leave"),
    "from_opening": _guardianship("opened"),
    "from_final_order": _guardianship("final"),
    "any_adopter": _any_adopter,
    "as_single_births": _each_without("birth_set"),
    "pension_ignored": _each_without("pension"),
    "payments_ignored": _maintenance("received", 0),
    "title_ignored": _maintenance("title", 999_00),
    "income_of_last_year": _income_of_last_year,
    "income_of_calendar_year": _income_of_calendar_year,
    "sick_days_counted": _adults_without("notes"),
    "earlier_income_ignored": _adults_without("previous_income_base"),
    "earnings_ignored": _earnings_ignored,
    "no_income_as_little": _as_little(1),
    "little_as_no_income": _as_little(0),
    "earlier_days_ignored": _earlier_days_ignored,
    "leave_ignored": _leave_ignored,
    "right_before_birth": _right_before_birth,
}
"""By key of its text, in order of how well it teaches."""
