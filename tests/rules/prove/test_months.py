"""The calendar on terms is the calendar, whatever kind of term a day is."""

from __future__ import annotations

import random
from datetime import date
from typing import Final

import z3

from perenou.rules import calendar
from perenou.rules.prove.ask import Asking
from perenou.rules.prove.effort import Effort
from perenou.rules.prove.months import FIRST, LAST, Months
from perenou.rules.prove.terms import Base, Term, chosen, compared, plus
from perenou.rules.types import NEVER

AROUND: Final = [date(year, 2, 27).toordinal() for year in (1904, 2000, 2023, 2024)]


def days() -> list[int]:
    draw = random.Random(3)
    last = LAST - 366  # a year is added to each
    spread = [draw.randint(FIRST, last) for _ in range(12)]
    return [*(day + more for day in AROUND for more in range(4)), *spread, FIRST, last]


def asked(months: Months, day: Term) -> list[Term]:
    year = months.year_of(day)
    return [
        months.month_of(day),
        year,
        months.month_start(day),
        months.next_month_start(day),
        months.day_number(plus(year, 1), 8, 31),
    ]


def right(day: int) -> list[int]:
    year = calendar.year_of(day)
    return [
        calendar.month_of(day),
        year,
        calendar.month_start(day),
        calendar.next_month_start(day),
        calendar.day_number(year + 1, 8, 31),
    ]


def test_of_a_number_that_only_the_solver_knows() -> None:
    day, months = z3.Int("day"), Months()
    found = asked(months, day)
    for each in days():
        asking = Asking(Effort(60))
        asking.add(*months.conditions, day == each)
        outcome = asking.smallest(True, [])
        assert outcome.value is not None
        assert [outcome.value(term) for term in found] == right(each), date.fromordinal(each)


def test_of_a_table_and_of_a_choice() -> None:
    months = Months()
    base = Base("birth", date(1999, 1, 1).toordinal(), date(2005, 1, 1).toordinal())
    other = Base("other", 0, 1)
    day = chosen(compared("==", other.itself, 1), base.itself, NEVER)
    found = [asked(months, base.itself), asked(months, day)]
    assert not months.conditions  # nothing is left to the solver
    for each in range(base.low, base.high, 13):
        asking = Asking(Effort(60))
        asking.add(base.variable == each, other.variable == each % 2)
        outcome = asking.smallest(True, [])
        assert outcome.value is not None
        assert [outcome.value(term) for term in found[0]] == right(each)
        assert [outcome.value(term) for term in found[1]] == right(each if each % 2 else NEVER)


def test_days_that_are_known_stay_so() -> None:
    assert asked(Months(), NEVER) == right(NEVER)
