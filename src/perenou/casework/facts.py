"""From a case file to the facts that the norms rest on: one timeline for each fact and row.

What the file does not say is open. Only for the events listed in ``EXCEPTIONAL`` can the file say
in one line (``otherwise: ordinary``) that silence means they did not happen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Final

from perenou.benefits.estonia.vocabulary import CLAIMED, Ground, Studies
from perenou.casework import parental_days, parental_facts
from perenou.casework.case_file.checks import MOST_DAYS_EARLY, MOST_DAYS_LATE
from perenou.casework.case_file.dates import EARLIEST, LATEST, UNKNOWN_DAY, PartialDay
from perenou.casework.case_file.schema import Case, Child, Claim, Person, Stillborn, entries
from perenou.casework.determination import SOMEBODY
from perenou.casework.lines import END, START, Said, certain
from perenou.casework.lines import after_day as _after
from perenou.casework.lines import between as _between
from perenou.casework.lines import day_line as _day
from perenou.casework.lines import number as _number
from perenou.casework.lines import said_of as _said
from perenou.casework.lines import spelled as _spelled
from perenou.casework.lines import truth as _truth
from perenou.casework.maintenance_facts import (
    MAINTENANCE_ALLOWANCES,
    MAINTENANCE_FACTS,
    maintenance_line,
)
from perenou.language.working_days import last_working_day_before
from perenou.rules.calendar import birthday
from perenou.rules.rule import day_of
from perenou.rules.timeline import Timeline, from_spells, joined
from perenou.rules.types import ALWAYS, NEVER, NOBODY, Day
from perenou.rules.unknown import Unknown, open_number, open_truth
from perenou.rules.world import Facts, Line

LAST_DAY_OF_PENSIONS: Final = day_of("2026-09-30")
"""The day whose pension counts for the transition to survivor's allowance (PHS § 63¹¹ lg 1)."""

EXCEPTIONAL: Final = frozenset(
    {
        "child_death_day",
        "stillborn",
        "academic_leave",
        "separated",
        "guardianship_proceedings",
        "guardianship_opened_day",
        "guardianship_final_day",
        "has_guardian",
        "guardian_is_natural_person",
        "guardianship_ended_at_majority",
        "institutional_care",
        "child_imprisoned",
        "adoption_day",
        "adopted_within_family",
        "adopter_added_as_second_parent",
        "birth_allowance_paid_earlier",
        "start_in_life_day",
        "tax_resident_elsewhere",
        "imprisoned",
        "missing",
        "missing_since",
        "wanted",
        "death_day",
        "benefit_uncollected",
        "in_conscript_service",
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
        "working_day_before_objection",
        "is_maintenance_debtor",
        "somebody_else_maintains",
        "bankruptcy_notified",
        *(f"foreign_{key}" for key in CLAIMED),
        *parental_facts.EXCEPTIONAL,
        *parental_days.EXCEPTIONAL,
    }
)
"""Facts about which ``otherwise: ordinary`` lets the file be silent."""

FOR_A_FURTHER_CHILD: Final = frozenset(
    {"child_allowance", "large_family_allowance", "triplets_allowance"}
)
"""What is granted without a claim because of a further child (PHS § 28 lg 6)."""

_ROLES = ("mother", "father", "second_parent")
_GROUNDS = {
    "none": Ground.NONE,
    "citizen": Ground.CITIZEN,
    "permanent": Ground.PERMANENT,
    "temporary": Ground.TEMPORARY,
    "right_of_residence": Ground.RIGHT_OF_RESIDENCE,
    "protection": Ground.PROTECTION,
    "short_term_visa": Ground.SHORT_TERM_VISA,
}
_LEVELS = {
    "basic": Studies.BASIC,
    "upper_secondary": Studies.UPPER_SECONDARY,
    "vocational": Studies.VOCATIONAL,
    "higher": Studies.HIGHER,
    "course": Studies.COURSE,
}


def _is_silent(value: object) -> bool:
    return value is None or value == "unknown"


class CaseFacts:
    """The rows and facts of a case.

    Attributes:
        as_of: the day of the question; whether a search still goes on after it is not known.
        people, children: ids by row. carers: (person row, child row) by row. claims: by row the
            claim (None: it is open whether and when the carer claimed) and its carer's row.
    """

    def __init__(self, case: Case, as_of: Day = NEVER) -> None:
        if not case.people and any(_is_silent(child.lives) for child in case.children.values()):
            # Nobody is named, but somebody raises the child: unknown is not nobody.
            case = case.model_copy(update={"people": {SOMEBODY: Person()}})
        self.case = case
        self.as_of = as_of
        self.is_ordinary = case.is_ordinary
        self.children = sorted(case.children)
        claimants = {claim.by for claim in entries(case.claims)}
        own = [
            child
            for child in self.children
            if child in claimants
            or case.children[child].independent
            or isinstance(case.children[child].maintenance, tuple)
        ]
        # Where nothing in the law puts one of two people first (claims of one day), the mother is;
        # never what somebody is called.
        roles = _roles(case)
        self.people = sorted(
            [*case.people, *own],
            key=lambda who: (roles.get(who, len(_ROLES)), _first_possible_birth(case, who), who),
        )
        self.carers = [
            (p, c)
            for p, person in enumerate(self.people)
            for c, child in enumerate(self.children)
            if person not in case.children or person == child
        ]
        self.claims: list[tuple[Claim | None, int]] = []
        claims = entries(case.claims)
        if len(claims) > 1:
            claims = tuple(sorted(claims, key=_claim_order))
        for row, (p, c) in enumerate(self.carers):
            if case.claims is None or case.claims == "unknown":
                self.claims.append((None, row))
                continue
            for claim in claims:
                wanted = case.children_of(claim)
                if claim.by in (self.people[p], None, "unknown") and (
                    wanted is None or self.children[c] in wanted
                ):
                    self.claims.append((claim, row))

    def facts(self) -> Facts:
        """What the engine asks of a case."""
        return Facts(
            {
                "person": len(self.people),
                "child": len(self.children),
                "carer": len(self.carers),
                "claim": len(self.claims),
            },
            {
                ("carer", "person"): [p for p, _ in self.carers],
                ("carer", "child"): [c for _, c in self.carers],
                ("claim", "carer"): [row for _, row in self.claims],
            },
            self.line,
        )

    def line(self, name: str, row: int) -> Line:
        """The timeline of a fact for a row of its unit."""
        return _FINDERS[name](self, name, row)

    # ------------------------------------------------------------------ access

    def person(self, row: int) -> Person:
        """The adult of a row."""
        return self.case.person(self.people[row])

    def child(self, row: int) -> Child:
        """The child of a row."""
        return self.case.children[self.children[row]]

    def silent(self, name: str, row: int, ordinarily: int | bool, low: int, high: int) -> Line:
        """What silence means: nothing unless the file says that all else is ordinary."""
        if self.is_ordinary and name in EXCEPTIONAL:
            return certain(ordinarily)
        return _truth(name, row) if (low, high) == (0, 1) else _number(name, row, low, high)

    def holds(
        self,
        name: str,
        row: int,
        value: Any,
        choose: Callable[[Any], bool | None],
        start: Day = START,
    ) -> Line:
        """Yes/no from a list of spells: of those that ``choose`` picks (None: perhaps)."""
        if value is None:
            return self.silent(name, row, False, 0, 1)
        if value == "unknown":
            return _truth(name, row)
        if start == START and all(spell.from_ is None and spell.to is None for spell in value):
            ever = [choose(spell) for spell in value]
            if True in ever or None not in ever:
                return certain(True in ever)
        said = []
        for spell in value:
            picked = choose(spell)
            if picked is not False:
                said.append(_said(spell, picked))
        return _spelled(name, row, said, False, (0, 1), start)

    @cached_property
    def parent_sets(self) -> list[frozenset[str] | None]:
        """By child, the ids of all its parents, if they are known."""
        return [
            frozenset(link.who for link in child.parents if link.who not in (None, "unknown"))
            if isinstance(child.parents, tuple)
            else None
            for child in map(self.child, range(len(self.children)))
        ]

    @cached_property
    def homes(self) -> list[Timeline[frozenset[str] | None]]:
        """By child, the adults of its home over time; None while that is not known."""
        return [self._home(name) for name in self.children]

    def _home(self, name: str) -> Timeline[frozenset[str] | None]:
        child = self.case.children[name]
        if not isinstance(child.lives, tuple):
            return Timeline((START,), (None,))
        spells: list[tuple[Day, Day, frozenset[str] | None]] = []
        for spell in child.lives:
            adults = None if spell.with_ in (None, "unknown") else frozenset(spell.with_ or ())
            if spell.share in ("equal", "unknown"):
                adults = None
            spells.append((*spell.possibly, adults))
            if not spell.is_exact:
                first, after = spell.possibly
                surely = spell.surely or (first, first)
                spells.extend([(first, surely[0], None), (surely[1], after, None)])
        alone: frozenset[str] | None = frozenset({name})
        raised = from_spells(spells, alone, START)
        counted = from_spells(
            (
                (*count.possibly, None if family in (None, "unknown") else frozenset({str(family)}))
                for count in entries(child.counted_with)
                for family in (count.family_of,)
            ),
            frozenset[str](),
            START,
        )
        days = sorted({*raised.starts, *counted.starts})
        return joined(
            (day, raised.at(day) if counted.at(day) == frozenset() else counted.at(day))
            for day in days
        )

    @cached_property
    def birth_sets(self) -> list[int]:
        """By child, the number of its birth set (the first child of it), or ``NOBODY``."""
        keys: list[Any] = []
        for row, name in enumerate(self.children):
            child = self.case.children[name]
            born = child.born
            if child.birth_set not in (None, "unknown"):
                keys.append(child.birth_set)
            elif born is not None and born.is_exact and self.parent_sets[row]:
                keys.append((born.first, self.parent_sets[row]))
            else:
                keys.append((name,))
        return [keys.index(key) if keys.count(key) > 1 else NOBODY for key in keys]

    # ------------------------------------------------------------------ claims

    def claims_benefit(self, name: str, row: int) -> Line:
        """Whether a claim is for a benefit."""
        claim = self.claims[row][0]
        if claim is None:
            return certain(True)
        if claim.benefits == "all":
            # Maintenance allowance is claimed against a debtor, never along with the family's own.
            return certain(name.removeprefix("claims_") not in MAINTENANCE_ALLOWANCES)
        if claim.benefits is None or claim.benefits == "unknown":
            return _truth(name, row)
        return certain(name.removeprefix("claims_") in claim.benefits)

    def foreign(self, name: str, row: int) -> Line:
        """Another state's benefit of the same purpose, a month."""
        child = self.child(row)
        most = 100_000
        if child.other_state is None:
            return self.silent(name, row, 0, 0, most)
        if child.other_state == "unknown":
            return _number(name, row, 0, most)
        benefit = name.removeprefix("foreign_")
        said = [
            _said(spell, spell.month_amount if isinstance(spell.month_amount, int) else None)
            for spell in child.other_state
            if spell.benefit in (benefit, None, "unknown")
        ]
        return _spelled(name, row, said, 0, (0, most))


def _roles(case: Case) -> dict[str, int]:
    """By person, the place of the first of their roles among ``_ROLES``."""
    found: dict[str, int] = {}
    for child in case.children.values():
        for link in entries(child.parents):
            if link.who is not None and link.role in _ROLES:
                place = _ROLES.index(link.role)
                found[link.who] = min(place, found.get(link.who, place))
    return found


def _first_possible_birth(case: Case, who: str) -> Day:
    born = case.person(who).born
    return NEVER if born is None else born.first


def _claim_order(claim: Claim) -> tuple[int, str]:
    received = claim.received
    return (NEVER if received is None else received.first, repr(claim))


# ---------------------------------------------------------------------- by fact

Finder = Callable[[CaseFacts, str, int], Line]


def _birth(case: CaseFacts, name: str, row: int) -> Line:
    child = case.child(row)
    low, high = day_of("1990-01-01"), LATEST
    if child.expected is not None and child.expected.is_known:
        low = child.expected.first - MOST_DAYS_EARLY
        high = child.expected.last + MOST_DAYS_LATE
    return _day(name, row, child.born, _number(name, row, low, high))


def _death_of_child(case: CaseFacts, name: str, row: int) -> Line:
    child = case.child(row)
    if child.death is False:
        return certain(NEVER)
    silence = case.silent(name, row, NEVER, START, NEVER)
    return _day(name, row, _after(child.died), silence)


def _death_of_person(case: CaseFacts, name: str, row: int) -> Line:
    person = case.person(row)
    if person.death is False:
        return certain(NEVER)
    return _day(name, row, person.died, case.silent(name, row, NEVER, START, NEVER))


def _stillborn(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).stillborn
    if value is None:
        return case.silent(name, row, False, 0, 1)
    return _truth(name, row) if value == "unknown" else certain(value is not False)


def _stillbirth_week(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).stillborn
    week = value.week if isinstance(value, Stillborn) else None
    return certain(week) if isinstance(week, int) else _number(name, row, 1, 45)


def _lives_in_estonia(who: Person, name: str, row: int) -> Line:
    if who.residence is None or who.residence == "unknown":
        return _truth(name, row)
    said = [
        _said(spell, None if spell.country in (None, "unknown") else spell.country == "EE")
        for spell in who.residence
    ]
    return _spelled(name, row, said, False, (0, 1))


def _ground(who: Person, name: str, row: int) -> Line:
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


def _birth_set(case: CaseFacts, _name: str, row: int) -> Line:
    return certain(case.birth_sets[row])


def _household(case: CaseFacts, name: str, row: int) -> Line:
    """The first child (by row) of those who share a home, through the adults who raise them."""
    if len(case.children) == 1:
        return certain(row)
    homes = case.homes
    days = sorted({day for line in homes for day in line.starts})
    found: list[tuple[Day, Any]] = []
    for day in days:
        mine = homes[row].at(day)
        if mine is None:
            unknown = Unknown(name, row, 0, len(homes) - 1, since=day)
            found.append((day, open_number(unknown)))
            continue
        together, members = set(mine), {row}
        grew = True
        while grew:
            grew = False
            for other, line in enumerate(homes):
                adults = line.at(day)
                if other not in members and adults and together & adults:
                    together |= adults
                    members.add(other)
                    grew = True
        found.append((day, min(members)))
    return joined(found)


def _second_parent_unrecorded(case: CaseFacts, name: str, row: int) -> Line:
    child = case.child(row)
    parents = child.parents if isinstance(child.parents, tuple) else None
    if child.second_parent == "none":
        later = [
            Said((link.from_.first, LATEST), (link.from_.last, LATEST), False)
            for link in parents or ()
            if link.from_ is not None
        ]
        return _spelled(name, row, later, True, (0, 1))
    if child.second_parent is None and parents is not None and len(parents) >= 2:
        starts = sorted(EARLIEST if link.from_ is None else link.from_.last for link in parents)
        if starts[1] <= START or all(link.from_ is None for link in parents):
            return certain(False)
        unknown = open_truth(Unknown(name, row, 0, 1))
        return joined([(START, unknown), (starts[1], False)])
    return _truth(name, row)


def _studies(case: CaseFacts, name: str, row: int) -> Line:
    child = case.child(row)
    bounds = (int(Studies.NONE), int(Studies.COURSE))
    if child.studies is None or child.studies == "unknown":
        return _number(name, row, *bounds)
    said = [
        _said(s, None if s.level in (None, "unknown") else _LEVELS[str(s.level)])
        for s in child.studies
    ]
    return _spelled(name, row, said, Studies.NONE, bounds)


def _of_studies(
    take: Callable[[Any], Any], otherwise: int | bool, bounds: tuple[int, int]
) -> Finder:
    """A fact told with each time of study; ``take`` gives None where it is left open."""

    def find(case: CaseFacts, name: str, row: int) -> Line:
        studies = case.child(row).studies
        if studies is None or studies == "unknown":
            return _truth(name, row) if bounds == (0, 1) else _number(name, row, *bounds)
        said = [_said(spell, take(spell)) for spell in studies]
        return _spelled(name, row, said, otherwise, bounds)

    return find


def _abroad(spell: Any) -> bool | None:
    return None if spell.country == "unknown" else spell.country != "EE"


def _certificate(spell: Any) -> int | None:
    filed = spell.certificate_filed
    return filed.first if filed is not None and filed.is_exact else None


def _final_class(spell: Any) -> bool | None:
    if spell.level not in ("upper_secondary", "vocational", "unknown", None):
        return False
    return spell.final_class if isinstance(spell.final_class, bool) else None


def _hours(spell: Any) -> int | None:
    return spell.contact_hours if isinstance(spell.contact_hours, int) else None


def _secondary_education(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).secondary_education
    if value is False:
        return certain(NEVER)
    unknown = _number(name, row, EARLIEST, NEVER)
    return _day(name, row, value if isinstance(value, PartialDay) else None, unknown)


def _child_spells(take: Callable[[Child], Any], choose: Callable[[Any], bool | None]) -> Finder:
    return lambda case, name, row: case.holds(name, row, take(case.child(row)), choose)


def _person_spells(take: Callable[[Person], Any]) -> Finder:
    return lambda case, name, row: case.holds(name, row, take(case.person(row)), lambda _: True)


def _institution(spell: Any) -> bool | None:
    if spell.kind in (None, "unknown"):
        return None
    return bool(spell.kind != "foster_family")


def _cleared(spell: Any) -> bool | None:
    if spell.outcome == "unknown":
        return None
    return spell.outcome in ("acquitted", "no_prison")


def _cleared_line(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).imprisonment
    if value is None or value == "unknown":
        return certain(False)
    return _spelled(name, row, [_said(s, _cleared(s)) for s in value], False, (0, 1))


def _majority(child: Child) -> PartialDay | None:
    born = child.born
    if born is None:
        return None
    return PartialDay(birthday(born.first, 18), birthday(born.last, 18))


def _earlier(one: PartialDay | None, other: PartialDay | None) -> PartialDay | None:
    if one is None or other is None:
        return one or other
    return PartialDay(min(one.first, other.first), min(one.last, other.last))


def _guardianships(
    choose: Callable[[Any, Child], Said | None],
) -> Callable[[CaseFacts, str, int, Child], Line]:
    def find(case: CaseFacts, name: str, row: int, child: Child) -> Line:
        if child.guardianship is None:
            return case.silent(name, row, False, 0, 1)
        if child.guardianship == "unknown":
            return _truth(name, row)
        said = [one for g in child.guardianship if (one := choose(g, child)) is not None]
        return _spelled(name, row, said, False, (0, 1))

    return find


def _in_guardianship(entry: Any, child: Child, value: Any = True) -> Said | None:
    """From the day the order was made known to its end, at the latest the child's majority."""
    if entry.made_known is None:
        return None
    return _between(entry.made_known, _earlier(_after(entry.ended), _majority(child)), value)


def _in_proceedings(entry: Any, _child: Child, value: Any = True) -> Said | None:
    if entry.opened is None:
        return None
    return _between(entry.opened, _earlier(entry.made_known, _after(entry.ended)), value)


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _ended_at_majority(entry: Any, child: Child) -> Said | None:
    majority = _majority(child)
    if entry.made_known is None or majority is None:
        return None
    if entry.ended is not None and entry.ended.last + 1 < majority.first:
        return None
    return _between(majority, None)


def _of_child(
    find: Callable[[CaseFacts, str, int, Child], Line],
) -> Finder:
    return lambda case, name, row: find(case, name, row, case.child(row))


def _guardianship_opened(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).guardianship
    days = [g.opened for g in entries(value) if g.opened is not None]
    return _day(name, row, days[0] if days else None, certain(NEVER))


def _guardianship_final(case: CaseFacts, name: str, row: int) -> Line:
    """Not before the day on which the order was made known."""
    value = case.child(row).guardianship
    if value is None:
        return case.silent(name, row, NEVER, START, NEVER)
    if value == "unknown":
        return _number(name, row, EARLIEST, NEVER)
    days = [day for g in value if (day := _final_day(g)) is not None]
    return _day(name, row, days[0] if days else None, certain(NEVER))


def _final_day(order: Any) -> PartialDay | None:
    if order.final is not None or order.made_known is None:
        return order.final  # type: ignore[no-any-return]
    return PartialDay(order.made_known.first, LATEST)


def _adoption_day(case: CaseFacts, name: str, row: int) -> Line:
    adoption = case.child(row).adoption
    if adoption is None:
        return case.silent(name, row, NEVER, START, NEVER)
    if adoption is False:
        return certain(NEVER)
    unknown = _number(name, row, EARLIEST, NEVER)
    return _day(name, row, None if adoption == "unknown" else adoption.final, unknown)


def _adopted_within(case: CaseFacts, name: str, row: int) -> Line:
    adoption = case.child(row).adoption
    if adoption is None:
        return case.silent(name, row, False, 0, 1)
    if adoption is False:
        return certain(False)
    if adoption == "unknown":
        return _truth(name, row)
    flags = (adoption.spouse_of_parent, adoption.child_of_adopter)
    if any(flag is True for flag in flags):
        return certain(True)
    return certain(False) if all(flag is False for flag in flags) else _truth(name, row)


def _adopter_added(case: CaseFacts, name: str, row: int) -> Line:
    adoption = case.child(row).adoption
    if adoption is None:
        return case.silent(name, row, False, 0, 1)
    if adoption is False:
        return certain(False)
    if adoption == "unknown" or adoption.final is None:
        return _truth(name, row)
    if adoption.spouse_of_parent is False:
        return certain(False)
    return _spelled(name, row, [_between(adoption.final, None)], False, (0, 1))


def _paid_earlier(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).birth_allowance_paid_earlier
    if value is None:
        return case.silent(name, row, False, 0, 1)
    return certain(value) if isinstance(value, bool) else _truth(name, row)


def _start_in_life(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).independent_life_after_care
    if value is False:
        return certain(NEVER)
    return _day(name, row, value, case.silent(name, row, NEVER, START, NEVER))


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
    later = open_truth(Unknown(name, row, 0, 1, since=tomorrow))
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


def _pair(
    find: Callable[[CaseFacts, str, int, str, Child], Line],
) -> Finder:
    """A fact of an adult and a child: their id and the child."""

    def finder(case: CaseFacts, name: str, row: int) -> Line:
        p, c = case.carers[row]
        return find(case, name, row, case.people[p], case.child(c))

    return finder


def _is(who: Any, person: str) -> bool | None:
    return None if who in (None, "unknown") else who == person


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


def _counted(_case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    said = [_said(spell, _is(spell.family_of, person)) for spell in entries(child.counted_with)]
    unknown = open_truth(Unknown(name, row, 0, 1))
    return _spelled(name, row, said, unknown, (0, 1))


def _is_parent(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(name, row, child.parents, lambda link: _is(link.who, person))


def _is_guardian(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return _guardianships(
        lambda g, c: (
            None
            if _is(g.guardian, person) is False
            else _in_guardianship(g, c, _is(g.guardian, person))
        )
    )(case, name, row, child)


def _in_favour(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return _guardianships(
        lambda g, c: (
            None
            if _is(g.guardian, person) is False
            else _in_proceedings(g, c, _is(g.guardian, person))
        )
    )(case, name, row, child)


def _is_foster(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(name, row, child.foster, lambda spell: _is(spell.parent, person))


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
    return _truth(name, row) if couples is None else case.holds(name, row, couples, chosen)


def _registered(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    """Of the couples with a parent, those that are registered; None where the kind is not told."""
    parents = {link.who for link in entries(child.parents)}

    def chosen(couple: Any) -> bool | None:
        if couple.who in (None, "unknown"):
            return None
        if person not in couple.who or not parents & set(couple.who):
            return False
        return None if couple.kind in (None, "unknown") else bool(couple.kind == "registered")

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
    if child.adoption is None:
        return case.silent(name, row, False, 0, 1)
    if child.adoption is False:
        return certain(False)
    who = None if child.adoption == "unknown" else _is(child.adoption.by, person)
    return _truth(name, row) if who is None else certain(who)


def _no_custody(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(name, row, child.no_custody, lambda spell: _is(spell.who, person))


def _custody_removed(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    def chosen(spell: Any) -> bool | None:
        mine, removed = _is(spell.who, person), _flag(spell.removed_by_court)
        if mine is False or removed is False:
            return False
        return True if mine and removed else None

    return case.holds(name, row, child.no_custody, chosen)


def _in_emergency(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(name, row, child.raised_in_emergency, lambda spell: _is(spell.who, person))


def _is_the_child(case: CaseFacts, _name: str, row: int) -> Line:
    p, c = case.carers[row]
    return certain(case.people[p] == case.children[c])


def _raises_separated(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(name, row, child.separated, lambda spell: _is(spell.raised_by, person))


def _with_child_in_prison(case: CaseFacts, name: str, row: int) -> Line:
    p, c = case.carers[row]
    spells = case.person(p).imprisonment
    if spells is None or spells == "unknown":
        return certain(False)
    return case.holds(name, row, spells, lambda s: s.with_child == case.children[c])


def _maintained(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(
        name, row, child.maintained_dependant_of, lambda spell: _is(spell.who, person)
    )


def _pension(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    return case.holds(name, row, child.pension, lambda spell: _is(spell.for_parent, person))


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
        return case.silent(name, row, 0, 0, 200_000)
    if child.pension == "unknown":
        return _number(name, row, 0, 200_000)
    for spell in child.pension:
        first, after = spell.possibly
        if spell.for_parent == person and first <= LAST_DAY_OF_PENSIONS < after:
            if isinstance(spell.month_amount, int) and spell.surely is not None:
                return certain(spell.month_amount)
            return _number(name, row, 0, 200_000)
    return certain(0)


def _former_rules(_case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    most = 200_000
    if child.former_pension is None or child.former_pension == "unknown":
        return _number(name, row, 0, most)
    said = [
        _said(spell, spell.month_amount if isinstance(spell.month_amount, int) else None)
        for spell in child.former_pension
        if _is(spell.for_parent, person) is not False
    ]
    return _spelled(name, row, said, 0, (0, most))


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
        and (claim.benefits == "all" or "child_allowance" in entries_of(claim.benefits))
        and any(other in (case.case.children_of(claim) or ()) for other in older)
    ]
    known = [day for day in days if day is not None and day.is_known]
    if not known:
        return _number(name, row, EARLIEST, NEVER) if days else certain(NEVER)
    first = min(known, key=lambda day: day.first)
    return _day(name, row, first, certain(NEVER))


def entries_of(value: Any) -> Sequence[str]:
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
        and (claim.benefits == "all" or FOR_A_FURTHER_CHILD & set(entries_of(claim.benefits)))
    ]
    days = [day for day in days if day.last >= born]
    high = min((day.last for day in days), default=NEVER)
    if waivers == "unknown" or (waivers is None and not case.case.is_ordinary):
        return born, high
    return (max(born, min(day.first for day in days)), high) if days else None


def _objection(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    bounds = _objections(case, row, person, child)
    return certain(NEVER) if bounds is None else _number_or_certain(name, row, *bounds)


def _working_day_before(case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    bounds = _objections(case, row, person, child)
    if bounds is None:
        return certain(NEVER)
    low, high = (NEVER if day >= NEVER else last_working_day_before(day) for day in bounds)
    return _number_or_certain(name, row, low, high)


def _number_or_certain(name: str, row: int, low: int, high: int) -> Line:
    return certain(low) if low == high else _number(name, row, low, high)


def _care_began(_case: CaseFacts, name: str, row: int, person: str, child: Child) -> Line:
    days = [f.contract_signed or f.from_ for f in entries(child.foster) if f.parent == person]
    days += [_final_day(g) for g in entries(child.guardianship) if g.guardian == person]
    return _day(name, row, days[0] if days else None, certain(NEVER))


def _received(case: CaseFacts, name: str, row: int) -> Line:
    claim = case.claims[row][0]
    if claim is None:
        return _number(name, row, START, NEVER)
    return _day(name, row, claim.received, _number(name, row, EARLIEST, LATEST))


def _posted(case: CaseFacts, name: str, row: int) -> Line:
    claim = case.claims[row][0]
    return _day(name, row, None if claim is None else claim.posted, certain(NEVER))


def _consent(case: CaseFacts, name: str, row: int) -> Line:
    claim = case.claims[row][0]
    if claim is None:
        return certain(False)
    return certain(claim.consent) if isinstance(claim.consent, bool) else _truth(name, row)


def _unobtainable(case: CaseFacts, name: str, row: int) -> Line:
    claim = case.claims[row][0]
    value = False if claim is None else claim.consent_unobtainable
    return certain(value) if isinstance(value, bool) else _truth(name, row)


def _maintenance(case: CaseFacts, name: str, row: int) -> Line:
    p, c = case.carers[row]
    return maintenance_line(case.case, name, row, case.people[p], case.children[c])


_FINDERS: Final[dict[str, Finder]] = {
    "child_birth_day": _birth,
    "child_death_day": _death_of_child,
    "stillborn": _stillborn,
    "stillbirth_week": _stillbirth_week,
    "child_lives_in_estonia": lambda c, n, r: _lives_in_estonia(c.child(r), n, r),
    "child_ground": lambda c, n, r: _ground(c.child(r), n, r),
    "birth_set": _birth_set,
    "household": _household,
    "second_parent_unrecorded": _second_parent_unrecorded,
    "studies": _studies,
    "studies_abroad": _of_studies(_abroad, False, (0, 1)),
    "certificate_day": _of_studies(_certificate, NEVER, (EARLIEST, NEVER)),
    "final_class": _of_studies(_final_class, False, (0, 1)),
    "course_hours": _of_studies(_hours, 0, (0, 3000)),
    "secondary_education_day": _secondary_education,
    "academic_leave": _child_spells(lambda c: c.academic_leave, lambda _: True),
    "separated": _child_spells(lambda c: c.separated, lambda _: True),
    "guardianship_proceedings": _of_child(_guardianships(_in_proceedings)),
    "guardianship_opened_day": _guardianship_opened,
    "guardianship_final_day": _guardianship_final,
    "has_guardian": _of_child(_guardianships(_in_guardianship)),
    "guardian_is_natural_person": _of_child(
        _guardianships(lambda g, c: _in_guardianship(g, c, _flag(g.natural_person)))
    ),
    "parents_fulfil_duty": _of_child(
        _guardianships(lambda g, c: _in_guardianship(g, c, _flag(g.parents_fulfil_duty)))
    ),
    "guardianship_ended_at_majority": _of_child(_guardianships(_ended_at_majority)),
    "institutional_care": _child_spells(lambda c: c.substitute_care, _institution),
    "child_imprisoned": _child_spells(lambda c: c.imprisonment, lambda _: True),
    "remand_cleared": _cleared_line,
    "adoption_day": _adoption_day,
    "adopted_within_family": _adopted_within,
    "adopter_added_as_second_parent": _adopter_added,
    "birth_allowance_paid_earlier": _paid_earlier,
    "lives_independently": _child_spells(lambda c: c.independent, lambda _: True),
    "start_in_life_day": _start_in_life,
    "lives_in_estonia": lambda c, n, r: _lives_in_estonia(c.person(r), n, r),
    "ground": lambda c, n, r: _ground(c.person(r), n, r),
    "tax_resident_elsewhere": _tax_elsewhere,
    "imprisoned": _person_spells(lambda p: p.imprisonment),
    "missing": _missing,
    "missing_since": _missing_since,
    "wanted": _person_spells(lambda p: p.wanted),
    "death_day": _death_of_person,
    "benefit_uncollected": _person_spells(lambda p: p.uncollected),
    "in_conscript_service": _person_spells(lambda p: p.service),
    "gets_parental_benefit": _person_spells(lambda p: p.parental_benefit),
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
    "working_day_before_objection": _pair(_working_day_before),
    "care_began_day": _pair(_care_began),
    "received_day": _received,
    "posted_day": _posted,
    "has_consent": _consent,
    **parental_facts.FINDERS,
    **parental_days.FINDERS,
    **dict.fromkeys(MAINTENANCE_FACTS, _maintenance),
    **{f"claims_{key}": CaseFacts.claims_benefit for key in CLAIMED},
    **{f"foreign_{key}": CaseFacts.foreign for key in CLAIMED},
    "consent_unobtainable": _unobtainable,
}

assert ALWAYS < START < END
