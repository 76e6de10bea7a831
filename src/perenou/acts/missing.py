"""Which missing facts to ask a person about: those of the children and adults of a matter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from perenou.acts.matter import Item
from perenou.casework.determination import Question
from perenou.casework.questions import ALL_ORDINARY, questions

_DEATH = "death_day"
"""Nobody is asked whether they have died."""

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def missing(solved: Solved, who: str, items: Iterable[Item]) -> tuple[Question, ...]:
    """The questions that matter for some items, those that decide most first.

    Whether all exceptional events can be excluded at once is for an official to answer; in a
    letter each of them is asked for.
    """
    asked = solved.determination.questions
    if any(question.facts[0] == ALL_ORDINARY for question in asked):
        asked = questions(solved, together=False)
    children = {child for item in items for child in item.about}
    concerned = {who, *children}
    mine = tuple(
        q
        for q in asked
        if (not q.about or concerned & set(q.about)) and (q.facts[0], q.about) != (_DEATH, (who,))
    )
    return mine or asked
