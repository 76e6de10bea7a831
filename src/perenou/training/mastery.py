"""What somebody masters: by provision and chapter, from their answers in the order given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from perenou.rules.citation import Citation

LAST: Final = 5
"""Of a provision, only so many of the last answers count."""

ENOUGH: Final = 3
"""Answers without which no provision is said to be mastered."""

LAST_OF_CHAPTER: Final = 10
"""Of a chapter, so many of the last answers count, and no fewer are enough."""

RIGHT: Final = (4, 5)
"""The share of the last answers that must be right: four of five."""


class Level(StrEnum):
    """How well something is known."""

    MASTERED = "mastered"
    LEARNING = "learning"
    UNKNOWN = "unknown"


FEWEST_ALTERNATIVES: Final = 2
"""So many different right answers are needed: always choosing the same one proves nothing."""


def level(answers: Sequence[str | None]) -> Level:
    """How well a provision is known from the answers, the latest last.

    It is mastered with at least three answers, when the last one and four of the last five were
    right; of three or four answers all must be. What was right may not always be the same.

    Args:
        answers: what was answered rightly, told apart by any key; None: wrongly.
    """
    return _level(answers, LAST, ENOUGH)


def level_of_chapter(answers: Sequence[str | None], sections: Iterable[Level]) -> Level:
    """How well a chapter is known, from the answers about it and the levels of its sections.

    It is mastered with at least ten answers, when the last one and eight of the last ten were
    right, and one section at least is mastered.
    """
    found = _level(answers, LAST_OF_CHAPTER, LAST_OF_CHAPTER)
    is_proven = found is not Level.MASTERED or Level.MASTERED in set(sections)
    return found if is_proven else Level.LEARNING


def _level(answers: Sequence[str | None], counted: int, enough: int) -> Level:
    last = answers[-counted:]
    if not last:
        return Level.UNKNOWN
    times, part = RIGHT
    right = [each for each in last if each is not None]
    is_enough = (
        len(last) >= enough
        and last[-1] is not None
        and len(right) * part >= len(last) * times
        and len(set(right)) >= FEWEST_ALTERNATIVES
    )
    return Level.MASTERED if is_enough else Level.LEARNING


CHAPTERS: Final[dict[str, tuple[tuple[int, int], ...]]] = {
    "PHS": ((1, 1), (15, 2), (32, 3), (47, 4), (61, 5)),
}
"""By act: the first section of each chapter, and the chapter's number."""


def chapter(citation: Citation) -> int:
    """The chapter that a provision stands in; 0 for acts whose chapters are not known here."""
    starts = CHAPTERS.get(citation.act)
    section = re.match(r"\d+", citation.section)
    if starts is None or section is None:
        return 0
    return max(number for first, number in starts if first <= int(section[0]))


def section(citation: Citation) -> Citation:
    """The section or article that a provision is a part of: what a knowledge map has a row for."""
    if citation.is_article:
        return Citation(citation.act, citation.whole)
    return Citation(citation.act, citation.section)
