"""What other states ask to write: the provisional decision, and the claim passed on to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from perenou.acts.matter import LETTERS, Kind, Matter
from perenou.casework.determination import STATE_PREFIX, Role

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def abroad(solved: Solved, claims: Sequence[Matter]) -> Iterator[Matter]:
    """Of each claim in which another state pays first: what goes to the family and to the state."""
    home = solved.facts.abroad.states[0] if solved.facts.abroad.states else ""
    for matter in claims:
        if matter.kind in LETTERS or matter.claim is None:
            continue
        first = {m.state for m in matter.states if m.role is Role.PRIMARY and m.state != home}
        if first and matter.kind is not Kind.PROVISIONAL_DECISION:
            yield replace(matter, kind=Kind.PROVISIONAL_DECISION)
        for state in sorted(first):
            yield replace(matter, kind=Kind.FORWARDING, addressee=f"{STATE_PREFIX}{state}")
