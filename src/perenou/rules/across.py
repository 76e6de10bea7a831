"""How an aggregate gathers from its members: one function over flat arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from perenou.rules import gather
from perenou.rules.lawbook import OWN_ROW, Column
from perenou.rules.rule import Across
from perenou.rules.unknown import unasked

_GATHERS: Final[dict[str, Callable[[Sequence[Any], Sequence[Any]], Any]]] = {
    "count": lambda among, _: gather.count(among),
    "any": lambda among, _: gather.any_of(among),
    "sum": gather.total,
    "least": gather.least,
    "greatest": gather.greatest,
}


class Gathering(NamedTuple):
    """How an aggregate is applied to a row: worked out once for a case.

    Attributes:
        function: what gathers, over flat arguments: among, of, together, own key. size: how many
            members there are. places: by place of an argument its name and row; where a number of
            a row stands, no name.
        first: the places that are looked at whatever is seen. at_once: of those, and of all that
            are facts, whatever is to be found out before the function is asked.
        blank: the arguments before anything is looked at: numbers of rows, and what is unasked.
    """

    function: Callable[..., Any]
    size: int
    places: list[tuple[str, int]]
    first: Sequence[int]
    at_once: Sequence[int]
    blank: tuple[Any, ...]


def gathering_of(
    above: Mapping[tuple[str, str], Sequence[int]],
    rows_above: Callable[[str, tuple[str, ...]], Sequence[int]],
    columns: Sequence[Column],
    node: Across,
    row: int,
    members: Sequence[int],
) -> Gathering:
    """How an aggregate is applied to a row.

    Args:
        above: by (unit, unit above it), the row above of each row. rows_above: for each row of a
            unit, the row at the end of the units to climb through. columns: the aggregate's.
            members: the rows that it gathers from.
    """
    places: list[tuple[str, int]] = []
    at_once: list[int] = []
    size = len(members)
    first = _looked_at_in_any_case(node, size) if columns[0].name else ()
    if not columns[0].is_fact:
        at_once += first
    for name, unit, way, is_fact, is_own in columns:
        rows = (row,) if is_own else members
        if is_fact:
            at_once += range(len(places), len(places) + len(rows))
        if way:
            found = rows_above(unit, way)
            rows = [found[each] for each in rows]
        places += [(name, each) for each in rows]
    blank = tuple(
        number if not name else later
        for (name, number), later in zip(places, unasked(len(places)), strict=True)
    )
    return Gathering(_function(above, node, row, members), size, places, first, at_once, blank)


def _function(
    above: Mapping[tuple[str, str], Sequence[int]], node: Across, row: int, members: Sequence[int]
) -> Callable[..., Any]:
    """The gathering function of an aggregate over flat arguments: among, of, together, own key."""
    size = len(members)
    own_row = node.own == OWN_ROW
    left_out = members.index(row) if node.others else None
    gathers: Callable[[Sequence[Any], Sequence[Any]], Any]
    if node.kind == "order":
        gathers = partial(gather.place, members.index(row))
    elif node.kind == "pick":
        targets = above[node.members.name, node.own]
        gathers = partial(gather.pick, [targets[m] for m in members])
    else:
        gathers = _GATHERS[node.kind]

    def call(*flat: Any) -> Any:
        at = 0
        among: Sequence[Any] = [True] * size
        of: Sequence[Any] = ()
        if node.among:
            among, at = flat[:size], size
        if left_out is not None:
            among = [counts if i != left_out else False for i, counts in enumerate(among)]
        if node.of:
            of, at = flat[at : at + size], at + size
        if node.together:
            keys = flat[at : at + size]
            own = row if own_row else flat[at + size]
            among = [
                bool(counts) and key == own and not key < 0
                for counts, key in zip(among, keys, strict=True)
            ]
        return gathers(among, of)

    return call


def _looked_at_in_any_case(node: Across, size: int) -> Sequence[int]:
    """The places of the arguments that an aggregate looks at whatever it sees."""
    stops_early = node.kind in ("any", "order")
    is_first_a_key = bool(node.together) and not node.among
    return () if stops_early or is_first_a_key else range(size)
