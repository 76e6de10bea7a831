"""What the part about several states says that cannot be: states, benefits told twice, rates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from perenou.casework.case_file.coordination import COORDINATED_STATES, HOME
from perenou.casework.case_file.errors import Finding, Path
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.schema import Case, Child, Person, entries

_ONLY_COORDINATED = ("state_pensions", "legislation_documents")


def coordination_findings(case: Case) -> Iterator[Finding]:
    """Everything in the part about several states that contradicts something else in it."""
    for who, person in case.everybody.items():
        path: Path = ("people" if who in case.people else "children", who)
        for name in _ONLY_COORDINATED:
            yield from _coordinated(path, person, name)
    for who, child in case.children.items():
        path = ("children", who)
        for name in ("state_benefits", "primary_state"):
            yield from _coordinated(path, child, name)
        yield from _benefits(path, child)
    for (_, one), (at, other) in combinations(enumerate(case.exchange_rates), 2):
        told = one.currency is not None and one.day is not None
        if told and one.currency == other.currency and one.day == other.day:
            slots = {"currency": str(one.currency), "day": str(one.day)}
            yield Finding(("exchange_rates", at), "rate_twice", slots)


def _coordinated(path: Path, person: Person, name: str) -> Iterator[Finding]:
    for at, spell in enumerate(entries(getattr(person, name))):
        country = known(spell.country)
        if country is not None and country not in COORDINATED_STATES:
            yield Finding((*path, name, at, "country"), "not_coordinated", {"country": country})


def _benefits(path: Path, child: Child) -> Iterator[Finding]:
    told = {known(benefit.country) for benefit in entries(child.state_benefits)}
    for at, benefit in enumerate(entries(child.state_benefits)):
        if benefit.country == HOME:
            yield Finding((*path, "state_benefits", at, "country"), "estonian_benefit", {})
    for at, other in enumerate(entries(child.other_state)):
        if known(other.country) is not None and other.country in told:
            slots = {"country": str(other.country)}
            yield Finding((*path, "other_state", at), "two_ways_abroad", slots)
