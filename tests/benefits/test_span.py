"""The days whose law is told are those for which cases are solved."""

from __future__ import annotations

from perenou.benefits.span import FIRST_DAY, LAST_DAY
from perenou.casework.lines import END, START


def test_the_law_is_told_of_the_days_that_are_computed() -> None:
    assert (FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1) == (START, END)
