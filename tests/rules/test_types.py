"""The kinds of values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import IntEnum

import pytest

from perenou.rules.types import ABSENT, ALWAYS, ANSWERS, NEVER, NOBODY, declare_enumeration


class Ripeness(IntEnum):
    GREEN = 0
    RIPE = 1
    ROTTEN = 4


@pytest.fixture
def ripeness() -> Iterator[str]:
    declare_enumeration(Ripeness)
    yield "Ripeness"
    del ABSENT["Ripeness"], ANSWERS["Ripeness"]


def test_every_type_says_what_it_is_where_there_is_no_norm_and_what_it_can_be() -> None:
    assert ABSENT.keys() == ANSWERS.keys()
    assert all(low < high for low, high in ANSWERS.values())


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_the_answer_of_no_norm_lies_within_the_possible_answers(kind: str) -> None:
    low, high = ANSWERS[kind]
    assert low <= ABSENT[kind] <= high


def test_never_and_always_lie_around_every_day_of_a_life() -> None:
    assert date(1900, 1, 1).toordinal() > ALWAYS
    assert date(2200, 1, 1).toordinal() < NEVER
    assert NOBODY < 0


def test_an_enumeration_is_none_where_there_is_no_norm(ripeness: str) -> None:
    assert ABSENT[ripeness] is Ripeness.GREEN
    assert ANSWERS[ripeness] == (Ripeness.GREEN, Ripeness.ROTTEN)
