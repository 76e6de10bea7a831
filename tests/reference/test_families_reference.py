"""What the independent calculator keeps for every family that is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.reference.facts import Family, Kind, Who
from tests.reference.families import families, seeded_family
from tests.reference.parental_benefit import Determination, determine


def _ordinary(found: Determination, who: Who) -> Iterator[date]:
    return (one.day for one in found.days if one.who is who and one.paid and not one.automatic)


@pytest.mark.properties
@pytest.mark.slow
@given(families())
@settings(max_examples=60, deadline=None)
def test_what_holds_for_every_family(made: Family) -> None:
    found = determine(made)
    whole = 605 if made.right_before_birth else 575
    died = made.stillborn or made.death is not None
    for one in found.ledgers:
        kinds = one.mother, one.father, one.shared
        assert all(min(kind.used, kind.left, kind.lost) >= 0 for kind in kinds)
        total = sum(kind.used + kind.left + kind.lost for kind in kinds)
        assert whole <= total <= whole + 130 if died else total == whole
        assert 0 <= one.spared <= 30
    last = found.ledgers[-1]
    assert (last.mother.left, last.father.left, last.shared.left) == (0, 0, 0)
    assert (
        len(set(_ordinary(found, Who.MOTHER)) & set(_ordinary(found, Who.FATHER)))
        == last.together
        <= 60
    )
    paid_shared = sum(len(found.paid_days(who, Kind.SHARED)) for who in Who)
    assert paid_shared == last.shared.used + last.spared
    for outcome in found.days:
        assert (outcome.paid is not None) == bool(outcome.cents)
        assert outcome.paid in (None, outcome.claimed)
        assert (outcome.refusal is None) == (outcome.paid is outcome.claimed)
    assert sum(one.cents or 0 for one in found.amounts) == sum(one.cents or 0 for one in found.days)
    assert sum(one.days for one in found.amounts) == sum(one.paid is not None for one in found.days)


def test_a_seed_gives_the_same_family() -> None:
    assert seeded_family(7) == seeded_family(7)
    assert seeded_family(7) != seeded_family(8)


def test_the_calculator_is_independent() -> None:
    here = Path(__file__).parent
    modules = sorted(here.glob("*.py"))
    assert len(modules) > 20
    for module in modules:
        if module != Path(__file__):
            assert "perenou" not in module.read_text(encoding="utf-8"), module.name
