"""Hand-worked months of families, cent by cent, with the days that they rest on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, cast

import pytest

from perenou.casework.case_file import read, read_text
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


def mothers_case(**told: object) -> str:
    """A mother and her child Liis as a case file: the child's days, hers, and what she claims."""
    mari = {
        "residence": [{"country": "EE", "ground": "citizen"}],
        "notes": [],
        "previous_income_base": [],
        "sickness_benefit_right": [],
        **cast("dict[str, object]", told.pop("mari")),
    }
    child = {
        "residence": [{"country": "EE", "ground": "citizen"}],
        "parents": [{"who": "mari", "role": "mother"}],
        "second_parent": "none",
        "lives": [{"with": ["mari"], "share": "full"}],
        **cast("dict[str, object]", told.pop("liis")),
    }
    content = {"as_of": "2027-12-01", "otherwise": "ordinary", "claims": [], **told}
    return json.dumps({**content, "people": {"mari": mari}, "children": {"liis": child}})


def test_a_working_mother_who_starts_on_the_70th_day() -> None:
    """2400 a month in March 2025 to February 2026, all else left out of the period."""
    case = mothers_case(
        period={"from": "2026-10", "to": "2027-01"},
        mari={
            "sickness_benefit_right": [{"from": "2024-01-01"}],
            "income": [
                {"to": "2025-02", "gross": 9000},
                {"from": "2025-03", "to": "2026-02", "gross": 2400},
                {"from": "2026-03", "gross": 9000},
            ],
        },
        liis={"birth": "2026-12-11", "expected": "2026-12-15"},
        parental_days=[
            {"by": "mari", "for": "liis", "kind": "mothers", "from": "2026-10-06",
             "to": "2027-12-31", "leave": "registered"},
        ],
    )  # fmt: skip
    made = solve(read_text(case, "case.json"))
    months = [by_benefit(made, *month) for month in ((2026, 10), (2026, 11), (2026, 12), (2027, 1))]
    key = "mothers_parental_benefit"
    assert months == [{key: [2080_00]}, {key: [2400_00]}, {key: [2480_00]}, {key: [1040_00]}]
    assert [p.days for p in made.payments] == [26, 30, 31, 13]
    assert made.total == (8000_00, 8000_00)


@pytest.mark.parametrize(
    ("birth", "year", "a_day"),
    [
        pytest.param("2026-01-10", 2026, 126_87, id="born in 2026: the twofold cap"),
        pytest.param("2025-12-10", 2026, 150_00, id="born in 2025: below 175.50, also in 2026"),
    ],
)
def test_an_income_of_4500_and_the_cap_of_the_birth_year(birth: str, year: int, a_day: int) -> None:
    case = mothers_case(
        period={"from": "2026-10", "to": "2026-10"},
        mari={"income": [{"from": "2023-01", "gross": 4500}]},
        liis={"birth": birth, "expected": birth},
        parental_days=[
            {"by": "mari", "for": "liis", "kind": "shared", "from": "2026-10-01",
             "to": "2026-10-31"},
        ],
    )  # fmt: skip
    made = solve(read_text(case, "case.json"))
    assert by_benefit(made, year, 10) == {"shared_parental_benefit": [31 * a_day]}


def test_the_income_of_the_first_child_is_kept_but_the_cap_is_the_seconds() -> None:
    """4500 behind the benefit for a child of 2024 (cap 157.78); no income before the second."""
    case = mothers_case(
        period={"from": "2026-10", "to": "2026-10"},
        mari={
            "income": [],
            "previous_income_base": [{"for": "liis", "birth": "2024-05-05", "income": 4500}],
        },
        liis={"birth": "2026-05-05", "expected": "2026-05-05"},
        parental_days=[
            {"by": "mari", "for": "liis", "kind": "shared", "from": "2026-10-01",
             "to": "2026-10-31"},
        ],
    )  # fmt: skip
    made = solve(read_text(case, "case.json"))
    assert by_benefit(made, 2026, 10) == {"shared_parental_benefit": [31 * 126_87]}
