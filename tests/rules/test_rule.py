"""Declaring norms: what a function becomes, and what is refused on the spot."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.rules.orchard import APPLE, KEEPER, NAMED, ORCHARD, TREE

from perenou.rules.rule import Book, Fact, LawError, Rule, Validity, day_of
from perenou.rules.types import ALWAYS, NEVER, Cents, Day

HERE = re.escape(__file__)


def price(weight: Cents, picked_day: Day) -> Cents:
    """What an apple costs."""
    return weight + picked_day


def declared(**written: Any) -> Rule:
    book = Book()
    labels_and_times: dict[str, Any] = {**NAMED, **written}
    book.rule(TREE, "ÕUN § 1 lg 2", **labels_and_times)(price)
    return book.rules[0]


def test_a_function_becomes_a_norm_and_stays_a_function() -> None:
    book = Book()
    assert book.rule(TREE, "ÕUN § 1 lg 2", et="hind", en="price", ru="цена")(price) is price
    [rule] = book.rules
    assert (rule.name, rule.unit, rule.function) == ("price", TREE, price)
    assert rule.parameters == rule.inputs == ("weight", "picked_day")
    assert (rule.types, rule.gives) == (("Cents", "Day"), "Cents")
    assert str(rule.citation) == "ÕUN § 1 lg 2"
    assert [rule.labels.in_language(code) for code in ("et", "en", "ru")] == [
        "hind",
        "price",
        "цена",
    ]
    assert rule.says == "What an apple costs."
    assert rule.where.startswith(__file__)
    assert rule.validity == Validity(ALWAYS, NEVER, ALWAYS, ALWAYS)


def test_what_tells_versions_apart_is_not_part_of_the_name() -> None:
    book = Book()

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def harvest__of_2020(weight: Cents) -> Cents:
        return weight

    assert book.rules[0].name == "harvest"


def test_one_norm_is_bound_to_several_names() -> None:
    book = Book()
    for kind in ("red", "green"):
        book.rule(
            TREE, "ÕUN § 1", **NAMED, name=f"{kind}_price", binding={"weight": f"{kind}_weight"}
        )(price)
    assert [rule.name for rule in book.rules] == ["red_price", "green_price"]
    assert [rule.inputs for rule in book.rules] == [
        ("red_weight", "picked_day"),
        ("green_weight", "picked_day"),
    ]
    assert {rule.parameters for rule in book.rules} == {("weight", "picked_day")}
    assert {rule.function for rule in book.rules} == {price}


def test_the_two_times_of_a_norm() -> None:
    rule = declared(
        applies="2023-01-01",
        until="2024-01-01",
        in_force="2023-02-01",
        source="RT I, 11.01.2023, 2",
    )
    assert rule.validity == Validity(
        day_of("2023-01-01"), day_of("2024-01-01"), day_of("2023-02-01"), day_of("2023-01-11")
    )
    assert declared(applies="2023-01-01").validity.in_force == day_of("2023-01-01")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ({"applies": "1.1.2023"}, "no such date: '1.1.2023'"),
        ({"applies": "2023-02-30"}, "no such date"),
        ({"until": "tomorrow"}, "no such date"),
        ({"in_force": "2023-13-01"}, "no such date"),
        ({"source": "RT I 11.01.2023"}, "not a publication"),
        ({"source": "RT I, 31.02.2023, 2"}, "day is out of range"),
        ({"applies": "2023-01-01", "until": "2023-01-01"}, "ends before it begins"),
        ({"applies": "2023-01-02", "until": "2023-01-01"}, "ends before it begins"),
        (
            # Dropped by an act that came only after it had begun to apply.
            {
                "applies": "2023-01-01",
                "until": "2023-01-01",
                "source": "RT I, 11.01.2022, 2",
                "ended_by": "RT I, 06.07.2023, 3",
            },
            "ends before it begins",
        ),
        ({"et": ""}, "the label in 'et' is missing"),
        ({"en": "  "}, "the label in 'en' is missing"),
        ({"ru": ""}, "the label in 'ru' is missing"),
    ],
)
def test_a_norm_written_wrongly_is_refused(written: dict[str, str], reason: str) -> None:
    with pytest.raises(LawError, match=rf"^{HERE}:\d+: price: .*{re.escape(reason)}"):
        declared(**written)


@pytest.mark.parametrize("citation", ["ÕUN §1", "ÕUN § 1 lõige 2", "", "883/2004 § 1"])
def test_a_norm_cites_in_the_one_form(citation: str) -> None:
    book = Book()
    with pytest.raises(LawError, match=rf"^{HERE}:\d+: price: not a citation"):
        book.rule(TREE, citation, **NAMED)(price)
    assert not book.rules


def test_facts_and_gathered_values_are_refused_alike() -> None:
    book = Book()
    with pytest.raises(LawError, match=rf"^{HERE}:\d+: weight: the label in 'ru' is missing"):
        book.fact(TREE, "weight", "Cents", et="kaal", en="weight", ru="")
    with pytest.raises(LawError, match=rf"^{HERE}:\d+: apples: not a citation"):
        book.across(TREE, "apples", "count", APPLE, "§ 1", **NAMED)
    with pytest.raises(LawError, match=rf"^{HERE}:\d+: ripe_since: not a citation"):
        book.through(TREE, "ripe_since", "since", "ripe", "§ 1", **NAMED)
    assert not book.nodes


def test_a_fact_says_where_it_was_declared() -> None:
    book = Book()
    book.fact(TREE, "weight", "Cents", **NAMED, cost=3)
    [fact] = book.nodes
    assert isinstance(fact, Fact)
    assert (fact.name, fact.unit, fact.gives, fact.cost) == ("weight", TREE, "Cents", 3)
    assert fact.where.startswith(__file__)


def test_a_unit_reaches_the_units_above_it_only() -> None:
    assert APPLE.reaches(APPLE) == ()
    assert APPLE.reaches(TREE) == ("tree",)
    assert APPLE.reaches(ORCHARD) == ("tree", "orchard")
    assert ORCHARD.reaches(APPLE) is None
    assert APPLE.reaches(KEEPER) is None
    assert hash(APPLE) == hash(APPLE)
