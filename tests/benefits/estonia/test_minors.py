"""Claims of parents and carers who are minors (HMS § 12)."""

from __future__ import annotations

from itertools import product

import pytest
from tests.benefits.days import day

from perenou.benefits.estonia.minors import claimed_as_minor, claims_days_as_minor


@pytest.mark.parametrize(
    ("own", "majority", "claimed", "minor"),
    [
        pytest.param(False, "2028-03-03", "2028-03-02", True, id="the day before 18"),
        pytest.param(False, "2028-03-03", "2028-03-03", False, id="TsÜS § 8 lg 2: on the day"),
        pytest.param(True, "2028-03-03", "2028-03-02", False, id="for themselves"),
    ],
)
def test_a_claim_of_a_minor(own: bool, majority: str, claimed: str, minor: bool) -> None:
    found = claimed_as_minor(
        is_the_child=own, own_majority_day=day(majority), application_day=day(claimed)
    )
    assert found is minor


def test_nobody_who_is_not_among_the_children_claims_as_a_minor() -> None:
    assert not claimed_as_minor(
        is_the_child=False, own_majority_day=0, application_day=day("2026-05-20")
    )


@pytest.mark.parametrize("wishes", list(product((False, True), repeat=4)))
def test_days_of_a_minor(wishes: tuple[bool, bool, bool, bool]) -> None:
    names = ("wishes_mothers", "wishes_fathers", "wishes_shared", "wishes_adopters")
    told = dict(zip(names, wishes, strict=True))
    for own, today in product((False, True), ("2028-03-02", "2028-03-03")):
        found = claims_days_as_minor(
            is_the_child=own, own_majority_day=day("2028-03-03"), today=day(today), **told
        )
        assert found is (any(wishes) and not own and today == "2028-03-02")
