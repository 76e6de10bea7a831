"""Citations as people type them into a field: read one by one, and checked as of a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from perenou.impact.known import known
from perenou.impact.registry import everything
from perenou.language.references.reference import LEVELS, Reference
from perenou.language.references.resolve import Exists, Mention, Reason, find
from perenou.rules.citation import Citation
from perenou.rules.types import Day

FaultKind: TypeAlias = Reason | Literal["words", "whole_act", "other", "range", "out_of_force"]
"""Why something typed is not taken: what ``resolve`` tells; words that are no citation; an act
without a provision; a judgment, decision or publication; a range that cannot be counted; a
provision that the act has, but not on the day."""

LONGEST_RANGE: Final = 30
_BETWEEN: Final = re.compile(r"[\s,.]|\b(?:ja|ning|and|и)\b")
_PIECES: Final = re.compile(r"[;\n]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something typed that is not taken: its words, why, and what it could be."""

    text: str
    kind: FaultKind
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed.

    Attributes:
        citations: each once, in the order in which they were typed. unseen: those of them of which
            neither the store nor the coded law tells anything.
    """

    citations: tuple[Citation, ...]
    faults: tuple[Fault, ...]
    unseen: tuple[Citation, ...]


def given(text: str, day: Day, store: Path | None = None) -> Given:
    """Read citations that stand between semicolons or on lines: ``PHS § 17 lg 2; SÜS § 31``.

    Args:
        text: as it was typed. day: on which every provision has to be in force.
        store: the folder of the acts; None for where the user keeps them.
    """
    taken: dict[Citation, bool] = {}
    faults: list[Fault] = []
    with known(store) as (exists, _):
        for piece in filter(None, (" ".join(each.split()) for each in _PIECES.split(text))):
            for each in _read(piece, day, exists):
                if isinstance(each, Fault):
                    faults.append(each)
                else:
                    taken.setdefault(*each)
    unseen = tuple(each for each, is_seen in taken.items() if not is_seen)
    return Given(tuple(taken), tuple(faults), unseen)


def _read(piece: str, day: Day, exists: Exists) -> Iterator[tuple[Citation, bool] | Fault]:
    """The citations of one piece, each with whether it was looked up, and its faults."""
    treaty = _treaty(piece)
    if treaty is not None:
        yield treaty, any(treaty.covers(each.citation) for each in everything())
        return
    mentions = find(piece, exists=exists, day=day)
    at = 0
    for mention in mentions:
        yield from _words(piece[at : mention.start])
        yield from _mentioned(mention, day, exists)
        at = mention.end
    yield from _words(piece[at:])


def _treaty(piece: str) -> Citation | None:
    """A citation that only the rules' own form knows."""
    try:
        found = Citation.parse(piece)
    except ValueError:
        return None
    return found if found.act.endswith("leping") else None


def _words(text: str) -> Iterator[Fault]:
    if _BETWEEN.sub("", text):
        yield Fault(text.strip(" ,."), "words")


def _mentioned(
    mention: Mention, day: Day, exists: Exists
) -> Iterator[tuple[Citation, bool] | Fault]:
    if mention.problem is not None:
        candidates = tuple(map(str, mention.problem.candidates))
        yield Fault(mention.text, mention.problem.reason, candidates)
    for target in mention.targets:
        cited, problem = target.reference, target.problem
        if problem is not None:
            is_lost = problem.reason == "missing" and target.verified
            was_there = is_lost and exists(cited.first, None) is not False
            kind: FaultKind = "out_of_force" if was_there else problem.reason
            yield Fault(str(cited), kind, tuple(map(str, problem.candidates)))
        elif cited.kind != "provision":
            yield Fault(str(cited), "whole_act" if cited.kind == "act" else "other")
        else:
            yield from _each(cited, day, exists)


def _each(cited: Reference, day: Day, exists: Exists) -> Iterator[tuple[Citation, bool] | Fault]:
    """Every provision of a range; of a single one, itself."""
    level = next(each for each in reversed(LEVELS) if getattr(cited, each))
    first, last = getattr(cited, level), cited.through or getattr(cited, level)
    numbers = [first]
    if cited.through:
        if not (first.isdecimal() and last.isdecimal() and first.isascii() and last.isascii()):
            yield Fault(str(cited), "range")
            return
        numbers = [str(each) for each in range(int(first), int(last) + 1)]
        if len(numbers) > LONGEST_RANGE:
            yield Fault(str(cited), "range")
            return
    for number in numbers:
        each = cited.at(level, number)
        found = each.citation
        if found is None:
            yield Fault(str(each), "other")
            continue
        is_there = exists(each, day)
        if is_there is False and number not in (first, last):
            continue  # a number that the act has dropped between the ends of a range
        yield found, is_there is True
