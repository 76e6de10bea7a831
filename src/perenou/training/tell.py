"""Exercises in words: the family, the question, the choices, why an answer is right or wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from perenou.acts.check.checker import findings
from perenou.acts.check.tell import tell_findings
from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.schema import Child, Person, entries
from perenou.casework.determination import Question
from perenou.casework.report import Line
from perenou.casework.solve import Solved
from perenou.casework.tell_coordination import tell_states
from perenou.casework.tell_questions import question_text, questions_section
from perenou.casework.tell_why import tell_month
from perenou.casework.words import Words
from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.grammar import Language
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.citation import Citation
from perenou.rules.types import Day, Months
from perenou.training.exercise import Choice, Exercise, Kind

MOST_REASONS: Final = 14
"""Lines of the reason tree told with an answer; the whole tree stands in the case itself."""


class Telling:
    """An exercise told in a language."""

    def __init__(self, exercise: Exercise, language: Language) -> None:
        self.exercise = exercise
        self.language: Language = language
        self.words = Words(language, exercise.family.case.named)

    def say(self, key: str, /, **slots: SlotValue) -> str:
        """A text of this room."""
        texts = Catalogue.load("perenou.training", "texts")
        return texts.text(f"training.{key}", self.language, **slots)

    def question(self) -> str:
        """What is asked."""
        exercise = self.exercise
        slots: dict[str, SlotValue] = {}
        wanted = _SLOTS[exercise.kind]
        if "benefit" in wanted:
            slots["benefit"] = self.words.benefit(exercise.benefit)
        if "child" in wanted:
            slots["child"] = self.words.name_of(exercise.about)
        if "month" in wanted:
            slots["month"] = exercise.family.month
        return self.say(f"question.{exercise.kind.value}", **slots)

    def family(self) -> Iterator[str]:
        """The facts of the family that an exercise rests on, a sentence each."""
        case = self.exercise.family.case
        parents = [case.named(who) for who in case.people]
        yield self.say("fact.parents" if len(parents) > 1 else "fact.parent", parents=parents)
        for who, person in case.people.items():
            yield from self._of_adult(case.named(who), person)
        for who, child in case.children.items():
            yield from self._of_child(case.named(who), child)
        for claim in entries(case.claims):
            benefits = claim.benefits if isinstance(claim.benefits, tuple) else ()
            if claim.received is not None and isinstance(claim.for_, tuple):
                yield self.say(
                    "fact.claim",
                    person=self.words.name_of(known(claim.by) or ""),
                    benefits=[self.words.benefit(benefit) for benefit in benefits],
                    children=self.words.names(claim.for_),
                    day=claim.received.first,
                )

    def _of_adult(self, name: str, person: Person) -> Iterator[str]:
        for spell in entries(person.work):
            country = self._in_state(str(known(spell.country)))
            first = spell.from_.first if spell.from_ else None
            last = spell.to.first if spell.to else None
            yield self.say("fact.work", person=name, state=country, days=(first, last))
        if person.work == ():
            yield self.say("fact.no_work", person=name)

    def _of_child(self, name: str, child: Child) -> Iterator[str]:
        if child.born is not None:
            yield self.say("fact.born", child=name, day=child.born.first)
        for spell in entries(child.studies):
            first = spell.from_.first if spell.from_ else None
            last = spell.to.first if spell.to else None
            yield self.say("fact.studies", child=name, days=(first, last))
        if child.studies == ():
            yield self.say("fact.no_studies", child=name)
        if child.second_parent == "none":
            yield self.say("fact.no_second_parent", child=name)
        for benefit in entries(child.state_benefits):
            if known(benefit.amount) is not None:
                state = self._in_state(str(known(benefit.country)))
                yield self.say("fact.foreign", child=name, state=state)

    def _in_state(self, code: str) -> str:
        """In which state; only families that were drawn are told in sentences."""
        return self.say(f"in_state.{code}")

    def choice(self, choice: Choice) -> str:
        """A choice in words."""
        kind, value = self.exercise.kind, choice.value
        if kind is Kind.HOW_MUCH:
            assert isinstance(value, int)
            return self.words.amount(value, value)
        if kind in (Kind.FROM_WHEN, Kind.UNTIL_WHEN):
            assert isinstance(value, int)
            return _short(value)
        if kind is Kind.WHO:
            assert isinstance(value, tuple)
            return self.words.names(value)
        if kind is Kind.WHAT_IS_MISSING:
            assert isinstance(value, tuple)
            return question_text(Question(value[:1], value[1:], 0, ()), self.words)
        assert isinstance(value, str)
        if kind is Kind.WHICH_STATE:
            return self.say(f"state.{value}") if len(value) > 2 else self.words.state(value)
        return _what(value, self.language) if kind is Kind.FIND_FAULT else value

    def misreading(self, choice: Choice) -> str:
        """Why a wrong choice is wrong; of a provision, what it is about instead."""
        why = misreading(choice.misreading, self.language)
        if self.exercise.kind is not Kind.WHICH_PROVISION:
            return why
        day = first_day_of(self.exercise.family.month)
        said = self.words.provision(Citation.parse(str(choice.value)), day)
        return f"{why} {said}".rstrip()

    def reasons(self) -> tuple[Line, ...]:
        """Why the right answer is right, from the engine's own reasons."""
        exercise = self.exercise
        if exercise.kind is Kind.FIND_FAULT:
            return tuple(self._fault())
        solved = Solved(exercise.family.case)
        if exercise.kind is Kind.WHAT_IS_MISSING:
            asked = questions_section(solved.determination, self.words)
            return () if asked is None else asked.lines[:2]
        if exercise.kind is Kind.WHICH_STATE:
            told = tell_states(solved.determination, self.words)
            return () if told is None else told.lines[:MOST_REASONS]
        return (
            *(line for month in self._months() for line in self._month(solved, month)),
            *self._provisions(),
        )

    def _months(self) -> tuple[Months, ...]:
        """The months whose reasons make an answer right: of a last day, also the month after it."""
        right = self.exercise.choices[self.exercise.right].value
        if self.exercise.kind is Kind.FROM_WHEN and isinstance(right, int):
            return (month_of(right),)
        if self.exercise.kind is Kind.UNTIL_WHEN and isinstance(right, int):
            return (month_of(right), month_of(right) + 1)
        return (self.exercise.family.month,)

    def _month(self, solved: Solved, month: Months) -> Iterator[Line]:
        exercise = self.exercise
        figures = exercise.kind is Kind.HOW_MUCH
        yield from tell_month(
            solved, exercise.benefit, month, self.language, exercise.about, with_figures=figures
        )
        if exercise.benefit == "large_family_allowance":
            # It turns on which of the children count.
            yield from tell_month(
                solved, "child_allowance", month, self.language, exercise.family.turning,
                with_figures=False,
            )  # fmt: skip

    def _provisions(self) -> Iterator[Line]:
        """What each provision that decides says, as it stood in the month asked about."""
        day = first_day_of(self.exercise.family.month)
        for each in self.exercise.provisions:
            said = self.words.provision(Citation.parse(each), day)
            if said:
                yield Line(f"{each}: {said}", 0, "quiet", ((each, day),))

    def _fault(self) -> Iterator[Line]:
        """What the checker says of the fault: where it stands, why it is one, how to mend it."""
        act, right = self.exercise.act, self.exercise.choices[self.exercise.right].value
        assert act is not None
        read = Act(ActText.from_text(act.text, act.kind))
        found = findings(read, self.language, {str(right)})
        for section in tell_findings(read, found, self.language).sections[1:]:
            yield from section.lines


_SLOTS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.HOW_MUCH: ("benefit", "month"),
    Kind.WHO: ("benefit", "month"),
    Kind.FROM_WHEN: ("child",),
    Kind.UNTIL_WHEN: ("child",),
    Kind.WHICH_STATE: ("month",),
    Kind.WHICH_PROVISION: ("benefit", "child", "month"),
    Kind.WHAT_IS_MISSING: (),
    Kind.FIND_FAULT: (),
}


def misreading(key: str, language: Language) -> str:
    """Why an answer is wrong, by the key of the misreading behind it."""
    return Catalogue.load("perenou.training", "texts").text(f"training.misreading.{key}", language)


def _what(item: str, language: Language) -> str:
    """What an item of the checklist for acts finds, in a sentence."""
    key = item.lower().replace("-", "_")
    return Catalogue.load("perenou.acts.check", "texts").text(f"check.{key}.what", language)


def _short(day: Day) -> str:
    of = date.fromordinal(day)
    return f"{of.day:02}.{of.month:02}.{of.year}"
