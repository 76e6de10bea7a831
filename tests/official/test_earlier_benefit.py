"""What authorities published on parental benefit before April 2022, as a case file pays it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.benefits.days import day, euros

from perenou.casework.case_file import read_text
from perenou.casework.determination import Determination, Status
from perenou.casework.solve import solve

BENEFIT = "earlier_parental_benefit"


def made(
    birth: str, days: list[dict[str, str]], period: tuple[str, str], **mother: Any
) -> Determination:
    """The determination about a mother who claims days for her one child."""
    home = [{"country": "EE", "ground": "citizen"}]
    content = {
        "as_of": "2023-01-10",
        "otherwise": "ordinary",
        "period": {"from": period[0], "to": period[1]},
        "people": {"mari": {"residence": home, "notes": [], "previous_income_base": [], **mother}},
        "children": {
            "juku": {
                "birth": birth,
                "expected": birth,
                "residence": home,
                "parents": [{"who": "mari", "role": "mother"}],
            }
        },
        "parental_days": [{"by": "mari", "for": "juku", "kind": "shared", **d} for d in days],
    }
    return solve(read_text(json.dumps(content), "case.json"))


def sums(determination: Determination) -> dict[int, tuple[int, int]]:
    return {
        p.month % 12 + 1: (p.least, p.most)
        for p in determination.payments
        if p.benefit == BENEFIT
    }  # fmt: skip


def test_ex_079_435_days_after_the_maternity_certificate() -> None:
    # marimell.eu, Rasedus ja seadused, content checked by SKA, 2021
    determination = made(
        "2021-01-11",
        [{"from": "2021-03-22", "to": "2022-12-31"}],
        ("2021-01", "2022-12"),
        sickness_benefit_right=[{"from": "2019-01-01"}],
        notes=[{"kind": "maternity", "from": "2020-11-02", "to": "2021-03-21"}],
        income=[{"from": "2019-01", "to": "2020-10", "gross": 1500}],
    )
    granted = [
        (right.benefit, right.first, right.after)
        for right in determination.rights
        if right.status is Status.GRANTED and "parental" in right.benefit
    ]
    assert granted == [
        ("shared_parental_benefit", day("2022-04-01"), day("2022-05-31")),
        (BENEFIT, day("2021-03-22"), day("2022-04-01")),
    ]


def test_ex_040_the_calendar_year_before_is_paid_by_the_month() -> None:
    # SKA guidance, reprinted by superlapsehoidja.ee, 2018
    determination = made(
        "2017-03-19",
        [{"from": "2017-03-19", "to": "2018-09-18"}],
        ("2017-04", "2017-12"),
        sickness_benefit_right=[],
        income=[
            {"from": "2016-01", "to": "2016-12", "social_tax": "385.41"},
            {"month": "2016-12", "social_tax": "0.08"},
            {"from": "2017-01", "to": "2018-12", "gross": 0},
        ],
    )
    assert set(sums(determination).values()) == {(euros("1167.93"), euros("1167.93"))}


@pytest.mark.parametrize(
    ("ident", "granted", "earned", "paid"),
    [("EX-041", "2000", "1500", "2000"), ("EX-042", "2500", "2500", "2205.39")],
)
def test_earning_beside_the_benefit_in_2021(
    ident: str, granted: str, earned: str, paid: str
) -> None:
    # SM, page Vanemahüvitis, 2021
    determination = made(
        "2020-12-05",
        [{"from": "2020-12-05", "to": "2022-03-31"}],
        ("2021-02", "2021-11"),
        sickness_benefit_right=[],
        income=[
            {"from": "2019-01", "to": "2020-12", "gross": granted},
            {"from": "2021-01", "to": "2022-03", "gross": earned},
        ],
    )
    assert set(sums(determination).values()) == {(euros(paid), euros(paid))}, ident


@pytest.mark.parametrize(
    ("ident", "birth", "months"),
    [
        # SM and SKA text, reprinted by juristaitab.ee, 2020: December 2017 to November 2018
        ("EX-050", "2019-09-10", {"2017-12", "2018-11"}),
        # SKA guidance in the press, 2019: February 2018 to January 2019
        ("EX-051", "2019-11-20", {"2018-02", "2019-01"}),
    ],
)
def test_the_months_that_the_benefit_rests_on(ident: str, birth: str, months: set[str]) -> None:
    first, last = sorted(months)
    before = "2017-11" if first == "2017-12" else "2018-01"
    after = "2018-12" if last == "2018-11" else "2019-02"
    determination = made(
        birth,
        [{"from": birth, "to": "2020-12-31"}],
        ("2020-02", "2020-06"),
        sickness_benefit_right=[],
        income=[
            {"from": "2016-01", "to": before, "gross": 9000},
            {"from": first, "to": last, "gross": 1000},
            {"from": after, "to": "2019-12", "gross": 9000},
            {"from": "2020-01", "to": "2020-12", "gross": 0},
        ],
    )
    assert set(sums(determination).values()) == {(euros("1000"), euros("1000"))}, ident
