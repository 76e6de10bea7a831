"""Which states a case file speaks of."""

from __future__ import annotations

from typing import Final

from perenou.casework.case_file.coordination import (
    COORDINATED_STATES,
    HOME,
    OUTSIDE,
    UNITED_KINGDOM,
)
from perenou.casework.case_file.schema import Case, Person, entries

TIES: Final = ("work", "work_interruptions", "state_pensions", "legislation_documents")
"""Lists of a person whose entries concern one state each."""
_TOLD: Final = (*TIES, "legislation_disputed")
MAY_BE_COORDINATED: Final = COORDINATED_STATES | {UNITED_KINGDOM}
"""States with which family benefits are coordinated, at least for some people."""


def is_told(case: Case) -> bool:
    """Whether the file says anything of work, pensions, citizenship, benefits or dealings."""
    if case.dealings:
        return True
    people = case.everybody.values()
    if any(told.country == "UA" for person in people for told in entries(person.citizenship)):
        return True
    return any(getattr(person, name) is not None for person in people for name in _TOLD) or any(
        child.state_benefits is not None for child in case.children.values()
    )


def may_concern(case: Case, child: str, state: str) -> bool:
    """Whether a state may have anything to do with a child: somebody of its family may be there.

    The family are its parents and whoever raises it; while the file leaves open who they are, or
    where they live or work, it may.
    """
    of = case.children[child]
    if any(dealing.country == state for dealing in case.dealings) or of.priority_override:
        return True
    if not isinstance(of.parents, tuple) or not isinstance(of.lives, tuple):
        return True
    family: set[str | None] = {link.who for link in of.parents}
    for spell in of.lives:
        family |= set(spell.with_ or ("unknown",)) if spell.with_ != "unknown" else {"unknown"}
    family |= {each.guardian for each in entries(of.guardianship)}
    family |= {each.parent for each in entries(of.foster)}
    everybody = case.everybody
    adults = [None if who is None else everybody.get(who) for who in family]
    if any(adult is None or not isinstance(adult.work, tuple) for adult in adults):
        return True
    return any(_may_be_there(who, state) for who in (of, *filter(None, adults)))


def _may_be_there(who: Person, state: str) -> bool:
    """Whether somebody lives or works in a state, or is otherwise tied to it, as far as is told."""
    if not isinstance(who.residence, tuple):
        return True
    told = {spell.country for spell in who.residence}
    for name in TIES:
        told |= {spell.country or "unknown" for spell in entries(getattr(who, name))}
    told |= {work.posted_from for work in entries(who.work)} - {None}
    told |= {work.decides_for for work in entries(who.work)} - {None}
    told |= {each.country for each in entries(who.citizenship)} & {"UA"}
    return not told.isdisjoint((state, "unknown", None))


def states_of(case: Case) -> list[str]:
    """The states of a file whose family benefits matter, Estonia first; none where it is alone.

    Coordinated ones wherever they appear, Ukraine also by citizenship, others by their benefits.
    """
    found: set[str | None] = set()
    ukraine: set[str | None] = set()
    for person in case.everybody.values():
        found |= {spell.country for spell in entries(person.residence)}
        for name in TIES:
            found |= {spell.country for spell in entries(getattr(person, name))}
        found |= {
            state for work in entries(person.work) for state in (work.posted_from, work.decides_for)
        }
        ukraine |= {told.country for told in entries(person.citizenship)}
    for child in case.children.values():
        found |= {override.country for override in child.priority_override}
    found |= {dealing.country for dealing in case.dealings}
    found &= MAY_BE_COORDINATED | {"UA"}
    found |= ukraine & {"UA"}
    for child in case.children.values():
        found |= {benefit.country for benefit in entries(child.state_benefits)}
    others = sorted((MAY_BE_COORDINATED | OUTSIDE) & (found - {HOME}))
    return [HOME, *others] if others else []
