"""Hand-worked months of two families, cent by cent, with the days that they rest on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from perenou.casework.case_file import read
from perenou.casework.determination import Determination
from perenou.casework.solve import solve

EXAMPLES: Final = Path(__file__).parents[2] / "examples"


def by_benefit(made: Determination, year: int, month: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for payment in made.payments:
        if payment.month == year * 12 + month - 1:
            assert payment.is_certain
            found.setdefault(payment.benefit, []).append(payment.least)
    return {benefit: sorted(amounts) for benefit, amounts in found.items()}


def test_three_children_and_the_eldest_turns_nineteen_in_the_final_class() -> None:
    made = solve(read(EXAMPLES / "three_children_one_turns_19.yaml"))
    full = {"child_allowance": [8000, 8000, 10000], "large_family_allowance": [45000]}
    # 19 on 10 May, in the final class: May and June stay whole, from July two children are left.
    assert by_benefit(made, 2026, 4) == full
    assert by_benefit(made, 2026, 5) == full
    assert by_benefit(made, 2026, 6) == full
    assert by_benefit(made, 2026, 7) == {"child_allowance": [8000, 8000]}


def test_third_child_born_on_the_eleventh_of_october() -> None:
    made = solve(read(EXAMPLES / "third_child_born_in_october.yaml"))
    # 21 of 31 days: 100 * 21/31 = 67.74 and 450 * 21/31 = 304.84.
    assert by_benefit(made, 2026, 10) == {
        "child_allowance": [6774, 8000, 8000],
        "large_family_allowance": [30484],
        "birth_allowance": [32000],
    }
    days = {(p.benefit, p.for_whom[-1]): p.days for p in made.payments if p.month == 2026 * 12 + 9}
    assert days["child_allowance", "lenna"] == 21
    assert days["large_family_allowance", "lenna"] == 21
    assert by_benefit(made, 2026, 11) == {
        "child_allowance": [8000, 8000, 10000],
        "large_family_allowance": [45000],
    }
