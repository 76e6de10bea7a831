"""What a determination says of rights to parental benefit that arose before 1 April 2022."""

from __future__ import annotations

import json
from typing import Any

import pytest

from perenou.casework.case_file import read_text
from perenou.casework.determination import Determination
from perenou.casework.solve import solve
from perenou.casework.tell import tell
from perenou.language.grammar import LANGUAGES

HOME = [{"country": "EE", "ground": "citizen"}]
NONE_BEFORE: dict[str, Any] = {"previous_income_base": []}
RIGHT = [{"from": "2015-01-01"}]


def made(
    birth: str,
    period: tuple[str, str],
    days: list[tuple[str, str, str, str]],
    *,
    income: list[dict[str, Any]] | None = None,
    certificate: tuple[str, str] | None = None,
    right: list[dict[str, str]] | None = None,
    child: dict[str, Any] | None = None,
    mother: dict[str, Any] | None = None,
) -> Determination:
    """The determination about a mother, a father and one child.

    Args:
        days: who, kind, first and last day. certificate: of maternity. right: to sickness benefit.
    """
    earned = [{"from": "2013-01", "to": "2023-12", "gross": 1000}]
    adult = {"residence": HOME, "notes": [], "income": earned, **NONE_BEFORE}
    notes = (
        []
        if certificate is None
        else [{"kind": "maternity", "from": certificate[0], "to": certificate[1]}]
    )
    given = RIGHT if certificate else []
    content = {
        "as_of": "2024-01-10",
        "otherwise": "ordinary",
        "period": {"from": period[0], "to": period[1]},
        "people": {
            "mari": {
                **adult,
                "sex": "female",
                "notes": notes,
                "income": earned if income is None else income,
                "sickness_benefit_right": given if right is None else right,
                **(mother or {}),
            },
            "jaan": {**adult, "sex": "male"},
        },
        "children": {
            "juku": {
                **({"birth": birth, "expected": birth} | (child or {"residence": HOME})),
                "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
            }
        },
        "parental_days": [
            {
                "by": by,
                "for": "juku",
                "kind": kind,
                "from": first,
                "to": last,
                "leave": "registered",
            }
            for by, kind, first, last in days
        ],
    }
    return solve(read_text(json.dumps(content), "case.json"))


def rising(month: str) -> list[dict[str, Any]]:
    """An income that doubles in a month."""
    year, number = int(month[:4]), int(month[5:])
    before = f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02}"
    return [
        {"from": "2013-01", "to": before, "gross": 1000},
        {"from": month, "to": "2023-12", "gross": 2000},
    ]


CASES: dict[str, dict[str, Any]] = {
    "earlier_scheme": {
        "birth": "2018-03-10",
        "period": ("2018-05", "2018-06"),
        "days": [("mari", "shared", "2018-03-10", "2019-09-09")],
    },
    "base_of_2019": {
        "birth": "2019-07-20",
        "period": ("2019-10", "2019-11"),
        "days": [("mari", "shared", "2019-09-27", "2020-06-30")],
        "certificate": ("2019-05-10", "2019-09-26"),
        "income": rising("2018-10"),
    },
    "eighteen_months": {
        "birth": "2019-06-10",
        "period": ("2020-12", "2020-12"),
        "days": [("mari", "shared", "2019-06-10", "2020-12-09")],
    },
    "earlier_part_months": {
        "birth": "2018-03-10",
        "period": ("2018-03", "2018-04"),
        "days": [("mari", "shared", "2018-03-10", "2019-09-09")],
    },
    "earnings_part_month": {
        "birth": "2021-05-01",
        "period": ("2021-09", "2021-09"),
        "days": [("mari", "shared", "2021-05-01", "2021-09-25")],
        "income": rising("2021-06"),
    },
    "earlier_pause": {
        "birth": "2021-05-01",
        "period": ("2021-09", "2021-09"),
        "days": [("mari", "shared", "2021-05-01", "2021-09-10")],
    },
    "right_before_2017": {
        "birth": "2016-10-10",
        "period": ("2017-02", "2017-02"),
        "days": [("mari", "shared", "2016-10-10", "2018-04-09")],
    },
    "maternity_difference": {
        "birth": "2022-04-20",
        "period": ("2022-05", "2022-08"),
        "days": [("mari", "shared", "2022-06-30", "2023-06-30")],
        "certificate": ("2022-02-10", "2022-06-29"),
        "mother": {"previous_income_base": [{"birth": "2020-02-01", "income": 2000}]},
    },
    "fathers_right_2020": {
        "birth": "2020-06-28",
        "period": ("2020-08", "2020-08"),
        "days": [("jaan", "fathers", "2020-08-01", "2020-08-30")],
    },
    "earlier_death": {
        "birth": "2021-05-01",
        "period": ("2021-07", "2021-07"),
        "days": [("mari", "shared", "2021-05-01", "2021-09-30")],
        "child": {"death": "2021-07-10", "residence": HOME},
    },
    "stillbirth_days_before_june_2021": {
        "birth": "2021-05-01",
        "period": ("2021-05", "2021-06"),
        "days": [("mari", "mothers", "2021-05-02", "2021-05-31")],
        "child": {"stillborn": {"week": 30}},
    },
    "base_before_2023_02": {
        "birth": "2022-07-30",
        "period": ("2022-07", "2022-08"),
        "days": [("mari", "mothers", "2022-05-24", "2022-08-31")],
        "right": RIGHT,
        "child": {"expected": "2022-08-02", "residence": HOME},
        "income": rising("2021-10"),
    },
}
"""By doubt: a case in which it is told."""

SILENT: dict[str, dict[str, Any]] = {
    "earlier_scheme": {"period": ("2022-04", "2022-05")},
    "base_of_2019": {"birth": "2019-09-01", "certificate": ("2019-06-20", "2019-09-26")},
    "eighteen_months": {"period": ("2020-11", "2020-11")},
    "earlier_part_months": {"period": ("2018-04", "2018-05")},
    "earnings_part_month": {"period": ("2021-08", "2021-08")},
    "earlier_pause": {"days": [("mari", "shared", "2021-05-01", "2021-09-30")]},
    "right_before_2017": {"birth": "2017-01-01"},
    "maternity_difference": {"mother": NONE_BEFORE},
    "fathers_right_2020": {"birth": "2020-07-01"},
    "earlier_death": {"days": [("mari", "shared", "2021-05-01", "2021-07-09")]},
    "stillbirth_days_before_june_2021": {
        "birth": "2021-06-07",
        "days": [("mari", "mothers", "2021-06-08", "2021-06-30")],
    },
    "base_before_2023_02": {"child": {"expected": "2022-07-31", "residence": HOME}},
}
"""By doubt: what of that case is changed so that it is not told."""


@pytest.mark.parametrize("key", CASES)
def test_a_doubt_is_told_where_it_matters_and_only_there(key: str) -> None:
    determination = made(**CASES[key])
    assert key in {doubt.key for doubt in determination.doubts}
    for language in LANGUAGES:
        assert tell(determination, language).section("doubts") is not None
    assert key not in {doubt.key for doubt in made(**(CASES[key] | SILENT[key])).doubts}


def test_without_a_certificate_its_end_is_asked_and_nothing_is_guessed() -> None:
    determination = made(
        "2021-03-05",
        ("2021-05", "2021-05"),
        [("mari", "shared", "2021-03-05", "2022-03-31")],
        right=RIGHT,
    )
    [payment] = [p for p in determination.payments if p.benefit == "earlier_parental_benefit"]
    assert (payment.least, payment.most) == (0, 1000_00)
    assert "maternity_benefit_after_day" in {
        fact for question in determination.questions for fact in question.facts
    }
