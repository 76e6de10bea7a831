"""What the part about several states says that cannot be: states, benefits told twice, rates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Final

from perenou.casework.case_file.coordination import (
    COORDINATED_STATES,
    HOME,
    OUTSIDE,
    UNITED_KINGDOM,
    currency_of,
)
from perenou.casework.case_file.errors import Finding, Path
from perenou.casework.case_file.fields import LARGEST_AMOUNT, euros_text, known
from perenou.casework.case_file.schema import Case, Child, Person, entries
from perenou.casework.case_file.states import states_of

MOST_STATES: Final = 5
"""States in a case; the norms rank no more."""
_ONLY_COORDINATED: Final = ("state_pensions", "legislation_documents")
_NEW_TIES: Final = date(2021, 1, 1).toordinal()
"""The day from which a new tie to the United Kingdom is no longer kept."""
_MONTHS: Final = {"week": 12 / 52, "quarter": 3, "year": 12}
"""By interval of a foreign amount other than a month: how many months it is for."""
_WITH_AGREEMENT: Final = COORDINATED_STATES | {UNITED_KINGDOM}
_KNOWN: Final = _WITH_AGREEMENT | OUTSIDE


def coordination_findings(case: Case) -> Iterator[Finding]:
    """Everything in the part about several states that contradicts something else in it."""
    for who, person in case.everybody.items():
        path: Path = ("people" if who in case.people else "children", who)
        for name in _ONLY_COORDINATED:
            yield from _coordinated(path, person, name, _WITH_AGREEMENT)
        yield from _citizenships(path, person)
    for who, child in case.children.items():
        path = ("children", who)
        yield from _coordinated(path, child, "state_benefits", _KNOWN)
        yield from _coordinated(path, child, "primary_state", _WITH_AGREEMENT)
        yield from _benefits(path, child)
    for name in case.reading_reasons.keys() - case.readings.keys():
        yield Finding(("reading_reasons", name), "reason_without_reading", {"name": name})
    states = states_of(case)
    if len(states) > MOST_STATES:
        slots = {"states": ", ".join(states), "limit": str(MOST_STATES)}
        yield Finding(("children",), "too_many_states", slots)
    for (_, one), (at, other) in combinations(enumerate(case.exchange_rates), 2):
        told = one.currency is not None and one.day is not None
        if told and one.currency == other.currency and one.day == other.day:
            slots = {"currency": str(one.currency), "day": str(one.day)}
            yield Finding(("exchange_rates", at), "rate_twice", slots)


def _coordinated(
    path: Path, person: Person, name: str, states: frozenset[str]
) -> Iterator[Finding]:
    for at, spell in enumerate(entries(getattr(person, name))):
        country = known(spell.country)
        if country is not None and country not in states:
            yield Finding((*path, name, at, "country"), "not_coordinated", {"country": country})


def _citizenships(path: Path, person: Person) -> Iterator[Finding]:
    for at, told in enumerate(entries(person.citizenship)):
        if told.status != "citizen" and told.country is not None:
            slots = {"status": str(told.status)}
            yield Finding((*path, "citizenship", at, "country"), "citizen_of_none", slots)
    for at, kept in enumerate(entries(person.withdrawal_agreement)):
        if kept.from_ is not None and kept.from_.first >= _NEW_TIES:
            slots = {"value": str(kept.from_)}
            yield Finding((*path, "withdrawal_agreement", at, "from"), "kept_too_late", slots)


def _benefits(path: Path, child: Child) -> Iterator[Finding]:
    told = {known(benefit.country) for benefit in entries(child.state_benefits)}
    for at, benefit in enumerate(entries(child.state_benefits)):
        if benefit.country == HOME:
            yield Finding((*path, "state_benefits", at, "country"), "estonian_benefit", {})
        if currency_of(benefit) == "EUR" and isinstance(benefit.amount, int):
            a_month = round(benefit.amount / _MONTHS.get(str(benefit.interval), 1))
            if a_month > LARGEST_AMOUNT:
                slots = {"value": euros_text(a_month)}
                yield Finding((*path, "state_benefits", at, "amount"), "amount_absurd", slots)
    for at, other in enumerate(entries(child.other_state)):
        if other.country == "UA":
            yield Finding((*path, "other_state", at, "country"), "agreement_decides", {})
        if known(other.country) is not None and other.country in told:
            slots = {"country": str(other.country)}
            yield Finding((*path, "other_state", at), "two_ways_abroad", slots)
