"""An interview that lasts over many requests: kept between them, taken up again, and gone back in.

Nothing of it lives in memory between two requests. What is kept is the case as far as it was told,
what was asked, and the answers to the question that is half answered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from perenou.casework.answers import AnswerError
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import read_text
from perenou.casework.case_file.schema import Case
from perenou.casework.case_file.writer import dump
from perenou.casework.determination import Question
from perenou.casework.interview import Interview, Position, Progress
from perenou.workbench.entry.plain import Json, list_of, mapping_of, text_of, texts_of
from perenou.workbench.positions.readings import solved


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to a step, with what is needed to show it; an empty text skipped the step."""

    form: str
    of: str
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was answered, and how everything stood before it."""

    facts: tuple[str, ...]
    about: tuple[str, ...]
    given: tuple[Given, ...]
    content: str
    progress: Progress

    @property
    def key(self) -> str:
        """What the question is known by."""
        return _key(self.facts, self.about)


@dataclass(slots=True)
class State:
    """All of an interview that is kept.

    Attributes:
        content: the case file after the last question answered. progress: what was asked.
        asked, given: the question asked now, and what of it is answered. prefill: what was answered
            to it before. earlier: questions answered. later: answers by question, given again
            where it is asked again after going back.
    """

    content: str
    progress: Progress = field(default_factory=Progress)
    asked: str = ""
    given: list[Given] = field(default_factory=list)
    prefill: list[str] = field(default_factory=list)
    earlier: list[Answered] = field(default_factory=list)
    later: dict[str, list[str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Json]:
        """It all as plain data."""
        return {
            "content": self.content,
            "progress": _progress_json(self.progress),
            "asked": self.asked,
            "given": [_given_json(each) for each in self.given],
            "prefill": list(self.prefill),
            "earlier": [
                {
                    "facts": list(each.facts),
                    "about": list(each.about),
                    "given": [_given_json(one) for one in each.given],
                    "content": each.content,
                    "progress": _progress_json(each.progress),
                }
                for each in self.earlier
            ],
            "later": {key: list(texts) for key, texts in self.later.items()},
        }


def state_of(told: Mapping[str, Json]) -> State:
    """What ``as_json`` told."""
    return State(
        content=text_of(told["content"]),
        progress=_progress(told["progress"]),
        asked=text_of(told["asked"]),
        given=[_given(each) for each in list_of(told["given"])],
        prefill=texts_of(told["prefill"]),
        earlier=[_answered(mapping_of(each)) for each in list_of(told["earlier"])],
        later={key: texts_of(texts) for key, texts in mapping_of(told["later"]).items()},
    )


class Course:
    """An interview taken up where its state left it."""

    def __init__(self, state: State, as_of: int | None = None) -> None:
        self.state = state
        self._as_of = as_of
        self._take_up()

    @property
    def case(self) -> Case:
        """The case after the last question answered."""
        return self.talk.case

    @property
    def question(self) -> Question | None:
        """What is asked now."""
        return self.position.question

    @property
    def place(self) -> str:
        """What the present step is known by; a form tells it, so that it is answered once."""
        return f"{len(self.state.earlier)}.{len(self.state.given)}"

    @property
    def initial(self) -> str:
        """What was answered to the present step before."""
        at = len(self.state.given)
        return self.state.prefill[at] if at < len(self.state.prefill) else ""

    def give(self, text: str) -> None:
        """Take an answer to the present step; an empty one skips it.

        Raises:
            AnswerError: the answer is not of the form asked for.
            CaseFileError: the answers contradict the case; the question begins anew, and what was
                answered is offered again.
        """
        self._give(text)
        self._give_later()

    def finish(self) -> None:
        """Take a half-answered question as it stands: what else it asks is left blank.

        Raises:
            CaseFileError: the answers contradict the case; the question begins anew.
        """
        while self.state.given:
            self._give("")

    def prefill(self, text: str) -> None:
        """Offer an answer to the present step without taking it."""
        self.state.prefill = [*(each.text for each in self.state.given), text]

    @property
    def family(self) -> Case:
        """The case before any question was answered."""
        first = self.state.earlier[0].content if self.state.earlier else self.state.content
        return read_text(first, "case.yaml")

    def begin_anew(self, family: Case) -> None:
        """Begin with another family; what was answered is given again where it is asked again.

        An answer about fewer people than are asked about now is offered, and not given.
        """
        before = {each.key: [one.text for one in each.given] for each in self.state.earlier}
        if self.state.given:
            before[self.state.asked] = [each.text for each in self.state.given]
        self.state.later = {**before, **self.state.later}
        self.state.content, self.state.progress = dump(family), Progress()
        self.state.earlier, self.state.asked = [], ""
        self.state.given, self.state.prefill = [], []
        self._take_up()
        self._give_later()
        self._offer_answer_of_fewer()

    def back(self, at: int) -> None:
        """Go back to an earlier question; answers after it are kept and given again."""
        if not 0 <= at < len(self.state.earlier):
            return
        target, *after = self.state.earlier[at:]
        later = {each.key: [one.text for one in each.given] for each in after}
        self.state.content, self.state.progress = target.content, target.progress
        self.state.later = {**later, **self.state.later}
        self.state.earlier = self.state.earlier[:at]
        self.state.asked, self.state.given = target.key, []
        self.state.prefill = [each.text for each in target.given]
        self._take_up()

    def _take_up(self) -> None:
        case = read_text(self.state.content, "case.yaml")
        self.talk = Interview(case, self._as_of, self.state.progress, solved)
        self.position: Position = self.talk.next()
        if self._asked() != self.state.asked:
            # The law of another day, or another version of the rules, asks something else first.
            self.state.asked, self.state.given, self.state.prefill = self._asked(), [], []
        for at, each in enumerate(self.state.given):
            try:
                self.talk.give(each.text)
            except (AnswerError, CaseFileError):
                del self.state.given[at:]
                break

    def _asked(self) -> str:
        question = self.position.question
        return "" if question is None else _key(question.facts, question.about)

    def _give(self, text: str) -> None:
        step, question = self.talk.step, self.question
        if step is None or question is None:
            return
        before = self.state.content
        progress = self.talk.progress
        texts = [*(each.text for each in self.state.given), text]
        try:
            self.talk.give(text)
        except CaseFileError:
            self.state.given, self.state.prefill = [], texts
            raise
        self.state.given.append(Given(step.form, step.of, text))
        if self.talk.step is None:
            answered = Answered(
                question.facts, question.about, tuple(self.state.given), before, progress
            )
            self.state.earlier.append(answered)
            self.state.content, self.state.progress = dump(self.talk.case), self.talk.progress
            self.position = self.talk.next()
            self.state.asked, self.state.given, self.state.prefill = self._asked(), [], []

    def _answered_before(self) -> list[str] | None:
        """What was answered to what is asked now, or about these people and others together."""
        fact, about = _of_key(self.state.asked)
        for key in (self.state.asked, *self.state.later):
            other, people = _of_key(key)
            if key in self.state.later and other == fact and about <= people:
                return self.state.later.pop(key)
        return None

    def _offer_answer_of_fewer(self) -> None:
        """Offer what was answered about some of those who are asked about now."""
        fact, about = _of_key(self.state.asked)
        for key, texts in self.state.later.items():
            other, people = _of_key(key)
            if not self.state.given and other == fact and people <= about:
                self.state.prefill = texts

    def _give_later(self) -> None:
        """Answer again what had been answered before somebody went back."""
        while not self.state.given and (texts := self._answered_before()):
            for text in texts:
                answered = len(self.state.earlier)
                try:
                    self._give(text)
                except (AnswerError, CaseFileError):
                    self.state.prefill = texts
                    return
                if len(self.state.earlier) > answered:
                    break


def _of_key(key: str) -> tuple[str, frozenset[str]]:
    """The fact and the people of a question by its key."""
    fact, *about = key.split(" ")
    return fact, frozenset(about)


def begin(case: Case) -> State:
    """An interview about a case as far as it is known."""
    return State(dump(case))


def _key(facts: Sequence[str], about: Sequence[str]) -> str:
    return " ".join((facts[0], *about))


def _answered(told: Mapping[str, Json]) -> Answered:
    return Answered(
        tuple(texts_of(told["facts"])),
        tuple(texts_of(told["about"])),
        tuple(_given(each) for each in list_of(told["given"])),
        text_of(told["content"]),
        _progress(told["progress"]),
    )


def _progress_json(progress: Progress) -> dict[str, Json]:
    done: list[Json] = [list(each) for each in sorted(progress.done)]
    return {"done": done, "apart": progress.is_apart}


def _progress(told: Json) -> Progress:
    of = mapping_of(told)
    done = {(first, second) for first, second in map(texts_of, list_of(of["done"]))}
    return Progress(frozenset(done), bool(of["apart"]))


def _given_json(given: Given) -> list[Json]:
    return [given.form, given.of, given.text]


def _given(told: Json) -> Given:
    return Given(*texts_of(told))
