"""Exercises in words for a page: the question, the family, the choices, and an answer marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.utils.safestring import SafeString

from perenou.casework.words import Words
from perenou.language.grammar import Language
from perenou.training.exercise import Exercise as Made
from perenou.training.exercise import FaultyAct
from perenou.training.mark import Marked, mark
from perenou.training.tell import Telling
from perenou.workbench.cases.facts_told import FactGroup, facts_told
from perenou.workbench.cases.why_tree import tree
from perenou.workbench.frame.family import Family, family
from perenou.workbench.frame.words import say
from perenou.workbench.learning.models import GIVEN

_CELLS: Final = " | "
"""Between the cells of a table in plain text."""


@dataclass(frozen=True, slots=True)
class ActBlock:
    """A line of an act, or the rows of a table in it, the first of which is its head."""

    text: str = ""
    is_heading: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """An exercise in words.

    Attributes:
        sentences: what is told of an invented family. facts: all that is known of one of our
            cases. act: what the act says in which something is wrong.
    """

    question: str
    picture: Family
    sentences: tuple[str, ...]
    facts: tuple[FactGroup, ...]
    act: tuple[ActBlock, ...]
    choices: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A marked answer in words; ``why_wrong`` is empty for a right one.

    Attributes:
        chosen: what was answered. tree: why the right answer is right.
    """

    is_right: bool
    chosen: str
    right: str
    why_wrong: str
    tree: SafeString
    provisions: tuple[str, ...]


def asked(exercise: Made, language: Language) -> Asked:
    """An exercise as it is put."""
    telling = Telling(exercise, language)
    case = exercise.family.case
    is_given = exercise.family.theme == GIVEN
    return Asked(
        question=telling.question(),
        picture=family(case, _day(exercise), language),
        sentences=() if is_given else tuple(telling.family()),
        facts=tuple(facts_told(case, language)) if is_given else (),
        act=() if exercise.act is None else tuple(blocks(exercise.act)),
        choices=tuple(telling.choice(each) for each in exercise.choices),
        fingerprint=exercise.fingerprint,
    )


def blocks(act: FaultyAct) -> Iterator[ActBlock]:
    """An act as it is shown: nothing in its look tells the fault from what was there before."""
    lines = (line for line in act.text.splitlines() if line.strip())
    for is_row, found in groupby(lines, lambda line: _CELLS in line):
        if is_row:
            yield ActBlock(rows=tuple(tuple(line.split(_CELLS)) for line in found))
        else:
            yield from (ActBlock(line, line in act.headings) for line in found)


def explained(exercise: Made, chosen: int, language: Language) -> Explained:
    """An answer marked by the engine, with its reasons."""
    marked: Marked = mark(exercise, chosen, language)
    telling = Telling(exercise, language)
    return Explained(
        marked.is_right,
        telling.choice(exercise.choices[chosen]),
        marked.right,
        marked.why_wrong,
        tree(marked.reasons, say("why.because", language)),
        marked.provisions,
    )


def benefit_name(key: str, language: Language) -> str:
    """What a benefit is called; empty for none."""
    return Words(language).benefit(key) if key else ""


def _day(exercise: Made) -> int:
    as_of = exercise.family.case.as_of_day
    assert as_of is not None  # every exercise is asked as of a day
    return as_of
