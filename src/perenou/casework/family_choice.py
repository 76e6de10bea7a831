"""In whose family a shared child is counted, while nobody has said: one choice for all adults."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from perenou.rules.unknown import Open, Unknown


class FamilyChoice(NamedTuple):
    """The adults between whom a child is shared, and the one thing that is not known of them.

    Attributes:
        adults: ids; whoever may be chosen. It may also be that nobody is chosen yet.
    """

    adults: tuple[str, ...]
    unknown: Unknown

    @classmethod
    def among(cls, adults: Sequence[str], carer: int) -> FamilyChoice:
        """A choice among some adults; ``carer`` is the row of one of them and the child."""
        return cls(tuple(adults), Unknown("counted_in_family", carer, 0, len(adults)))

    def open(self, value_of: Callable[[str | None], int]) -> int | Open:
        """A value that hangs on the choice; None stands for nobody."""
        values = [value_of(who) for who in (*self.adults, None)]
        if len(set(values)) == 1:
            return values[0]
        return Open(tuple(({self.unknown: (at, at)}, value) for at, value in enumerate(values)))
