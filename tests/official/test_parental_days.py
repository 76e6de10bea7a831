"""Days of parental benefit that the agency has published: quotas, first and last days, payments.

Each case names its publisher and the date of what was published.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

import pytest
from tests.benefits.days import day

from perenou.casework.case_file import read_text
from perenou.casework.parental_answer import Quota
from perenou.casework.solve import Solved
from perenou.rules.calendar import month_of

RESIDENCE: Final = [{"from": "2000-01-01", "country": "EE", "ground": "citizen"}]


def solved(
    expected: str,
    days: list[dict[str, Any]],
    *,
    birth: str = "",
    until: str = "2027-12",
    works: bool = True,
) -> Solved:
    """A mother, a father and their child; the mother with or without the right before the birth."""
    person: dict[str, Any] = {
        "residence": RESIDENCE,
        "income": [],
        "notes": [],
        "previous_income_base": [],
        "basic_exemption": 0,
    }
    right = [{"from": "2000-01-01"}] if works else []
    first = min([expected, *(one["from"] for one in days)])
    content = {
        "as_of": "2026-11-26",
        "period": {"from": first[:7], "to": until},
        "otherwise": "ordinary",
        "people": {
            "mari": person | {"sex": "female", "sickness_benefit_right": right},
            "jaan": person | {"sex": "male"},
        },
        "children": {
            "liis": {
                "birth": birth or expected,
                "expected": expected,
                "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
                "lives": [{"with": ["mari", "jaan"], "share": "full"}],
                "residence": [{"country": "EE", "ground": "citizen"}],
            }
        },
        "claims": [],
        "parental_days": [{"for": "liis", "leave": "registered"} | one for one in days],
    }
    return Solved(read_text(json.dumps(content), "case.json"))


def mothers(first: str, last: str) -> dict[str, Any]:
    return {"by": "mari", "kind": "mothers", "from": first, "to": last}


def shared(first: str, last: str, by: str = "mari") -> dict[str, Any]:
    return {"by": by, "kind": "shared", "from": first, "to": last}


def fathers(first: str, last: str) -> dict[str, Any]:
    return {"by": "jaan", "kind": "fathers", "from": first, "to": last}


def quota(case: Solved, kind: str) -> Quota:
    assert case.determination.parental is not None
    return next(one for one in case.determination.parental.quotas if one.kind == kind)


def paid(case: Solved, kind: str, row: int) -> tuple[str, str, int]:
    """The first and the last paid day, and how many there are."""
    days = [
        one
        for first, after, held in case.world.line(f"{kind}_benefit_paid", row).pieces(case.after)
        if held is True
        for one in range(first, after)
    ]
    first, last = (date.fromordinal(one).isoformat() for one in (days[0], days[-1]))
    return first, last, len(days)


def mari(case: Solved) -> int:
    return case.facts.carers.index((case.facts.people.index("mari"), 0))


def jaan(case: Solved) -> int:
    return case.facts.carers.index((case.facts.people.index("jaan"), 0))


# SKA, page Ema vanemahüvitis, 10.2026 (EX-070, EX-071); the total counts the days used and left.
@pytest.mark.parametrize(
    ("start", "of_mother", "of_both"),
    [
        pytest.param("2025-06-09", 61, 514, id="EX-070: 31 days before the expected date"),
        pytest.param("2025-05-01", 100, 475, id="EX-071: 70 days before the expected date"),
    ],
)
def test_days_of_a_working_mother_by_her_start(start: str, of_mother: int, of_both: int) -> None:
    case = solved("2025-07-10", [mothers(start, "2025-08-31"), fathers("2025-07-10", "2025-08-08")])
    assert quota(case, "mothers").used == (of_mother, of_mother)
    assert quota(case, "shared").total == (of_both, of_both)
    assert quota(case, "fathers").total == (30, 30)
    assert of_mother + of_both + 30 == 605


# SKA, page Ema vanemahüvitis, 2025 (EX-072, EX-073): the mother goes on without a pause.
@pytest.mark.parametrize(
    ("start", "of_both", "last"),
    [
        pytest.param("2025-05-01", 475, "2026-11-26", id="EX-072"),
        pytest.param("2025-06-09", 514, "2027-01-04", id="EX-073"),
    ],
)
def test_a_mother_who_goes_on_without_a_pause(start: str, of_both: int, last: str) -> None:
    days = [mothers(start, "2025-08-08"), shared("2025-08-09", "2027-12-31")]
    case = solved("2025-07-10", days)
    own = paid(case, "mothers", mari(case))
    assert own[:2] == (start, "2025-08-08")
    assert paid(case, "shared", mari(case)) == ("2025-08-09", last, of_both)
    assert own[2] + of_both == 575


def test_ex_074_a_hundred_days_around_the_expected_date() -> None:
    # SKA, page Ema vanemahüvitis, 2025
    days = [mothers("2025-04-22", "2025-12-31")]
    case = solved("2025-07-01", [*days, shared("2026-01-01", "2026-01-31")])
    assert paid(case, "mothers", mari(case)) == ("2025-04-22", "2025-07-30", 100)
    assert quota(case, "shared").total == (475, 475)
    row = mari(case)
    assert case.world.at("mothers_ordinary_after_day", row, day("2025-08-01")) == day("2025-07-31")


def test_ex_075_earliest_start_and_latest_start_without_losing_days() -> None:
    # SKA, page Ema vanemahüvitis, 2025
    early = solved("2025-06-10", [mothers("2025-03-20", "2025-06-30")])
    assert paid(early, "mothers", mari(early))[0] == "2025-04-01"
    for start, kept in (("2025-05-10", 39), ("2025-05-11", 0)):
        case = solved("2025-06-10", [mothers(start, "2025-06-30")])
        assert quota(case, "mothers").moved == (kept, kept)
        assert quota(case, "shared").total == (475 + kept, 475 + kept)


def test_ex_076_of_60_days_at_once_25_used_leave_35() -> None:
    # SKA, page Jagatav vanemahüvitis, 20.04.2026
    days = [mothers("2026-03-10", "2026-04-08"), fathers("2026-03-15", "2026-04-08")]
    case = solved("2026-03-10", days, works=False)
    together = quota(case, "together")
    assert (together.used, together.left) == ((25, 25), (35, 35))


def test_ex_077_fathers_days_from_the_30th_before_the_expected_date() -> None:
    # SKA, page Isa vanemahüvitis, 10.2026; born earlier, paid for the calendar month before
    case = solved(
        "2026-06-18", [fathers("2026-05-19", "2026-06-17")], birth="2026-06-01", until="2026-06"
    )
    assert paid(case, "fathers", jaan(case)) == ("2026-05-19", "2026-06-17", 30)
    paid_on = {
        one.month: one.pay_day for one in case.payments if one.benefit == "fathers_parental_benefit"
    }
    assert paid_on == {
        month_of(day("2026-05-01")): day("2026-06-08"),
        month_of(day("2026-06-01")): day("2026-07-08"),
    }


def test_ex_080_a_mother_without_the_right_before_the_birth() -> None:
    # SKA; PHS § 35 lg 6, § 37 lg 2, 10.2026
    days = [
        mothers("2026-03-10", "2026-06-30"),
        fathers("2026-03-10", "2026-04-08"),
        shared("2026-07-01", "2026-07-31"),
    ]
    case = solved("2026-03-10", days, works=False)
    totals = [quota(case, kind).total for kind in ("mothers", "fathers", "shared")]
    assert totals == [(30, 30), (30, 30), (515, 515)]
    assert sum(least for least, _ in totals) == 575
