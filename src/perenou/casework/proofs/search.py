"""Going through the shapes, the smaller ones first, until a family answers the question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from perenou.casework.case_file.schema import Case
from perenou.casework.proofs.answer import Answer, DisagreementError, Example
from perenou.casework.proofs.laid import laid_over
from perenou.casework.proofs.shape import FamilyTerms, Free, Shape, case_of, family_of
from perenou.rules.lawbook import Law
from perenou.rules.prove.ask import Asking, together
from perenou.rules.prove.effort import Effort
from perenou.rules.prove.errors import OutOfTimeError
from perenou.rules.prove.family import Family
from perenou.rules.prove.months import Months
from perenou.rules.prove.terms import Term
from perenou.rules.types import Months as MonthNumber

EVENTS: Final[frozenset[Free]] = frozenset({"alone", "studies", "residence", "care", "wanted"})
"""What may befall the families of a question, unless it asks about something else."""


@dataclass(frozen=True, slots=True)
class Scope:
    """How far a question looks.

    Attributes:
        month: the month asked about. as_of: the day whose law examples are written for.
        most: the most children. free: what may befall the families. seconds: how long at most
            on an idle machine; what is decided hangs on the work, not on the clock.
    """

    month: MonthNumber
    as_of: int
    most: int = 3
    free: frozenset[Free] = EVENTS
    seconds: float = 30.0


@dataclass(slots=True)
class Room:
    """One shape while a question is asked of it: its terms and all that is laid over it."""

    scope: Scope
    size: int
    effort: Effort
    months: Months = field(default_factory=Months)
    family: FamilyTerms = field(init=False)
    holds: list[Term] = field(init=False)
    _kept: list[tuple[Law, FamilyTerms]] = field(default_factory=list)
    _laid: dict[tuple[int, tuple[str, ...], int], Family] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.family, self.holds = family_of(self.size, self.scope.month, self.scope.free)

    def laid(
        self,
        law: Law,
        asked: Sequence[str],
        family: FamilyTerms | None = None,
        like: Family | None = None,
    ) -> Family:
        """A law over the shape's family, or over another one of terms.

        Args:
            like: another law over the family, or another family of as many children.
        """
        over = family or self.family
        key = (id(law), tuple(asked), id(over))
        if key not in self._laid:
            shape = Shape(len(over.children), self.scope.month, self.scope.as_of)
            self._laid[key] = laid_over(
                law, asked, shape, over, self.scope.month, self.months, self.effort, like
            )
            self._kept.append((law, over))
        return self._laid[key]


@dataclass(frozen=True, slots=True)
class Looked:
    """A family that a question looks at.

    Attributes:
        family: its terms. value: terms that add up to its value. solved: its value by the solver.
    """

    family: FamilyTerms
    value: tuple[Term, ...]
    solved: Callable[[Case], int | None]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a question asks of one shape.

    Attributes:
        holds: gives the condition of an example, once it is needed.
        looked: the families and values to tell. gives: the type of the values.
        needs: conditions of which one holds of every example, each more easily refuted than the
            whole; empty: none is known.
    """

    holds: Callable[[], Term]
    looked: tuple[Looked, ...]
    gives: str = "Cents"
    needs: tuple[Term, ...] = ()


@dataclass(slots=True)
class Rooms:
    """The shapes that a question goes through, each made once.

    Attributes:
        effort: the work that is left for the whole question.
    """

    scope: Scope
    effort: Effort = field(init=False)
    _made: dict[int, Room] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.effort = Effort(self.scope.seconds)

    def of(self, size: int) -> Room:
        """The shape of so many children."""
        if size not in self._made:
            self._made[size] = Room(self.scope, size, self.effort)
        return self._made[size]


def searched(
    kind: str, about: tuple[str, ...], rooms: Rooms, goals: Callable[[Room], Iterator[Goal]]
) -> Answer:
    """Go through the shapes until a family fits one of a question's goals.

    Raises:
        NotProvableError: something cannot be read on symbols. DisagreementError: the solver gives
            another answer for the example.
    """
    scope = rooms.scope
    done = 0
    for size in range(1, scope.most + 1):
        room = rooms.of(size)
        try:
            for goal in goals(room):
                asking = Asking(rooms.effort)
                asking.add(*room.holds, *room.months.conditions)
                if goal.needs and all(asking.is_impossible(each) for each in goal.needs):
                    continue
                holds = goal.holds()
                if holds is False:
                    continue
                outcome = asking.smallest(holds, [together(goal.looked[0].family.unusual)])
                if outcome.verdict == "undecided":
                    raise OutOfTimeError
                if outcome.value is not None:
                    families = tuple(
                        _confirmed(each, goal, outcome.value, scope) for each in goal.looked
                    )
                    return Answer(
                        kind, about, "example", scope.month, scope.most, scope.free, families,
                        outcome.is_smallest, done,
                    )  # fmt: skip
        except OutOfTimeError:
            return Answer(kind, about, "undecided", scope.month, scope.most, scope.free, done=done)
        done = size
    return Answer(kind, about, "proof", scope.month, scope.most, scope.free, done=done)


def _confirmed(looked: Looked, goal: Goal, read: Callable[[Term], int], scope: Scope) -> Example:
    case = case_of(looked.family, read, scope.month, scope.as_of)
    claimed, solved = sum(map(read, looked.value)), looked.solved(case)
    if solved != claimed:
        raise DisagreementError(claimed, solved, case)
    return Example(case, (claimed,), goal.gives)
