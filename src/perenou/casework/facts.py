"""From a case file to the facts that the norms rest on: one timeline for each fact and row.

What the file does not say is open. Only for the events listed in ``EXCEPTIONAL`` can the file say
in one line (``otherwise: ordinary``) that silence means they did not happen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any, Final

from perenou.benefits.estonia.vocabulary import CLAIMED, PAID_FOR_SET
from perenou.casework import (
    carer_facts,
    child_facts,
    claim_facts,
    dealing_facts,
    eu_facts,
    guardianship_facts,
    maintenance_facts,
    parental_days,
    parental_facts,
    person_facts,
)
from perenou.casework.case_file.references import adults_of
from perenou.casework.case_file.schema import Case, Child, Claim, Living, Person, entries
from perenou.casework.determination import SOMEBODY
from perenou.casework.family_choice import FamilyChoice
from perenou.casework.lines import END, START, certain
from perenou.casework.lines import number as _number
from perenou.casework.lines import said_of as _said
from perenou.casework.lines import spelled as _spelled
from perenou.casework.lines import truth as _truth
from perenou.casework.maintenance_facts import (
    MAINTENANCE_ALLOWANCES,
    MAINTENANCE_FACTS,
)
from perenou.rules.timeline import Timeline, from_spells, joined
from perenou.rules.types import ALWAYS, NEVER, NOBODY, Day
from perenou.rules.world import Facts, Line

EXCEPTIONAL: Final = frozenset(
    {
        *child_facts.EXCEPTIONAL,
        *guardianship_facts.EXCEPTIONAL,
        *person_facts.EXCEPTIONAL,
        *carer_facts.EXCEPTIONAL,
        *parental_facts.EXCEPTIONAL,
        *parental_days.EXCEPTIONAL,
        *maintenance_facts.EXCEPTIONAL,
        *eu_facts.EXCEPTIONAL,
        *(f"foreign_{key}" for key in CLAIMED),
    }
)
"""Facts about which ``otherwise: ordinary`` lets the file be silent."""

_ROLES = ("mother", "father", "second_parent")


def _is_silent(value: object) -> bool:
    return value is None or value == "unknown"


class CaseFacts:
    """The rows and facts of a case.

    Attributes:
        as_of: the day of the question; whether a search still goes on after it is not known.
        people, children: ids by row; whoever claims for themselves, or is named in an adult's place
            for another child, is in both. carers: (person row, child row) by row. claims: by row
            the claim (None: it is open whether and when the carer claimed) and its carer's row.
        abroad: the rows of states; none where only one state appears.
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
        of_others = adults_of(case)
        own = [
            child
            for child in self.children
            if child in claimants
            or child in of_others
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
            if person in of_others or person == child
        ]
        self.abroad: eu_facts.Rows = eu_facts.rows_of(case, self.people, self.children, self.carers)
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
                if wanted is not None and self.children[c] not in wanted:
                    if not self._claims_for_set(claim, c):
                        continue
                if claim.by in (self.people[p], None, "unknown") or self._claims_for_both(
                    claim, row
                ):
                    self.claims.append((claim, row))

    def _claims_for_set(self, claim: Claim, child: int) -> bool:
        """Whether a claim names a benefit of a multiple birth for another child of it."""
        if not isinstance(claim.benefits, tuple) or PAID_FOR_SET not in claim.benefits:
            return False
        return not set(self.set_of(self.children[child])).isdisjoint(
            self.case.children_of(claim) or ()
        )

    def _claims_for_both(self, claim: Claim, carer: int) -> bool:
        """Whether a claim counts for another parent, too: between states it does (art 60(1))."""
        if not self.abroad.states:
            return False
        person, child = self.carers[carer]
        parents = {link.who for link in entries(self.child(child).parents)}
        guardianship = self.child(child).guardianship
        guardians = {each.guardian for each in entries(guardianship)}
        return self.people[person] in parents and claim.by in parents | guardians

    def is_anothers_claim(self, row: int) -> bool:
        """Whether a row of a claim is there because another parent's claim counts."""
        claim, carer = self.claims[row]
        person = self.people[self.carers[carer][0]]
        return claim is not None and claim.by not in (person, None, "unknown")

    def facts(self) -> Facts:
        """What the engine asks of a case."""
        return Facts(
            {
                "person": len(self.people),
                "child": len(self.children),
                "carer": len(self.carers),
                "claim": len(self.claims),
                **self.abroad.counts,
            },
            {
                ("carer", "person"): [p for p, _ in self.carers],
                ("carer", "child"): [c for _, c in self.carers],
                ("claim", "carer"): [row for _, row in self.claims],
                **self.abroad.above,
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

    def while_one_lives(
        self, name: str, row: int, who: str, people: Collection[str | None]
    ) -> Line:
        """A bond with one of some people that the file is silent about: open while one lives.

        With one's own parent or child there is none.
        """
        if people and all(self._are_parent_and_child(who, other) for other in people):
            return certain(False)
        told = [self.case.everybody.get(who or "") for who in people]
        deaths = [None if person is None else person.death for person in told]
        if not deaths or not all(day and day.is_known for day in deaths):
            return _truth(name, row)
        after = max(day.last for day in deaths if day) + 1
        if after <= START:
            return certain(False)
        return joined([(START, _truth(name, row).values[0]), (after, False)])

    def _are_parent_and_child(self, one: str, other: str | None) -> bool:
        pairs = ((one, other), (other, one))
        return any(
            parent in (self.parent_sets[self.children.index(child)] or ())
            for child, parent in pairs
            if child in self.case.children
        )

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
        return [self._home(row) for row in range(len(self.children))]

    @cached_property
    def families(self) -> list[FamilyChoice | None]:
        """By child that grows up equally with separated adults: in whose family it may be counted.

        None where the file tells it, or where it leaves open whether the child is shared so.
        """
        return [self._family_choice(row) for row in range(len(self.children))]

    def _family_choice(self, row: int) -> FamilyChoice | None:
        child = self.child(row)
        spells = child.lives if isinstance(child.lives, tuple) else ()
        shared = [spell for spell in spells if spell.share == "equal"]
        adults = {who for spell in shared for who in spell.with_ or ("unknown",)}
        if isinstance(child.counted_with, tuple) or not shared or not adults <= {*self.people}:
            return None
        if any(spell.share == "unknown" or not spell.is_exact for spell in spells):
            return None
        carer = self.carers.index((self.people.index(min(adults)), row))
        return FamilyChoice.among(sorted(adults), carer)

    def first_claimant(self, row: int, spell: Living) -> str:
        """Of the adults between whom a child is shared, who claimed first; of equals the first.

        Until it is agreed or ordered in whose family the child is counted, they are paid on.
        """
        child = self.children[row]
        adults = [who for who in entries(spell.with_) if who in self.people]
        claims = [
            claim
            for claim in entries(self.case.claims)
            if claim.by in adults and child in (self.case.children_of(claim) or ())
        ]
        if claims:
            return str(min(claims, key=_claim_order).by)
        return min(adults, key=self.people.index)

    def _home(self, row: int) -> Timeline[frozenset[str] | None]:
        name = self.children[row]
        child = self.case.children[name]
        if not isinstance(child.lives, tuple):
            return Timeline((START,), (None,))
        spells: list[tuple[Day, Day, frozenset[str] | None]] = []
        for spell in child.lives:
            adults = None if spell.with_ in (None, "unknown") else frozenset(spell.with_ or ())
            if spell.share in ("equal", "unknown"):
                told = spell.share == "equal" and isinstance(child.counted_with, tuple)
                adults = frozenset({self.first_claimant(row, spell)}) if told and adults else None
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

    def set_of(self, child: str) -> tuple[str, ...]:
        """The children of the same birth, the child itself among them; otherwise it alone."""
        births = self.birth_sets
        its = births[self.children.index(child)]
        if its == NOBODY:
            return (child,)
        return tuple(one for one, of in zip(self.children, births, strict=True) if of == its)

    # ------------------------------------------------------------------ claims

    def claims_benefit(self, name: str, row: int) -> Line:
        """Whether a claim is for a benefit."""
        claim = self.claims[row][0]
        if claim is None:
            return certain(True)
        if self.is_anothers_claim(row) and name.removeprefix("claims_") not in eu_facts.COMPARED:
            return certain(False)
        if claim.benefits == "all":
            # Maintenance allowance is claimed against a debtor, never along with the family's own.
            return certain(name.removeprefix("claims_") not in MAINTENANCE_ALLOWANCES)
        if claim.benefits is None or claim.benefits == "unknown":
            return _truth(name, row)
        benefit, wanted = name.removeprefix("claims_"), self.case.children_of(claim)
        if wanted is not None and self.children[self.carers[self.claims[row][1]][1]] not in wanted:
            return certain(benefit == PAID_FOR_SET)
        return certain(benefit in claim.benefits)

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


_FINDERS: Final[dict[str, Finder]] = {
    **child_facts.FINDERS,
    **guardianship_facts.FINDERS,
    **person_facts.FINDERS,
    **carer_facts.FINDERS,
    **claim_facts.FINDERS,
    **parental_facts.FINDERS,
    **parental_days.FINDERS,
    **eu_facts.FINDERS,
    **dealing_facts.FINDERS,
    **dict.fromkeys(MAINTENANCE_FACTS, carer_facts.maintenance),
    **{f"claims_{key}": CaseFacts.claims_benefit for key in CLAIMED},
    **{f"foreign_{key}": CaseFacts.foreign for key in CLAIMED},
}

assert ALWAYS < START < END
