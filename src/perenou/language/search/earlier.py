"""Questions that were answered before and fit a question asked in other words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from perenou.language.morphology import Analyser, analyser
from perenou.language.near_words import NearWords, with_numbers
from perenou.language.search.engine import Index
from perenou.language.search.unit import Filters, Unit
from perenou.language.term_base import Term

KIND: Final = "question"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A question that was answered, by its number; all of it as it may be shown to everybody."""

    number: str
    theme: str
    subject: str
    asked: str
    answer: str


@dataclass(frozen=True, slots=True)
class Fit:
    """An earlier question that fits: its number, and how well beside the others of one answer."""

    number: str
    points: float


class EarlierQuestions:
    """Earlier questions that can be searched; they come and go one by one.

    Args:
        earlier: those that are there at first. terms: the term base. by: the analyser of word
            forms; the best that is installed if None.
    """

    def __init__(
        self, earlier: Iterable[Earlier], terms: Iterable[Term], by: Analyser | None = None
    ) -> None:
        self._index = Index(
            map(_unit, earlier), terms=terms, by=NearWords(by or analyser()), mend=True
        )

    def __len__(self) -> int:
        return len(self._index)

    def put(self, earlier: Earlier) -> None:
        """Make an earlier question findable, in the place of what had its number."""
        self._index.update(earlier.number, [_unit(earlier)])

    def drop(self, number: str) -> None:
        """Make an earlier question findable no longer."""
        self._index.update(number, [])

    def fitting(self, text: str, most: int = 5, theme: str = "") -> list[Fit]:
        """The earlier questions that fit best; of one theme only where one is given."""
        filters = Filters(themes=frozenset({theme}) if theme else frozenset())
        found = self._index.best(with_numbers(text), filters, most)
        return [Fit(unit.address, points) for unit, points in found]


def _unit(each: Earlier) -> Unit:
    text = with_numbers(f"{each.asked} {each.answer}")
    return Unit(each.number, with_numbers(each.subject), text, KIND, each.number, each.theme)
