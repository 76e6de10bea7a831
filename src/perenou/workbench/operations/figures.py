"""What is counted of requests and of work, and by whom it may be counted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from perenou.workbench.operations.counters import Counters, folder_told

BOUNDS: Final = (5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
"""Milliseconds: upper ends of the steps in which the time of an answer is counted."""

STATUSES: Final = (1, 2, 3, 4, 5)
"""First digits of the status of an answer."""

WAYS: Final = ("look", "change")
"""A request that only looks (GET, HEAD, OPTIONS), and any other."""

ELSEWHERE: Final = "none"
"""The area of an address that does not exist."""

SOLVED: Final = "solves"
"""Cases that were solved."""


def areas() -> tuple[str, ...]:
    """The parts of the workbench that requests are counted by: one for each app with addresses."""
    from django.urls import URLResolver, get_resolver

    found = {
        each.namespace for each in get_resolver().url_patterns
        if isinstance(each, URLResolver) and each.namespace
    }  # fmt: skip
    return (*sorted(found), ELSEWHERE)


@lru_cache(maxsize=1)
def counters() -> Counters:
    """The figures of requests, of this process and its sisters."""
    return Counters([*_names()], folder_told())


@lru_cache(maxsize=1)
def work_counters() -> Counters:
    """The figures of work, of this process and its sisters.

    Apart from those of requests, whose names are those of every address: a process that answers
    nobody need not read them all in order to count.
    """
    return Counters([SOLVED], folder_told())


def _names() -> Iterator[str]:
    for area, way in product(areas(), WAYS):
        yield from (f"requests {area} {way} {status}" for status in STATUSES)
        yield from (f"time {area} {way} {bound}" for bound in (*BOUNDS, "more"))
        yield f"microseconds {area} {way}"


def count_request(area: str, method: str, status: int, seconds: float) -> None:
    """Count a request that was answered."""
    way = WAYS[0] if method in ("GET", "HEAD", "OPTIONS") else WAYS[1]
    known, milliseconds = counters(), seconds * 1000
    bound = next((str(each) for each in BOUNDS if milliseconds <= each), "more")
    known.add(f"requests {area} {way} {min(max(status // 100, 1), 5)}")
    known.add(f"time {area} {way} {bound}")
    known.add(f"microseconds {area} {way}", int(seconds * 1_000_000))


def count_solved() -> None:
    """Count a case that was solved."""
    work_counters().add(SOLVED)
