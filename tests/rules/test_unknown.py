"""Facts that nobody knows yet: random small laws, each checked against every completion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rules.orchard import (
    END,
    NAMED,
    START,
    TREE,
    allows,
    always,
    completions,
    filled,
    norm,
    unknown_value,
    unknowns_in,
    world_of,
)

from perenou.rules.calendar import month_start
from perenou.rules.rule import Book, day_of
from perenou.rules.timeline import Timeline, from_spells
from perenou.rules.types import ANSWERS
from perenou.rules.unknown import (
    MOST_WAYS,
    Looked,
    Moving,
    Open,
    Split,
    Unknown,
    Waiting,
    answered,
    gathered,
    looked_at,
    open_number,
    open_truth,
    run_on_all_ways,
)

steady = settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)

TRUTHS: Final = ("wet", "ripe", "red", "big")
NUMBERS: Final = {"weight": (0, 3), "height": (-2, 2), "age": (5, 8)}
FACTS: Final = {**dict.fromkeys(TRUTHS, "bool"), **dict.fromkeys(NUMBERS, "Rank")}
HEAD: Final = "def norm(" + ", ".join(f"{name}: {kind}" for name, kind in FACTS.items()) + ")"

DECLARED: Final = Book()
for _name, _kind in FACTS.items():
    DECLARED.fact(TREE, _name, _kind, **NAMED)

comparisons = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
constants = st.integers(-4, 9).map(str)
truth_names = st.sampled_from(TRUTHS)
number_names = st.sampled_from(tuple(NUMBERS))

plain_truths = st.recursive(
    st.one_of(
        truth_names,
        st.builds(lambda a, op, b: f"({a} {op} {b})", number_names, comparisons, constants),
        st.builds(lambda a, op, b: f"({b} {op} {a})", number_names, comparisons, constants),
    ),
    lambda inner: st.one_of(
        st.builds(lambda a, b: f"({a} and {b})", inner, inner),
        st.builds(lambda a, b: f"({a} or {b})", inner, inner),
        st.builds(lambda a: f"(not {a})", inner),
        st.builds(lambda a, b, c: f"({a} if {c} else {b})", inner, inner, inner),
        st.builds(lambda a, b: f"({a} == {b})", truth_names, truth_names),
    ),
    max_leaves=6,
)
"""Truths in which each number is compared with constants only."""

numbers = st.recursive(
    st.one_of(number_names, number_names, constants),
    lambda inner: st.one_of(
        st.builds(lambda a, b: f"({a} + {b})", inner, inner),
        st.builds(lambda a, b: f"({a} - {b})", inner, inner),
        st.builds(lambda a, b: f"({a} * {b})", inner, constants),
        st.builds(lambda a, b: f"({b} * {a})", inner, constants),
        st.builds(lambda a, b: f"({a} // {b})", inner, st.integers(1, 4)),
        st.builds(lambda a: f"({a} // -2)", inner),
        st.builds(lambda a: f"(-{a})", inner),
        st.builds(lambda a, b: f"min({a}, {b})", inner, inner),
        st.builds(lambda a, b: f"max({a}, {b})", inner, inner),
        st.builds(lambda a, b, c: f"({a} if {c} else {b})", inner, inner, plain_truths),
    ),
    max_leaves=5,
)
truths = st.recursive(
    st.one_of(
        plain_truths,
        st.builds(lambda a, op, b: f"({a} {op} {b})", numbers, comparisons, numbers),
    ),
    lambda inner: st.one_of(
        st.builds(lambda a, b: f"({a} and {b})", inner, inner),
        st.builds(lambda a, b: f"({a} or {b})", inner, inner),
        st.builds(lambda a: f"(not {a})", inner),
    ),
    max_leaves=3,
)


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """A value for each fact, known or not."""
    found: dict[str, Any] = {}
    for name in TRUTHS:
        found[name] = draw(
            st.one_of(
                st.booleans(),
                st.builds(
                    unknown_value, st.just(name), st.just(0), st.just(1), truth=st.just(True)
                ),
            )
        )
    for name, (low, high) in NUMBERS.items():
        found[name] = draw(
            st.one_of(
                st.integers(low, high),
                st.builds(unknown_value, st.just(name), st.just(low), st.just(high)),
            )
        )
    return found


def answer_of(text: str, given_facts: dict[str, Any]) -> Any:
    """The answer of a norm as a world gives it, whole way from the declaration."""
    book = Book(nodes=list(DECLARED.nodes))
    book.rule(TREE, "ÕUN § 1", **NAMED)(norm(text))
    lines = {name: [always(value)] for name, value in given_facts.items()}
    return world_of(book, lines, end=START + 1).at("norm", 0, START)


def true_answers(text: str, given_facts: dict[str, Any]) -> list[tuple[dict[Unknown, int], Any]]:
    function = norm(text)
    return [
        (completion, function(*(filled(given_facts[name], completion) for name in FACTS)))
        for completion in completions(unknowns_in(*given_facts.values()))
    ]


@given(truths, facts())
@steady
def test_a_truth_is_sound(truth: str, given_facts: dict[str, Any]) -> None:
    text = f"{HEAD} -> bool:\n return {truth}"
    found = answer_of(text, given_facts)
    for completion, answer in true_answers(text, given_facts):
        assert allows(found, completion, answer), completion


@given(numbers, facts())
@steady
def test_a_number_is_sound(number: str, given_facts: dict[str, Any]) -> None:
    text = f"{HEAD} -> Rank:\n return {number}"
    found = answer_of(text, given_facts)
    for completion, answer in true_answers(text, given_facts):
        assert allows(found, completion, answer), completion


@given(plain_truths, facts())
@steady
def test_what_is_the_same_however_it_turns_out_is_certain(
    truth: str, given_facts: dict[str, Any]
) -> None:
    text = f"{HEAD} -> bool:\n return {truth}"
    found = answer_of(text, given_facts)
    answers = {answer for _, answer in true_answers(text, given_facts)}
    assert isinstance(found, Open) == (len(answers) > 1)
    if isinstance(found, Open):
        assert found.bounds == (0, 1)
        assert found.missing <= set(unknowns_in(*given_facts.values()))


@given(plain_truths, facts())
@steady
def test_each_way_gives_what_it_supposes(truth: str, given_facts: dict[str, Any]) -> None:
    """A way's suppositions alone make its answer: that is what a question rests on."""
    text = f"{HEAD} -> bool:\n return {truth}"
    found = answer_of(text, given_facts)
    answers = true_answers(text, given_facts)
    if isinstance(found, Open) and found.missing == supposed_by(found):
        for completion, answer in answers:
            assert filled(found, completion) == answer


def supposed_by(found: Open) -> set[Unknown]:
    return {unknown for supposed, _ in found.ways for unknown in supposed}


@given(truths, facts(), st.data())
@steady
def test_a_fact_that_becomes_known_never_contradicts_what_was_certain(
    truth: str, given_facts: dict[str, Any], data: st.DataObject
) -> None:
    text = f"{HEAD} -> bool:\n return {truth}"
    before = answer_of(text, given_facts)
    completion = {
        unknown: data.draw(st.integers(unknown.low, unknown.high))
        for unknown in unknowns_in(*given_facts.values())
    }
    told = data.draw(st.sets(st.sampled_from(tuple(FACTS))))
    now = {
        name: filled(value, completion) if name in told else value
        for name, value in given_facts.items()
    }
    after = answer_of(text, now)
    if isinstance(before, Open):
        assert allows(before, completion, filled_or_any(after, before, completion))
    else:
        assert not isinstance(after, Open)
        assert after == before


def filled_or_any(after: Any, before: Any, completion: dict[Unknown, int]) -> int:
    """The answer after, or, while it is still open, one that it allows."""
    if not isinstance(after, Open):
        return int(after)
    low, high = after.bounds
    return next(
        value
        for value in range(low, high + 1)
        if allows(after, completion, value) and allows(before, completion, value)
    )


@given(numbers, facts(), st.data())
@steady
def test_bounds_only_become_narrower(
    number: str, given_facts: dict[str, Any], data: st.DataObject
) -> None:
    text = f"{HEAD} -> Rank:\n return {number}"
    before = answer_of(text, given_facts)
    told = data.draw(st.sets(st.sampled_from(tuple(FACTS))))
    completion = {
        unknown: data.draw(st.integers(unknown.low, unknown.high))
        for unknown in unknowns_in(*given_facts.values())
    }
    now = {
        name: filled(value, completion) if name in told else value
        for name, value in given_facts.items()
    }
    after = answer_of(text, now)
    assert bounds_of(before)[0] <= bounds_of(after)[0]
    assert bounds_of(after)[1] <= bounds_of(before)[1]


def bounds_of(value: Any) -> tuple[int, int]:
    return value.bounds if isinstance(value, Open) else (value, value)


@given(truths, truths, numbers, facts())
@steady
def test_norms_that_rest_on_open_norms_are_sound(
    first: str, second: str, number: str, given_facts: dict[str, Any]
) -> None:
    book = Book(nodes=list(DECLARED.nodes))
    lower = norm(f"{HEAD} -> bool:\n return {first}")
    middle = norm(f"{HEAD} -> Rank:\n return {number}")
    upper_text = (
        HEAD.removesuffix(")") + f", lower: bool, middle: Rank) -> Rank:\n"
        f" if lower and {second}:\n  return middle + 1\n"
        f" if middle > 2 and not lower:\n  return 7\n return middle if wet else 2"
    )
    upper = norm(upper_text)
    book.rule(TREE, "ÕUN § 1", **NAMED, name="lower")(lower)
    book.rule(TREE, "ÕUN § 1", **NAMED, name="middle")(middle)
    book.rule(TREE, "ÕUN § 1", **NAMED, name="upper")(upper)
    lines = {name: [always(value)] for name, value in given_facts.items()}
    found = world_of(book, lines, end=START + 1).at("upper", 0, START)
    for completion in completions(unknowns_in(*given_facts.values())):
        known = [filled(given_facts[name], completion) for name in FACTS]
        answer = upper(*known, lower(*known), middle(*known))
        assert allows(found, completion, answer), completion


@given(truths, facts(), st.integers(START + 1, END - 1), st.integers(START + 1, END - 1))
@steady
def test_cutting_a_spell_in_two_changes_nothing(
    truth: str, given_facts: dict[str, Any], begin: int, cut: int
) -> None:
    text = f"{HEAD} -> bool:\n return {truth}"
    function = norm(text)

    def line_over(spells: Sequence[tuple[int, int]]) -> Timeline[Any]:
        book = Book(nodes=list(DECLARED.nodes))
        book.rule(TREE, "ÕUN § 1", **NAMED)(function)
        lines = {
            name: [
                from_spells(
                    [(first, after, value) for first, after in spells],
                    False if name in TRUTHS else 0,
                    START,
                )
            ]
            for name, value in given_facts.items()
        }
        return world_of(book, lines).line("norm")

    whole, pieces = line_over([(begin, END)]), line_over([(begin, cut), (cut, END)])
    if cut > begin:
        assert whole.starts == pieces.starts
        for one, other in zip(whole.values, pieces.values, strict=True):
            assert str(one) == str(other)


# ---------------------------------------------------------------- what makes the above


def run(function: Any, *arguments: object, answers: tuple[int, int] = ANSWERS["Rank"]) -> Any:
    names = [f"a{i}" for i in range(len(arguments))]
    return run_on_all_ways(function, names, arguments, answers)


def test_an_open_value_must_not_be_looked_at_directly() -> None:
    truth = unknown_value("wet", 0, 1, truth=True)
    number = unknown_value("weight", 0, 3)
    looks: list[Any] = [
        lambda: bool(truth),
        lambda: number >= 1,
        lambda: number == 1,
        lambda: number != 1,
        lambda: number + 1,
        lambda: 1 - number,
        lambda: -number,
        lambda: int(number),
        lambda: max(1, number),
        lambda: sum([number]),
    ]
    for look in looks:
        with pytest.raises(Looked):
            look()


def test_what_nobody_looks_at_does_no_harm() -> None:
    number = unknown_value("weight", 0, 3)
    assert run(lambda _weight: 5, number) == 5
    assert run(lambda wet, weight: wet and weight > 1, False, number) is False


def test_one_unknown_is_the_same_wherever_it_stands() -> None:
    truth = unknown_value("wet", 0, 1, truth=True)
    assert run(lambda a, b: a == b, truth, truth) is True
    assert run(lambda a, b: a or not b, truth, truth) is True
    number = unknown_value("weight", 0, 9)
    assert run(lambda a, b: a > 4 and b < 3, number, number) is False


def test_answers_that_rest_on_one_unknown_agree() -> None:
    number = unknown_value("weight", 0, 9)
    small, big = run(lambda w: w < 5, number), run(lambda w: w >= 5, number)
    assert run(lambda a, b: a and b, small, big) is False
    assert run(lambda a, b: a or b, small, big) is True
    assert run(lambda a, w: a and w == 7, small, number) is False


def test_what_a_function_looks_at() -> None:
    truth, number = unknown_value("wet", 0, 1, truth=True), unknown_value("weight", 0, 3)
    names = ["wet", "ripe", "weight"]
    asked: list[int] = []

    def seen(*arguments: object) -> set[str]:
        def ask(at: int) -> object:
            asked.append(at)
            return arguments[at]

        return looked_at(lambda wet, ripe, _weight: wet and ripe, names, ask)

    assert seen(truth, False, number) == {"wet", "ripe"}
    assert asked == [0, 1]
    assert seen(False, truth, number) == {"wet"}
    assert seen(True, truth, number) == {"wet", "ripe"}


def test_a_function_goes_on_where_it_stopped_to_ask() -> None:
    runs: list[str] = []

    def ripens(wet: bool, warm: bool, weight: int) -> bool:
        runs.append("run")
        if wet:
            return warm
        return weight > 2

    known: dict[int, object] = {
        0: unknown_value("wet", 0, 1, truth=True),
        1: unknown_value("warm", 0, 1, truth=True),
        2: 3,
    }
    found = answered(ripens, ["wet", "warm", "weight"], known.__getitem__, (0, 1))
    assert isinstance(found, Open)
    assert [(sorted(u.name for u in way), value) for way, value in found.ways] == [
        (["wet"], True),
        (["warm", "wet"], False),
        (["warm", "wet"], True),
    ]
    # Three ways; it stopped at ``wet``, plainly and then open, at ``weight`` and at ``warm``.
    assert len(runs) == 7


def test_missing_names_the_facts_and_their_rows() -> None:
    values = [unknown_value("ripe", 0, 1, truth=True, row=row) for row in range(2)]
    found = run(lambda a, b: a and b, *values)
    assert {(unknown.name, unknown.row) for unknown in found.missing} == {("ripe", 0), ("ripe", 1)}
    assert repr(found) == "Open((0, 1), missing=['ripe', 'ripe'])"


def test_a_number_splits_where_it_is_compared() -> None:
    unknown = Unknown("weight", 0, 0, 99)
    found = run(lambda w: 1 if w >= 40 else 2, open_number(unknown))
    assert {(supposed[unknown], value) for supposed, value in found.ways} == {
        ((40, 99), 1),
        ((0, 39), 2),
    }


def test_too_many_ways_are_summed_up_and_stay_sound() -> None:
    values = [unknown_value("ripe", 0, 1, truth=True, row=row) for row in range(12)]
    found = run(lambda *ripe: sum(1 for each in ripe if each), *values, answers=(0, 50))
    low, high = found.bounds
    assert low <= 0
    assert high >= 12
    assert len(found.missing) == 12
    fewer = run(lambda *ripe: sum(1 for each in ripe if each), *values[:8], answers=(0, 50))
    assert fewer.bounds == (0, 8)
    assert len(fewer.ways) <= MOST_WAYS
    assert len(fewer.missing) == 8


def test_a_number_minus_an_unknown_one_can_be_anything_of_its_type() -> None:
    number = unknown_value("weight", 0, 3)
    found = run(lambda w: 10 - w, number, answers=(-50, 50))
    assert found.bounds[0] <= 7
    assert found.bounds[1] >= 10
    assert {unknown.name for unknown in found.missing} == {"weight"}


def test_a_factor_below_nought_turns_the_bounds() -> None:
    number = unknown_value("weight", 1, 10)
    for function in (lambda w: w * -1 >= -5, lambda w: -1 * w >= -5, lambda w: w // -1 >= -5):
        found = run(function, number, answers=(0, 1))
        assert isinstance(found, Open)
        assert found.bounds == (0, 1)
    low, high = run(lambda w: w * -1, number, answers=(-50, 50)).bounds
    assert low <= -10
    assert high >= -1


def test_one_and_the_same_answer_on_every_way_is_certain() -> None:
    unknown = Unknown("wet", 0, 0, 1)
    assert gathered([({unknown: (0, 0)}, 4), ({unknown: (1, 1)}, 4)]) == 4
    found = gathered([({unknown: (0, 0)}, 4), ({unknown: (1, 1)}, 5)])
    assert isinstance(found, Open)
    assert found.bounds == (4, 5)


def test_an_unknown_day_of_a_known_month_has_a_certain_month() -> None:
    first = day_of("2019-11-01")
    within = open_number(Unknown("day", 0, first, first + 29))
    beyond = open_number(Unknown("day", 0, first, first + 30))
    assert run_on_all_ways(month_start, ["day"], [within], ANSWERS["Day"]) == first
    found = run_on_all_ways(month_start, ["day"], [beyond], ANSWERS["Day"])
    assert isinstance(found, Open)
    assert found.bounds == (first, first + 30)


def test_the_same_ways_say_the_same() -> None:
    unknown = Unknown("wet", 0, 0, 1)
    one, other = open_truth(unknown), open_truth(unknown)
    assert one.same_as(other)
    assert not one.same_as(open_truth(Unknown("wet", 0, 0, 1)))


def test_a_moving_day_asks_for_a_cut_where_it_passes_the_bound() -> None:
    moving = Moving(10, 20)
    assert (moving >= 10, moving >= 20, moving > 9, moving < 10, moving <= 19, moving == 30) == (
        True,
        False,
        True,
        False,
        True,
        False,
    )
    with pytest.raises(Split) as split:
        bool(moving >= 15)
    assert split.value.day == 15
    with pytest.raises(Split) as split:
        bool(moving > 15)
    assert split.value.day == 16
    with pytest.raises(Split) as split:
        moving.map(lambda day: day // 4).exact()
    assert split.value.day == 12


def test_a_moving_day_equals_a_day_only_where_it_is_that_day() -> None:
    moving = Moving(10, 20)
    assert not moving == 9  # noqa: SIM201
    assert not moving == 20  # noqa: SIM201
    assert Moving(10, 11) == 10
    for day in (10, 15, 19):
        with pytest.raises(Split):
            bool(moving == day)


def test_two_moving_days_are_compared_by_their_days() -> None:
    one, other = Moving(10, 11), Moving(10, 11, lambda day: day // 2 * 2)
    assert one == other
    assert not one != other  # noqa: SIM202
    assert Moving(11, 12) != Moving(11, 12, lambda day: day // 2 * 2)


def test_an_open_day_is_narrowed_by_a_month_that_stands_still() -> None:
    def days_left(day: Any, month_first_day: Any) -> Any:
        if day < month_first_day:
            return 0
        return day - month_first_day

    day = open_number(Unknown("day", 0, 90, 110))
    still, passing = Moving(95, 100, lambda _: 100), Moving(95, 97)
    found = run_on_all_ways(days_left, ("day", "month_first_day"), (day, still), (0, 1000))
    assert isinstance(found, Open)
    assert found.bounds == (0, 10)
    assert still.is_still
    assert not passing.is_still


def test_a_waiting_number_passes_through_functions() -> None:
    waiting = Waiting(Unknown("weight", 0, 1, 3)).then(lambda w: w + 1).then(lambda w: w * 2)
    assert Open((({}, waiting),)).bounds == (4, 8)
