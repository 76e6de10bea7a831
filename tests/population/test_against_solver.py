"""Kernels give the solver's values for families of every kind, month by month."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from tests.population.against_solver import compare

from perenou.rules.compile import common

pytestmark = pytest.mark.properties

FAMILIES: Final[dict[tuple[str, ...], int]] = {
    (
        "child_allowance_amount",
        "large_family_allowance_amount",
        "single_parent_allowance_amount",
    ): 900,
    (
        "survivors_allowance_amount",
        "guardianship_allowance_amount",
        "triplets_allowance_amount",
        "conscripts_child_allowance_amount",
        "childcare_fee_amount",
    ): 500,
    (
        "maintenance_allowance_court_amount",
        "maintenance_allowance_enforcement_amount",
        "maintenance_allowance_bankruptcy_amount",
        "birth_allowance_amount",
        "adoption_allowance_amount",
        "start_in_life_allowance_amount",
    ): 400,
    ("shared_parental_benefit_net", "fathers_parental_benefit_net"): 200,
}
"""By what is asked together: of how many families. Together two thousand."""


@pytest.mark.parametrize(("asked", "families"), FAMILIES.items(), ids=lambda each: str(each)[2:12])
def test_random_families_have_the_solvers_values(
    asked: tuple[str, ...], families: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Few as they are, children's families that have something in common run a program of their own.
    monkeypatch.setattr(common, "LEAST", 900)
    monkeypatch.setattr(common, "SHARES", (0.5,))
    compared = compare(range(families), asked, tmp_path)
    assert not compared.differing, "\n".join(compared.differing[:3])
    assert compared.undecided < compared.values / 20
    assert compared.left_out < families / 10
    assert compared.paid[asked[0]] > 0


def test_all_two_thousand_families_are_asked_about() -> None:
    assert sum(FAMILIES.values()) == 2000
