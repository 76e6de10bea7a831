"""Exercises in words: the family, the question, the choices, why an answer is right or wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from perenou.acts.check.checker import findings
from perenou.acts.check.tell import tell_findings
from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.benefits.estonia.vocabulary import CLAIMED_BY_DAYS
from perenou.casework.determination import Question
from perenou.casework.rate_sheet import sheets
from perenou.casework.report import Line
from perenou.casework.solve import Solved
from perenou.casework.tell_coordination import tell_states
from perenou.casework.tell_questions import question_text, questions_section
from perenou.casework.tell_sheet import tell_sheets
from perenou.casework.tell_why import tell_month
from perenou.casework.words import Words
from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.grammar import Language, counted
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.citation import Citation
from perenou.rules.types import Day, Months
from perenou.training.draft import days_claimed
from perenou.training.exercise import Choice, Exercise, Kind
from perenou.training.told import Told

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
        """What is asked; like questions are put in more than one way."""
        exercise = self.exercise
        key, ways, wanted = _question(exercise)
        slots: dict[str, SlotValue] = {}
        if "benefit" in wanted:
            slots["benefit"] = self.words.benefit(exercise.benefit)
        if "child" in wanted:
            slots["child"] = self.words.name_of(exercise.about)
        if "month" in wanted:
            slots["month"] = exercise.family.month
        way = 1 + (exercise.family.month + exercise.right) % ways
        return self.say(f"question.{key}.{way}", **slots)

    def family(self) -> Iterator[str]:
        """The facts of the family that an exercise rests on, a sentence each."""
        yield from Told(self.exercise.family.case, self.words, self.say).sentences()

    def choice(self, choice: Choice) -> str:
        """A choice in words."""
        kind, value = self.exercise.kind, choice.value
        if kind is Kind.HOW_MUCH:
            assert isinstance(value, int)
            return self.words.amount(value, value)
        if kind is Kind.HOW_MANY_DAYS:
            assert isinstance(value, int)
            return counted(value, "day", self.language)
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
        if exercise.kind in _OF_RATE and exercise.benefit in CLAIMED_BY_DAYS:
            sheet = tuple(self._sheet(solved))
            if sheet:
                return (*sheet, *self._provisions())
        return (
            *(line for month in self._months() for line in self._month(solved, month)),
            *self._provisions(),
        )

    def _sheet(self, solved: Solved) -> Iterator[Line]:
        """How a month's parental benefit comes about: the daily rate, line by line, and the days.

        Nothing where none is paid.
        """
        benefit, month = self.exercise.benefit, self.exercise.family.month
        for paid in solved.payments:
            if (paid.benefit, paid.month) != (benefit, month) or not paid.days:
                continue
            title = f"{self.words.names(paid.payees)}: {self.words.amount(paid.least, paid.most)}"
            yield Line(title, tone="good")
            taken = paid.reduction[0]
            rate = (paid.least + taken) // paid.days
            yield Line(self.say("reason.days", days=paid.days, rate=rate), 1)
            if taken:
                yield Line(self.say("reason.reduction", amount=taken), 1)
            for section in tell_sheets(
                [each for each in sheets(solved)
                 if benefit in each.benefits and each.who in paid.payees], self.words,
            ):  # fmt: skip
                yield from (replace(line, depth=line.depth + 1) for line in section.lines)

    def _months(self) -> tuple[Months, ...]:
        """The months whose reasons make an answer right: of a last day, also the month after it."""
        right = self.exercise.choices[self.exercise.right].value
        if self.exercise.kind is Kind.FROM_WHEN and isinstance(right, int):
            return (month_of(right),)
        if self.exercise.kind is Kind.UNTIL_WHEN and isinstance(right, int):
            return (month_of(right), month_of(right) + 1)
        if self.exercise.kind is Kind.HOW_MUCH and self.exercise.benefit in ONE_OFF:
            paid = [p.month for p in Solved(self.exercise.family.case).payments
                    if p.benefit == self.exercise.benefit]  # fmt: skip
            return (paid[0] if paid else self.exercise.family.month,)
        return (self.exercise.family.month,)

    def _month(self, solved: Solved, month: Months) -> Iterator[Line]:
        exercise = self.exercise
        figures = exercise.kind is Kind.HOW_MUCH
        benefits = [exercise.benefit]
        if exercise.kind is Kind.WHO and exercise.benefit in CLAIMED_BY_DAYS:
            benefits = list(dict.fromkeys(days_claimed(exercise.family)))
        for benefit in benefits:
            yield from tell_month(
                solved, benefit, month, self.language, exercise.about, with_figures=figures
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


def _question(exercise: Exercise) -> tuple[str, int, tuple[str, ...]]:
    """The key of a question, in how many ways it is put, and what it speaks of."""
    kind, benefit = exercise.kind, exercise.benefit
    if kind is Kind.HOW_MUCH and benefit in ONE_OFF:
        return "how_much_once", 2, ("benefit",)
    if kind is Kind.HOW_MUCH and benefit in CLAIMED_BY_DAYS:
        return "how_much_before_tax", 2, ("benefit", "month")
    if kind is Kind.WHICH_PROVISION and benefit in CLAIMED_BY_DAYS:
        return "which_provision_of_rate", 1, ("benefit", "month")
    if kind is Kind.WHO and benefit in CLAIMED_BY_DAYS:
        return "who_is_paid", 1, ("month",)
    return kind.value, *_QUESTIONS[kind]


_OF_RATE: Final = (Kind.HOW_MUCH, Kind.WHICH_PROVISION)
"""Kinds whose answer is what a day of parental benefit is by."""

_QUESTIONS: Final[dict[Kind, tuple[int, tuple[str, ...]]]] = {
    Kind.HOW_MUCH: (3, ("benefit", "month")),
    Kind.HOW_MANY_DAYS: (2, ("benefit", "month")),
    Kind.WHO: (2, ("benefit", "month")),
    Kind.FROM_WHEN: (2, ("child", "benefit")),
    Kind.UNTIL_WHEN: (2, ("child", "benefit")),
    Kind.WHICH_STATE: (2, ("month",)),
    Kind.WHICH_PROVISION: (2, ("benefit", "child", "month")),
    Kind.WHAT_IS_MISSING: (2, ()),
    Kind.FIND_FAULT: (2, ()),
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
