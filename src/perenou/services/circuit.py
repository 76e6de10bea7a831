"""A service that failed several times is left alone for a while, so that nobody waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Final, TypeVar

from perenou.services.call import ServiceError

T = TypeVar("T")

FAILURES: Final = 3
"""So many in a row open the circuit."""

REST: Final = 60.0
"""Seconds for which it stays open."""


class Circuit:
    """The way to one service; each process keeps its own.

    Args:
        clock: seconds; to be replaced in tests.
    """

    def __init__(
        self,
        failures: int = FAILURES,
        rest: float = REST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = failures
        self._rest = rest
        self._clock = clock
        self._failed = 0
        self._until = 0.0
        self._lock = Lock()

    def through(self, call: Callable[[], T]) -> T:
        """Make a call, unless the service is left alone just now.

        Raises:
            ServiceError: it is, or the call failed.
        """
        with self._lock:
            if self._clock() < self._until:
                raise ServiceError("resting")
        try:
            answer = call()
        except ServiceError as error:
            # Whoever refuses a question answers; only silence is a reason to leave it alone.
            if error.why != "refused" or error.status >= 500:
                self._count()
            raise
        with self._lock:
            self._failed = 0
        return answer

    def _count(self) -> None:
        with self._lock:
            self._failed += 1
            if self._failed >= self._most:
                self._failed, self._until = 0, self._clock() + self._rest
