"""Why a month of a benefit differs between two answers: the facts and figures that differ below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from perenou.benefits.eu.vocabulary import BASKETS
from perenou.casework.report import Line
from perenou.casework.solve import Solved
from perenou.casework.words import Words
from perenou.language.grammar import Language
from perenou.rules.calendar import first_day_of
from perenou.rules.explain import Reason
from perenou.rules.types import Months
from perenou.workbench.frame.words import say

MOST: Final = 4
"""Differences told of a benefit in a month; those nearest to the amount come first."""


def why_differs(
    was: Solved, now: Solved, month: Months, benefit: str, language: Language
) -> tuple[Line, ...]:
    """What the amounts of a benefit in a month rest on that is another in the second answer.

    Facts and figures; where none of them differ, the norms that come out otherwise. Empty where
    the two are of other people.
    """
    if (was.facts.people, was.facts.children) != (now.facts.people, now.facts.children):
        return ()
    words = Words(language, now.facts.case.named, now.facts.people)
    places = dict.fromkeys(_places(was, now, month, benefit))
    lines: dict[str, Line] = {}
    for name, row in places:
        looked_at = [
            reason
            for solved in (now, was)
            for reason in solved.explainer.reason(name, row, first_day_of(month)).walk()
        ]
        for kinds in (("fact", "figure"), ("norm",)):
            found = _differences(
                was, now, (each for each in looked_at if each.kind in kinds), words
            )
            if found:
                lines.update((line.text, line) for line in found[:MOST])
                break
    return tuple(lines.values())


def _places(was: Solved, now: Solved, month: Months, benefit: str) -> Iterator[tuple[str, int]]:
    """Names and rows of the amounts behind a benefit, and of what is paid beside other states."""
    for solved in (now, was):
        for payment in solved.payments:
            if (payment.month, payment.benefit) == (month, benefit):
                yield payment.name, payment.row
    if was.facts.abroad.states and now.facts.abroad.states:
        for basket in BASKETS:
            if benefit in (basket.coordinated, *basket.benefits):
                for child in range(min(was.facts.abroad.children, now.facts.abroad.children)):
                    yield f"{basket.key}_estonia_pays", child


def _differences(
    was: Solved, now: Solved, looked_at: Iterable[Reason], words: Words
) -> tuple[Line, ...]:
    """What was looked at in either answer and has another value in the other one."""
    lines: dict[tuple[str, int], Line] = {}
    for each in looked_at:
        if (each.name, each.row) in lines or not _are_same_rows(was, now, each.name):
            continue
        if each.kind == "norm" and each.gives != "bool":
            continue
        old, new = (solved.explainer.reason(each.name, each.row, each.day) for solved in (was, now))
        before, after = (words.value(of.value, of.gives) for of in (old, new))
        if before != after:
            lines[each.name, each.row] = _line(now, new, before, words)
    return tuple(lines.values())


def _are_same_rows(was: Solved, now: Solved, name: str) -> bool:
    """Whether rows of a name mean the same in both: nothing was put in or taken out."""
    unit = now.law.book.unit_of(name)
    if unit is None:
        return True
    return was.world.facts.rows[unit.name] == now.world.facts.rows[unit.name]


def _line(now: Solved, reason: Reason, before: str, words: Words) -> Line:
    text = words.stated(reason.name, reason.value, reason.gives)
    if about := now.about(reason):
        text = f"{text} [{', '.join(map(words.name_of, about))}]"
    citation = reason.citation
    if citation is None:
        return Line(say("what_if.because", words.language, now=text, before=before))
    told = say("what_if.because", words.language, now=f"{text} ({citation})", before=before)
    return Line(told, cited=((str(citation), now.wording_day(reason)),))
