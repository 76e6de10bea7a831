"""Facts of an adult: residence, imprisonment, service, death."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from perenou.benefits.estonia.vocabulary import Ground
from perenou.casework.case_file.dates import EARLIEST
from perenou.casework.case_file.schema import Person, entries
from perenou.casework.lines import (
    END,
    START,
    certain,
)
from perenou.casework.lines import day_line as _day
from perenou.casework.lines import number as _number
from perenou.casework.lines import said_of as _said
from perenou.casework.lines import spelled as _spelled
from perenou.casework.lines import truth as _truth
from perenou.rules.timeline import joined
from perenou.rules.types import NEVER
from perenou.rules.unknown import Unknown, open_truth
from perenou.rules.world import Line

if TYPE_CHECKING:
    from perenou.casework.facts import CaseFacts

Finder: TypeAlias = Callable[["CaseFacts", str, int], Line]

_GROUNDS = {
    "none": Ground.NONE,
    "citizen": Ground.CITIZEN,
    "permanent": Ground.PERMANENT,
    "temporary": Ground.TEMPORARY,
    "right_of_residence": Ground.RIGHT_OF_RESIDENCE,
    "protection": Ground.PROTECTION,
    "short_term_visa": Ground.SHORT_TERM_VISA,
}

EXCEPTIONAL: Final = frozenset(
    {
        "tax_resident_elsewhere",
        "imprisoned",
        "serves_sentence",
        "missing",
        "missing_since",
        "wanted",
        "death_day",
        "benefit_uncollected",
        "in_conscript_service",
    }
)
"""Facts about which ``otherwise: ordinary`` lets the file be silent."""


def lives_in_estonia(who: Person, name: str, row: int) -> Line:
    """Whether an adult or a child lives in Estonia."""
    if who.residence is None or who.residence == "unknown":
        return _truth(name, row)
    said = [
        _said(spell, None if spell.country in (None, "unknown") else spell.country == "EE")
        for spell in who.residence
    ]
    return _spelled(name, row, said, False, (0, 1))


def ground(who: Person, name: str, row: int) -> Line:
    """On what ground an adult or a child stays in Estonia (``Ground``)."""
    bounds = (int(Ground.NONE), int(Ground.SHORT_TERM_VISA))
    if who.residence is None or who.residence == "unknown":
        return _number(name, row, *bounds)
    said = []
    for spell in who.residence:
        value: int | None = None
        if spell.ground not in (None, "unknown"):
            value = _GROUNDS[str(spell.ground)]
        elif spell.country not in (None, "unknown", "EE"):
            value = Ground.NONE
        said.append(_said(spell, value))
    return _spelled(name, row, said, Ground.NONE, bounds)


def _death_of_person(case: CaseFacts, name: str, row: int) -> Line:
    person = case.person(row)
    if person.death is False:
        return certain(NEVER)
    return _day(name, row, person.died, case.silent(name, row, NEVER, START, NEVER))


def _person_spells(take: Callable[[Person], Any]) -> Finder:
    return lambda case, name, row: case.holds(name, row, take(case.person(row)), lambda _: True)


def _tax_elsewhere(case: CaseFacts, name: str, row: int) -> Line:
    value = case.person(row).tax_resident
    if value is None:
        return case.silent(name, row, False, 0, 1)
    return certain(not value) if isinstance(value, bool) else _truth(name, row)


def _missing(case: CaseFacts, name: str, row: int) -> Line:
    """Searched for as missing; after the day of the question an open search is open."""
    spells = case.person(row).missing
    known = case.holds(name, row, spells, lambda _: True)
    tomorrow = case.as_of + 1
    if not any(spell.to is None for spell in entries(spells)) or tomorrow >= END:
        return known
    later = open_truth(Unknown(name, row, 0, 1, since=tomorrow, to_come=True))
    pieces = [(day, known.at(day)) for day in known.starts if day < tomorrow]
    return joined([*pieces, (max(tomorrow, START), later)])


def _missing_since(case: CaseFacts, name: str, row: int) -> Line:
    value = case.person(row).missing
    if value is None:
        return case.silent(name, row, NEVER, START, NEVER)
    if value == "unknown":
        return _number(name, row, EARLIEST, NEVER)
    days = [spell.from_ for spell in value if spell.from_ is not None]
    return _day(name, row, days[-1] if days else None, certain(NEVER))


def _serves_sentence(case: CaseFacts, name: str, row: int) -> Line:
    def chosen(spell: Any) -> bool | None:
        return None if spell.kind in (None, "unknown") else bool(spell.kind == "prison")

    return case.holds(name, row, case.person(row).imprisonment, chosen)


FINDERS: Final[dict[str, Finder]] = {
    "lives_in_estonia": lambda c, n, r: lives_in_estonia(c.person(r), n, r),
    "ground": lambda c, n, r: ground(c.person(r), n, r),
    "tax_resident_elsewhere": _tax_elsewhere,
    "imprisoned": _person_spells(lambda p: p.imprisonment),
    "serves_sentence": _serves_sentence,
    "missing": _missing,
    "missing_since": _missing_since,
    "wanted": _person_spells(lambda p: p.wanted),
    "death_day": _death_of_person,
    "benefit_uncollected": _person_spells(lambda p: p.uncollected),
    "in_conscript_service": _person_spells(lambda p: p.service),
    "gets_parental_benefit": _person_spells(lambda p: p.parental_benefit),
}
"""By fact: how its timeline is found."""
