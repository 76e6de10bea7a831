"""What holds for every family: states are treated alike, and nobody loses by coordination."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import permutations, product
from typing import Final

import pytest
from tests.benefits.days import day
from tests.benefits.eu.family import EMPLOYED, PENSION, Adult, Child, by_state, world
from tests.benefits.household import Told

from perenou.benefits.eu.vocabulary import RESIDENCE_AWAY

ON: Final = "2026-02-01"
TIES: Final[Mapping[str, Mapping[str, Told]]] = {
    "work": EMPLOYED,
    "pension": {**PENSION, "insured_months_here": 100},
    "longer pension": {**PENSION, "insured_months_here": 200},
    "none": {},
}


def situations() -> Iterator[tuple[str, str, str, int, int]]:
    """Ground in either state, where the child lives, and either state's amount."""
    for one, other, home, amounts in product(
        TIES, TIES, ("DE", "SE", "LV"), ((9000, 3000), (3000, 9000), (5000, 0))
    ):
        yield one, other, home, *amounts


@pytest.mark.properties
@pytest.mark.parametrize("home", ["DE", "SE", "LV"])
def test_exchanging_two_states_exchanges_the_answer(home: str) -> None:
    """Whichever state stands first among the rows, and whatever it is called."""
    names = ("has_claim", "is_primary", "due", "suspended", "refund")
    for one, other, lives, here, there in situations():
        if lives != home:
            continue
        adults = [Adult("DE", {"DE": TIES[one]}), Adult("SE", {"SE": TIES[other]})]
        gives = {"DE": here, "SE": there}
        found = []
        for states in (("DE", "SE", "LV"), ("SE", "DE", "LV")):
            over = world(states, adults, [Child(lives, gives)], claimed=False)
            found.append([by_state(over, f"general_{name}", states, ON) for name in names])
        assert found[0] == found[1], (one, other, lives, here, there)


@pytest.mark.properties
def test_exchanging_the_roles_of_two_states_exchanges_the_answer() -> None:
    swap = {"DE": "SE", "SE": "DE", "LV": "LV"}
    states = ("DE", "SE", "LV")
    for one, other, lives, here, there in situations():
        told = []
        for exchange in (dict(zip(states, states, strict=True)), swap):
            adults = [
                Adult(exchange["DE"], {exchange["DE"]: TIES[one]}),
                Adult(exchange["SE"], {exchange["SE"]: TIES[other]}),
            ]
            gives = {exchange["DE"]: here, exchange["SE"]: there}
            over = world(states, adults, [Child(exchange[lives], gives)], claimed=False)
            paid = by_state(over, "general_due", states, ON)
            told.append({exchange[state]: paid[exchange[state]] for state in states})
        first = {state: told[0][state] for state in states}
        second = {state: told[1][swap[state]] for state in states}
        assert first == second, (one, other, lives, here, there)


@pytest.mark.properties
@pytest.mark.parametrize("seed", range(6))
def test_a_family_never_gets_less_than_from_the_best_single_state(seed: int) -> None:
    """But for states that need not top up, because only residence ties the family to them."""
    source = random.Random(seed)
    for _ in range(25):
        states = tuple(source.sample(("EE", "FI", "DE", "LV"), source.choice((2, 3))))
        states = tuple(sorted(states, key=lambda code: (code != "EE", code)))
        adults = [
            Adult(
                source.choice(states),
                {source.choice(states): TIES[source.choice(tuple(TIES))]},
            )
            for _ in range(source.choice((1, 2, 2, 3)))
        ]
        children = [
            Child(
                source.choice(states),
                {code: source.randrange(0, 30000, 50) for code in states if code != "EE"},
                f"20{source.randint(10, 20)}-01-01",
                named=source.choice(states),
            )
            for _ in range(source.choice((1, 2, 3)))
        ]
        over = world(states, adults, children, claims=("child_allowance", "large_family_allowance"))
        received, offered = 0, dict.fromkeys(states, 0)
        for child in range(len(children)):
            due, amount, standing, claim, suspended, shares = (
                by_state(over, f"general_{name}", states, ON, child)
                for name in ("due", "amount", "standing", "has_claim", "suspended", "shares")
            )
            for code in states:
                assert due[code] + suspended[code] == amount[code]
                offered[code] += amount[code] if shares[code] else 0
            if any(claim.values()) and not sum(due.values()):
                continue  # undecided, and the state that was named is not in front
            if any(shares.values()):
                received += sum(due.values())
                continue
            owed = [amount[c] for c in states if claim[c] and standing[c] != RESIDENCE_AWAY]
            if owed:
                assert sum(due.values()) == max([*owed, *due.values()]), (states, adults, children)
        sharing = sorted(sum_ for sum_ in offered.values() if sum_)
        if len(sharing) == 2 and sharing[0] < sharing[1]:
            assert over.at("general_states_sharing", 0, day(ON)) == 2
            # For the children together the higher amount is paid, by one state.
            assert received >= sharing[1]
            refunds = by_state(over, "general_refund", states, ON)
            assert sum(refunds.values()) == min((sharing[1] + 1) // 2, sharing[0])


def test_states_are_known_by_their_place_only() -> None:
    """No norm knows a state's name but Estonia's."""
    for states in permutations(("FI", "NO", "CH")):
        adults = [Adult("FI", {"FI": EMPLOYED}), Adult("NO", {"NO": EMPLOYED})]
        over = world(states, adults, [Child("NO", {"FI": 9488, "NO": 17000})], claimed=False)
        paid = by_state(over, "general_due", states, ON)
        assert paid == {"FI": 0, "NO": 17000, "CH": 0}
