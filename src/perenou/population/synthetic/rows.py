"""All invented families as tables, column by column, the same as their case files say.

A fact in which the families differ has a column that is made of their arrays. Every other fact is
the same for all of them: what it is, the case files of the first families of each sort tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from perenou.benefits.estonia.vocabulary import Studies
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.facts import CaseFacts
from perenou.casework.lines import END, START, days_off_bounds
from perenou.population.synthetic.case import TRIPLETS, case_of
from perenou.population.synthetic.draw import Estonia, Kind
from perenou.population.synthetic.leave import Leave, leave
from perenou.population.synthetic.schooling import Schooling, schooling
from perenou.rules.compile.rows import UNKNOWN, ColumnValues, LineColumn, Rows
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import NEVER, NOBODY
from perenou.rules.unknown import Open

Numbers = NDArray[np.int64]
Line: TypeAlias = Timeline[Any]


WAGE: Final = "gross_income"
"""The fact of an adult's wage."""


class UnlikeError(Exception):
    """The families differ in a fact of which nothing here makes a column."""


def rows_of_all(estonia: Estonia, names: Iterable[str]) -> tuple[Rows, dict[str, Line]]:
    """The tables of all families, and the facts that are the same for all.

    Args:
        names: of the facts that are to be told.

    Raises:
        UnlikeError: one of them differs from family to family in a way that is not known here.
    """
    made = _Made(estonia)
    columns: dict[str, ColumnValues] = {}
    ordinary: dict[str, Line] = {}
    alike = _Alike(estonia)
    for name in names:
        make = _COLUMNS.get(name)
        if make is not None:
            columns[name] = make(made)
            continue
        if name not in LAWBOOK.facts:
            raise UnlikeError(name)
        line = alike.line(name)
        if line is None:
            continue
        if isinstance(line.values[0], Open):
            unit = LAWBOOK.facts[name].unit.name
            columns[name] = np.full(int(made.offsets[unit][-1]), UNKNOWN, np.int64)
        else:
            ordinary[name] = line
    return Rows(made.offsets, made.above, columns), ordinary


def rows_with_more_pay(rows: Rows, estonia: Estonia, cents: int) -> Rows:
    """The same tables when every adult with a wage has some cents a month more."""
    more = replace(estonia, wages=np.where(estonia.wages > 0, estonia.wages + cents, 0))
    return replace(rows, columns={**rows.columns, WAGE: _wage(_Made(more))})


class _Made:
    """The rows of the units, and what the columns are made of."""

    def __init__(self, estonia: Estonia) -> None:
        self.estonia = estonia
        sizes = estonia.sizes
        self.people = np.where(estonia.kinds == Kind.UNRECORDED, 1, 2)
        self.carers = self.people * sizes
        nothing = np.zeros(estonia.families + 1, np.int64)
        self.offsets: dict[str, Numbers] = {
            **dict.fromkeys(LAWBOOK.units, nothing),
            "person": _ends(self.people),
            "child": estonia.offsets,
            "carer": _ends(self.carers),
            "claim": estonia.offsets,
        }
        # The rows of an adult and a child stand adult by adult, the claims child by child.
        self.family = np.repeat(np.arange(estonia.families), self.carers)
        within = np.arange(self.family.size) - self.offsets["carer"][self.family]
        self.adult = within // sizes[self.family]
        self.child = within % sizes[self.family]
        self.child_row = estonia.offsets[self.family] + self.child
        family_of = estonia.family_of
        at = np.arange(family_of.size) - estonia.offsets[family_of]
        claims = at + np.where(estonia.by_father[family_of], sizes[family_of], 0)
        self.above: dict[tuple[str, str], Numbers] = {
            ("carer", "child"): self.child,
            ("carer", "person"): self.adult,
            ("claim", "carer"): claims,
        }

    @property
    def raises(self) -> NDArray[np.bool_]:
        """By adult and child, whether the adult raises the child."""
        kinds, by_father = self.estonia.kinds[self.family], self.estonia.by_father[self.family]
        found: NDArray[np.bool_] = (kinds == Kind.COUPLE) | ((self.adult == 1) == by_father)
        return found

    @cached_property
    def leave(self) -> Leave:
        """The days that are claimed for the children."""
        return leave(self.estonia)

    @property
    def claims_days(self) -> NDArray[np.bool_]:
        """By adult and child, whether the adult claims days for the children."""
        found: NDArray[np.bool_] = (self.adult == 1) == self.estonia.by_father[self.family]
        return found

    @property
    def school(self) -> Schooling:
        """The children's schooling."""
        return schooling(self.estonia.born)


class _Alike:
    """What the case files of some families of each sort say alike."""

    def __init__(self, estonia: Estonia) -> None:
        sorts = [
            *((estonia.kinds == kind) & (estonia.by_father == by_father)
              for kind in Kind for by_father in (False, True)),
            estonia.sizes > 2,
        ]  # fmt: skip
        places = {int(np.flatnonzero(sort)[0]) for sort in sorts if sort.any()}
        self._cases = [CaseFacts(case_of(estonia, place)) for place in sorted(places)]
        self._facts = [case.facts() for case in self._cases]

    def line(self, name: str) -> Line | None:
        """The one line of a fact; None of a unit that no family has.

        Raises:
            UnlikeError: there is more than one.
        """
        unit = LAWBOOK.facts[name].unit.name
        lines = [
            _asked_about(facts.line(name, row))
            for facts in self._facts
            for row in range(facts.rows.get(unit, 0))
        ]
        if not lines:
            return None
        if any(len(line.values) > 1 for line in lines):
            raise UnlikeError(name)
        values = [line.values[0] for line in lines]
        known = {value for value in values if not isinstance(value, Open)}
        if len(known) > 1 or (known and any(isinstance(value, Open) for value in values)):
            raise UnlikeError(name)
        return lines[0]


def _asked_about(line: Line) -> Line:
    """A line without what is so only after the last day that can be asked about."""
    return joined(
        (day, value) for day, value in zip(line.starts, line.values, strict=True) if day < END
    )


def _ends(counts: Numbers) -> Numbers:
    return np.concatenate([[0], counts.cumsum()]).astype(np.int64)


# ---------------------------------------------------------------------------- columns

Maker: TypeAlias = Callable[[_Made], ColumnValues]


def _by_child(made: _Made, families: NDArray[np.bool_]) -> Numbers:
    """By child, whether its family is one of some."""
    return families[made.estonia.family_of].astype(np.int64)


def _birth_of(made: _Made) -> Numbers:
    """By child, the number of its birth among all."""
    births, offsets = made.estonia.births, made.estonia.offsets
    found: Numbers = births + _ends(births[offsets[1:] - 1] + 1)[:-1][made.estonia.family_of]
    return found


def _born_together(made: _Made) -> Numbers:
    """By child, how many were born with it, itself among them."""
    births = _birth_of(made)
    found: Numbers = np.bincount(births)[births]
    return found


def _birth_set(made: _Made) -> Numbers:
    """By child, the first child of its birth, where it is not the only one."""
    births, offsets = _birth_of(made), made.estonia.offsets
    first = np.flatnonzero(np.diff(births, prepend=-1))
    place = first[births] - offsets[made.estonia.family_of]
    return np.where(_born_together(made) > 1, place, NOBODY)


def _sibling_claim(made: _Made) -> Numbers:
    """By adult and child, when this adult first claimed for an earlier child under 19."""
    estonia = made.estonia
    claims = (made.adult == 1) == estonia.by_father[made.family]
    found = np.full(made.child.size, NEVER, np.int64)
    born = estonia.born
    grown = _birthdays(born, 19)
    for back in range(1, int(estonia.sizes.max())):
        there = made.child >= back
        row = np.where(there, made.child_row - back, 0)
        counts = there & (born[row] < born[made.child_row]) & (born[made.child_row] < grown[row])
        found = np.where(counts, np.minimum(found, estonia.claimed[row]), found)
    return np.where(claims, found, NEVER)


def _objection(made: _Made) -> Numbers:
    """By adult and child, when the other parent claimed: since the act, and after the birth."""
    estonia = made.estonia
    claims = (made.adult == 1) == estonia.by_father[made.family]
    claimed = estonia.claimed[made.child_row]
    return np.where(claims | (claimed < START), NEVER, claimed)


def _birthdays(born: Numbers, age: int) -> Numbers:
    days = np.unique(born)
    from perenou.rules.calendar import birthday

    later = np.array([birthday(int(day), age) for day in days])
    found: Numbers = later[np.searchsorted(days, born)]
    return found


def _days_off(claimed: Numbers) -> Numbers:
    """How many days off lie directly before each day; before no day, none."""
    days = np.unique(claimed)
    before = np.array(
        [0 if day >= NEVER else days_off_bounds(int(day), int(day))[0] for day in days]
    )
    found: Numbers = before[np.searchsorted(days, claimed)]
    return found


def _through_school(
    none: int, basic: int, secondary: int, final: int
) -> Callable[[_Made], LineColumn]:
    """A fact that changes with school: before and after it, and in its three stages."""

    def make(made: _Made) -> LineColumn:
        of = made.school
        last = date(made.estonia.year, 12, 31).toordinal()
        days = np.stack([of.basic, of.secondary, of.final, of.after], 1)
        return _line_column(days, np.array([none, basic, secondary, final, none]), last)

    return make


def _line_column(days: Numbers, values: Numbers, last: int) -> LineColumn:
    """Lines of values that change on some days, in order; a day after ``last`` changes nothing.

    Args:
        days: rows by changes. values: one before the first change and one after each, for all
            rows or for each.
    """
    rows = len(days)
    starts = np.concatenate([np.full((rows, 1), START), days], 1)
    held = np.broadcast_to(values, starts.shape)
    passed = (days <= START).sum(1)
    at_start = held[np.arange(rows), passed]
    kept = np.concatenate(
        [np.ones((rows, 1), np.bool_), (days > START) & (days <= last)], 1
    )  # fmt: skip
    held = held.copy()
    held[:, 0] = at_start
    # A change to what holds already is none.
    before = held[:, 0].copy()
    for at in range(1, held.shape[1]):
        changes = kept[:, at] & (held[:, at] != before)
        before = np.where(kept[:, at], held[:, at], before)
        kept[:, at] = changes
    return LineColumn(_ends(kept.sum(1)), starts[kept].astype(np.int64), held[kept])


def _wage(made: _Made) -> LineColumn:
    """By adult, the wage, but for the months in which the adult claims days."""
    is_there = np.arange(2) < made.people[:, None]
    return _while_paid(made, is_there, made.estonia.wages[is_there])


def _taxed_here(made: _Made) -> LineColumn:
    """By adult, whether it is a month with a wage."""
    is_there = np.arange(2) < made.people[:, None]
    return _while_paid(made, is_there, (made.estonia.wages[is_there] > 0).astype(np.int64))


def _while_paid(made: _Made, is_there: NDArray[np.bool_], pay: Numbers) -> LineColumn:
    estonia, of = made.estonia, made.leave
    adults = np.flatnonzero(is_there.reshape(-1))
    claiming = estonia.by_father[adults // 2] == (adults % 2 == 1)
    births = np.flatnonzero(of.begins < NEVER)
    family = estonia.family_of[births]
    place = np.arange(births.size) - np.searchsorted(family, family)
    most = int(place.max(initial=-1)) + 1
    gaps = np.full((estonia.families, 2 * most), NEVER)
    gaps[family, 2 * place] = of.off[births]
    gaps[family, 2 * place + 1] = of.on[births]
    for at in range(1, 2 * most - 1, 2):  # what begins before the one before is over is one gap
        gaps[gaps[:, at] >= gaps[:, at + 1], at] = NEVER
    gaps = np.where(claiming[:, None], gaps[adults // 2], NEVER)
    values = np.tile(pay[:, None], (1, 2 * most + 1))
    values[:, 1::2] = 0
    return _line_column(gaps, values, END - 1)


def _days_line(ends: Callable[[Leave], tuple[Numbers, Numbers]], held: Numbers) -> Maker:
    """By adult and child, what is so from one day to another for whoever claims the days.

    Args:
        held: before, between and after.
    """
    return lambda made: _line_column(_claimed_days(made, ends(made.leave)), held, END - 1)


def _claim_line(tell: Callable[[Numbers], Numbers], beyond: int) -> Maker:
    """By adult and child, what the day of the claim tells of the days claimed; what others have."""

    def make(made: _Made) -> LineColumn:
        told = tell(made.leave.begins[made.child_row])
        others = np.full_like(told, beyond)
        days = _claimed_days(made, (made.leave.begins, made.leave.after))
        return _line_column(days, np.stack([others, told, others], 1), END - 1)

    return make


def _claimed_days(made: _Made, ends: tuple[Numbers, Numbers]) -> Numbers:
    """By adult and child, two days for whoever claims the days between them, otherwise never."""
    return np.where(made.claims_days[:, None], np.stack(ends, 1)[made.child_row], NEVER)


def _secondary_education(made: _Made) -> Numbers:
    after = made.school.after
    last = date(made.estonia.year, 12, 31).toordinal()
    return np.where(after <= last, after - 1, NEVER)


_COLUMNS: Final[Mapping[str, Maker]] = {
    "child_birth_day": lambda made: made.estonia.born,
    "expected_day": lambda made: made.estonia.born,
    "birth_set": _birth_set,
    "second_parent_unrecorded": lambda made: _by_child(
        made, made.estonia.kinds == Kind.UNRECORDED
    ),
    "studies": _through_school(
        int(Studies.NONE), int(Studies.BASIC), int(Studies.UPPER_SECONDARY),
        int(Studies.UPPER_SECONDARY),
    ),
    "final_class": _through_school(0, 0, 0, 1),
    "course_hours": _through_school(0, UNKNOWN, UNKNOWN, UNKNOWN),
    "certificate_day": _through_school(NEVER, UNKNOWN, UNKNOWN, UNKNOWN),
    "secondary_education_day": _secondary_education,
    WAGE: _wage,
    "month_with_tax_here": _taxed_here,
    "is_mother": lambda made: (made.adult == 0).astype(np.int64),
    "maternity_benefit_after_day": lambda made: np.where(made.adult == 0, UNKNOWN, NEVER),
    "wishes_mothers": _days_line(
        lambda of: (of.begins, np.minimum(of.shared, of.after)), np.array([0, 1, 0])
    ),
    "wishes_shared": _days_line(lambda of: (of.shared, of.after), np.array([0, 1, 0])),
    "days_claimed_day": _claim_line(np.copy, NEVER),
    "days_off_before_days_claimed": _claim_line(_days_off, 0),
    "raises": lambda made: made.raises.astype(np.int64),
    "earlier_sibling_claim_day": _sibling_claim,
    "claims_single_parent_allowance": lambda made: _by_child(
        made, made.estonia.kinds == Kind.UNRECORDED
    ),
    "claims_triplets_allowance": lambda made: (_born_together(made) >= TRIPLETS).astype(np.int64),
    "received_day": lambda made: made.estonia.claimed,
    "days_off_before_claim": lambda made: _days_off(made.estonia.claimed),
    "objection_day": _objection,
    "days_off_before_objection": lambda made: _days_off(_objection(made)),
}  # fmt: skip
"""By fact in which the families differ: how its column is made."""
