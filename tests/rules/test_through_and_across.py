"""What is gathered from the course of time and from other rows, against a reckoning by the day.

A value that nobody knows is checked against every way in which it can turn out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, Final, Literal, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rules.orchard import (
    APPLE,
    END,
    KEEPER,
    NAMED,
    ORCHARD,
    START,
    TREE,
    Line,
    allows,
    always,
    completions,
    filled,
    unknown_value,
    unknowns_in,
    world_of,
)

from perenou.rules.calendar import month_start, next_month_start
from perenou.rules.citation import Citation
from perenou.rules.explain import Explainer
from perenou.rules.rule import Book, Labels, Parameter, ParameterVersion, Validity, day_of
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import NEVER, NOBODY
from perenou.rules.unknown import Open, Unknown, open_number, open_truth

DAYS: Final = range(START, END)
steady = settings(
    deadline=None,
    max_examples=50 if "PERENOU_LONG_SEARCH" in os.environ else 6,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)

ThroughKind: TypeAlias = Literal[
    "at_month_start",
    "days_in_month_if_begun_inside",
    "begin_in_month",
    "since",
    "previous_end",
    "ever_before",
    "first",
]
AcrossKind: TypeAlias = Literal["count", "order", "sum", "any", "least", "greatest", "pick"]


@st.composite
def truth_lines(draw: st.DrawFn, *, unknowns: int = 3) -> Line:
    """A course of yes, no and a few unknown pieces."""
    cuts = draw(st.lists(st.integers(START + 1, END - 1), unique=True, max_size=6))
    left = unknowns
    pieces: list[tuple[int, object]] = []
    for start in (START, *sorted(cuts)):
        if left and draw(st.booleans()):
            left -= 1
            pieces.append((start, open_truth(Unknown("ripe", 0, 0, 1, start))))
        else:
            pieces.append((start, draw(st.booleans())))
    return joined(pieces)


def through(kind: Any, line: Line, gives: str, *by: Line, of: str = "bool") -> Line:
    book = Book()
    book.fact(TREE, "ripe", of, **NAMED)
    names = tuple(f"by{i}" for i in range(len(by)))
    for name in names:
        book.fact(TREE, name, "Day", **NAMED)
    book.through(TREE, "found", kind, "ripe", "ÕUN § 1", by=names, gives=gives, **NAMED)
    facts = {"ripe": [line], **{name: [each] for name, each in zip(names, by, strict=True)}}
    return world_of(book, facts).line("found")


def holds_for_every_completion(
    found: Line, lines: Sequence[Line], reckon: Callable[..., int]
) -> None:
    """``reckon(day, *values by day)`` is what was found, or one of the ways found."""
    assert found.starts[0] == START
    assert list(found.starts) == sorted(set(found.starts))
    assert found.starts[-1] < END
    values = [value for line in lines for value in line.values]
    for completion in completions(unknowns_in(*values)):
        known = [{day: filled(line.at(day), completion) for day in DAYS} for line in lines]
        for day in DAYS:
            answer = reckon(day, *known)
            assert allows(found.at(day), completion, answer), (day - START, answer, found.at(day))


Held: TypeAlias = dict[int, bool]


def at_month_start(day: int, held: Held) -> int:
    return held[month_start(day)]


def month_days(day: int) -> range:
    return range(month_start(day), next_month_start(day))


def days_in_month_if_begun_inside(day: int, held: Held) -> int:
    days = month_days(day)
    return 0 if held[days[0]] else sum(held[each] for each in days)


def begin_in_month(day: int, held: Held) -> int:
    days = month_days(day)
    return NEVER if held[days[0]] else min((d for d in days if held[d]), default=NEVER)


def since(day: int, held: Held) -> int:
    if not held[day]:
        return NEVER
    while day > START and held[day - 1]:
        day -= 1
    return day


def previous_end(day: int, held: Held) -> int:
    while day >= START and held[day]:
        day -= 1
    while day >= START and not held[day]:
        day -= 1
    return day + 1 if day >= START else 0


def ever_before(day: int, held: Held) -> int:
    return any(held[each] for each in range(START, day))


def first(_day: int, held: Held) -> int:
    return min((each for each in DAYS if held[each]), default=NEVER)


RECKONED: Final[dict[ThroughKind, tuple[str, Callable[[int, Held], int]]]] = {
    "at_month_start": ("bool", at_month_start),
    "days_in_month_if_begun_inside": ("Days", days_in_month_if_begun_inside),
    "begin_in_month": ("Day", begin_in_month),
    "since": ("Day", since),
    "previous_end": ("Day", previous_end),
    "ever_before": ("bool", ever_before),
    "first": ("Day", first),
}


@pytest.mark.parametrize("kind", RECKONED)
@given(truth_lines(unknowns=0))
@steady
def test_the_course_of_what_is_known(kind: ThroughKind, line: Line) -> None:
    gives, reckon = RECKONED[kind]
    found = through(kind, line, gives)
    assert not any(isinstance(value, Open) for value in found.values)
    holds_for_every_completion(found, [line], reckon)


@pytest.mark.parametrize("kind", RECKONED)
@given(truth_lines())
@steady
def test_the_course_of_what_is_unknown(kind: ThroughKind, line: Line) -> None:
    gives, reckon = RECKONED[kind]
    holds_for_every_completion(through(kind, line, gives), [line], reckon)


@pytest.mark.parametrize("kind", ["at_month_start", "since", "ever_before", "first"])
@given(truth_lines())
@steady
def test_what_is_the_same_however_it_turns_out_is_certain(kind: ThroughKind, line: Line) -> None:
    gives, reckon = RECKONED[kind]
    found = through(kind, line, gives)
    answers: dict[int, set[int]] = {day: set() for day in DAYS}
    for completion in completions(unknowns_in(*line.values)):
        held = {day: filled(line.at(day), completion) for day in DAYS}
        for day in DAYS:
            answers[day].add(reckon(day, held))
    for day in DAYS:
        assert isinstance(found.at(day), Open) == (len(answers[day]) > 1)


@pytest.mark.parametrize("kind", RECKONED)
@given(truth_lines(), st.data())
@steady
def test_a_fact_that_becomes_known_never_contradicts_what_was_certain(
    kind: ThroughKind, line: Line, data: st.DataObject
) -> None:
    gives, _ = RECKONED[kind]
    before = through(kind, line, gives)
    completion = {u: data.draw(st.integers(u.low, u.high)) for u in unknowns_in(*line.values)}
    given_now = joined(
        (start, bool(filled(value, completion)))
        for start, value in zip(line.starts, line.values, strict=True)
    )
    after = through(kind, given_now, gives)
    for day in DAYS:
        assert allows(before.at(day), completion, after.at(day))


def test_many_unknown_pieces_stay_sound() -> None:
    starts = range(START, END, 2)
    line = Timeline(
        tuple(starts), tuple(open_truth(Unknown("ripe", 0, 0, 1, day)) for day in starts)
    )
    unknowns = unknowns_in(*line.values)
    for kind, (gives, reckon) in RECKONED.items():
        found = through(kind, line, gives)
        for completion in (
            dict.fromkeys(unknowns, 0),
            dict.fromkeys(unknowns, 1),
            {unknown: i % 2 for i, unknown in enumerate(unknowns)},
        ):
            held = {day: filled(line.at(day), completion) for day in DAYS}
            for day in range(START, END, 7):
                assert allows(found.at(day), completion, reckon(day, held)), (kind, day - START)


@pytest.mark.parametrize("kind", RECKONED)
def test_a_change_on_the_last_day_stays_within_the_horizon(kind: ThroughKind) -> None:
    gives, reckon = RECKONED[kind]
    for line in (
        Timeline((START, END - 1), (False, True)),
        Timeline((START, END - 1), (True, False)),
    ):
        holds_for_every_completion(through(kind, line, gives), [line], reckon)


# ---------------------------------------------------------------- value_on, days_within

near = st.integers(START - 5, END + 5)


@st.composite
def number_lines(draw: st.DrawFn) -> Line:
    cuts = draw(st.lists(st.integers(START + 1, END - 1), unique=True, max_size=4))
    return joined(
        (
            start,
            open_number(Unknown("ripe", 0, 3, 5, start))
            if start == START and draw(st.booleans())
            else draw(st.integers(0, 9)),
        )
        for start in (START, *sorted(cuts))
    )


@st.composite
def day_lines(draw: st.DrawFn, name: str) -> Line:
    """A day that changes, known or in doubt by two days."""
    cut = draw(st.integers(START + 1, END - 1))
    values: list[object] = []
    for each in (START, cut):
        low = draw(near)
        doubt = draw(st.booleans())
        values.append(open_number(Unknown(name, 0, low, low + 2, each)) if doubt else low)
    return joined(zip((START, cut), values, strict=True))


@given(number_lines(), day_lines("by0"))
@steady
def test_the_value_on_a_day(line: Line, on: Line) -> None:
    def value_on(day: int, values: dict[int, int], by: dict[int, int]) -> int:
        return values[min(max(by[day], START), END - 1)]

    found = through("value_on", line, "Cents", on, of="Cents")
    holds_for_every_completion(found, [line, on], value_on)


@given(truth_lines(unknowns=2), near, near, st.booleans())
@steady
def test_the_days_between_two_days(line: Line, begin: int, end: int, doubt: bool) -> None:
    first_day = always(unknown_value("by0", begin, begin + 2) if doubt else begin)

    def days_within(day: int, held: Held, begins: dict[int, int], ends: dict[int, int]) -> int:
        # Outside the horizon holds what holds on its first or last day.
        return sum(held[min(max(each, START), END - 1)] for each in range(begins[day], ends[day]))

    found = through("days_within", line, "Days", first_day, always(end))
    holds_for_every_completion(found, [line, first_day, always(end)], days_within)


def test_what_is_open_for_a_time_may_hold_on_some_of_its_days() -> None:
    line = joined([(START, True), (START + 10, unknown_value("ripe", 0, 1, truth=True))])
    found = through("days_within", line, "Days", always(START), always(START + 30)).at(START)
    assert isinstance(found, Open)
    assert found.bounds == (10, 30)
    assert all(allows(found, {}, answer) for answer in range(10, 31))
    assert [each.name for each in found.missing] == ["ripe"]


def test_the_days_between_any_two_days() -> None:
    course = [False, True, True, False, False, True, True]
    line = joined(zip(range(START, START + len(course)), course, strict=True))
    for begin in range(START - 2, START + 9):
        for end in range(START - 2, START + 9):
            found = through("days_within", line, "Days", always(begin), always(end))
            last = len(course) - 1
            within = sum(course[min(max(day - START, 0), last)] for day in range(begin, end))
            assert found == always(within)


def test_the_days_between_two_days_that_change() -> None:
    february = day_of("2020-02-01")
    line = Timeline((START, START + 10), (False, True))
    begins = always(START + 5)
    ends = Timeline((START, february), (START + 15, START + 20))
    found = through("days_within", line, "Days", begins, ends)
    assert found == Timeline((START, february), (5, 10))


# ---------------------------------------------------------------- sum_of_months


@given(number_lines(), near, near, st.booleans())
@steady
def test_the_sum_of_the_months_between_two_days(
    line: Line, begin: int, end: int, doubt: bool
) -> None:
    first_day = always(unknown_value("by0", begin, begin + 2) if doubt else begin)

    def sum_of_months(
        day: int, of: dict[int, int], begins: dict[int, int], ends: dict[int, int]
    ) -> int:
        return sum(
            of[min(max(each, START), END - 1)]
            for each in range(begins[day], ends[day])
            if month_start(each) == each
        )

    found = through("sum_of_months", line, "Cents", first_day, always(end), of="Cents")
    holds_for_every_completion(found, [line, first_day, always(end)], sum_of_months)


def test_a_month_that_nobody_tells_leaves_bounds() -> None:
    february, march = day_of("2020-02-01"), day_of("2020-03-01")
    line = joined([(START, 100), (february, unknown_value("ripe", 0, 50)), (march, 7)])
    found = through("sum_of_months", line, "Cents", always(START), always(END), of="Cents")
    open_sum = found.at(START)
    assert isinstance(open_sum, Open)
    assert open_sum.bounds == (114, 164)
    assert [each.name for each in open_sum.missing] == ["ripe"]


def test_a_course_from_before_the_horizon_is_summed_from_its_own_months() -> None:
    line = joined([(day_of("2019-11-01"), 5), (day_of("2019-12-01"), 3), (START, 1)])
    begin, end = always(day_of("2019-10-01")), always(day_of("2020-02-01"))
    found = through("sum_of_months", line, "Cents", begin, end, of="Cents")
    assert found == always(5 + 5 + 3 + 1)


def test_the_reasons_for_a_sum_are_the_values_within_its_time() -> None:
    book = Book()
    book.fact(TREE, "picked", "Cents", **NAMED)
    for name in ("begin", "end"):
        book.fact(TREE, name, "Day", **NAMED)
    between = ("begin", "end")
    book.through(
        TREE, "sum", "sum_of_months", "picked", "ÕUN § 1", by=between, gives="Cents", **NAMED
    )
    february, march, april = (day_of(f"2020-0{month}-01") for month in (2, 3, 4))
    lines: dict[str, list[Line]] = {
        "picked": [joined([(START, 9), (february, 2), (march, 4), (april, 9)])],
        "begin": [joined([(START, february), (march, unknown_value("begin", START, march))])],
        "end": [always(april)],
    }
    explainer = Explainer(world_of(book, lines))
    told = explainer.reason("sum", 0, START)
    assert told.value == 6
    assert [(part.name, part.value) for part in told.because] == [
        ("picked", 2),
        ("picked", 4),
        ("begin", february),
        ("end", april),
    ]
    # While the time itself is open, the value of the day stands for them all.
    told = explainer.reason("sum", 0, march)
    assert [(part.name, part.day) for part in told.because if part.name == "picked"] == [
        ("picked", march)
    ]


# ---------------------------------------------------------------- a figure beyond the horizon


def test_a_figure_can_be_looked_up_for_a_day_after_the_horizon() -> None:
    since, after = day_of("2019-01-01"), END + 40
    citation = Citation.parse("ÕUN § 1")
    versions = tuple(
        ParameterVersion(value, Validity(start), citation, "ÕUN", True, "")
        for start, value in ((since, 10), (after, 20))
    )
    price = Parameter("price", "Cents", Labels(**NAMED), versions, "here")
    book = Book()
    book.fact(TREE, "sold", "Day", **NAMED)
    book.through(TREE, "paid", "value_on", "price", "ÕUN § 1", by=("sold",), gives="Cents", **NAMED)
    for sold, paid in ((START, 10), (after - 1, 10), (after, 20), (after + 99, 20), (1, 10)):
        world = world_of(book, {"sold": [always(sold)]}, figures=[price])
        assert world.line("paid") == always(paid)
        [figure, _] = Explainer(world).reason("paid", 0, START).because
        assert (figure.name, figure.value) == ("price", paid)


# ---------------------------------------------------------------- across rows


@st.composite
def orchards(draw: st.DrawFn) -> tuple[list[Line], list[Line], list[int]]:
    """For up to four apples: does it count, its number, its tree."""
    size = draw(st.integers(0, 4))
    among: list[Line] = []
    numbers: list[Line] = []
    for row in range(size):
        cut = draw(st.integers(START + 1, END - 1))
        second: object = draw(st.booleans())
        if draw(st.booleans()):
            second = open_truth(Unknown("ripe", row, 0, 1, cut))
        among.append(joined([(START, draw(st.booleans())), (cut, second)]))
        number: object = draw(st.integers(0, 4))
        if row == 1 and draw(st.booleans()):
            number = open_number(Unknown("weight", row, 1, 3))
        numbers.append(always(number))
    return among, numbers, [draw(st.integers(0, 1)) for _ in range(size)]


def value_of(
    kind: AcrossKind, among: Sequence[bool], of: Sequence[int], rows: Sequence[int], own: int
) -> int:
    counted = [(of[i], i) for i in range(len(rows)) if among[i]]
    if kind == "count":
        return len(counted)
    if kind == "any":
        return bool(counted)
    if kind == "sum":
        return sum(value for value, _ in counted)
    if kind == "least":
        return min((value for value, _ in counted), default=NEVER)
    if kind == "greatest":
        return max((value for value, _ in counted), default=0)
    ordered = sorted(counted)
    if kind == "pick":
        return rows[ordered[0][1]] if ordered else NOBODY
    return ordered.index((of[own], own)) + 1 if among[own] else 0


GIVES: Final[dict[AcrossKind, str]] = {
    "count": "Count",
    "any": "bool",
    "sum": "Cents",
    "least": "Cents",
    "greatest": "Cents",
    "pick": "Row",
}


@pytest.mark.parametrize("kind", GIVES)
@given(orchards())
@steady
def test_what_is_gathered_from_the_rows_below(
    kind: AcrossKind, case: tuple[list[Line], list[Line], list[int]]
) -> None:
    among, numbers, trees = case
    keepers = [10 + row for row in range(len(trees))]
    book = Book()
    book.fact(APPLE, "ripe", "bool", **NAMED)
    book.fact(APPLE, "weight", "Cents", **NAMED)
    book.across(
        TREE,
        "found",
        kind,
        APPLE,
        "ÕUN § 1",
        among="ripe",
        of="weight" if kind in ("sum", "least", "greatest", "pick") else "",
        own="keeper" if kind == "pick" else "",
        gives=GIVES[kind],
        **NAMED,
    )
    world = world_of(
        book,
        {"ripe": among, "weight": numbers},
        rows={"tree": 2, "apple": len(trees)},
        above={("apple", "tree"): trees, ("apple", "keeper"): keepers},
    )
    for tree in range(2):
        below = [row for row, its_tree in enumerate(trees) if its_tree == tree]

        def reckon(day: int, *known: dict[int, int], below: list[int] = below) -> int:
            yes, values = known[: len(trees)], known[len(trees) :]
            return value_of(
                kind,
                [bool(yes[row][day]) for row in below],
                [values[row][day] for row in below],
                [keepers[row] for row in below],
                0,
            )

        holds_for_every_completion(world.line("found", tree), [*among, *numbers], reckon)


@pytest.mark.parametrize("kind", ["count", "order", "sum"])
@pytest.mark.parametrize("keys_unknown", [False, True])
@given(orchards())
@steady
def test_what_is_gathered_from_rows_that_share_a_key(
    kind: AcrossKind, keys_unknown: bool, case: tuple[list[Line], list[Line], list[int]]
) -> None:
    among, numbers, trees = case
    keys: list[Line] = [always(tree) for tree in trees]
    if keys_unknown and keys:
        keys[0] = always(unknown_value("basket", -1, 1))
    book = Book()
    book.fact(APPLE, "ripe", "bool", **NAMED)
    book.fact(APPLE, "weight", "Cents", **NAMED)
    book.fact(APPLE, "basket", "Row", **NAMED)
    book.across(
        APPLE,
        "found",
        kind,
        APPLE,
        "ÕUN § 1",
        among="ripe",
        of="weight" if kind != "count" else "",
        together="basket",
        own="basket",
        gives="Cents" if kind == "sum" else "Count",
        **NAMED,
    )
    size = len(trees)
    world = world_of(book, {"ripe": among, "weight": numbers, "basket": keys}, rows={"apple": size})
    for own in range(size):

        def reckon(day: int, *known: dict[int, int], own: int = own) -> int:
            yes, values, baskets = known[:size], known[size : 2 * size], known[2 * size :]
            mine = baskets[own][day]
            counts = [
                bool(yes[row][day]) and baskets[row][day] == mine and mine >= 0
                for row in range(size)
            ]
            return value_of(kind, counts, [v[day] for v in values], range(size), own)

        holds_for_every_completion(world.line("found", own), [*among, *numbers, *keys], reckon)


def test_rows_gathered_by_their_own_number() -> None:
    book = Book()
    book.fact(APPLE, "keeper_of", "Row", **NAMED)
    book.fact(APPLE, "weight", "Cents", **NAMED)
    book.across(
        KEEPER,
        "harvest",
        "sum",
        APPLE,
        "ÕUN § 1",
        of="weight",
        together="keeper_of",
        own="row",
        gives="Cents",
        **NAMED,
    )
    world = world_of(
        book,
        {
            "keeper_of": [always(1), always(NOBODY), always(1), always(0)],
            "weight": [always(weight) for weight in (10, 20, 30, 40)],
        },
        rows={"keeper": 2, "apple": 4},
    )
    assert [world.at("harvest", row, START) for row in range(2)] == [40, 40]


def test_the_value_of_the_row_whose_number_is_named() -> None:
    book = Book()
    book.fact(TREE, "grafted_from", "Row", **NAMED)
    book.fact(TREE, "weight", "Cents", **NAMED)
    book.across(
        TREE,
        "parents_weight",
        "sum",
        TREE,
        "ÕUN § 1",
        of="weight",
        together="row",
        own="grafted_from",
        gives="Cents",
        **NAMED,
    )
    lines = {
        "grafted_from": [always(NOBODY), always(0), always(1), always(0)],
        "weight": [always(weight) for weight in (10, 20, 30, 40)],
    }
    world = world_of(book, lines, rows={"tree": 4})
    assert [world.at("parents_weight", row, START) for row in range(4)] == [0, 10, 20, 10]
    told = Explainer(world).reason("parents_weight", 2, START)
    assert [(part.name, part.row) for part in told.because] == [("weight", 1)]


def test_the_row_itself_may_be_left_out() -> None:
    book = Book()
    book.fact(TREE, "weight", "Cents", **NAMED)
    book.fact(TREE, "ripe", "bool", **NAMED)
    more: dict[str, Any] = {"of": "weight", "together": "orchard", "own": "orchard",
                            "others": True, "gives": "Cents", **NAMED}  # fmt: skip
    book.across(TREE, "least_of_others", "least", TREE, "ÕUN § 1", **more)
    book.across(TREE, "ripe_of_others", "sum", TREE, "ÕUN § 1", among="ripe", **more)
    lines = {
        "weight": [always(weight) for weight in (10, 20, 30, 40)],
        "ripe": [always(True), always(True), always(False), always(True)],
    }
    world = world_of(
        book,
        lines,
        rows={"orchard": 2, "tree": 4},
        above={("tree", "orchard"): [0, 0, 0, 1]},
    )
    assert [world.at("least_of_others", row, START) for row in range(4)] == [20, 10, 10, NEVER]
    assert [world.at("ripe_of_others", row, START) for row in range(4)] == [20, 10, 30, 0]


def test_rows_two_units_below() -> None:
    book = Book()
    book.fact(APPLE, "ripe", "bool", **NAMED)
    book.across(ORCHARD, "ripe_apples", "count", APPLE, "ÕUN § 1", among="ripe", **NAMED)
    world = world_of(
        book,
        {"ripe": [always(True), always(True), always(False), always(True)]},
        rows={"orchard": 2, "tree": 3, "apple": 4},
        above={("apple", "tree"): [0, 1, 1, 2], ("tree", "orchard"): [0, 0, 1]},
    )
    assert [world.at("ripe_apples", row, START) for row in range(2)] == [2, 1]


def test_a_count_of_many_unknown_rows_is_no_more_than_the_rows() -> None:
    size = 14
    book = Book()
    book.fact(APPLE, "ripe", "bool", **NAMED)
    book.across(TREE, "ripe_apples", "count", APPLE, "ÕUN § 1", among="ripe", **NAMED)
    known = [always(True), always(False)]
    unknown = [always(unknown_value("ripe", 0, 1, truth=True, row=row)) for row in range(2, size)]
    world = world_of(
        book,
        {"ripe": [*known, *unknown]},
        rows={"tree": 1, "apple": size},
        above={("apple", "tree"): [0] * size},
    )
    found = world.at("ripe_apples", 0, START)
    assert isinstance(found, Open)
    assert found.bounds == (1, size - 1)
    assert {part.row for part in found.missing} == set(range(2, size))
