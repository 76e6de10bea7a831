"""Every pair of states, the whole decision table and random families, from case file to months."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import combinations
from typing import Any, Final

import pytest

from perenou.casework.case_file.coordination import COORDINATED_STATES
from perenou.casework.case_file.reader import parse
from perenou.casework.case_file.schema import Case
from perenou.casework.coordination import state_months
from perenou.casework.determination import Role, StateMonth
from perenou.casework.solve import Solved

Data = dict[str, Any]

OTHERS: Final = sorted(COORDINATED_STATES - {"EE"})
WORKS, IDLE, PENSION, LEAVE, DOLE, BENEFIT = (
    "works", "inactive", "pension", "unpaid leave", "unemployed", "parental benefit",
)  # fmt: skip


def home(state: str) -> list[Data]:
    return [{"country": state, **({"ground": "citizen"} if state == "EE" else {})}]


def adult(state: str, does: str = WORKS, lives: str = "", months: int = 100) -> Data:
    """Somebody tied to a state in one way, who lives there unless told otherwise."""
    interruptions = {
        LEAVE: [{"country": state, "kind": "unpaid_leave", "treated_as_work": False}],
        DOLE: [{"country": state, "kind": "unemployment_benefit"}],
        BENEFIT: [{"country": state, "kind": "parental_benefit"}],
    }
    pension = [{"country": state, "kind": "old_age", "months": months}]
    return {
        "citizenship": [{"country": "EE"}],
        "residence": home(lives or state),
        "work": [{"country": state, "kind": "employed"}] if does == WORKS else [],
        "work_interruptions": interruptions.get(does, []),
        "state_pensions": pension if does == PENSION else [],
    }


def family(
    mari: Data, jaan: Data, lives: str, benefits: list[Data], period: str = "2026-02", **more: Any
) -> Case:
    return parse(
        {
            "as_of": "2026-11-24",
            "period": {"from": period, "to": period},
            "otherwise": "ordinary",
            "people": {"mari": mari, "jaan": jaan},
            "children": {
                "juku": {
                    "birth": "2018-05-14",
                    "residence": home(lives),
                    "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan"}],
                    "lives": [{"with": ["mari", "jaan"], "share": "full"}],
                    "state_benefits": benefits,
                }
            },
            "claims": [
                {"by": "mari", "for": "all", "benefits": ["child_allowance"],
                 "received": "2018-06-01"}
            ],
            **more,
        }
    )  # fmt: skip


def told(case: Case) -> dict[str, StateMonth]:
    return {each.state: each for each in state_months(Solved(case))}


def paid(case: Case) -> dict[str, int]:
    found = told(case)
    assert all(each.paid_least == each.paid_most for each in found.values())
    return {state: each.paid_least for state, each in found.items()}


def gives(state: str, euros: str) -> Data:
    return {"country": state, "amount": euros, "currency": "EUR", "interval": "month"}


# ---------------------------------------------------------------- pairs


@pytest.mark.slow
@pytest.mark.properties
@pytest.mark.parametrize("one", OTHERS[:-1])
def test_exchanging_two_states_exchanges_the_answer(one: str) -> None:
    """All 435 pairs: each of the two is first for the child that lives there."""
    for other in OTHERS[OTHERS.index(one) + 1 :]:
        for first, second in ((one, other), (other, one)):
            case = family(
                adult(first),
                adult(second),
                first,
                [gives(first, "57"), gives(second, "94.88")],
                claims=[],
            )
            found = told(case)
            assert (found[first].role, found[second].role) == (Role.PRIMARY, Role.SECONDARY)
            amounts = {state: each.paid_least for state, each in found.items()}
            assert amounts == {first: 5700, second: 3788}, (first, second)


def test_the_pairs_are_435() -> None:
    assert len(list(combinations(OTHERS, 2))) == 435


@pytest.mark.parametrize("other", OTHERS)
def test_estonia_beside_each_other_state(other: str) -> None:
    """At home each is first; away it adds what it gives more."""
    parents = adult("EE"), adult(other)
    assert paid(family(*parents, "EE", [gives(other, "94.88")])) == {"EE": 8000, other: 1488}
    assert paid(family(*parents, other, [gives(other, "94.88")])) == {"EE": 0, other: 9488}
    assert paid(family(*parents, other, [gives(other, "50")])) == {"EE": 3000, other: 5000}
    assert paid(family(*parents, "EE", [gives(other, "50")])) == {"EE": 8000, other: 0}


# ---------------------------------------------------------------- the decision table

TABLE: Final[list[tuple[str, Data, Data, str, str, tuple[int, int]]]] = [
    ("1", adult("EE"), adult("FI"), "EE", "EE", (8000, 1488)),
    ("2", adult("EE"), adult("FI"), "FI", "FI", (0, 9488)),
    ("3", adult("EE"), adult("FI", IDLE), "FI", "EE", (8000, 1488)),
    ("4", adult("FI"), adult("EE", IDLE), "EE", "FI", (0, 9488)),
    ("5", adult("FI"), adult("EE", BENEFIT), "EE", "EE", (8000, 1488)),
    ("6", adult("FI"), adult("EE", LEAVE), "EE", "FI", (0, 9488)),
    ("7", adult("FI"), adult("EE", DOLE), "EE", "EE", (8000, 1488)),
    ("8", adult("EE"), adult("FI", PENSION), "EE", "EE", (8000, 1488)),
    ("9", adult("EE", PENSION), adult("FI"), "EE", "FI", (0, 9488)),
    ("10", adult("EE", PENSION), adult("FI", PENSION), "EE", "EE", (8000, 1488)),
    ("13", adult("EE", IDLE), adult("FI"), "FI", "FI", (0, 9488)),
]


@pytest.mark.parametrize(
    ("mari", "jaan", "lives", "first", "amounts"),
    [row[1:] for row in TABLE],
    ids=[f"row {row[0]}" for row in TABLE],
)
@pytest.mark.parametrize("other", ["FI", "LV", "SE"])
def test_row(
    mari: Data, jaan: Data, lives: str, first: str, amounts: tuple[int, int], other: str
) -> None:
    """Whoever of the parents it is, and whichever the other state is called."""
    for parents in ((mari, jaan), (jaan, mari)):
        case = family(*parents, lives, [gives("FI", "94.88")])
        renamed = _renamed(case, other)
        found = told(renamed)
        # Where Estonia may refuse the supplement no right arises here at all.
        known = {state: each.paid_least for state, each in found.items()}
        assert [known.get("EE", 0), known[other]] == list(amounts)
        primary = [state for state, each in found.items() if each.role is Role.PRIMARY]
        assert primary == [first.replace("FI", other)]


def _renamed(case: Case, other: str) -> Case:
    from perenou.casework.case_file import dump, read_text

    return read_text(dump(case).replace("country: FI", f"country: {other}"), "case.yaml")


@pytest.mark.parametrize(("months", "first"), [(240, "EE"), (120, "FI")])
def test_row_11_pensions_and_a_child_in_a_third_state(months: int, first: str) -> None:
    case = family(
        adult("EE", PENSION, months=months),
        adult("FI", PENSION, months=180),
        "LV",
        [gives("FI", "94.88"), {"country": "LV", "right": False}],
    )
    assert paid(case)[first] == {"EE": 8000, "FI": 9488}[first]
    assert told(case)[first].reason == "longest"


@pytest.mark.parametrize(
    ("amount", "first", "refund"),
    [("250", "DE", 8000), ("100", "DE", 5000), ("60", "EE", 4000), ("30", "EE", 3000)],
)
def test_row_12_work_in_two_states_and_a_child_in_a_third(
    amount: str, first: str, refund: int
) -> None:
    case = family(
        adult("EE"), adult("DE"), "LV", [gives("DE", amount), {"country": "LV", "right": False}]
    )
    found = told(case)
    other = "EE" if first == "DE" else "DE"
    assert found[first].paid_least == found[first].own_least
    assert (found[other].paid_most, found[other].refund) == (0, refund)


def test_row_14_a_parent_alone_works_elsewhere_and_the_child_is_here() -> None:
    grandmother = adult("EE", IDLE)
    case = family(adult("FI"), grandmother, "EE", [gives("FI", "94.88")])
    juku = {
        "parents": [{"who": "mari", "role": "mother"}],
        "second_parent": "none",
        "lives": [{"with": ["jaan"], "share": "full"}],
    }
    data = {**_data(case)}
    data["children"]["juku"] |= juku
    data["claims"] = []
    found = told(parse(data))
    assert found["FI"].role is Role.PRIMARY
    assert found["FI"].paid_least == 9488


def test_row_15_work_in_both_states_under_a_certificate_of_one() -> None:
    both = adult("EE")
    both["work"].append({"country": "FI", "kind": "employed"})
    both["legislation_documents"] = [{"country": "EE", "kind": "a1"}]
    case = family(both, adult("EE", IDLE), "EE", [gives("FI", "94.88")])
    assert Solved(case).payments[0].least == 8000
    assert "FI" not in told(case)


def test_row_16_posted_under_a_certificate() -> None:
    posted = adult("EE")
    posted["work"] = [
        {"country": "FI", "kind": "employed", "posted_from": "EE", "from": "2026-01-01",
         "to": "2026-12-31"}
    ]  # fmt: skip
    case = family(posted, adult("EE", IDLE), "EE", [gives("FI", "94.88")])
    assert Solved(case).payments[0].least == 8000
    assert "FI" not in told(case)


def _data(case: Case) -> Data:
    from perenou.casework.case_file.writer import to_mapping

    found: Data = to_mapping(case)
    return found


# ---------------------------------------------------------------- random families


def drawn(source: random.Random) -> Data:
    """Two or three adults, one to three children and two or three states over some months."""
    states = ["EE", *source.sample(["FI", "DE", "LV", "SE"], source.choice([1, 2]))]

    def works() -> list[Data]:
        cut = source.choice(["2026-02-16", "2026-03-01", "2026-03-31"])
        first, second = source.choice(states), source.choice(states)
        return source.choice(
            [
                [],
                [{"country": first, "kind": "employed"}],
                [{"country": first, "kind": "employed", "to": cut},
                 {"country": second, "kind": "self_employed", "from": "2026-04-01"}],
            ]
        )  # fmt: skip

    people = {
        name: {
            "citizenship": [{"country": "EE"}],
            "residence": home(source.choice(states)),
            "work": works(),
            "state_pensions": source.choice(
                [[], [], [{"country": source.choice(states), "kind": "old_age",
                           "months": source.randint(10, 300)}]]
            ),
        }
        for name in ("mari", "jaan")
    }  # fmt: skip
    children = {}
    for at in range(source.choice([1, 2, 3])):
        where = source.choice(states)
        children[f"laps_{at}"] = {
            "birth": f"20{source.randint(10, 22)}-0{source.randint(1, 9)}-01",
            "residence": home(where),
            "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan"}],
            "lives": [{"with": ["mari", "jaan"], "share": "full"}],
            "primary_state": [{"country": source.choice(states), "reason": "kokkulepe"}],
            "state_benefits": [
                gives(state, str(source.randrange(10, 300, 5))) for state in states[1:]
            ],
        }
    return {
        "as_of": "2026-11-24",
        "period": {"from": "2026-02", "to": "2026-05"},
        "otherwise": "ordinary",
        "people": people,
        "children": children,
        "claims": [
            {"by": "mari", "for": "all", "benefits": ["child_allowance", "large_family_allowance"],
             "received": "2022-10-01"}
        ],
    }  # fmt: skip


Key = tuple[int, str, str]


def months(data: Mapping[str, Any]) -> dict[Key, StateMonth]:
    made = state_months(Solved(parse(dict(data))))
    return {(each.month, each.child, each.state): each for each in made}


@pytest.mark.properties
@pytest.mark.parametrize("seed", range(30))
def test_order_in_the_file_makes_no_difference(seed: int) -> None:
    """People, children, spells of work and benefits in another order: the same answer."""
    source = random.Random(seed)
    data = drawn(source)

    def shuffled(thing: Any) -> Any:
        if isinstance(thing, dict):
            keys = list(thing)
            source.shuffle(keys)
            return {key: shuffled(thing[key]) for key in keys}
        if isinstance(thing, list):
            items = [shuffled(item) for item in thing]
            source.shuffle(items)
            return items
        return thing

    assert months(shuffled(data)) == months(data)


@pytest.mark.properties
@pytest.mark.parametrize("seed", range(30))
def test_a_family_never_gets_less_than_the_best_single_state_would_pay(seed: int) -> None:
    """But for a state that owes nothing by residence alone, and shared costs, paid by one state."""
    found = months(drawn(random.Random(1000 + seed)))
    for month, child in {(month, child) for month, child, _ in found}:
        states = [each for (m, c, _), each in found.items() if (m, c) == (month, child)]
        owing = [
            each.own_least
            for each in states
            if each.role in (Role.PRIMARY, Role.SECONDARY)
            and each.reason not in ("residence_only", "shares")
        ]
        received = sum(each.paid_least for each in states)
        if not all(each.own_least == each.own_most for each in states):
            continue  # whether the child studies abroad is still asked
        if any(each.role is Role.PRIMARY for each in states):
            assert received >= max(owing, default=0), (month, child)
        for each in states:
            assert each.paid_least + each.suspended_least == each.own_least
