"""The facts of an invented family, a sentence each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from perenou.casework.case_file.fields import known
from perenou.casework.case_file.maintenance import Maintenance
from perenou.casework.case_file.schema import Case, Child, Person, Spell, entries
from perenou.casework.words import Words
from perenou.language.catalogue import SlotValue
from perenou.language.grammar import listed
from perenou.rules.calendar import month_of
from perenou.rules.types import Day

Days: TypeAlias = tuple[Day | None, Day | None]

_LONG: Final = 240
"""Days before the question from which on a claim is one of long ago."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something told of a child: the key of its sentence, and what stands in it but the child."""

    key: str
    slots: tuple[tuple[str, SlotValue], ...]


def fact(key: str, **slots: SlotValue) -> Fact:
    """Something told of a child."""
    return Fact(key, tuple(slots.items()))


_OF_SEVERAL: Final = frozenset(
    ("guardian", "pension", "owes", "court", "enforcement", "received", "nothing_received",
     "foreign", "no_second_parent")
)  # fmt: skip
"""What may be told of several children in one sentence."""


class Told:
    """A case told in sentences; only families that were drawn are told so."""

    def __init__(self, case: Case, words: Words, say: Callable[..., str]) -> None:
        self.case = case
        self.words = words
        self.say = say

    def sentences(self) -> Iterator[str]:
        """Who they are, what befell each adult and child, and what was claimed."""
        case = self.case
        parents = {
            str(known(link.who))
            for child in case.children.values()
            for link in entries(child.parents)
        }
        names = [case.named(who) for who in case.people if who in parents]
        yield self.say("fact.parents" if len(names) > 1 else "fact.parent", parents=names)
        for who in case.people:
            if who not in parents:
                yield self.say("fact.grandmother", person=case.named(who))
        yield from self._home()
        for who, person in case.people.items():
            yield from self._of_adult(who, person)
        yield from self._of_children()
        sets = [case.named(who) for who, child in case.children.items() if child.birth_set]
        if sets:
            yield self.say("fact.one_birth", children=sets)
        yield from self._claims()

    def _of_children(self) -> Iterator[str]:
        """What is told of the children; what is so of several is told once."""
        told = [
            (self.case.named(who), each)
            for who, child in self.case.children.items()
            for each in self._of_child(child)
        ]
        for name, each in told:
            if each.key not in _OF_SEVERAL:
                yield self.say(f"fact.{each.key}", child=name, **dict(each.slots))
        for each in dict.fromkeys(each for _, each in told if each.key in _OF_SEVERAL):
            names = [name for name, same in told if same == each]
            children = listed(names, self.words.language)
            yield self.say(f"fact.{each.key}", child=children, **dict(each.slots))

    def _home(self) -> Iterator[str]:
        """Who raises the children, where that is the same for all of them at all times."""
        homes = {
            tuple(known(living.with_) or ())
            for child in self.case.children.values()
            for living in entries(child.lives)
        }
        if len(homes) == 1:
            with_whom = homes.pop()
            if len(with_whom) > 1:
                yield self.say("fact.together")
            else:
                yield self.say("fact.raises", person=self.words.name_of(with_whom[0]))
            return
        turns = {
            (_days(living), who)
            for child in self.case.children.values()
            for living in entries(child.lives)
            for who in known(living.with_) or ()
        }
        if any(person.died is not None for person in self.case.people.values()):
            return  # that they lived together until then goes without saying
        for days, who in sorted(turns, key=lambda turn: turn[0][0] or 0):
            yield self.say("fact.lives", days=days, person=self.words.name_of(who))

    def _of_adult(self, who: str, person: Person) -> Iterator[str]:
        name = self.case.named(who)
        for work in entries(person.work):
            state = self.say(f"in_state.{known(work.country)}")
            yield self.say("fact.work", person=name, state=state, days=_days(work))
        if person.work == ():
            yield self.say("fact.no_work", person=name)
        if person.died is not None:
            yield self.say("fact.died", person=name, day=person.died.first)
        for key, spells in (("wanted", person.wanted), ("prison", person.imprisonment),
                            ("sick", person.notes)):  # fmt: skip
            for each in entries(spells):
                yield self.say(f"fact.{key}", person=name, days=_days(each))
        for service in entries(person.service):
            yield self.say(f"fact.{known(service.kind)}", person=name, days=_days(service))
        claims = any(known(each.by) == who for each in entries(self.case.parental_days))
        if person.sickness_benefit_right is not None and claims:
            has = bool(entries(person.sickness_benefit_right))
            yield self.say("fact.sickness_right" if has else "fact.no_sickness_right", person=name)
        yield from self._incomes(name, person)

    def _incomes(self, name: str, person: Person) -> Iterator[str]:
        runs: list[tuple[int, int, int | None]] = []
        for income in entries(person.income):
            first, after = (month_of(day) for day in income.months)
            last = None if income.to is None else after - 1
            gross = known(income.gross) or 0
            if runs and runs[-1][0] == gross and runs[-1][2] == first - 1:
                first = runs.pop()[1]
            runs.append((gross, first, last))
        for gross, since, until in runs:
            key = "income" if gross else "no_income"
            amount: dict[str, SlotValue] = {"amount": gross} if gross else {}
            yield self.say(f"fact.{key}", person=name, months=(since, until), **amount)
        for base in entries(person.previous_income_base):
            if base.birth is not None:
                yield self.say(
                    "fact.earlier_income", person=name, day=base.birth.first,
                    amount=known(base.income) or 0,
                )  # fmt: skip

    def _of_child(self, child: Child) -> Iterator[Fact]:
        if child.born is not None:
            yield fact("born", day=child.born.first)
        if child.expected is not None and self.case.parental_days:
            yield fact("expected", day=child.expected.first)
        yield from self._family_of(child)
        yield from self._studies(child)
        for care in entries(child.substitute_care):
            yield fact(f"{known(care.kind)}", days=_days(care))
        for each in entries(child.imprisonment):
            yield fact("in_prison", days=_days(each))
        guarded = entries(child.guardianship)
        for apart in () if guarded else entries(child.separated):
            raised_by = self.words.name_of(str(known(apart.raised_by)))
            yield fact("separated", days=_days(apart), person=raised_by)
        for guardian in guarded:
            if guardian.opened and guardian.made_known and guardian.final:
                yield fact("guardian",
                    person=self.words.name_of(str(known(guardian.guardian))),
                    opened=guardian.opened.first, known=guardian.made_known.first,
                    final=guardian.final.first,
                )  # fmt: skip
        for pension in entries(child.pension):
            amount = known(pension.month_amount) or 0
            yield fact("pension", amount=amount, days=_days(pension))
        for owed in entries(child.maintenance):
            yield from self._maintenance(owed)
        for benefit in entries(child.state_benefits):
            foreign = known(benefit.amount)
            if foreign is not None:
                state = self.say(f"in_state.{known(benefit.country)}")
                yield fact("foreign", state=state, amount=foreign)

    def _family_of(self, child: Child) -> Iterator[Fact]:
        """Parents that others do not have, who raised the child when, and adoption."""
        if child.second_parent == "none":
            yield fact("no_second_parent")
        adopted = child.adopted
        if adopted is not None and adopted.final is not None:
            by = self.words.name_of(str(known(adopted.by)))
            yield fact("adopted", person=by, day=adopted.final.first)
            if known(adopted.spouse_of_parent):
                yield fact("adopter_is_spouse")

    def _studies(self, child: Child) -> Iterator[Fact]:
        for studies in entries(child.studies):
            first, last = _days(studies)
            yield fact(f"studies.{known(studies.level)}", days=(first, last))
            if known(studies.end) == "excluded" and last is not None:
                yield fact("excluded", day=last)
        if child.studies == ():
            yield fact("no_studies")
        education = child.secondary_education
        if education is False:
            yield fact("no_secondary")
        elif education is not None:
            yield fact("secondary", day=education.first)
        for leave in entries(child.academic_leave):
            yield fact("academic_leave", days=_days(leave))

    def _maintenance(self, owed: Maintenance) -> Iterator[Fact]:
        debtor = self.words.name_of(str(known(owed.debtor)))
        for title in entries(owed.title):
            amount = known(title.month_amount) or 0
            yield fact("owes", person=debtor, amount=amount)
        for court in entries(owed.court):
            if court.ruling is not None:
                yield fact("court", day=court.ruling.first)
        for file in entries(owed.enforcement):
            if file.opened is not None:
                yield fact("enforcement", day=file.opened.first)
        for got in entries(owed.received):
            if got.from_ is None or got.to is None:
                continue
            months = month_of(got.from_.first), month_of(got.to.last)
            amount = known(got.amount) or 0
            if amount:
                yield fact("received", person=debtor, amount=amount, months=months)
            else:
                yield fact("nothing_received", person=debtor, months=months)

    def _claims(self) -> Iterator[str]:
        """Claims of about the month asked about; of earlier ones only that they came in time."""
        long_ago = (self.case.as_of_day or 0) - _LONG
        recent: dict[tuple[str, Day, Sequence[str]], list[str]] = {}
        is_any_earlier = False
        for claim in entries(self.case.claims):
            benefits, children = claim.benefits, claim.for_
            if claim.received is None or not isinstance(children, tuple):
                continue
            if claim.received.first < long_ago:
                is_any_earlier = True
            elif isinstance(benefits, tuple):
                claimed_then = known(claim.by) or "", claim.received.first, benefits
                recent.setdefault(claimed_then, []).extend(children)
        if is_any_earlier:
            yield self.say("fact.claimed_before")
        for (by, day, claimed), who in recent.items():
            yield self.say(
                "fact.claim", person=self.words.name_of(by),
                benefits=[self.words.benefit(benefit) for benefit in claimed],
                children=self.words.names(tuple(dict.fromkeys(who))), day=day,
            )  # fmt: skip
        for days in entries(self.case.parental_days):
            key = _LEAVES[known(days.leave) or ""]
            yield self.say(
                f"fact.{key}", person=self.words.name_of(known(days.by) or ""),
                benefit=self.words.benefit(f"{known(days.kind)}_parental_benefit"),
                days=_days(days),
            )  # fmt: skip


_LEAVES: Final = {
    "": "days", "not_needed": "days", "registered": "days_leave", "missing": "days_no_leave",
}  # fmt: skip


def _days(spell: Spell) -> Days:
    return (spell.from_.first if spell.from_ else None, spell.to.last if spell.to else None)
