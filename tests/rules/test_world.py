"""Norms over time: every timeline against the plain function called for each day by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rules.orchard import (
    APPLE,
    END,
    NAMED,
    ORCHARD,
    START,
    TREE,
    Line,
    allows,
    always,
    completions,
    filled,
    norm,
    unknown_value,
    unknowns_in,
    world_of,
)

from perenou.rules.calendar import add_months, month_start, next_month_start
from perenou.rules.rule import Book, Unit, day_of
from perenou.rules.timeline import Timeline
from perenou.rules.types import NEVER, Cents, Count, Day
from perenou.rules.unknown import Open
from perenou.rules.world import Facts

DAYS: Final = range(START, END)
TIMES: Final = {
    "today": lambda day: day,
    "month_first_day": month_start,
    "next_month_first_day": next_month_start,
}
steady = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def line_of(text: str, facts: dict[str, tuple[str, Line]], gives_unit: Unit = TREE) -> Line:
    """The timeline of a norm written as text, over facts of one row."""
    book = Book()
    for name, (kind, _) in facts.items():
        book.fact(gives_unit, name, kind, **NAMED)
    book.rule(gives_unit, "ÕUN § 1", **NAMED)(norm(text))
    return world_of(book, {name: [line] for name, (_, line) in facts.items()}).line("norm")


def arguments_on(function: Callable[..., Any], day: Day, facts: dict[str, Any]) -> list[Any]:
    return [
        TIMES[name](day) if name in TIMES else facts[name]
        for name in function.__annotations__
        if name != "return"
    ]


def same_day_by_day(text: str, facts: dict[str, tuple[str, Line]]) -> None:
    """The norm's timeline gives on every day, for every completion, the plain function's answer."""
    function = norm(text)
    found = line_of(text, facts)
    assert found.starts[0] == START
    assert list(found.starts) == sorted(set(found.starts))
    unknowns = unknowns_in(*(value for _, line in facts.values() for value in line.values))
    for completion in completions(unknowns):
        for day in DAYS:
            known = {name: filled(line.at(day), completion) for name, (_, line) in facts.items()}
            answer = function(*arguments_on(function, day, known))
            assert allows(found.at(day), completion, answer), (day - START, completion)


# ---------------------------------------------------------------- the passing day

day_terms = st.sampled_from(
    [
        "today",
        "month_first_day",
        "next_month_first_day",
        "planted",
        "month_start(planted)",
        "next_month_start(today)",
        "add_months(planted, 1)",
        "add_months(today, 1)",
        "add_months(month_start(today), -1)",
        "add_months(month_first_day, months)",
        "birthday(planted, 0)",
        "next_or_same(planted, 3, 31)",
        "next_or_same(today, 2, 10)",
        "max(planted, today)",
        "min(month_first_day, planted)",
        str(day_of("2020-02-15")),
        str(day_of("2020-03-01")),
    ]
)
lengths = st.sampled_from(
    [
        "next_month_first_day - month_first_day",
        "today - month_first_day",
        "today - planted",
        "planted + 7 - month_first_day",
        "months * 10",
        "20",
    ]
)
comparisons = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
compared = st.one_of(
    st.builds(lambda a, op, b: f"({a} {op} {b})", day_terms, comparisons, day_terms),
    st.builds(lambda a, op, b: f"({a} {op} {b})", lengths, comparisons, lengths),
    st.just("watered"),
)
truths = st.recursive(
    compared,
    lambda inner: st.one_of(
        st.builds(lambda a, b: f"({a} and {b})", inner, inner),
        st.builds(lambda a, b: f"({a} or {b})", inner, inner),
        st.builds(lambda a: f"(not {a})", inner),
    ),
    max_leaves=4,
)
HEAD: Final = (
    "def norm(planted: Day, months: Months, watered: bool, today: Day, month_first_day: Day,"
    " next_month_first_day: Day)"
)
planted_days = st.integers(START - 20, END + 20)


@given(truths, planted_days, st.integers(0, 3), planted_days)
@steady
def test_a_truth_about_the_passing_day(
    truth: str, planted: int, months: int, watered_from: int
) -> None:
    watered = Timeline((START,), (True,))
    if START < watered_from < END:
        watered = Timeline((START, watered_from), (False, True))
    facts = {
        "planted": ("Day", always(planted)),
        "months": ("Months", always(months)),
        "watered": ("bool", watered),
    }
    same_day_by_day(f"{HEAD} -> bool:\n return {truth}", facts)


@given(truths, day_terms, day_terms, planted_days)
@steady
def test_a_day_given_by_the_passing_day(truth: str, one: str, other: str, planted: int) -> None:
    facts = {
        "planted": ("Day", always(planted)),
        "months": ("Months", always(1)),
        "watered": ("bool", always(True)),
    }
    same_day_by_day(f"{HEAD} -> Day:\n return {one} if {truth} else {other}", facts)


@given(lengths, lengths, truths, planted_days)
@steady
def test_a_number_of_days(one: str, other: str, truth: str, planted: int) -> None:
    facts = {
        "planted": ("Day", always(planted)),
        "months": ("Months", always(2)),
        "watered": ("bool", always(False)),
    }
    same_day_by_day(f"{HEAD} -> Rank:\n return {one} if {truth} else {other}", facts)


@given(truths, planted_days, st.integers(0, 4), st.booleans(), st.booleans())
@steady
def test_a_day_known_by_the_month_only(
    truth: str, planted: int, doubt: int, watered_unknown: bool, months_unknown: bool
) -> None:
    facts = {
        "planted": ("Day", always(unknown_value("planted", planted, planted + doubt))),
        "months": ("Months", always(unknown_value("months", 0, 1) if months_unknown else 1)),
        "watered": (
            "bool",
            always(unknown_value("watered", 0, 1, truth=True) if watered_unknown else True),
        ),
    }
    same_day_by_day(f"{HEAD} -> bool:\n return {truth}", facts)


@given(truths, day_terms, day_terms, planted_days, st.integers(0, 4))
@steady
def test_a_day_given_by_a_day_in_doubt(
    truth: str, one: str, other: str, planted: int, doubt: int
) -> None:
    facts = {
        "planted": ("Day", always(unknown_value("planted", planted, planted + doubt))),
        "months": ("Months", always(1)),
        "watered": ("bool", always(True)),
    }
    same_day_by_day(f"{HEAD} -> Day:\n return {one} if {truth} else {other}", facts)


def test_today_is_the_months_first_day_once_a_month() -> None:
    line = line_of(
        "def norm(today: Day, month_first_day: Day) -> bool:\n return today == month_first_day", {}
    )
    assert [day for day in DAYS if line.at(day)] == [
        day_of(f"2020-0{month}-01") for month in range(1, 5)
    ]
    other = line_of(
        "def norm(today: Day, month_first_day: Day) -> bool:\n return today != month_first_day", {}
    )
    assert all(line.at(day) is not other.at(day) for day in DAYS)


def test_a_norm_may_give_the_passing_day_itself() -> None:
    line = line_of("def norm(month_first_day: Day) -> Day:\n return month_first_day", {})
    assert line.starts == tuple(day_of(f"2020-0{month}-01") for month in range(1, 5))
    assert line.values == line.starts


def test_reckoning_weeks_of_the_passing_day() -> None:
    line = line_of("def norm(today: Day) -> Days:\n return today // 7", {})
    assert [line.at(day) for day in DAYS] == [day // 7 for day in DAYS]


def test_a_day_of_the_past_month_settles_before_and_after_the_doubt() -> None:
    first, last = day_of("2020-02-01"), day_of("2020-02-29")
    facts = {"planted": ("Day", always(unknown_value("planted", first, last)))}
    line = line_of("def norm(planted: Day, today: Day) -> bool:\n return today >= planted", facts)
    assert line.at(first - 1) is False
    assert line.at(last) is True
    assert all(isinstance(line.at(day), Open) for day in range(first, last))


def test_a_doubt_of_years_is_sound_too() -> None:
    facts = {"planted": ("Day", always(unknown_value("planted", START + 10, START + 90)))}
    same_day_by_day("def norm(planted: Day, today: Day) -> bool:\n return today >= planted", facts)
    line = line_of("def norm(planted: Day, today: Day) -> bool:\n return today >= planted", facts)
    assert line.at(START + 9) is False
    assert line.at(START + 90) is True


def test_an_unknown_number_of_months_added_to_the_passing_day() -> None:
    facts = {"months": ("Months", always(unknown_value("months", 1, 3)))}
    same_day_by_day(
        f"def norm(months: Months, today: Day) -> bool:\n"
        f" return add_months(today, months) >= {day_of('2020-05-10')}",
        facts,
    )


# ---------------------------------------------------------------- pieces of facts and of the law


@given(st.lists(st.integers(START + 1, END - 1), unique=True, max_size=4), st.data())
@steady
def test_what_changes_is_evaluated_piece_by_piece(cuts: list[int], data: st.DataObject) -> None:
    starts = (START, *sorted(cuts))
    weights = tuple(i % 3 for i in range(len(starts)))
    watered = data.draw(st.integers(START + 1, END - 1))
    facts: dict[str, tuple[str, Line]] = {
        "weight": ("Cents", Timeline(starts, weights)),
        "watered": ("bool", Timeline((START, watered), (False, True))),
    }
    same_day_by_day(
        "def norm(weight: Cents, watered: bool) -> Cents:\n return weight * (3 if watered else 1)",
        facts,
    )


def test_a_norm_follows_its_versions() -> None:
    book = Book()

    @book.rule(TREE, "ÕUN § 1", **NAMED, until="2020-02-01")
    def price__old(today: Day) -> Cents:
        return 1 if today < START + 10 else 2

    @book.rule(TREE, "ÕUN § 1", **NAMED, applies="2020-03-01")
    def price__new() -> Cents:
        return 3

    line = world_of(book, {}).line("price")
    february, march = day_of("2020-02-01"), day_of("2020-03-01")
    assert line == Timeline((START, START + 10, february, march), (1, 2, 0, 3))


def readings() -> Book:
    book = Book()

    @book.rule(TREE, "ÕUN § 1", **NAMED, reading="strict")
    def price() -> Cents:
        return 1

    @book.rule(
        TREE,
        "ÕUN § 1",
        **NAMED,
        reading="kind",
        default=False,
        doubt="kindness",
        applies="2020-02-01",
        until="2020-03-01",
    )
    def price__kind(today: Day) -> Cents:
        return 5 if today < day_of("2020-02-10") else 6

    return book


def test_another_reading_laid_beside_the_default() -> None:
    world = world_of(readings(), {})
    other = world.alternative(world.law.book.rules["price"][1], 0, START, END)
    february, march = day_of("2020-02-01"), day_of("2020-03-01")
    expected = Timeline((START, february, day_of("2020-02-10"), march), (1, 5, 6, 1))
    assert other == expected
    assert world.line("price") == always(1)
    assert world_of(readings(), {}, readings={"price": "kind"}).line("price") == expected


def test_values_are_computed_once_and_only_when_asked_for() -> None:
    calls: list[int] = []
    book = Book()
    book.fact(TREE, "weight", "Cents", **NAMED)

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def price(weight: Cents, unasked: Cents) -> Cents:
        if weight > 3:
            calls.append(weight)
            return weight
        return unasked

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def unasked(weight: Cents) -> Cents:
        raise AssertionError(weight)

    world = world_of(book, {"weight": [always(4)]})
    assert [world.at("price", 0, START), world.at("price", 0, END - 1)] == [4, 4]
    assert calls == [4]
    assert set(world.evaluated()) == {("price", 0), ("weight", 0)}


def test_a_row_sees_the_rows_above_it() -> None:
    book = Book()
    book.fact(ORCHARD, "watered", "bool", **NAMED)
    book.fact(APPLE, "weight", "Cents", **NAMED)

    @book.rule(APPLE, "ÕUN § 1", **NAMED)
    def price(watered: bool, weight: Cents) -> Cents:
        return weight if watered else 0

    world = world_of(
        book,
        {
            "watered": [always(False), always(True)],
            "weight": [always(10), always(20), always(30)],
        },
        rows={"orchard": 2, "tree": 2, "apple": 3},
        above={("apple", "tree"): [0, 1, 1], ("tree", "orchard"): [0, 1]},
    )
    assert [world.at("price", row, START) for row in range(3)] == [0, 20, 30]
    assert world.row_above(APPLE, 2, "watered") == 1


def test_order_by_rows_for_trees_of_one_age() -> None:
    book = Book()
    book.fact(TREE, "planted", "Day", **NAMED)
    book.fact(TREE, "alive", "bool", **NAMED)
    book.across(
        TREE,
        "place",
        "order",
        TREE,
        "ÕUN § 1",
        among="alive",
        of="planted",
        together="orchard",
        own="orchard",
        **NAMED,
    )

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def price(place: Count) -> Cents:
        return 3 if place >= 2 else 1

    world = world_of(
        book,
        {"planted": [always(5), always(5), always(4)], "alive": [always(True)] * 3},
        rows={"tree": 3},
        above={("tree", "orchard"): [0, 0, 0]},
    )
    assert [world.at("place", row, START) for row in range(3)] == [2, 3, 1]
    assert [world.at("price", row, START) for row in range(3)] == [3, 3, 1]


@pytest.mark.parametrize("start", ["2019-06-01", "2020-01-01", "2020-02-01"])
def test_the_horizon_does_not_change_what_holds_within_it(start: str) -> None:
    book = Book()
    book.rule(TREE, "ÕUN § 1", **NAMED)(
        norm(f"def norm(today: Day) -> bool:\n return today >= {day_of('2020-03-10')}")
    )
    line = world_of(book, {}, start=day_of(start)).line("norm")
    assert line == Timeline((day_of(start), day_of("2020-03-10")), (False, True))


def test_never_is_after_the_horizon() -> None:
    facts = {"planted": ("Day", always(NEVER))}
    line = line_of("def norm(planted: Day, today: Day) -> bool:\n return today >= planted", facts)
    assert line == always(False)
    later = line_of("def norm(planted: Day) -> Day:\n return add_months(planted, 6)", facts)
    assert later == always(add_months(NEVER, 6))


def test_with_other_facts_only_what_rests_on_them_is_computed_anew() -> None:
    calls: list[str] = []
    book = Book()
    for name in ("weight", "ripe"):
        book.fact(TREE, name, "Cents" if name == "weight" else "bool", **NAMED)

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def price(weight: Cents) -> Cents:
        calls.append("price")
        return 2 * weight

    @book.rule(TREE, "ÕUN § 2", **NAMED)
    def paid(price: Cents, ripe: bool) -> Cents:
        return price if ripe else 0

    told = {"weight": [always(10)], "ripe": [always(False)]}
    world = world_of(book, told)
    assert world.at("paid", 0, START) == 0
    assert world.at("price", 0, START) == 20
    ripe = {**told, "ripe": [always(True)]}
    other = world.with_facts(
        Facts({"tree": 1}, {}, lambda name, row: ripe[name][row]), frozenset({"ripe"})
    )
    assert other.at("paid", 0, START) == 20
    assert world.at("paid", 0, START) == 0
    assert calls == ["price"]


def test_under_another_reading_only_what_rests_on_it_is_computed_anew() -> None:
    calls: list[str] = []
    book = Book()
    book.fact(TREE, "weight", "Cents", **NAMED)

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def price(weight: Cents) -> Cents:
        calls.append("price")
        return 2 * weight

    @book.rule(TREE, "ÕUN § 2", reading="whole", **NAMED)
    def paid(price: Cents) -> Cents:
        return price

    book.rule(TREE, "ÕUN § 2", name="paid", reading="none", default=False, doubt="gap", **NAMED)(
        _nothing
    )
    world = world_of(book, {"weight": [always(10)]})
    assert world.at("paid", 0, START) == 20
    law = world.law.book.on(END, {"paid": "none"})
    other = world.with_law(law, frozenset({"paid"}))
    assert other.at("paid", 0, START) == 0
    assert other.at("price", 0, START) == 20
    assert world.at("paid", 0, START) == 20
    assert calls == ["price"]


def _nothing() -> Cents:
    return 0
