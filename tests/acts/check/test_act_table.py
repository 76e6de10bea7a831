"""A sample of ``make act-table``: drafts hold up, planted faults are found."""

from __future__ import annotations

import pytest
from tests.acts.check.act_table import ACCUSED_AT_MOST, FOUND_AT_LEAST, measured
from tests.acts.check.random_acts import determination

from perenou.acts.check.planters import PLANTERS
from perenou.acts.choose import numbered
from perenou.acts.kinds import LETTERS

DETERMINATIONS = 4
FAULTS = 60


@pytest.mark.long
def test_nearly_every_planted_fault_is_found_and_no_draft_is_accused() -> None:
    """In one test: the sample takes most of the time, and each process would make it anew."""
    sample = measured(range(DETERMINATIONS), FAULTS, processes=1)
    assert {(each.kind, each.number): each.stops for each in sample.accused} == {}
    assert sample.share_accused <= ACCUSED_AT_MOST
    assert len(sample.planted) == FAULTS
    assert len({each.fault for each in sample.planted}) >= 30
    missed = [each for each in sample.planted if not each.is_found]
    assert sample.share_found >= FOUND_AT_LEAST, missed
    lines = list(sample.lines())
    assert len(lines) == len(PLANTERS) + 3
    assert all(
        line.startswith(f"| {p.name} |") for line, p in zip(lines[2:], PLANTERS, strict=False)
    )
    assert list(sample.told()) == [] or sample.share_found < 1


def test_random_families_are_on_leave_and_owed_maintenance_too() -> None:
    benefits = {
        kind: {
            item.benefit
            for number in numbers
            for each in numbered(determination(number))
            if each.matter.kind not in LETTERS
            for item in each.matter.items
        }
        for kind, numbers in {"leave": range(1, 16, 5), "maintenance": range(3, 28, 5)}.items()
    }
    assert {"mothers_parental_benefit", "shared_parental_benefit"} <= benefits["leave"]
    assert len([b for b in benefits["maintenance"] if b.startswith("maintenance_")]) > 1
