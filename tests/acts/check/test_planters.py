"""Faults planted in clean acts are found, whatever the act."""

from __future__ import annotations

import os
from functools import cache

import pytest
from tests.acts.check.clean_acts import clean_acts

from perenou.acts.check.checker import check
from perenou.acts.check.checklist import checklist
from perenou.acts.check.planters import PLANTERS, Planter
from perenou.acts.check.text import ActText
from perenou.acts.kinds import LETTERS, Kind


@cache
def count(text: str, kind: str, item: str) -> int:
    found = check(ActText.from_text(text, Kind(kind)))
    return sum(each.item == item for each in found)


def kinds_of(planter: Planter) -> tuple[str, ...]:
    return planter.kinds or tuple(kind for kind in clean_acts() if kind not in LETTERS)


@pytest.mark.parametrize("planter", PLANTERS, ids=lambda planter: planter.name)
def test_a_planted_fault_is_found_in_every_act_that_takes_it(planter: Planter) -> None:
    """On every change in every third act that takes it; in all of them in the longer search."""
    clean = clean_acts()
    planted = [
        (kind, text)
        for kind in kinds_of(planter)
        if (text := planter.plant(clean[kind])) is not None
    ]
    assert planted
    for kind, text in planted[:: 1 if os.environ.get("PERENOU_LONG_SEARCH") else 3]:
        found = count(text, kind, planter.item)
        assert found > count(clean[kind], kind, planter.item), (planter.name, kind)


def test_there_are_enough_of_them() -> None:
    assert len(PLANTERS) >= 40
    assert {planter.item for planter in PLANTERS} <= checklist().keys()
    assert len({planter.name for planter in PLANTERS}) == len(PLANTERS)
