"""How an aggregate gathers from its members: one function over flat arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from perenou.rules import gather
from perenou.rules.lawbook import OWN_ROW
from perenou.rules.rule import Across

_GATHERS: Final[dict[str, Callable[[Sequence[Any], Sequence[Any]], Any]]] = {
    "count": lambda among, _: gather.count(among),
    "any": lambda among, _: gather.any_of(among),
    "sum": gather.total,
    "least": gather.least,
    "greatest": gather.greatest,
}


def across_function(
    above: Mapping[tuple[str, str], Sequence[int]], node: Across, row: int, members: Sequence[int]
) -> Callable[..., Any]:
    """The gathering function of an aggregate over flat arguments: among, of, together, own key.

    Args:
        above: by (unit, unit above it), the row above of each row.
    """
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


def looked_at_in_any_case(node: Across, size: int) -> Sequence[int]:
    """The places of the arguments that an aggregate looks at whatever it sees."""
    stops_early = node.kind in ("any", "order")
    is_first_a_key = bool(node.together) and not node.among
    return () if stops_early or is_first_a_key else range(size)
