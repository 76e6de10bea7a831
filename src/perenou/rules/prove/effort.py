"""How much work may go into a question: the same work on every machine and beside any other."""

from __future__ import annotations

import time
from typing import Final

from perenou.rules.prove.errors import OutOfTimeError

STEPS_OF_A_SECOND: Final = 4_000_000
"""Steps of the solver, as it counts them itself, that an idle machine takes in a second."""

STEPS_OF_A_TERM: Final = 600
"""What it costs to write one value of a name as a term, in steps of the solver."""

PATIENCE: Final = 5
"""How many times as long as on an idle machine it may take by the clock before it is given up."""


class Effort:
    """The work that is left for a question.

    What is decided hangs on the work alone. The clock only ends what would last without end on a
    machine that others use, too.

    Attributes:
        left: steps. until: when it is given up all the same, by ``time.monotonic``.
    """

    def __init__(self, seconds: float) -> None:
        self.left = int(seconds * STEPS_OF_A_SECOND)
        self.until = time.monotonic() + PATIENCE * seconds

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0 or time.monotonic() > self.until

    @property
    def milliseconds(self) -> int:
        """How long it may still take by the clock; at least one."""
        return max(1, int((self.until - time.monotonic()) * 1000))

    def spend(self, steps: int) -> None:
        """Take some steps away.

        Raises:
            OutOfTimeError: nothing is left.
        """
        self.left -= steps
        if self.is_over:
            raise OutOfTimeError
