"""Facts of an adult and a child: what the adult is to the child, and what was claimed before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from perenou.casework.case_file.dates import EARLIEST, LATEST, UNKNOWN_DAY
from perenou.casework.case_file.schema import Child, entries
from perenou.casework.guardianship_facts import (
    final_day,
    guardianships,
    in_guardianship,
    in_proceedings,
)
from perenou.casework.lines import (
    START,
    certain,
    days_off_before_line,
    flag,
    is_same,
)
from perenou.casework.lines import day_line as _day
from perenou.casework.lines import number as _number
from perenou.casework.lines import said_of as _said
from perenou.casework.lines import spelled as _spelled
from perenou.casework.lines import truth as _truth
from perenou.casework.maintenance_facts import maintenance_line
from perenou.rules.calendar import birthday
from perenou.rules.rule import day_of
from perenou.rules.types import ANSWERS, NEVER, Day
from perenou.rules.world import Line

if TYPE_CHECKING:
    from perenou.casework.facts import CaseFacts

Finder: TypeAlias = Callable[["CaseFacts", str, int], Line]

_MOST: Final = ANSWERS["Cents"][1]
"""The bound of an amount of which nothing is known."""

LAST_DAY_OF_PENSIONS: Final = day_of("2026-09-30")
"""The day whose pension counts for the transition to survivor's allowance (PHS § 63¹¹ lg 1)."""

EXCEPTIONAL: Final = frozenset(
    {
        "is_guardian",
        "is_foster_parent",
        "lacks_custody",
        "custody_removed",
        "raises_separated_child",
        "proceedings_in_favour",
        "is_maintained",
        "is_adopter",
        "pension_for_parent",
        "pension_for_step_parent",
        "old_pension",
        "objection_day",
        "days_off_before_objection",
    }
)
"""Facts about which ``otherwise: ordinary`` lets the file be silent."""

FOR_A_FURTHER_CHILD: Final = frozenset(
    {"child_allowance", "large_family_allowance", "triplets_allowance"}
)
"""What is granted without a claim because of a further child (PHS § 28 lg 6)."""


def _pair(
    find: Callable[[CaseFacts, str, int, str, Child], Line],
) -> Finder:
    """A fact of an adult and a child: their id and the child."""

    def finder(case: CaseFacts, name: str, row: int) -> Line:
        p, c = case.carers[row]
        return find(case, name, row, case.people[p], case.child(c))

    return finder


def _raises(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    def chosen(spell: Any) -> bool | None:
        return None if spell.with_ in (None, "unknown") else person in spell.with_

    return case.holds(name, row, child.lives, chosen)


def _shares(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    def chosen(spell: Any) -> bool | None:
        if spell.share == "unknown":
            return None
        return spell.share == "equal" and (
            spell.with_ in (None, "unknown") or person in spell.with_
        )

    return case.holds(name, row, child.lives, chosen)


def _counted(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    if isinstance(child.counted_with, tuple):
        said = [_said(spell, is_same(spell.family_of, person)) for spell in child.counted_with]
        return _spelled(name, row, said, False, (0, 1))
    choice = case.families[case.carers[row][1]]
    if choice is None:
        return _truth(name, row)
    return certain(choice.open(lambda adult: adult == person))


def _is_parent(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(name, row, child.parents, lambda link: is_same(link.who, person))


def _is_guardian(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return guardianships(
        lambda g, c: (
            None
            if is_same(g.guardian, person) is False
            else in_guardianship(g, c, is_same(g.guardian, person))
        )
    )(case, name, row, child)


def _in_favour(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return guardianships(
        lambda g, c: (
            None
            if is_same(g.guardian, person) is False
            else in_proceedings(g, c, is_same(g.guardian, person))
        )
    )(case, name, row, child)


def _is_foster(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(name, row, child.foster, lambda spell: is_same(spell.parent, person))


def _partner(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    parents = {link.who for link in entries(child.parents)}
    if person in parents:
        return certain(False)

    def chosen(couple: Any) -> bool | None:
        if couple.who in (None, "unknown"):
            return None
        if person not in couple.who or not parents & set(couple.who):
            return False
        return None if couple.kind in (None, "unknown") else couple.kind != "cohabitation"

    couples = case.case.couples
    if couples is None:
        return case.while_one_lives(name, row, person, parents)
    return case.holds(name, row, couples, chosen)


def _registered(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    """Of the couples with a parent, those that are registered; None where the kind is not told."""
    parents = {link.who for link in entries(child.parents)}

    def chosen(couple: Any) -> bool | None:
        if couple.who in (None, "unknown"):
            return None
        if person not in couple.who or not parents & set(couple.who):
            return False
        return None if couple.kind in (None, "unknown") else bool(couple.kind == "registered")

    if case.case.couples is None:
        return case.while_one_lives(name, row, person, parents)
    return case.holds(name, row, case.case.couples, chosen)


def _common_child(case: CaseFacts, _name: str, _row: int, person: str, child: Child) -> Line:
    parents = {link.who for link in entries(child.parents)}
    return certain(
        person not in parents
        and any(
            together is not None and person in together and together & parents
            for together in case.parent_sets
        )
    )


def _is_adopter(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    # Two people may adopt a child together; the entry of the adoption names one of them.
    if any(link.who == person and link.ground == "adoption" for link in entries(child.parents)):
        return certain(True)
    if child.adoption is None:
        return case.silent(name, row, False, 0, 1)
    if child.adoption is False:
        return certain(False)
    who = None if child.adoption == "unknown" else is_same(child.adoption.by, person)
    return _truth(name, row) if who is None else certain(who)


def _no_custody(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(name, row, child.no_custody, lambda spell: is_same(spell.who, person))


def _custody_removed(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    def chosen(spell: Any) -> bool | None:
        mine, removed = is_same(spell.who, person), flag(spell.removed_by_court)
        if mine is False or removed is False:
            return False
        return True if mine and removed else None

    return case.holds(name, row, child.no_custody, chosen)


def _in_emergency(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(name, row, child.raised_in_emergency, lambda s: is_same(s.who, person))


def _is_the_child(case: CaseFacts, _name: str, row: int) -> Line:
    p, c = case.carers[row]
    return certain(case.people[p] == case.children[c])


def _raises_separated(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(name, row, child.separated, lambda spell: is_same(spell.raised_by, person))


def _with_child_in_prison(case: CaseFacts, name: str, row: int) -> Line:
    p, c = case.carers[row]
    spells = case.person(p).imprisonment
    if spells is None or spells == "unknown":
        return certain(False)
    return case.holds(name, row, spells, lambda s: s.with_child == case.children[c])


def _maintained(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(
        name, row, child.maintained_dependant_of, lambda spell: is_same(spell.who, person)
    )


def _pension(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(name, row, child.pension, lambda spell: is_same(spell.for_parent, person))


def _step_pension(case: CaseFacts, name: str, row: int) -> Line:
    return case.holds(
        name,
        row,
        case.child(row).pension,
        lambda s: (
            None
            if s.for_parent in (None, "unknown")
            else s.for_parent in ("step_parent", "parent_spouse")
        ),
    )


def _old_pension(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    if child.pension is None:
        return case.silent(name, row, 0, 0, _MOST)
    if child.pension == "unknown":
        return _number(name, row, 0, _MOST)
    for spell in child.pension:
        first, after = spell.possibly
        if spell.for_parent == person and first <= LAST_DAY_OF_PENSIONS < after:
            if isinstance(spell.month_amount, int) and spell.surely is not None:
                return certain(spell.month_amount)
            return _number(name, row, 0, _MOST)
    return certain(0)


def _former_rules(_case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    if child.former_pension is None or child.former_pension == "unknown":
        return _number(name, row, 0, _MOST)
    said = [
        _said(spell, spell.month_amount if isinstance(spell.month_amount, int) else None)
        for spell in child.former_pension
        if is_same(spell.for_parent, person) is not False
    ]
    return _spelled(name, row, said, 0, (0, _MOST))


def _sibling_claim(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    """When this person first claimed child allowance for an earlier child of the same parents."""
    if len(case.children) == 1:
        return certain(NEVER)
    c = case.carers[row][1]
    mine, born = case.parent_sets[c], child.born
    if not mine or born is None:
        return certain(NEVER)
    older = [
        other
        for other, parents in zip(case.children, case.parent_sets, strict=True)
        if parents == mine
        and (birth := case.case.children[other].born) is not None
        and birth.last < born.first < birthday(birth.first, 19)
    ]
    if not older:
        return certain(NEVER)
    if case.case.claims is None or case.case.claims == "unknown":
        return _number(name, row, EARLIEST, NEVER)
    days = [
        claim.posted or claim.received
        for claim in case.case.claims
        if claim.by == person
        and (claim.benefits == "all" or "child_allowance" in _named(claim.benefits))
        and any(other in (case.case.children_of(claim) or ()) for other in older)
    ]
    known = [day for day in days if day is not None and day.is_known]
    if not known:
        return _number(name, row, EARLIEST, NEVER) if days else certain(NEVER)
    first = min(known, key=lambda day: day.first)
    return _day(name, row, first, certain(NEVER))


def _named(value: Any) -> Sequence[str]:
    """The named benefits of a claim; none when it names none."""
    return value if isinstance(value, tuple) else ()


def _notice_received(case: CaseFacts, name: str, row: int, person: str, _child: Child) -> Line:
    """When this person received the notice of the automatic grant for this child."""
    notices = case.case.notices
    wanted = case.children[case.carers[row][1]]
    if notices is not None and notices != "unknown":
        for notice in notices:
            is_ours = wanted in (case.case.children_of(notice) or case.children)
            if is_ours and notice.to in (person, None, "unknown"):
                return _day(name, row, notice.received, _number(name, row, START, LATEST))
        return certain(NEVER)
    return _number(name, row, START, NEVER)


def _objections(case: CaseFacts, row: int, person: str, child: Child) -> tuple[Day, Day] | None:
    """The bounds of the first waiver or claim of the other parent; None when there is surely none.

    A claim with the recipient's consent changes the recipient (§ 6 lg 1) and objects to nothing.
    """
    wanted = case.children[case.carers[row][1]]
    waivers = case.case.waivers
    parents = {link.who for link in entries(child.parents)} - {person}
    born = START if child.born is None else max(START, child.born.first)
    days = [
        waiver.received or UNKNOWN_DAY
        for waiver in entries(waivers)
        if wanted in (case.case.children_of(waiver) or case.children)
        and waiver.benefit in (None, "unknown", *FOR_A_FURTHER_CHILD)
    ]
    days += [
        claim.posted or claim.received or UNKNOWN_DAY
        for claim in entries(case.case.claims)
        if claim.by in parents
        and claim.consent is not True
        and wanted in (case.case.children_of(claim) or ())
        and (claim.benefits == "all" or FOR_A_FURTHER_CHILD & set(_named(claim.benefits)))
    ]
    days = [day for day in days if day.last >= born]
    high = min((day.last for day in days), default=NEVER)
    if waivers == "unknown" or (waivers is None and not case.case.is_ordinary):
        return born, high
    return (max(born, min(day.first for day in days)), high) if days else None


def _objection(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    bounds = _objections(case, row, person, child)
    return certain(NEVER) if bounds is None else _number_or_certain(name, row, *bounds)


def _days_off_before_objection(
    case: CaseFacts, name: str, row: int, person: str, child: Child
) -> Line:
    bounds = _objections(case, row, person, child)
    if bounds is None:
        return certain(0)
    return days_off_before_line(name, row, *bounds)


def _number_or_certain(name: str, row: int, low: int, high: int) -> Line:
    return certain(low) if low == high else _number(name, row, low, high)


def _care_began(_case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    days = [f.contract_signed or f.from_ for f in entries(child.foster) if f.parent == person]
    days += [final_day(g) for g in entries(child.guardianship) if g.guardian == person]
    return _day(name, row, days[0] if days else None, certain(NEVER))


def maintenance(case: CaseFacts, name: str, row: int) -> Line:
    """A fact of maintenance: of a debtor and a child."""
    p, c = case.carers[row]
    return maintenance_line(case.case, name, row, case.people[p], case.children[c])


FINDERS: Final[dict[str, Finder]] = {
    "raises": _pair(_raises),
    "shares_equally": _pair(_shares),
    "counted_in_family": _pair(_counted),
    "is_parent": _pair(_is_parent),
    "is_guardian": _pair(_is_guardian),
    "is_foster_parent": _pair(_is_foster),
    "is_partner_of_parent": _pair(_partner),
    "is_registered_partner_of_parent": _pair(_registered),
    "has_common_child_with_parent": _pair(_common_child),
    "lacks_custody": _pair(_no_custody),
    "custody_removed": _pair(_custody_removed),
    "actually_raises_in_emergency": _pair(_in_emergency),
    "is_the_child": _is_the_child,
    "is_adopter": _pair(_is_adopter),
    "raises_separated_child": _pair(_raises_separated),
    "proceedings_in_favour": _pair(_in_favour),
    "lives_with_child_in_prison": _with_child_in_prison,
    "is_maintained": _pair(_maintained),
    "pension_for_parent": _pair(_pension),
    "pension_for_step_parent": _step_pension,
    "old_pension": _pair(_old_pension),
    "former_rules_amount": _pair(_former_rules),
    "earlier_sibling_claim_day": _pair(_sibling_claim),
    "notice_received_day": _pair(_notice_received),
    "objection_day": _pair(_objection),
    "days_off_before_objection": _pair(_days_off_before_objection),
    "care_began_day": _pair(_care_began),
}
"""By fact: how its timeline is found."""
