"""Who pays first: the decision table, the worked examples, three states, ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from tests.benefits.eu.family import (
    EMPLOYED,
    PENSION,
    UNPAID_LEAVE,
    Adult,
    Child,
    by_state,
    primary,
    world,
)
from tests.benefits.household import Told

from perenou.benefits.eu.vocabulary import Activity, Interruption

ON = "2026-02-01"
EE_FI = ("EE", "FI")
LEAVE = {"activity": Activity.EMPLOYED, "interruption": Interruption.PARENTAL_BENEFIT}
UNEMPLOYED = {"interruption": Interruption.UNEMPLOYMENT_BENEFIT}
IN_EE = Adult("EE", {"EE": EMPLOYED})
IN_FI = Adult("FI", {"FI": EMPLOYED})
PENSIONER = Adult("FI", {"FI": PENSION})
A1 = {**EMPLOYED, "bound_by_document": True}


def due(states: Sequence[str], *adults: Adult, child: Child) -> tuple[str, Mapping[str, int]]:
    over = world(states, adults, [child])
    return primary(over, states, ON), by_state(over, "general_due", states, ON)


@pytest.mark.parametrize(
    ("row", "adults", "child", "first", "paid"),
    [
        (1, (IN_EE, IN_FI), "EE", "EE", (8000, 1488)),
        (2, (IN_EE, IN_FI), "FI", "FI", (0, 9488)),
        (3, (IN_EE, Adult("FI")), "FI", "EE", (8000, 1488)),
        (4, (Adult("EE"), IN_FI), "EE", "FI", (0, 9488)),
        (5, (Adult("EE", {"EE": LEAVE}), IN_FI), "EE", "EE", (8000, 1488)),
        (6, (Adult("EE", {"EE": UNPAID_LEAVE}), IN_FI), "EE", "FI", (0, 9488)),
        (7, (Adult("EE", {"EE": UNEMPLOYED}), IN_FI), "EE", "EE", (8000, 1488)),
        (8, (IN_EE, PENSIONER), "EE", "EE", (8000, 1488)),
        (9, (Adult("EE", {"EE": PENSION}), IN_FI), "EE", "FI", (0, 9488)),
        (10, (Adult("EE", {"EE": PENSION}), PENSIONER), "EE", "EE", (8000, 1488)),
        (14, (IN_FI, Adult("EE")), "EE", "FI", (0, 9488)),
        (15, (Adult("EE", {"EE": A1, "FI": EMPLOYED}), Adult("EE")), "EE", "EE", (8000, 0)),
    ],
    ids=lambda value: f"row {value}" if isinstance(value, int) else None,
)  # fmt: skip
def test_the_decision_table(
    row: int, adults: tuple[Adult, ...], child: str, first: str, paid: tuple[int, int]
) -> None:
    found = due(EE_FI, *adults, child=Child(child, {"FI": 9488}))
    assert found == (first, dict(zip(EE_FI, paid, strict=True))), row


def test_row_11_of_pensions_with_the_child_elsewhere_the_longest_time_decides() -> None:
    states = ("EE", "FI", "LV")
    for months, first, paid in ((240, "EE", (8000, 1488, 0)), (120, "FI", (0, 9488, 0))):
        adults = (
            Adult("EE", {"EE": {**PENSION, "insured_months_here": months}}),
            Adult("FI", {"FI": {**PENSION, "insured_months_here": 180}}),
        )
        found = due(states, *adults, child=Child("LV", {"FI": 9488}))
        assert found == (first, dict(zip(states, paid, strict=True)))


def test_row_12_the_highest_amount_pays_all_and_the_other_state_refunds_half() -> None:
    states = ("EE", "DE", "LV")
    adults = (Adult("EE", {"EE": EMPLOYED}), Adult("DE", {"DE": EMPLOYED}))
    over = world(states, adults, [Child("LV", {"DE": 25000})])
    assert primary(over, states, ON) == "DE"
    assert by_state(over, "general_due", states, ON) == {"EE": 0, "DE": 25000, "LV": 0}
    assert by_state(over, "general_refund", states, ON) == {"EE": 8000, "DE": 0, "LV": 0}


def test_a_refund_is_half_of_the_higher_amount_where_the_own_amount_is_not_less() -> None:
    states = ("DE", "NL", "LV")
    adults = (Adult("DE", {"DE": EMPLOYED}), Adult("NL", {"NL": EMPLOYED}))
    for gives, refunds in (((9000, 3000), 3000), ((25500, 20000), 12750), ((25501, 20000), 12751)):
        child = Child("LV", dict(zip(("DE", "NL"), gives, strict=True)))
        over = world(states, adults, [child], claimed=False)
        assert by_state(over, "general_refund", states, ON) == {"DE": 0, "NL": refunds, "LV": 0}
        assert by_state(over, "general_due", states, ON) == {"DE": gives[0], "NL": 0, "LV": 0}


def test_the_highest_amount_is_that_of_the_children_together() -> None:
    states = ("DE", "NL", "LV")
    adults = (Adult("DE", {"DE": EMPLOYED}), Adult("NL", {"NL": EMPLOYED}))
    children = [Child("LV", {"DE": 100, "NL": 150}), Child("LV", {"DE": 300, "NL": 200})]
    over = world(states, adults, children, claimed=False)
    for child, paid in enumerate((100, 300)):
        assert primary(over, states, ON, child) == "DE"
        assert by_state(over, "general_due", states, ON, child)["DE"] == paid
        assert by_state(over, "general_due", states, ON, child)["NL"] == 0
    assert by_state(over, "general_refund", states, ON)["NL"] == 200


def test_under_the_other_reading_amounts_are_compared_for_each_child_alone() -> None:
    states = ("DE", "NL", "LV")
    adults = (Adult("DE", {"DE": EMPLOYED}), Adult("NL", {"NL": EMPLOYED}))
    children = [Child("LV", {"DE": 100, "NL": 150}), Child("LV", {"DE": 300, "NL": 200})]
    readings = {"general_derived_primary": "per_child", "general_refund": "per_child"}
    over = world(states, adults, children, claimed=False, readings=readings)
    assert [primary(over, states, ON, child) for child in (0, 1)] == ["NL", "DE"]
    assert by_state(over, "general_refund", states, ON) == {"DE": 75, "NL": 150, "LV": 0}
    equal = [Child("LV", {"DE": 100, "NL": 100})]
    over = world(states, adults, equal, claimed=False, readings=readings)
    assert by_state(over, "general_refund", states, ON) == {"DE": 0, "NL": 0, "LV": 0}


def test_row_13_no_supplement_by_residence_alone_for_a_child_elsewhere() -> None:
    adults = (Adult("EE"), Adult("FI", {"FI": EMPLOYED}))
    child = Child("FI", {"FI": 1000})
    assert due(EE_FI, *adults, child=child) == ("FI", {"EE": 0, "FI": 1000})
    # A right by residence alone does not even arise here: child and parent must really live here.
    over = world(EE_FI, adults, [child])
    assert by_state(over, "general_amount", EE_FI, ON)["EE"] == 0
    # If Estonia did not use the exception, it would pay the difference.
    chosen = dict.fromkeys(
        ("estonia_is_competent", "general_owes_no_supplement", "replacing_owes_no_supplement"),
        "residence_too",
    )
    over = world(EE_FI, adults, [child], readings=chosen)
    assert by_state(over, "general_due", EE_FI, ON) == {"EE": 7000, "FI": 1000}


def test_another_state_owes_no_supplement_by_residence_alone_either() -> None:
    states = ("EE", "FI", "LV")
    adults = (Adult("EE", {"EE": EMPLOYED}), Adult("FI"))
    found = due(states, *adults, child=Child("LV", {"FI": 9488}))
    assert found == ("EE", {"EE": 8000, "FI": 0, "LV": 0})


def test_row_16_a_posted_worker_stays_under_the_law_of_the_sending_state() -> None:
    posted: dict[str, Told] = {
        "posted_from_here": True,
        "posting_began_day": 738000,
        "posting_ends_day": 738300,
    }
    ties: dict[str, Mapping[str, Told]] = {"EE": posted, "FI": {"activity": Activity.POSTED}}
    over = world(EE_FI, (Adult("EE", ties), Adult("EE")), [Child("EE", {"FI": 9488})])
    assert by_state(over, "general_due", EE_FI, ON) == {"EE": 8000, "FI": 0}
    over = world(
        EE_FI,
        (Adult("EE", {**ties, "EE": {**posted, "posting_ends_day": 739000}}), Adult("EE")),
        [Child("EE", {"FI": 9488})],
    )
    assert by_state(over, "general_due", EE_FI, ON) == {"EE": 0, "FI": 9488}


def test_three_states_the_third_compares_with_what_the_first_two_paid() -> None:
    states = ("EE", "FI", "LV")
    adults = (Adult("EE", {"EE": EMPLOYED}), Adult("FI", {"FI": PENSION}), Adult("LV"))
    child = Child("LV", {"FI": 9488, "LV": 12000})
    assert due(states, *adults, child=child) == ("EE", {"EE": 8000, "FI": 1488, "LV": 2512})
    child = Child("LV", {"FI": 5000, "LV": 12000})
    assert due(states, *adults, child=child) == ("EE", {"EE": 8000, "FI": 0, "LV": 4000})


def test_three_work_states_are_not_decided_by_the_law() -> None:
    states = ("EE", "FI", "DE", "LV")
    adults = tuple(Adult(state, {state: EMPLOYED}) for state in states[:3])
    gives = {"FI": 9488, "DE": 25000}
    assert due(states, *adults, child=Child("LV", gives))[0] == ""
    assert due(states, *adults, child=Child("LV", gives, named="FI"))[0] == "FI"


def test_equal_amounts_are_not_decided_by_the_law() -> None:
    states = ("EE", "FI", "LV")
    adults = tuple(Adult(state, {state: EMPLOYED}) for state in states[:2])
    assert due(states, *adults, child=Child("LV", {"FI": 8000}))[0] == ""
    named = due(states, *adults, child=Child("LV", {"FI": 8000}, named="EE"))
    assert named == ("EE", {"EE": 8000, "FI": 0, "LV": 0})


def test_by_residence_alone_the_childs_state_is_first() -> None:
    found = due(EE_FI, Adult("EE"), Adult("FI"), child=Child("EE", {"FI": 9488}))
    assert found == ("EE", {"EE": 8000, "FI": 0})
    found = due(EE_FI, Adult("EE", {"EE": {}}), Adult("FI"), child=Child("FI", {"FI": 9488}))
    assert found == ("FI", {"EE": 0, "FI": 9488})


def test_without_a_right_elsewhere_nothing_is_compared() -> None:
    adults = (Adult("EE", {"EE": EMPLOYED}), Adult("FI", {"FI": EMPLOYED}))
    assert due(EE_FI, *adults, child=Child("FI")) == ("EE", {"EE": 8000, "FI": 0})


def test_a_right_that_nobody_claimed_keeps_its_rank() -> None:
    over = world(EE_FI, (IN_EE, IN_FI), [Child("EE", {"FI": 9488})], claimed=False)
    assert primary(over, EE_FI, ON) == "EE"
    assert by_state(over, "general_due", EE_FI, ON) == {"EE": 0, "FI": 9488}


def test_where_nobody_here_may_claim_estonia_gives_no_right() -> None:
    grandparent = Adult("EE")
    told = {("is_parent", 1): False}
    over = world(EE_FI, (IN_FI, grandparent), [Child("EE", {"FI": 5000})], told)
    assert primary(over, EE_FI, ON) == "FI"
    over = world(
        EE_FI,
        (Adult("FI", {"FI": EMPLOYED}, raises=False), grandparent),
        [Child("EE", {"FI": 5000})],
        told,
    )
    assert by_state(over, "general_has_claim", EE_FI, ON) == {"EE": False, "FI": True}


def test_a_state_that_nothing_ties_to_the_child_is_left_out() -> None:
    found = due(EE_FI, Adult("EE", {"EE": EMPLOYED}), child=Child("EE", {"FI": 9488}))
    assert found == ("EE", {"EE": 8000, "FI": 0})


def test_four_children_and_the_large_family_allowance_split_equally() -> None:
    finnish = (9488, 10484, 13379, 17324)
    births = ("2012-01-01", "2014-01-01", "2016-01-01", "2018-01-01")
    children = [Child("EE", {"FI": f}, birth) for f, birth in zip(finnish, births, strict=True)]
    adults = (Adult("EE"), Adult("FI", {"FI": EMPLOYED}))
    claims = ("child_allowance", "large_family_allowance")
    over = world(EE_FI, adults, children, claims=claims)
    own = [by_state(over, "general_amount", EE_FI, "2024-02-01", c)["EE"] for c in range(4)]
    assert own == [19250, 19250, 21250, 21250]
    paid = [by_state(over, "general_due", EE_FI, "2024-02-01", c)["EE"] for c in range(4)]
    assert paid == [9762, 8766, 7871, 3926]
    assert sum(paid) == 30325


def test_a_surplus_for_one_child_is_not_used_up_by_another() -> None:
    states = ("FI", "SE")
    adults = (Adult("FI", {"FI": EMPLOYED}), Adult("SE", {"SE": EMPLOYED}))
    children = [
        Child("FI", {"SE": own, "FI": other})
        for own, other in ((10000, 11000), (10000, 11000), (12000, 8000))
    ]
    over = world(states, adults, children, claimed=False)
    assert [by_state(over, "general_due", states, ON, c)["SE"] for c in range(3)] == [0, 0, 4000]


def test_triplets_share_their_familys_allowance() -> None:
    adults = (Adult("EE", {"EE": EMPLOYED}), Adult("FI", {"FI": EMPLOYED}))
    children = [Child("EE", {"FI": 5000}, "2025-09-10") for _ in range(3)]
    told = {("birth_set", c): 0 for c in range(3)}
    claims = ("child_allowance", "large_family_allowance", "triplets_allowance")
    over = world(EE_FI, adults, children, told, claims=claims)
    own = [by_state(over, "general_amount", EE_FI, ON, c)["EE"] for c in range(3)]
    # 80, 80 and 100; 450 of the large family and 1000 of the triplets, split by three.
    assert own == [8000 + 15000 + 33333, 8000 + 15000 + 33333, 10000 + 15000 + 33334]
