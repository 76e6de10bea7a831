"""What values say together that cannot be: dates, ages, parents, references, claims.

Only certain contradictions are reported: a day known by its month counts as wrong only when every
day of that month would be wrong, and an unknown one never does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Final

from perenou.casework.case_file.checks_coordination import coordination_findings
from perenou.casework.case_file.checks_dealings import dealing_findings
from perenou.casework.case_file.checks_maintenance import claim_findings, maintenance_findings
from perenou.casework.case_file.checks_parental import previous_base_findings
from perenou.casework.case_file.checks_plan import plan_findings
from perenou.casework.case_file.coordination import (
    Citizenship,
    StateBenefit,
    StatePension,
    Work,
    WorkInterruption,
)
from perenou.casework.case_file.dates import Month, PartialDay, full_years
from perenou.casework.case_file.errors import Finding, MessageKey, Path, nearest
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.personal_code import read_code
from perenou.casework.case_file.references import YOUNGEST_PARENT, lists_of_ids, references
from perenou.casework.case_file.schema import (
    COUNTED_BY_TAX,
    Case,
    Child,
    Claim,
    Couple,
    OtherState,
    ParentalDays,
    ParentLink,
    Pension,
    Person,
    Separated,
    Spell,
    Studies,
    WithPerson,
    entries,
)

FIRST_MONTH: Final = Month(2017, 1)
LAST_MONTH: Final = Month(2027, 12)
EARLIEST_CLAIM: Final = date(2010, 1, 1).toordinal()
YOUNGEST_SECONDARY_EDUCATION: Final = 12
MOST_CHILDREN: Final = 30
MOST_PEOPLE: Final = 60
WIDEST_BIRTH: Final = 3
"""Days between the first and the last child of one birth."""
MOST_DAYS_EARLY: Final = 140
MOST_DAYS_LATE: Final = 42
"""Days between the expected day of delivery and the birth; more is a wrong date."""

_NOT_FOR_STILLBORN: Final = (
    "residence",
    "imprisonment",
    "service",
    "death",
    "missing",
    "wanted",
    "no_custody",
    "lives",
    "counted_with",
    "studies",
    "secondary_education",
    "academic_leave",
    "separated",
    "guardianship",
    "foster",
    "substitute_care",
    "adoption",
    "independent",
    "independent_life_after_care",
    "other_state",
    "pension",
    "former_pension",
    "state_benefits",
    "primary_state",
    "priority_override",
    "raised_in_emergency",
    "maintained_dependant_of",
    "maintenance",
)


def check(case: Case) -> Iterator[Finding]:
    """Everything in the case that contradicts something else in it."""
    yield from _question(case)
    yield from _ids(case)
    yield from _references(case)
    for who, person in case.everybody.items():
        path: Path = ("people" if person is case.people.get(who) else "children", who)
        yield from _person(path, person)
        yield from _spells(path, person)
    for who, child in case.children.items():
        yield from _child(case, ("children", who), who, child)
    yield from _parent_circles(case)
    yield from _births_together(case)
    yield from _couples(case)
    yield from _claims(case)
    yield from _parental_days(case)
    yield from previous_base_findings(case)
    yield from claim_findings(case)
    yield from coordination_findings(case)
    yield from dealing_findings(case)
    if case.plan is not None:
        yield from plan_findings(case.plan)
    for at, paid in enumerate(entries(case.paid)):
        if paid.from_ is not None and paid.to is not None and paid.from_ > paid.to:
            yield _reversed(("paid", at), paid.from_, paid.to)


def _question(case: Case) -> Iterator[Finding]:
    period = case.period
    for name, month in (("from", period.from_), ("to", period.to)):
        if month is not None and not FIRST_MONTH <= month <= LAST_MONTH:
            limits = {"value": str(month), "first": str(FIRST_MONTH), "last": str(LAST_MONTH)}
            yield Finding(("period", name), "period_out_of_range", limits)
    if period.from_ is not None and period.to is not None and period.from_ > period.to:
        slots = {"first": str(period.from_), "last": str(period.to)}
        yield Finding(("period", "to"), "period_reversed", slots)
    if case.as_of is not None and case.as_of.last < FIRST_MONTH.first:
        yield Finding(("as_of",), "as_of_too_early", {"value": str(case.as_of)})
    if case.as_of is not None and case.as_of.first > LAST_MONTH.last:
        yield Finding(("as_of",), "as_of_too_late", {"value": str(case.as_of)})
    for name, reading in case.readings.items():
        yield from _reading(name, reading)


def _reading(name: str, reading: str) -> Iterator[Finding]:
    from perenou.benefits.lawbook import LAWBOOK

    known = LAWBOOK.readings_of(name)
    if not known:
        yield Finding(("readings", name), "norm_without_readings", {"name": name})
    elif reading not in known:
        slots = {"name": name, "reading": reading, "known": ", ".join(known)}
        yield Finding(("readings", name), "no_such_reading", slots)


def _ids(case: Case) -> Iterator[Finding]:
    for who in case.children:
        if who in case.people:
            yield Finding(("children", who), "id_in_both", {"id": who})
    if len(case.children) > MOST_CHILDREN:
        yield Finding(("children",), "too_many_children", {"limit": str(MOST_CHILDREN)})
    if len(case.people) > MOST_PEOPLE:
        yield Finding(("people",), "too_many_people", {"limit": str(MOST_PEOPLE)})
    codes: dict[str, str] = {}
    for who, person in case.everybody.items():
        code = known(person.personal_code)
        if code is None:
            continue
        other = codes.setdefault(code, who)
        if other != who:
            place = "people" if who in case.people else "children"
            yield Finding((place, who, "personal_code"), "personal_code_twice", {"other": other})


# References: who may be named where.


def _references(case: Case) -> Iterator[Finding]:
    everybody = case.everybody
    for path, who, must_be_child in references(case):
        if who not in everybody:
            yield _nobody(path, who, list(case.children) if must_be_child else list(everybody))
        elif must_be_child and who not in case.children:
            yield Finding(path, "child_expected", {"id": who})
        elif path[0] in ("people", "children") and path[1] == who:
            yield Finding(path, "refers_to_itself", {"id": who})
    for path, ids in lists_of_ids(case):
        for at, who in enumerate(ids):
            if who in ids[:at] and path[0] != "couples":
                yield Finding((*path, at), "listed_twice", {"id": who})


def _nobody(path: Path, who: str, ids: Sequence[str]) -> Finding:
    return Finding(path, "unknown_id", {"id": who}, nearest(who, ids))


# One person.


def _person(path: Path, person: Person) -> Iterator[Finding]:
    code = known(person.personal_code)
    if code is not None:
        facts = read_code(code)
        birth = person.birth
        if birth is not None and not birth.first <= facts.birth <= birth.last:
            slots = {"birth": str(birth), "by_code": date.fromordinal(facts.birth).isoformat()}
            yield Finding((*path, "birth"), "birth_against_code", slots)
        sex = known(person.sex)
        if sex is not None and sex != facts.sex:
            slots = {"sex": sex, "by_code": facts.sex}
            yield Finding((*path, "sex"), "sex_against_code", slots)
    for at, income in enumerate(entries(person.income)):
        if income.from_ is not None and income.to is not None and income.from_ > income.to:
            yield _reversed((*path, "income", at), income.from_, income.to)
        if income.month is not None and (income.from_ is not None or income.to is not None):
            yield Finding((*path, "income", at, "month"), "income_twice", {"other": "from"})
        if income.social_tax is not None and income.gross is not None:
            yield Finding((*path, "income", at, "gross"), "income_twice", {"other": "social_tax"})
        elif income.kind in COUNTED_BY_TAX and known(income.gross) is not None:
            yield Finding((*path, "income", at, "gross"), "tax_counts", {"kind": income.kind})
    born = person.born
    if born is not None and person.died is not None and person.died.last < born.first:
        slots = {"death": str(person.died), "birth": str(born)}
        yield Finding((*path, "death"), "death_before_birth", slots)


def _spells(path: Path, person: Person) -> Iterator[Finding]:
    for name, spells in _spell_lists(person):
        for at, spell in enumerate(spells):
            below = (*path, name, at)
            yield from _spell(below, spell)
            if person.born is not None:
                yield from _spell_before_birth(below, spell, person.born)
            # A judgment may still name a father of a child who has died.
            is_after = (
                person.died is not None
                and spell.from_ is not None
                and spell.from_.first > person.died.last
            )
            if is_after and name != "parents":
                slots = {"from": str(spell.from_), "death": str(person.died)}
                yield Finding((*below, "from"), "spell_after_death", slots)
        if name != "parents":
            yield from _overlaps((*path, name), spells, _sort_of)


def _spell_lists(person: Person) -> Iterator[tuple[str, tuple[Spell, ...]]]:
    for name, field in type(person).model_fields.items():
        value = getattr(person, name)
        if isinstance(value, tuple) and value and isinstance(value[0], Spell):
            yield field.alias or name, value


def _spell(path: Path, spell: Spell) -> Iterator[Finding]:
    if spell.from_ is not None and spell.to is not None and spell.from_.first > spell.to.last:
        yield _reversed(path, spell.from_, spell.to)


def _reversed(path: Path, first: PartialDay | Month, last: PartialDay | Month) -> Finding:
    return Finding((*path, "to"), "from_after_to", {"from": str(first), "to": str(last)})


def _spell_before_birth(path: Path, spell: Spell, born: PartialDay) -> Iterator[Finding]:
    for name, day in (("from", spell.from_), ("to", spell.to)):
        if day is not None and day.last < born.first:
            slots = {"value": str(day), "birth": str(born)}
            yield Finding((*path, name), "spell_before_birth", slots)
            return


def _sort_of(spell: Spell) -> tuple[object, ...] | None:
    """Spells of one sort exclude each other; None when this one's sort is not known."""
    match spell:
        case WithPerson():
            sort: tuple[object, ...] = (spell.who,)
        case Separated():
            sort = (spell.raised_by,)
        case Studies():
            sort = (spell.level,)
        case OtherState():
            sort = (spell.country, spell.benefit)
        case Work():
            sort = (spell.country, spell.kind, spell.posted_from or "")
        case WorkInterruption() | StatePension():
            sort = (spell.country, spell.kind)
        case Citizenship():
            sort = (spell.country or "", spell.status)
        case StateBenefit():
            sort = (spell.country, spell.basket, spell.name or "")
        case Pension():
            sort = (spell.kind, spell.for_parent)
        case ParentalDays():
            sort = (spell.by, spell.for_)
        case Couple():
            sort = (spell.kind, frozenset(entries(spell.who)) or None)
        case _:
            sort = ()
    return None if None in sort or "unknown" in sort else sort


def _overlaps(
    path: Path, spells: Sequence[Spell], sort_of: Callable[[Spell], tuple[object, ...] | None]
) -> Iterator[Finding]:
    sorts: dict[tuple[object, ...], list[int]] = {}
    for at, spell in enumerate(spells):
        sort = sort_of(spell)
        if sort is not None:
            sorts.setdefault(sort, []).append(at)
    for places in sorts.values():
        for at, later in enumerate(places):
            other = next((one for one in places[:at] if _meet(spells[one], spells[later])), None)
            if other is not None:
                slots = {"one": _span(spells[other]), "other": _span(spells[later])}
                yield Finding((*path, later), "spells_overlap", slots)


def _meet(one: Spell, other: Spell) -> bool:
    """Whether two spells surely have a day in common."""
    a, b = one.surely, other.surely
    return a is not None and b is not None and max(a[0], b[0]) < min(a[1], b[1])


def _span(spell: Spell) -> str:
    return f"{spell.from_ or '…'}–{spell.to or '…'}"


# One child.


def _child(case: Case, path: Path, who: str, child: Child) -> Iterator[Finding]:
    yield from _parents(case, path, child)
    links = entries(child.parents)
    parents = {link.who for link in links}
    are_all_known = links and not parents & {None, "unknown"}
    if are_all_known:
        claimed: list[tuple[Path, str | None]] = [
            *((("no_custody", at, "who"), e.who) for at, e in enumerate(entries(child.no_custody))),
            *(
                (("counted_with", at, "family_of"), e.family_of)
                for at, e in enumerate(entries(child.counted_with))
            ),
        ]
        for below, ref in claimed:
            if ref in case.everybody and ref != who and ref not in parents:
                yield Finding((*path, *below), "not_a_parent", {"id": str(ref)})
    if child.stillborn not in (None, False, "unknown"):
        for name in _NOT_FOR_STILLBORN:
            if getattr(child, name) not in (None, (), False, "unknown"):
                yield Finding((*path, name), "stillborn_has_later_facts", {"key": name})
    yield from _single_days(path, child)
    for at, living in enumerate(entries(child.lives)):
        if living.share == "equal" and len(entries(living.with_)) == 1:
            yield Finding((*path, "lives", at, "share"), "shared_with_nobody")
    born, expected = child.born, child.expected
    if born is not None and expected is not None:
        early, late = expected.first - born.last, born.first - expected.last
        if early > MOST_DAYS_EARLY or late > MOST_DAYS_LATE:
            slots = {"value": str(expected), "birth": str(born)}
            yield Finding((*path, "expected"), "expected_far_from_birth", slots)
    yield from maintenance_findings(path, child)


def _single_days(path: Path, child: Child) -> Iterator[Finding]:
    days: list[tuple[Path, PartialDay | None]] = []
    for at, order in enumerate(entries(child.guardianship)):
        below: Path = ("guardianship", at)
        steps = (("opened", order.opened), ("made_known", order.made_known), ("ended", order.ended))
        days += [((*below, name), day) for name, day in (*steps, ("final", order.final))]
        for (before, first), (after, second) in combinations(steps, 2):
            if first is not None and second is not None and first.first > second.last:
                slots = {"before": before, "after": after}
                yield Finding((*path, *below, after), "guardianship_order", slots)
    for at, prison in enumerate(entries(child.imprisonment)):
        begun, final = prison.from_, prison.final_on
        if begun is not None and final is not None and begun.first > final.last:
            slots = {"from": str(begun), "value": str(final)}
            yield Finding((*path, "imprisonment", at, "final_on"), "final_before_start", slots)
    days += [
        (("studies", at, "certificate_filed"), studies.certificate_filed)
        for at, studies in enumerate(entries(child.studies))
    ]
    days.append((("independent_life_after_care",), child.independent_life_after_care or None))
    if child.adopted is not None:
        days.append((("adoption", "final"), child.adopted.final))
    born = child.born
    if born is None:
        return
    for below, day in days:
        if day is not None and day.last < born.first:
            slots = {"value": str(day), "birth": str(born)}
            yield Finding((*path, *below), "day_before_birth", slots)
    done = child.secondary_education
    if isinstance(done, PartialDay):
        age = full_years(born.first, done.last)
        if age < YOUNGEST_SECONDARY_EDUCATION:
            slots = {"value": str(done), "age": str(max(age, 0))}
            yield Finding((*path, "secondary_education"), "secondary_education_too_early", slots)


def _parents(case: Case, path: Path, child: Child) -> Iterator[Finding]:
    links = entries(child.parents)
    for at, link in enumerate(links):
        below = (*path, "parents", at)
        parent = case.everybody.get(link.who or "")
        if parent is not None and parent is not child:
            yield from _ages(below, parent, child)
        is_from_birth = link.from_ is None and link.ground in (None, "birth")
        if parent is not None and link.role == "mother" and is_from_birth:
            yield from _died_before_birth(below, parent, child)
        if child.second_parent == "none" and is_from_birth and link.to is None:
            if link.role in ("father", "second_parent"):
                yield Finding((*below, "role"), "second_parent_contradiction")
    for (_, one), (at, other) in combinations(enumerate(links), 2):
        if not _meet(one, other):
            continue
        below = (*path, "parents", at)
        if one.who == other.who and one.who not in (None, "unknown"):
            yield Finding(below, "parent_twice", {"id": str(one.who)})
        # Two people of one sex may both adopt; nothing else gives a child two of one role.
        elif one.role == other.role and "adoption" not in (one.ground, other.ground):
            if one.role == "mother":
                yield Finding(below, "two_mothers")
            elif one.role == "father":
                yield Finding(below, "two_fathers")
    yield from _too_many_parents(path, links)


def _too_many_parents(path: Path, links: Sequence[ParentLink]) -> Iterator[Finding]:
    spans = [(at, link.surely) for at, link in enumerate(links)]
    sure = [(at, span) for at, span in spans if span is not None]
    # A third parent at once shows on the first day of one of the spells, if at all.
    for _, (day, _) in sure:
        at_once = [at for at, (first, after) in sure if first <= day < after]
        if len(at_once) > 2:
            yield Finding((*path, "parents", at_once[2]), "parents_too_many")
            return


def _died_before_birth(path: Path, mother: Person, child: Child) -> Iterator[Finding]:
    """A father may die before the birth, a mother cannot."""
    if mother.died is None or child.born is None or mother.died.last >= child.born.first:
        return
    slots = {"death": str(mother.died), "birth": str(child.born)}
    yield Finding((*path, "who"), "mother_died_before_birth", slots)


def _ages(path: Path, parent: Person, child: Child) -> Iterator[Finding]:
    if parent.born is None or child.born is None:
        return
    slots = {"parent": str(parent.born), "child": str(child.born)}
    if parent.born.first > child.born.last:
        yield Finding((*path, "who"), "parent_younger_than_child", slots)
        return
    age = full_years(parent.born.first, child.born.last)
    if age < YOUNGEST_PARENT:
        yield Finding((*path, "who"), "parent_too_young", {**slots, "age": str(age)})


# Several people.


def _parent_circles(case: Case) -> Iterator[Finding]:
    for who in case.children:
        seen: set[str] = set()
        rising = [who]
        while rising:
            child = case.children.get(rising.pop())
            for link in entries(child.parents) if child is not None else ():
                if link.who is not None and link.who not in seen:
                    seen.add(link.who)
                    rising.append(link.who)
        is_own_parent = any(link.who == who for link in entries(case.children[who].parents))
        if who in seen and not is_own_parent:
            yield Finding(("children", who, "parents"), "parents_in_circle", {"id": who})


def _births_together(case: Case) -> Iterator[Finding]:
    sets: dict[str, list[str]] = {}
    for who, child in case.children.items():
        name = known(child.birth_set)
        if name is not None:
            sets.setdefault(name, []).append(who)
    for members in sets.values():
        for one, other in combinations(members, 2):
            a, b = case.children[one].born, case.children[other].born
            if a is None or b is None:
                continue
            if max(a.first - b.last, b.first - a.last) > WIDEST_BIRTH:
                slots = {"one": str(a), "other": str(b), "limit": str(WIDEST_BIRTH)}
                yield Finding(("children", other, "birth_set"), "birth_set_apart", slots)
                break


def _parental_days(case: Case) -> Iterator[Finding]:
    """A day is claimed in one kind for one child; which child is paid for the law decides."""
    claimed = entries(case.parental_days)
    for at, days in enumerate(claimed):
        yield from _spell(("parental_days", at), days)
    yield from _overlaps(("parental_days",), claimed, _sort_of)


def _couples(case: Case) -> Iterator[Finding]:
    couples = entries(case.couples)
    for at, couple in enumerate(couples):
        path: Path = ("couples", at)
        yield from _spell(path, couple)
        if not isinstance(couple.who, tuple):
            continue
        if len(couple.who) != 2:
            yield Finding((*path, "who"), "couple_needs_two", {"count": str(len(couple.who))})
            continue
        one, other = couple.who
        if one == other:
            yield Finding((*path, "who"), "refers_to_itself", {"id": one})
            continue
        for child, parent in ((one, other), (other, one)):
            links = entries(case.children[child].parents) if child in case.children else ()
            if any(link.who == parent for link in links):
                yield Finding((*path, "who"), "couple_of_parent_and_child")
        yield from _couple_in_life(case, path, couple)
    yield from _overlaps(("couples",), couples, _sort_of)
    yield from _two_marriages(couples)


def _couple_in_life(case: Case, path: Path, couple: Couple) -> Iterator[Finding]:
    for who in entries(couple.who):
        person = case.everybody.get(who)
        if person is None:
            continue
        if person.born is not None:
            yield from _spell_before_birth(path, couple, person.born)
        begun, death = couple.from_, person.died
        if begun is not None and death is not None and begun.first > death.last:
            slots = {"from": str(begun), "death": str(death)}
            yield Finding((*path, "from"), "spell_after_death", slots)


def _two_marriages(couples: Sequence[Couple]) -> Iterator[Finding]:
    bonds = [
        (at, couple)
        for at, couple in enumerate(couples)
        if couple.kind in ("marriage", "registered") and len(set(entries(couple.who))) == 2
    ]
    for (_, one), (at, other) in combinations(bonds, 2):
        shared = set(entries(one.who)) & set(entries(other.who))
        if len(shared) == 1 and _meet(one, other):
            slots = {"id": shared.pop(), "one": _span(one), "other": _span(other)}
            yield Finding(("couples", at), "two_marriages", slots)


def _claims(case: Case) -> Iterator[Finding]:
    for at, claim in enumerate(entries(case.claims)):
        yield from _claim(("claims", at), claim)
    for at, waiver in enumerate(entries(case.waivers)):
        if waiver.received is not None and waiver.received.last < EARLIEST_CLAIM:
            slots = {"value": str(waiver.received)}
            yield Finding(("waivers", at, "received"), "claim_too_early", slots)


def _claim(path: Path, claim: Claim) -> Iterator[Finding]:
    if claim.received is not None and claim.received.last < EARLIEST_CLAIM:
        yield Finding((*path, "received"), "claim_too_early", {"value": str(claim.received)})
    if claim.posted is not None and claim.channel not in (None, "unknown", "post"):
        yield Finding((*path, "posted"), "posted_without_post", {"channel": str(claim.channel)})
    orders: tuple[tuple[str, MessageKey, PartialDay | None, PartialDay | None], ...] = (
        ("received", "received_before_posted", claim.posted, claim.received),
        ("complete_on", "complete_before_received", claim.received, claim.complete_on),
    )
    for name, key, before, after in orders:
        if before is not None and after is not None and before.first > after.last:
            slots: Mapping[str, str] = {"before": str(before), "after": str(after)}
            yield Finding((*path, name), key, slots)
