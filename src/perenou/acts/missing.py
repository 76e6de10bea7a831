"""Which missing facts to ask a person about: those of the children and adults of a matter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from perenou.acts.matter import Item
from perenou.casework.determination import STATE_PREFIX, Question
from perenou.casework.questions import ALL_ORDINARY, questions

_DEATH = "death_day"
"""Nobody is asked whether they have died."""

_OF_STATE = "_right_there"
"""End of the names of facts that only another state's institution can tell."""

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def missing(solved: Solved, who: str, items: Iterable[Item]) -> tuple[Question, ...]:
    """The questions that matter for some items, those that decide most first.

    Whether all exceptional events can be excluded at once is for an official to answer; in a
    letter each of them is asked for.
    """
    items = tuple(items)
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
    return mine or _behind(solved, items) or asked


def asked_of(questions: Iterable[Question]) -> dict[str, tuple[Question, ...]]:
    """Questions by whom to ask: a state's institution by its id, the family by an empty one.

    What another state's law gives the family does not know; institutions ask each other.
    """
    found: dict[str, list[Question]] = {}
    for question in questions:
        states = [who for who in question.about if who.startswith(STATE_PREFIX)]
        is_of_state = bool(states) and question.facts[0].endswith(_OF_STATE)
        found.setdefault(states[0] if is_of_state else "", []).append(question)
    return {who: tuple(asked) for who, asked in found.items()}


def _behind(solved: Solved, items: Iterable[Item]) -> tuple[Question, ...]:
    """The open facts that items rest on, where no sum of the months asked about depends on them."""
    grounds = (ground for item in items for ground in item.grounds)
    facts = solved.law.book.facts
    return tuple(
        dict.fromkeys(
            Question((each.name,), each.about, 0, () if each.citation is None else (each.citation,))
            for each in grounds
            if each.name in facts and isinstance(each.value, tuple)
        )
    )
