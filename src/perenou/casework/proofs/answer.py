"""What a question over all families found."""

from __future__ import annotations

from dataclasses import dataclass, replace

from perenou.casework.case_file.schema import Case
from perenou.casework.proofs.shape import Free
from perenou.rules.prove.ask import Verdict
from perenou.rules.types import Months


class DisagreementError(Exception):
    """The solver gives another answer for an example than the proof: one of the two is wrong.

    Attributes:
        claimed, solved: what the example was to be paid or to be, and what the solver says.
        case: the example.
    """

    def __init__(self, claimed: int, solved: int | None, case: Case) -> None:
        super().__init__(f"{claimed} claimed, {solved} by the solver")
        self.claimed = claimed
        self.solved = solved
        self.case = case


@dataclass(frozen=True, slots=True)
class Example:
    """A family that answers a question, confirmed by the solver.

    Attributes:
        case: the family. values: what the question looked at, as the solver gives it.
        gives: the type of the values.
    """

    case: Case
    values: tuple[int, ...]
    gives: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one question.

    Attributes:
        kind: of the question. about: what it was asked about. verdict: an example, the proof that
            there is none in any shape, or neither. month: the month asked about.
        families: the example; a pair where two families were compared.
        free: what could befall the families. is_smallest: whether no smaller example exists.
        most: the most children asked about. done: up to how many children no family fits.
        parts: the answers of a question of several parts.
    """

    kind: str
    about: tuple[str, ...]
    verdict: Verdict
    month: Months
    most: int
    free: frozenset[Free]
    families: tuple[Example, ...] = ()
    is_smallest: bool = False
    done: int = 0
    parts: tuple[Answer, ...] = ()

    def named(self, *about: str) -> Answer:
        """The same answer about something else."""
        return replace(self, about=about)
