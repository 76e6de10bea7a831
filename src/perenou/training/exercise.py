"""An exercise: a family, a question, one right answer, and the readings that lead astray."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from perenou.acts.kinds import Kind as ActKind
from perenou.casework.receipt import facts_hash
from perenou.training.draft import Family

MOST_CHOICES: Final = 4
LEAST_CHOICES: Final = 3


class Kind(StrEnum):
    """What an exercise asks."""

    HOW_MUCH = "how_much"
    HOW_MANY_DAYS = "how_many_days"
    WHO = "who"
    FROM_WHEN = "from_when"
    UNTIL_WHEN = "until_when"
    WHICH_STATE = "which_state"
    WHICH_PROVISION = "which_provision"
    WHAT_IS_MISSING = "what_is_missing"
    FIND_FAULT = "find_fault"


Value = int | str | tuple[str, ...]
"""What is chosen: cents or a day; a state, provision or item of the checklist for acts; ids of
children; a fact and whose it is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be chosen.

    Attributes:
        misreading: key of the reading that leads to it; empty: it is right.
    """

    value: Value
    misreading: str = ""

    @property
    def is_right(self) -> bool:
        """Whether the law gives this answer."""
        return not self.misreading

    @property
    def digest(self) -> str:
        """The same for the same answer wherever it can be chosen."""
        return sha256(repr(self.value).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class FaultyAct:
    """An act or letter in which something is wrong, as plain text.

    Attributes:
        headings: the lines of it that are its title and headings.
    """

    kind: ActKind
    text: str
    headings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise, made and solved by the engine.

    Attributes:
        kind: what is asked. family: about whom. benefit: its key; empty where none is asked about.
        about: id of the child that is asked about, if one is. choices: in the order shown, exactly
            one of them right. provisions: those that decide. norms: how many norms decide.
        days_near: from the month asked about to the nearest day that changes the answer.
        act: in which something is to be found.
    """

    kind: Kind
    family: Family
    benefit: str
    about: str
    choices: tuple[Choice, ...]
    provisions: tuple[str, ...]
    norms: int
    days_near: int
    act: FaultyAct | None = None

    @property
    def right(self) -> int:
        """The place of the right choice."""
        return next(at for at, each in enumerate(self.choices) if each.is_right)

    def is_about(self, misreading: str) -> bool:
        """Whether a wrong answer comes from a misreading; of none in particular, yes."""
        return not misreading or any(each.misreading == misreading for each in self.choices)

    @property
    def difficulty(self) -> int:
        """From 1 to 5: more norms that decide and a nearer boundary make it harder.

        A child of 18 years and 364 days is harder than one of 8 years.
        """
        by_norms = 0 if self.norms < 22 else 1 if self.norms < 44 else 2
        by_distance = 2 if self.days_near <= 31 else 1 if self.days_near <= 92 else 0
        return 1 + by_norms + by_distance

    @property
    def fingerprint(self) -> str:
        """Changes whenever what is asked, what can be chosen, or what is right does."""
        said = [
            self.kind.value, facts_hash(self.family.case), self.family.month, self.benefit,
            self.about, [(each.value, each.misreading) for each in self.choices],
            self.provisions, "" if self.act is None else self.act.text,
        ]  # fmt: skip
        return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:32]


def choices(
    right: Value, wrong: Iterable[tuple[Value, str]], draw: random.Random
) -> tuple[Choice, ...]:
    """The right answer among the first wrong ones that differ from it and from each other.

    Amounts and days stand in their order, other answers in a drawn one.
    """
    found = {right: Choice(right)}
    for value, key in wrong:
        if value not in found and value != ():
            found[value] = Choice(value, key)
        if len(found) == MOST_CHOICES:
            break
    made = list(found.values())
    if all(isinstance(each.value, int) for each in made):
        return tuple(sorted(made, key=lambda each: int(str(each.value))))
    draw.shuffle(made)
    return tuple(made)
