"""An answer marked, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from perenou.casework.report import Line
from perenou.language.grammar import Language
from perenou.training.exercise import Exercise
from perenou.training.tell import Telling


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked answer.

    Attributes:
        is_right: whether it is the law's. why_wrong: the misreading behind a wrong one. right: the
            right answer in words. reasons: why it is right. provisions: those that decide.
    """

    is_right: bool
    why_wrong: str
    right: str
    reasons: tuple[Line, ...]
    provisions: tuple[str, ...]


def mark(exercise: Exercise, chosen: int, language: Language = "et") -> Marked:
    """Mark a choice by its place.

    Raises:
        IndexError: there is no such choice.
    """
    choice = exercise.choices[chosen]
    telling = Telling(exercise, language)
    return Marked(
        choice.is_right,
        "" if choice.is_right else telling.misreading(choice),
        telling.choice(exercise.choices[exercise.right]),
        telling.reasons(),
        exercise.provisions,
    )
