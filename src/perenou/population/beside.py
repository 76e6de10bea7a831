"""What Estonia pays beside another state's benefit, for families whose life touches several.

Where something of a child's benefits of a kind is suspended in a month, what is paid in the stead
of all of that kind is told by child, as ``casework.coordination`` does for one family.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.vocabulary import CARER, CHILD, PAID_FOR_SET, PERSON
from perenou.benefits.eu.vocabulary import BASKETS, CHILD_STATE, STATE, Basket
from perenou.population.arrow import Flags, Numbers, families_of
from perenou.population.schema import units
from perenou.rules.compile.rows import UNKNOWN, Rows
from perenou.rules.rule import Unit
from perenou.rules.types import NOBODY

SHARES: Final = "shares_in_family_allowance"
"""The name that says among which children a family's allowance is split."""

BIRTHS: Final = "birth_set"
"""The fact of children who were born together."""


def _hangs_on_states(unit: Unit) -> bool:
    return unit.name == STATE.name or any(map(_hangs_on_states, unit.above))


ABROAD: Final = frozenset(name for name, unit in units().items() if _hangs_on_states(unit))
"""The units of which only families have rows whose life touches several states."""


def baskets_of(benefits: Sequence[str]) -> tuple[Basket, ...]:
    """The kinds of benefits that some benefits are of."""
    return tuple(each for each in BASKETS if {*each.benefits} & {*benefits})


def names_beside(benefits: Sequence[str]) -> tuple[str, ...]:
    """What is asked besides the amounts of some benefits."""
    baskets = baskets_of(benefits)
    names = [f"{basket.key}_{of}" for basket in baskets for of in ("suspended", "estonia_pays")]
    has_families = any(MONTHLY[key].unit is PERSON for b in baskets for key in b.benefits)
    return (*names, *((SHARES,) if has_families else ()))


def beside(
    rows: Rows, benefits: Sequence[str], paid: Mapping[str, Numbers], values: Mapping[str, Numbers]
) -> dict[str, Numbers]:
    """What is paid by benefit and by kind of payment, rows by months, in cents.

    Where anything of a kind is ``UNKNOWN`` in a family's month, all of that kind is.

    Args:
        paid: what each benefit would be beside no other state. values: of ``names_beside``.
    """
    found = dict(paid)
    for basket in baskets_of(benefits):
        mine = {key: paid[key] for key in basket.benefits if key in paid}
        found |= _of_kind(rows, basket, mine, values)
    return found


def _of_kind(
    rows: Rows, basket: Basket, paid: Mapping[str, Numbers], values: Mapping[str, Numbers]
) -> dict[str, Numbers]:
    whose = {key: _for_whom(rows, key, values) for key in paid}
    is_paid = {key: sums > 0 for key, sums in paid.items()}
    children = _where_suspended(rows, values[f"{basket.key}_suspended"] > 0)
    replaced = dict.fromkeys(paid, np.zeros(0, np.bool_))
    before = -1
    while before < (before := int(children.sum())):  # whoever is paid together is replaced together
        for key, among in whose.items():
            replaced[key] = among.rows(children, is_paid[key])
            children = children | among.children(replaced[key], len(children))
    with_any = np.zeros_like(children)
    for key, among in whose.items():
        with_any |= among.children(replaced[key], len(children))
    found = {key: np.where(replaced[key], 0, sums) for key, sums in paid.items()}
    found[basket.coordinated] = np.where(with_any, values[f"{basket.key}_estonia_pays"], 0)
    is_open = _open(rows, basket, paid, values)
    for key, sums in found.items():
        unit = MONTHLY[key].unit if key in MONTHLY else CHILD
        sums[is_open[families_of(rows.offsets[unit.name])]] = UNKNOWN
    return found


def _open(
    rows: Rows, basket: Basket, paid: Mapping[str, Numbers], values: Mapping[str, Numbers]
) -> Flags:
    """Families by months, whether anything of a kind is left open."""
    suspended = _where_suspended(rows, values[f"{basket.key}_suspended"] == UNKNOWN)
    told = [
        *((MONTHLY[key].unit, sums == UNKNOWN) for key, sums in paid.items()),
        (CHILD, suspended | (values[f"{basket.key}_estonia_pays"] == UNKNOWN)),
    ]
    if any(unit is PERSON for unit, _ in told):
        told.append((CARER, values[SHARES] == UNKNOWN))
    found = np.zeros((rows.families, suspended.shape[1]), np.bool_)
    for unit, each in told:
        np.logical_or.at(found, families_of(rows.offsets[unit.name]), each)
    return found


@dataclass(frozen=True, slots=True)
class _ForWhom:
    """For which children the rows of a benefit are paid: pairs of a row and a child.

    Attributes:
        holds: pairs by months, whether the pair counts then; None: always.
    """

    row: Numbers
    child: Numbers
    holds: Flags | None = None

    def rows(self, children: Flags, is_paid: Flags) -> Flags:
        """The rows that are paid for one of some children, by months."""
        found = np.zeros_like(is_paid)
        np.logical_or.at(found, self.row, self._counting(children[self.child]))
        return found & is_paid

    def children(self, rows: Flags, count: int) -> Flags:
        """The children for whom some rows are paid, by months."""
        found = np.zeros((count, rows.shape[1]), np.bool_)
        np.logical_or.at(found, self.child, self._counting(rows[self.row]))
        return found

    def _counting(self, pairs: Flags) -> Flags:
        return pairs if self.holds is None else pairs & self.holds


def _for_whom(rows: Rows, benefit: str, values: Mapping[str, Numbers]) -> _ForWhom:
    unit = MONTHLY[benefit].unit
    carers = families_of(rows.offsets[CARER.name])
    of_carer = rows.offsets[CHILD.name][carers] + rows.above[CARER.name, CHILD.name]
    if unit is PERSON:
        people = rows.offsets[PERSON.name][carers] + rows.above[CARER.name, PERSON.name]
        return _ForWhom(people, of_carer, values[SHARES] != 0)
    if unit is CARER:
        return _ForWhom(np.arange(of_carer.size), of_carer)
    children = np.arange(int(rows.offsets[CHILD.name][-1]))
    if benefit != PAID_FOR_SET or BIRTHS not in rows.columns:
        return _ForWhom(children, children)
    births = rows.columns[BIRTHS]
    assert isinstance(births, np.ndarray)
    sets = np.where(
        births == NOBODY, children, rows.offsets[CHILD.name][families_of(rows.offsets[CHILD.name])]
        + births,
    )  # fmt: skip
    pairs = [
        (one, other)
        for each in np.unique(sets)
        for one in np.flatnonzero(sets == each)
        for other in np.flatnonzero(sets == each)
    ]
    row, child = np.array(pairs, np.int64).reshape(-1, 2).T
    return _ForWhom(row, child)


def _where_suspended(rows: Rows, said: Flags) -> Flags:
    """The children of whose Estonian benefits something is said, by months.

    Args:
        said: by child and state, and months.
    """
    is_estonia = rows.columns["is_estonia"]
    assert isinstance(is_estonia, np.ndarray)
    family = families_of(rows.offsets[CHILD_STATE.name])
    state = rows.offsets[STATE.name][family] + rows.above[CHILD_STATE.name, STATE.name]
    child = rows.offsets[CHILD.name][family] + rows.above[CHILD_STATE.name, CHILD.name]
    here = np.flatnonzero(is_estonia[state] == 1)
    found = np.zeros((int(rows.offsets[CHILD.name][-1]), said.shape[1]), np.bool_)
    np.logical_or.at(found, child[here], said[here])
    return found
