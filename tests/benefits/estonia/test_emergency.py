"""A state of emergency or war (PHS § 14¹)."""

from __future__ import annotations

from itertools import product

import pytest
from tests.benefits.household import Application, Told, amounts, carer, value, world

from perenou.benefits.estonia.emergency import (
    change_is_agreed,
    change_is_agreed__or_unobtainable,
    change_is_agreed__with_whoever_raises,
    raises_in_emergency,
)


@pytest.mark.parametrize(("consent", "out_of_reach"), list(product((False, True), repeat=2)))
def test_consent(consent: bool, out_of_reach: bool) -> None:
    # PHS § 6 lg 1, § 14¹ lg 1
    assert change_is_agreed(has_consent=consent) is consent
    found = change_is_agreed__or_unobtainable(
        has_consent=consent, consent_unobtainable=out_of_reach
    )
    assert found is (consent or out_of_reach)
    assert raises_in_emergency(actually_raises_in_emergency=consent) is consent
    for raises in (False, True):
        too = change_is_agreed__with_whoever_raises(
            has_consent=consent, consent_unobtainable=out_of_reach, raises_in_emergency=raises
        )
        assert too is (consent or out_of_reach or raises)


def _grandmother(since: str) -> dict[tuple[str, int], Told]:
    """Person 0 the mother, person 1 who in an emergency raises the child since a day."""
    return {
        ("is_parent", carer(1, 0, 1)): False,
        ("raises", carer(1, 0, 1)): False,
        ("actually_raises_in_emergency", carer(1, 0, 1)): (("2017-01-01", False), (since, True)),
        ("consent_unobtainable", 1): True,
    }


@pytest.mark.parametrize(
    ("since", "claimed", "payees"),
    [
        pytest.param("2026-10-15", "2026-10-20", [0, 0, 1], id="from the month after the claim"),
        pytest.param("2026-09-15", "2026-09-20", [0, 0, 0], id="claimed before § 14¹ was law"),
    ],
)
def test_who_raises_the_child_receives_without_consent(
    since: str, claimed: str, payees: list[int]
) -> None:
    mine = Application("2017-01-10", benefits=("child_allowance",))
    hers = Application(claimed, person=1, benefits=("child_allowance",))
    over = world(["2015-03-03"], [mine, hers], _grandmother(since), people=2)
    days = ["2026-09-30", "2026-10-31", "2026-11-30"]
    assert [value(over, "child_allowance_recipient", 0, on) for on in days] == payees


def test_beside_a_suspended_parent_too() -> None:
    # PHS § 14¹ lg 2, § 12 lg 6: the mother is missing
    told = _grandmother("2026-10-15") | {
        ("missing", 0): (("2017-01-01", False), ("2026-10-15", True)),
    }
    mine = Application("2017-01-10", benefits=("child_allowance",))
    hers = Application("2026-11-20", person=1, benefits=("child_allowance",))
    for claims, paid in (([mine], [80_00, 0, 0]), ([mine, hers], [80_00, 80_00, 80_00])):
        over = world(["2015-03-03"], claims, told, people=2)
        months = ["2026-10", "2026-11", "2026-12"]
        assert amounts(over, "child_allowance", 0, months) == paid
