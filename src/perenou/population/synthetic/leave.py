"""Who of the invented parents claims parental benefit for which days.

Nothing is published here of how long parents stay with a child, so it is assumed: whoever raises
the child claims after every birth, a mother her own days first, then all shared days, and earns
nothing in those months. A later birth ends the shared days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from perenou.population.synthetic.draw import Estonia
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.rule import day_of
from perenou.rules.types import NEVER

Numbers = NDArray[np.int64]

MOTHERS_DAYS: Final = 30
"""Days of mother's benefit after a birth; those before it are left out."""
SHARED_DAYS: Final = 475
SINCE: Final = day_of("2022-04-01")
"""Births before it are under an earlier scheme, of which nothing is claimed here."""
YEARS_BACK: Final = 2
"""From how many years before the year births are claimed for: none is paid for longer."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Days by child; NEVER where nobody claims for it.

    Attributes:
        begins: the day of birth. shared: the first shared day. after: the day after the last one.
        off, on: the first day of the first month without pay, and of the first one with pay again.
    """

    begins: Numbers
    shared: Numbers
    after: Numbers
    off: Numbers
    on: Numbers


def leave(estonia: Estonia) -> Leave:
    """What is claimed for the first child of each birth."""
    born = estonia.born
    first = first_day_of((estonia.year - YEARS_BACK) * 12)
    family = estonia.family_of
    is_first = np.ones(born.size, np.bool_)
    is_first[1:] = (family[1:] != family[:-1]) | (estonia.births[1:] != estonia.births[:-1])
    claimed = is_first & (born >= max(SINCE, first))
    after = born + MOTHERS_DAYS + SHARED_DAYS
    next_birth = np.full(born.size, NEVER)
    firsts = np.flatnonzero(is_first)
    same = family[firsts[1:]] == family[firsts[:-1]]
    next_birth[firsts[:-1][same]] = born[firsts[1:][same]]
    after = np.minimum(after, next_birth)
    shared = born + np.where(estonia.by_father[family], 0, MOTHERS_DAYS)
    off, on = _month_starts(born), _month_starts(after - 1, later=1)

    def told(days: Numbers) -> Numbers:
        return np.where(claimed, days, NEVER)

    return Leave(told(born), told(shared), told(after), told(off), told(on))


def _month_starts(days: Numbers, later: int = 0) -> Numbers:
    each, places = np.unique(days, return_inverse=True)
    starts = np.array([first_day_of(month_of(int(day)) + later) for day in each])
    found: Numbers = starts[places]
    return found
