"""An interview about a case: only what still decides is asked, step by step, and nothing twice.

Pure: nothing is read or printed here. A caller moves on to the ``next`` question, shows what
``asked`` says and gives each answer, until there is no question left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from perenou.casework.answers import PAYERS, Answer, Step, named, read_answer
from perenou.casework.case_file.change import changed
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.schema import Case
from perenou.casework.determination import Question
from perenou.casework.dialogue import talk_of
from perenou.casework.questions import ALL_ORDINARY, questions
from perenou.casework.solve import Solved
from perenou.casework.talks import Talk
from perenou.casework.tell_questions import help_text, question_text
from perenou.casework.words import Words

BLANKS: Final = frozenset(
    {"from", "to", "for", "more", "school_country", "lives_where", "lived_where", "other_parent"}
)
"""Steps for which a blank line has a meaning of its own."""

LONGEST: Final = 60
"""Answers in one talk; somebody who always answers yes to "another one" comes to an end."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A step in words: what is asked, how to answer, how to find out, which provisions ask.

    ``help`` and ``norms`` are told with the first step of a question only; ``blank`` is what a
    blank line means.
    """

    text: str
    form: str
    blank: str
    help: str = ""
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where an interview stands.

    Attributes:
        question: the one that is asked now, if any. left: how many facts still decide. total:
            least and most of what is paid, in cents, as far as is known. is_ordinary: whether the
            file rules out exceptional events of which it is silent.
    """

    question: Question | None
    left: int
    total: tuple[int, int]
    is_ordinary: bool

    @property
    def is_all_open(self) -> bool:
        """Whether nothing is certain while any exceptional event may have happened."""
        return not self.is_ordinary and self.left > 0 and self.total[0] == 0


@dataclass(frozen=True, slots=True)
class Progress:
    """What an interview has asked already; kept between two questions, it is taken up again.

    Attributes:
        done: questions and places that are not asked again. is_apart: whether exceptional events
            are asked about one by one.
    """

    done: frozenset[tuple[str, str]] = frozenset()
    is_apart: bool = False


class Interview:
    """An interview in its course.

    Args:
        solved_by: solves a case as of a day; otherwise than by the readings that are followed,
            where practice has it so.

    Attributes:
        case: what the file says so far. step: what is asked now; None between two questions.
    """

    def __init__(
        self,
        case: Case,
        as_of: int | None = None,
        progress: Progress | None = None,
        solved_by: Callable[[Case, int | None], Solved] = Solved,
    ) -> None:
        self.case = case
        self._solved_by = solved_by
        self.step: Step | None = None
        self._as_of = as_of
        self._done: set[tuple[str, str]] = set() if progress is None else set(progress.done)
        self._apart = progress is not None and progress.is_apart
        self._question: Question | None = None
        self._place = ""
        self._talk: Talk | None = None
        self._given = 0

    @property
    def progress(self) -> Progress:
        """What has been asked, without the question that is asked now."""
        return Progress(frozenset(self._done), self._apart)

    def next(self) -> Position:
        """Move on to the question that decides most of those not asked yet."""
        solved = self._solved_by(self.case, self._as_of)
        missing = questions(solved, together=not self._apart)
        self._question, self.step = None, None
        for question in missing:
            found = None if self._was_asked(question) else talk_of(self.case, question)
            if found is not None and ("place", found[0]) not in self._done:
                self._place = found[0]
                self._begin(question, found[1])
                break
        least = sum(payment.least for payment in solved.payments)
        most = sum(payment.most for payment in solved.payments)
        total = least, most
        return Position(self._question, len(missing), total, self.case.is_ordinary)

    def asked(self, words: Words) -> Asked:
        """The present step in a language.

        Raises:
            ValueError: nothing is asked now.
        """
        step, question = self.step, self._question
        if step is None or question is None:
            raise ValueError("nothing is asked now")
        form = _form(step, words)
        text = _text(step, question, words)
        if self._given:
            return Asked(text, form, _blank(step, words))
        skips = words.say("ask.blank.skips")
        return Asked(text, form, skips, help_text(question, words), question.asked_by)

    def give(self, text: str) -> None:
        """Take an answer to the present step; a blank one skips it.

        Raises:
            AnswerError: the answer is not of the form asked for; the step stays.
            CaseFileError: the answers contradict the case; the question begins anew.
        """
        if self.step is None:
            return
        self._send(None if not text.strip() else read_answer(self.step, text))

    def _begin(self, question: Question, talk: Talk) -> None:
        self._question, self._talk, self._given = question, talk, 0
        self.step = next(talk)

    def _send(self, answer: Answer | None) -> None:
        if self._talk is None or self._question is None:
            return
        self._given += 1
        if self._given > LONGEST:
            answer = None
        if self._question.facts[0] == ALL_ORDINARY and answer is not None and answer.is_no:
            self._apart = True
        try:
            self.step = self._talk.send(answer)
        except StopIteration as end:
            self._finish(self._question, end.value)

    def _finish(self, question: Question, changes: list[str]) -> None:
        try:
            case = changed(self.case, changes) if changes else self.case
        except CaseFileError:
            found = talk_of(self.case, question)
            if found is not None:
                self._begin(question, found[1])
            raise
        self.case, self.step = case, None
        self._done.add(("place", self._place))
        self._done.update((fact, who) for fact in question.facts for who in [_about(question)])

    def _was_asked(self, question: Question) -> bool:
        return (question.facts[0], _about(question)) in self._done


def _about(question: Question) -> str:
    return "" if question.facts[0] == ALL_ORDINARY else " ".join(question.about)


def _text(step: Step, question: Question, words: Words) -> str:
    if not step.key:
        return question_text(question, words)
    key, _, name = step.key.partition(":")
    names = [words.name_of(who) for who in question.about]
    return words.asked(key, name or names[0], names[-1])


def _form(step: Step, words: Words) -> str:
    shown = [_shown(step, word, words) for word in step.choices]
    if step.form in ("choice", "choices"):
        shown = [f"{at} – {name}" for at, name in enumerate(shown, 1)]
    if step.form in ("person", "people") and not shown:
        text = words.say(f"ask.form.new_{step.form}")
    elif step.form in ("choice", "choices", "person", "people", "child", "children"):
        text = words.say(f"ask.form.{step.form}", choices=", ".join(shown))
    else:
        text = words.say(f"ask.form.{step.form}")
    return words.say("ask.form.or_no", form=text) if step.may_be_no else text


def _shown(step: Step, word: str, words: Words) -> str:
    """A word or person to choose."""
    if step.of:
        return named(step.of, word, words)
    if word in PAYERS:
        return named("payer", word, words)
    name = dict(zip(step.choices, step.names, strict=True)).get(word, word)
    return word if word == name else f"{word} ({name})"


def _blank(step: Step, words: Words) -> str:
    """What a blank line means for a step after the first."""
    key, _, _ = step.key.partition(":")
    return words.say(f"ask.blank.{key if key in BLANKS else 'other'}")
