"""What other states ask to write: the provisional decision, and the claim passed on to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from perenou.acts.matter import LETTERS, Kind, Matter
from perenou.acts.states_concerned import concerned, is_open
from perenou.casework.dealing_facts import happened
from perenou.casework.determination import STATE_PREFIX

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def abroad(solved: Solved, claims: Sequence[Matter]) -> Iterator[Matter]:
    """Of each claim that concerns another state: what goes to the family and to that state.

    A provisional decision while another state is put first without anything that binds both; the
    claim to every state that pays first or adds something, unless it was forwarded already.
    """
    for matter in claims:
        if matter.kind in LETTERS or matter.claim is None:
            continue
        if is_open(matter.states) and matter.kind is not Kind.PROVISIONAL_DECISION:
            yield replace(matter, kind=Kind.PROVISIONAL_DECISION)
        for state in sorted(concerned(matter.states)):
            if not _is_forwarded(solved, matter, state):
                yield replace(matter, kind=Kind.FORWARDING, addressee=f"{STATE_PREFIX}{state}")


def _is_forwarded(solved: Solved, matter: Matter, state: str) -> bool:
    """Whether the claim for all the children has gone to the state."""
    gone = {
        child
        for dealing in solved.case.dealings
        if dealing.country == state and happened(dealing, "forwarded", solved.as_of) is not None
        for child in solved.case.children_of(dealing) or ()
    }
    return set(matter.children) <= gone
