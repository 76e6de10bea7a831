"""A proposal as data: what is wrong, what could be done, who was asked, and what came of it.

What is not written yet is empty and becomes a gap of the papers, never a sentence of ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What is to be changed."""

    LAW = "law"
    PROCESS = "process"
    WORK = "work"
    IT = "it"
    TEXT = "text"


class Stage(StrEnum):
    """How far a proposal is."""

    IDEA = "idea"
    DRAFTED = "drafted"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    IN_FORCE = "in_force"


FOLLOWS: Final[dict[Stage, tuple[Stage, ...]]] = {
    Stage.IDEA: (Stage.DRAFTED, Stage.REFUSED),
    Stage.DRAFTED: (Stage.SENT, Stage.IDEA),
    Stage.SENT: (Stage.ACCEPTED, Stage.REFUSED, Stage.DRAFTED),
    Stage.ACCEPTED: (Stage.IN_FORCE, Stage.REFUSED),
    Stage.REFUSED: (Stage.IDEA,),
    Stage.IN_FORCE: (),
}
"""By stage, those that may come next."""

BACKWARDS: Final = frozenset({(Stage.DRAFTED, Stage.IDEA), (Stage.SENT, Stage.DRAFTED)})
"""Steps that take a proposal back; they need a reason, as a refusal does."""


def needs_reason(now: Stage, then: Stage) -> bool:
    """Whether a step has to be explained."""
    return then is Stage.REFUSED or (now, then) in BACKWARDS


class Origin(StrEnum):
    """Where evidence of a problem comes from."""

    PRACTICE = "practice"
    PROCESS = "process"
    QUESTION = "question"
    ANSWER = "answer"
    POSITION = "position"
    TEXT = "text"
    COMPLAINT = "complaint"
    LAW = "law"
    OTHER = "other"


class Taken(StrEnum):
    """What became of somebody's opinion."""

    OPEN = "open"
    TAKEN = "taken"
    PARTLY = "partly"
    NOT = "not"


class YesNo(StrEnum):
    """An answer of a person to a question of the check against the law of the Union."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that shows the problem.

    Attributes:
        key: of what it is kept under, such as the number of a question. said: in a sentence.
    """

    origin: Origin
    key: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A way to solve the problem, and what speaks for and against it."""

    name: str
    said: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """How a provision is to read."""

    citation: str
    text: str


@dataclass(frozen=True, slots=True)
class Consulted:
    """Somebody who has to be asked, what they said and what was answered to it."""

    who: str
    due: date | None = None
    opinion: str = ""
    answer: str = ""
    taken: Taken = Taken.OPEN


@dataclass(frozen=True, slots=True)
class Checked:
    """What a person answered to a question of the check against the law of the Union."""

    question: str
    answer: YesNo
    said: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """What a figure that was expected came to be, once the change was in force.

    Attributes:
        figure: its name among the computed ones. value: cents or a number, as that one counts.
        source: where the value is from.
    """

    figure: str
    value: int
    source: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What people write of a proposal.

    Attributes:
        kind: what is to be changed. work, cost: the effect on people's work and what it costs
            beside the benefits. minutes: that one decision more takes; None: not known.
        since: from when it is to hold.
    """

    title: str
    kind: Kind = Kind.LAW
    problem: str = ""
    aim: str = ""
    evidence: tuple[Evidence, ...] = ()
    options: tuple[Option, ...] = ()
    wordings: tuple[Wording, ...] = ()
    terms: str = ""
    cost: str = ""
    work: str = ""
    minutes: int | None = None
    transition: str = ""
    regulations: str = ""
    since: date | None = None
    due: date | None = None
    consulted: tuple[Consulted, ...] = ()
    checked: tuple[Checked, ...] = ()
    happened: tuple[Happened, ...] = field(default=())

    @property
    def chosen(self) -> Option | None:
        """The option that is proposed."""
        return next((each for each in self.options if each.is_chosen), None)

    def wording_of(self, citation: str) -> str:
        """How a provision is to read; empty: nobody has written that."""
        return next((each.text for each in self.wordings if each.citation == citation), "")

    def checked_of(self, question: str) -> Checked | None:
        """What a person answered to a question."""
        return next((each for each in self.checked if each.question == question), None)
