"""When the invented children go to school: as the law sends them, and nobody repeats a class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

BASIC_YEARS: Final = 9
SECONDARY_YEARS: Final = 3


@dataclass(frozen=True, slots=True)
class Schooling:
    """First days by child, each the day number of a date.

    Attributes:
        basic: of basic school. secondary: of upper secondary school. final: of its final class.
        after: the day after the last of it; it ends on 30 June, which is also the day of secondary
            education.
    """

    basic: Numbers
    secondary: Numbers
    final: Numbers
    after: Numbers


def schooling(born: Numbers) -> Schooling:
    """The schooling of children by their days of birth.

    A child who turns seven by 1 October goes to school that autumn, everybody else a year later.
    """
    first_year = date.fromordinal(int(born.min())).year
    last_year = date.fromordinal(int(born.max())).year
    years = range(first_year, last_year + 1)
    begins = np.array([date(y, 1, 1).toordinal() for y in years])
    year = np.searchsorted(begins, born, "right") - 1 + first_year
    october = np.array([date(y, 10, 1).toordinal() for y in years])[year - first_year]
    school = year + 7 + (born > october)
    return Schooling(
        _each(school, 9),
        _each(school + BASIC_YEARS, 9),
        _each(school + BASIC_YEARS + SECONDARY_YEARS - 1, 9),
        _each(school + BASIC_YEARS + SECONDARY_YEARS, 7),
    )


def _each(years: Numbers, month: int) -> Numbers:
    """The first days of a month of years."""
    first = int(years.min())
    days = np.array([date(y, month, 1).toordinal() for y in range(first, int(years.max()) + 1)])
    found: Numbers = days[years - first]
    return found
