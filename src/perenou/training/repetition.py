"""When to repeat what: the intervals of SM-2, with an answer either right or wrong.

P. A. Woźniak, Optimization of learning (1990), algorithm SM-2: the first two intervals are 1 and 6
days, each further one is the one before times the easiness factor, rounded up; whoever has
forgotten begins again from the first. A right answer is its grade 4, which leaves the factor as it
is, and a wrong one its grade 2, which begins again and leaves it, too: the factor stays at 2.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from perenou.rules.types import Day

FIRST: Final = (1, 6)
"""The first two intervals, in days."""

EASINESS: Final = (5, 2)
"""The easiness factor as a fraction: two and a half."""

LONGEST: Final = 365
"""Days; what is known is asked for once a year at least, as a statement of it holds no longer."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """How far somebody is with something.

    Attributes:
        streak: right answers one after another. interval: days until it is asked again.
    """

    streak: int = 0
    interval: int = 0

    def after(self, *, is_right: bool) -> Repetition:
        """How far they are after an answer; after a wrong one it is asked again the next day."""
        if not is_right:
            return Repetition(0, FIRST[0])
        if self.streak < len(FIRST):
            return Repetition(self.streak + 1, FIRST[self.streak])
        times, part = EASINESS
        return Repetition(self.streak + 1, min(-(-self.interval * times // part), LONGEST))


def due(today: Day, made: Repetition) -> Day:
    """The day on which something answered today is asked again."""
    return today + made.interval
