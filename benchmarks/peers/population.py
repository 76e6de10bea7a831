"""The families that every system computes: two adults and two children each, the same for all.

Runs in the environment of each system, so nothing but NumPy is needed here.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from time import perf_counter, process_time
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

YEAR: Final = 2026
EPOCH: Final = 719_163
"""The day number of 1 January 1970."""
ROUNDS: Final = 3


class People(NamedTuple):
    """People in the order of their families: two adults, then two children.

    Attributes:
        family: of each, the place of its family. birth: days since 1970. age: whole years at the
            beginning of the year. pay: a month.
    """

    family: NDArray[np.int64]
    is_child: NDArray[np.bool_]
    birth: NDArray[np.int64]
    age: NDArray[np.int64]
    pay: NDArray[np.float32]


def people(families: int) -> People:
    """So many families."""
    draw = np.random.default_rng(7)
    first = (np.datetime64(f"{YEAR}-01-01") - np.datetime64("1970-01-01")).astype(np.int64)
    is_child = np.tile([False, False, True, True], families)
    size = 4 * families
    old = np.where(is_child, draw.integers(1, 20 * 365, size), draw.integers(9200, 20_000, size))
    pay = np.where(is_child, 0, draw.integers(0, 600, size)).astype(np.float32)
    family = np.repeat(np.arange(families), 4)
    return People(family, is_child, first - old, (old / 365.25).astype(np.int64), pay)


def measured(version: str, what: str, year: Callable[[], object]) -> None:
    """Time twelve months, best of some rounds, and print it with the peak of memory."""
    times = []
    for _ in range(ROUNDS):
        wall, cpu = perf_counter(), process_time()
        year()
        times.append((process_time() - cpu, perf_counter() - wall))
    cpu, wall = min(times)
    told = {
        "version": version,
        "what": what,
        "cpu": cpu,
        "wall": wall,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(told))


def asked() -> int:
    """How many families the command line asks for."""
    return int(sys.argv[1])
