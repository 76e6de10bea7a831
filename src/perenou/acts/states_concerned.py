"""Which other states a matter concerns, and whether it is settled which of them pays first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from perenou.casework.case_file.coordination import HOME
from perenou.casework.determination import Role, StateMonth

_BINDING: Final = frozenset({"settled", "definitive"})
"""Reasons for which a state pays first that both states are bound by."""


def is_coordinated(states: Iterable[StateMonth]) -> bool:
    """Whether Union law ranks another state beside Estonia."""
    return any(each.state != HOME and each.role is not Role.OUTSIDE for each in states)


def concerned(states: Iterable[StateMonth]) -> tuple[str, ...]:
    """The other states that pay first, or pay something beside Estonia."""
    found = {
        each.state: None
        for each in states
        if each.state != HOME
        and (each.role is Role.PRIMARY or (each.role is Role.SECONDARY and each.paid_most > 0))
    }
    return tuple(found)


def is_open(states: Iterable[StateMonth]) -> bool:
    """Whether another state is put first by nothing that binds both."""
    return any(
        each.role is Role.PRIMARY and each.state != HOME and each.reason not in _BINDING
        for each in states
    )


def is_ranked(states: Iterable[StateMonth]) -> bool:
    """Whether it can be said of every month of each child which state pays first."""
    every = tuple(states)
    first = {(each.child, each.month) for each in every if each.role is Role.PRIMARY}
    return {(each.child, each.month) for each in every} <= first
