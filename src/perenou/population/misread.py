"""Amounts of past decisions as they come out when the law is read as people typically misread it.

Each misreading gives an amount for every decision and month of a case in hand, or -1 where it
does not apply. Those that ``training`` teaches bear the same keys and give the same amounts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import START
from perenou.population.arrow import Flags, Numbers, chosen, families_of, taken
from perenou.population.asked import unit_paid
from perenou.population.job import Job, law_in_force
from perenou.population.paid import amounts, says
from perenou.population.schema import EPOCH, units
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.compile.rows import UNKNOWN, ColumnValues, LineColumn, Rows
from perenou.rules.types import Cents, Day, Months

if TYPE_CHECKING:
    from perenou.population.decisions import Decisions

NOT: Final = -1
"""What a misreading gives where it does not apply."""

MOST_CHILDREN: Final = 12
"""How many children of a family are left out in turn."""


@dataclass(frozen=True)
class Matter:
    """Decisions of one benefit under the law of one day, over families that were computed.

    Attributes:
        job: what was asked. rows: the families. decisions: whose ``family`` is a place in ``rows``;
            of the benefit ``key``. row: of each, its row of the unit. length: months looked at.
        values, whole: rows by months of the job: the amount, and whether the month is paid whole.
    """

    job: Job
    key: str
    rows: Rows
    decisions: Decisions
    row: Numbers
    length: int
    values: Numbers
    whole: Numbers | None

    @property
    def unit(self) -> str:
        """The unit of the benefit."""
        return unit_paid(self.key)

    @property
    def months(self) -> Numbers:
        """Decisions by months looked at: which month each is; of those past the last, the last."""
        run = self.decisions.first[:, None] + np.arange(self.length)
        found: Numbers = np.minimum(run, self.decisions.last[:, None])
        return found

    def of(self, values: Numbers, later: int = 0) -> Numbers:
        """Decisions by months looked at: some values by row and month of the job."""
        at = np.clip(self.months - self.job.first + later, 0, values.shape[1] - 1)
        return values[self.row[:, None], at]

    @property
    def right(self) -> Numbers:
        """What is due."""
        return self.of(self.values)

    @property
    def is_part(self) -> Flags:
        """Whether a month is paid in part."""
        if self.whole is None:
            return np.zeros(self.months.shape, np.bool_)
        found: Flags = (self.right > 0) & (self.of(self.whole) == 0)
        return found

    def about(self, some: Numbers) -> Matter:
        """The same about some of the decisions, and about the families of those alone."""
        places, family = np.unique(self.decisions.family[some], return_inverse=True)
        rows = taken(self.rows, places)
        decisions = self.decisions.some(some, family)
        of_row = np.isin(families_of(self.rows.offsets[self.unit]), places)
        return replace(
            self,
            rows=rows,
            decisions=decisions,
            row=rows.offsets[self.unit][decisions.family] + decisions.number,
            length=int((decisions.last - decisions.first).max()) + 1,
            values=self.values[of_row],
            whole=None if self.whole is None else self.whole[of_row],
        )

    def read_otherwise(
        self, readings: tuple[tuple[str, str], ...] = (), as_of: Day | None = None
    ) -> Job:
        """The job of this benefit alone under other readings or the law of another day."""
        benefits = (self.key,) if self.key in MONTHLY else self.job.benefits
        return replace(
            self.job,
            benefits=benefits,
            also=(),
            readings=readings,
            as_of=as_of or self.job.as_of,
            is_lean=True,
        )

    def is_law_the_same(self, job: Job) -> bool:
        """Whether another law or reading says the same of the months asked about."""
        mine = self.read_otherwise()
        return law_in_force(mine) == law_in_force(job) or says(mine) == says(job)

    def under(self, rows: Rows, job: Job | None = None) -> Numbers:
        """The amounts of other rows or under another law; undecided ones do not apply."""
        values = amounts(job or self.job, rows, self.key)
        return np.where(values == UNKNOWN, NOT, values)


Misreading: TypeAlias = Callable[[Matter], Iterator[Numbers]]
"""Gives one way of misreading after the other, each decisions by months looked at."""


def _part_month_as_whole(matter: Matter) -> Iterator[Numbers]:
    """A month paid in part, as if it were paid in full: as the month after it."""
    part = matter.is_part
    if part.any():
        yield np.where(part, matter.of(matter.values, 1), matter.right)


def _nothing_for_first_month(matter: Matter) -> Iterator[Numbers]:
    """A month paid in part, as if payment began with the next one: as the month before it."""
    part = matter.is_part
    if part.any():
        yield np.where(part, matter.of(matter.values, -1), matter.right)


def _last_month_in_part(matter: Matter) -> Iterator[Numbers]:
    """The month in which a child turns 19, as if only the days before the birthday counted."""
    column = matter.rows.columns.get("child_birth_day")
    if not isinstance(column, np.ndarray):
        return
    right, then = matter.right, matter.of(matter.values, 1)
    offsets = matter.rows.offsets["child"]
    counts = np.diff(offsets)
    family = matter.decisions.family
    for number in range(min(int(counts.max(initial=0)), MOST_CHILDREN)):
        has = (counts > number)[family]
        birth = column[np.where(has, offsets[:-1][family] + number, 0)]
        days = (np.where(birth == UNKNOWN, 1, birth) - EPOCH).astype("datetime64[D]")
        month = days.astype("datetime64[M]")
        turns = month.astype(np.int64) + (1970 + 19) * 12
        before = (days - month).astype(np.int64)[:, None]
        is_last = (has & (birth != UNKNOWN))[:, None] & (matter.months == turns[:, None])
        is_last &= (right > then) & (then != UNKNOWN) & (before > 0)
        if is_last.any():
            part = then + _rounded((right - then) * before, _days_in(matter.months))
            yield np.where(is_last, part, right)


def _other_rates(matter: Matter, *, earlier: bool) -> Iterator[Numbers]:
    """The same right by the rate of an earlier or a later time."""
    right, months = matter.right, matter.months
    found = _rates(matter.key, matter.job.as_of)
    if not earlier:
        # Also rates that nobody knew on the day of the decision: it may have been written down, or
        # changed, later than it says.
        found = (*found, *_rates(matter.key, LAWBOOK.known_days[-1]))
    for versions in dict.fromkeys(found):
        starts = np.asarray([month_of(day) for day, _ in versions], np.int64)
        values = np.asarray([value for _, value in versions], np.int64)
        at = np.maximum(np.searchsorted(starts, months, side="right") - 1, 0)
        now = values[at]
        times = np.where(now > 0, right // np.maximum(now, 1), 0)
        fits = (right > 0) & (now > 0) & (times * now == right)
        if not fits.any():
            continue
        for place, value in enumerate(values.tolist()):
            if value == 0:
                continue  # before there was such a benefit nobody had a rate to take
            other = fits & (now != value) & ((place < at) if earlier else (place > at))
            if other.any():
                yield np.where(other, times * value, right)


def _old_rates(matter: Matter) -> Iterator[Numbers]:
    """The rate of an earlier time."""
    return _other_rates(matter, earlier=True)


def _coming_rates(matter: Matter) -> Iterator[Numbers]:
    """The rate of a later time."""
    return _other_rates(matter, earlier=False)


def _at_rate(matter: Matter, name: str) -> Iterator[Numbers]:
    if matter.key != "child_allowance":
        return
    figure = LAWBOOK.on(matter.job.as_of).figures[name]
    run = [figure.at(first_day_of(month)) for month in range(matter.job.first, matter.job.last + 1)]
    rates = np.asarray([NOT if each is None else each.value for each in run], np.int64)
    right = matter.right
    rate = rates[matter.months - matter.job.first]
    yield np.where(right > 0, rate, right)


def _all_at_third_rate(matter: Matter) -> Iterator[Numbers]:
    """The rate of the third child for every child."""
    return _at_rate(matter, "child_allowance_third_and_next")


def _all_at_first_rate(matter: Matter) -> Iterator[Numbers]:
    """The rate of the first two children for every child."""
    return _at_rate(matter, "child_allowance_first_two")


def _for_each_child(matter: Matter) -> Iterator[Numbers]:
    """A family's amount once for each child."""
    if matter.unit != "person":
        return
    children = np.diff(matter.rows.offsets["child"])[matter.decisions.family]
    for count in range(2, int(children.max(initial=0)) + 1):
        right = matter.right
        yield np.where((children >= count)[:, None], right * count, right)


def _another_not_counted(matter: Matter) -> Iterator[Numbers]:
    """As if another child did not count in the family."""
    most = min(int(np.diff(matter.rows.offsets["child"]).max(initial=0)), MOST_CHILDREN)
    for number in range(most):
        rows, where = without_child(matter.rows, number)
        values = matter.under(rows)
        if values.shape[0] == 0:
            continue
        row = where[matter.unit][matter.row]
        alone = replace(matter, row=np.maximum(row, 0), rows=rows, values=values)
        yield np.where((row >= 0)[:, None], alone.right, NOT)


def _claim_day_ignored(matter: Matter) -> Iterator[Numbers]:
    """As if it had been claimed on the child's birth, however late it was."""
    claimed = matter.rows.columns.get("received_day")
    birth = matter.rows.columns.get("child_birth_day")
    if not isinstance(claimed, np.ndarray) or not isinstance(birth, np.ndarray):
        return
    rows = matter.rows
    born = birth[_children_of_claims(rows)]
    early = np.where((claimed == UNKNOWN) | (born == UNKNOWN), claimed, np.minimum(claimed, born))
    columns: dict[str, ColumnValues] = {**rows.columns, "received_day": early}
    values = matter.under(Rows(rows.offsets, rows.above, columns))
    yield matter.of(values)


def _nothing_before_claim(matter: Matter) -> Iterator[Numbers]:
    """As if nothing were due for the time before the decision's own month of the claim."""
    months = first_claim_months(matter)
    if months is None:
        return
    before = matter.months < months[:, None]
    if before.any():
        yield np.where(before, 0, matter.right)


def first_claim_months(matter: Matter) -> Numbers | None:
    """By decision, the month in which it was first claimed; None: no day of a claim is told.

    Of a child's allowance the first claim for the child counts, of a family's the family's first.
    """
    claimed = matter.rows.columns.get("received_day")
    if not isinstance(claimed, np.ndarray) or claimed.size == 0:
        return None
    known = np.where(claimed == UNKNOWN, _FAR, claimed)
    of_family = families_of(matter.rows.offsets["claim"])
    first = np.full(matter.rows.families, _FAR)
    np.minimum.at(first, of_family, known)
    found = first[matter.decisions.family]
    if matter.unit == "child":
        of_child = np.full(int(matter.rows.offsets["child"][-1]), _FAR)
        np.minimum.at(of_child, _children_of_claims(matter.rows), known)
        own = of_child[matter.row]
        found = np.where(own < _FAR, own, found)
    months = (found - EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.asarray(months + 1970 * 12, np.int64)


def _children_of_claims(rows: Rows) -> Numbers:
    """By claim, the row of the child that it is for."""
    carer = rows.above["claim", "carer"] + rows.offsets["carer"][families_of(rows.offsets["claim"])]
    child = rows.above["carer", "child"] + rows.offsets["child"][families_of(rows.offsets["carer"])]
    return np.asarray(child[carer], np.int64)


def _other_reading(matter: Matter) -> Iterator[Numbers]:
    """Another reading of how a month is reckoned, where the act can be read so."""
    name = f"{matter.key}_amount"
    for reading in LAWBOOK.readings_of(name)[1:]:
        job = matter.read_otherwise(((name, reading),))
        if not matter.is_law_the_same(job):
            yield matter.of(matter.under(matter.rows, job))


def _law_of_another_day(matter: Matter) -> Iterator[Numbers]:
    """The law as it was known before the decision, or as it was published after it."""
    days = LAWBOOK.known_days
    at = days.index(matter.job.as_of)
    later, earlier = days[at + 1 :], days[at - 1 : 0 : -1]
    found = [_first_other_law(matter, each) for each in (later, earlier)]
    for day in dict.fromkeys([*found, *later[-1:]]):
        job = matter.read_otherwise(as_of=day)
        if not matter.is_law_the_same(job):
            yield matter.of(matter.under(matter.rows, job))


def _first_other_law(matter: Matter, days: Sequence[Day]) -> Day | None:
    """The first of some days, ever farther off, whose law is not that of the decision.

    Law that was changed is taken not to come back.
    """

    def is_other(at: int) -> bool:
        return not matter.is_law_the_same(matter.read_otherwise(as_of=days[at]))

    at = bisect_left(range(len(days)), True, key=is_other)
    return days[at] if at < len(days) else None


READINGS: Final[Mapping[str, Misreading]] = {
    "part_month_as_whole": _part_month_as_whole,
    "nothing_for_first_month": _nothing_for_first_month,
    "last_month_in_part": _last_month_in_part,
    "nothing_before_claim": _nothing_before_claim,
    "claim_day_ignored": _claim_day_ignored,
    "old_rates": _old_rates,
    "coming_rates": _coming_rates,
    "another_not_counted": _another_not_counted,
    "all_at_first_rate": _all_at_first_rate,
    "all_at_third_rate": _all_at_third_rate,
    "for_each_child": _for_each_child,
    "law_of_another_day": _law_of_another_day,
    "other_reading": _other_reading,
}
"""By key of its text, the cheap ones and the likely ones first."""

_GROUPS: Final = frozenset({"birth_set", "household"})
"""Facts that name a group of children by the first of them."""

_FAR: Final = 2_958_463
"""A day far off that NumPy's calendar still has."""


# ---------------------------------------------------------------------------- what they rest on


@cache
def _rates(key: str, as_of: Day) -> tuple[tuple[tuple[Day, Cents], ...], ...]:
    """The dated amounts that a benefit's rate rests on: of each its values by first day."""
    law = LAWBOOK.on(as_of)
    todo, seen = [MONTHLY[key].rate] if key in MONTHLY else [], set[str]()
    found = []
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in LAWBOOK.parameters:
            if LAWBOOK.parameters[name].gives == "Cents":
                line = law.within(START, first_day_of(2028 * 12)).figure(name)
                pieces = zip(line.starts, line.values, strict=True)
                versions = tuple((day, value) for day, value in pieces if isinstance(value, int))
                if len(versions) > 1:
                    found.append(versions)
        else:
            todo += LAWBOOK.rests_on(name)
    return tuple(found)


def _days_in(months: Numbers) -> Numbers:
    begin = (months - 1970 * 12).astype("datetime64[M]")
    ends = (months - 1970 * 12 + 1).astype("datetime64[M]")
    days: Numbers = (ends.astype("datetime64[D]") - begin.astype("datetime64[D]")).astype(np.int64)
    return days


def _rounded(above: Numbers, below: Numbers) -> Numbers:
    """A quotient rounded to whole cents, half a cent up."""
    found: Numbers = (2 * above + below) // (2 * below)
    return found


def without_child(rows: Rows, number: int) -> tuple[Rows, dict[str, Numbers]]:
    """The rows without each family's child of a number, and all that hangs on it.

    Returns:
        The rows, and by unit where each row of before stands now; -1: it is gone.
    """
    where: dict[str, Numbers] = {}
    offsets: dict[str, Numbers] = {}
    kept: dict[str, Numbers] = {}
    for unit in units().values():
        if unit.name not in rows.offsets:
            continue
        here = rows.offsets[unit.name]
        of_family = families_of(here)
        if unit.name == "child":
            keep = np.arange(here[-1]) - here[:-1][of_family] != number
        else:
            keep = np.ones(int(here[-1]), np.bool_)
            for above in unit.above:
                up = rows.above[unit.name, above.name] + rows.offsets[above.name][of_family]
                keep &= where[above.name][up] >= 0
        places = np.flatnonzero(keep)
        moved = np.full(keep.size, NOT, np.int64)
        moved[places] = np.arange(places.size)
        counts = np.bincount(of_family[places], minlength=here.size - 1)
        offsets[unit.name] = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
        where[unit.name], kept[unit.name] = moved, places
    links: dict[tuple[str, str], Numbers] = {}
    for (low, high), numbers in rows.above.items():
        of_family = families_of(rows.offsets[low])[kept[low]]
        up = where[high][numbers[kept[low]] + rows.offsets[high][of_family]]
        links[low, high] = up - offsets[high][of_family]
    columns: dict[str, ColumnValues] = {}
    for name, column in rows.columns.items():
        fact = LAWBOOK.facts[name]
        columns[name] = _kept(column, kept[fact.unit.name])
        if name in _GROUPS:
            columns[name] = _regrouped(columns[name], number, offsets["child"])
    return Rows(offsets, links, columns), where


def _kept(column: ColumnValues, places: Numbers) -> ColumnValues:
    if not isinstance(column, LineColumn):
        return column[places]
    offsets, pieces = chosen(column.offsets, places)
    return LineColumn(offsets, column.days[pieces], column.values[pieces])


def _regrouped(column: ColumnValues, number: int, here: Numbers) -> ColumnValues:
    """Groups of children that are named by the first of them, once a child is gone.

    Args:
        here: where each family's children begin, without the child.
    """
    values = column.values if isinstance(column, LineColumn) else column
    of_row = (
        families_of(column.offsets) if isinstance(column, LineColumn) else np.arange(values.size)
    )
    of_family = families_of(here)[of_row]
    heir = np.full(here.size - 1, np.iinfo(np.int64).max)
    was_it = values == number
    np.minimum.at(heir, of_family[was_it], (of_row - here[of_family])[was_it])
    fresh = np.where(was_it, heir[of_family], values - (values > number))
    if isinstance(column, LineColumn):
        return LineColumn(column.offsets, column.days, fresh)
    return fresh


def months_needed(first: Months, last: Months) -> tuple[Months, Months]:
    """The months that must be computed for decisions on some months."""
    return max(first - 1, month_of(START)), min(last + 1, 2028 * 12 - 1)
