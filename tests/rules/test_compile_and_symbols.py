"""Every norm can be compiled to machine code and run on symbols, and says the same there.

A norm that only Python can run would be lost to simulation over millions of rows and to proofs
over every possible family. Machine code is made as for tables of families, of all norms at once.
The reading on symbols is as small as can be; it stands for any that replaces the calendar and the
rounding by its own.
"""

from __future__ import annotations

import ast
import inspect
import os
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from types import FunctionType
from typing import Any, Final, TypeAlias

import numpy as np
import pytest
import z3
from numpy.typing import NDArray

from perenou.benefits.lawbook import LAWBOOK
from perenou.rules import calendar
from perenou.rules.calendar import month_start, next_month_start
from perenou.rules.compile import machine
from perenou.rules.compile.fold import folded
from perenou.rules.compile.source import KNOWN, Functions
from perenou.rules.rule import Rule, day_of
from perenou.rules.types import ALWAYS, ANSWERS, NEVER, NOBODY

Function: TypeAlias = Callable[..., Any]

IS_LONG: Final = "PERENOU_LONG_SEARCH" in os.environ
COMPILED_POINTS: Final = 200 if IS_LONG else 60
SYMBOLIC_POINTS: Final = 40 if IS_LONG else 15
MOST_PATHS: Final = 5_000


def plain_functions() -> dict[str, Rule]:
    """Each function of the law once, with one of the norms that it is bound to."""
    found: dict[Function, Rule] = {}
    for versions in LAWBOOK.rules.values():
        for rule in versions:
            found.setdefault(rule.function, rule)
    return {f"{rule.name}-{rule.function.__name__}": rule for rule in found.values()}


RULES: Final = plain_functions()
PARTS: Final = 8
"""Two processors share what takes long; a test of its own for each norm would take longer still."""


def rebuilt(function: Function, reading: Callable[[Function], Function]) -> Function:
    """The same code over globals in which every function of ours is read in another way."""
    plain = inspect.unwrap(function)
    assert isinstance(plain, FunctionType)
    assert not plain.__code__.co_freevars, "a norm leans on its arguments and on constants only"
    scope = dict(plain.__globals__)
    for name in plain.__code__.co_names:
        if isinstance(scope.get(name), FunctionType):
            scope[name] = reading(scope[name])
    return FunctionType(plain.__code__, scope, plain.__name__, plain.__defaults__)


# ---------------------------------------------------------------- arguments to try

AROUND: Final[dict[str, tuple[int, ...]]] = {
    "Cents": (0, 1, 8000, 10000, 65000, 84040, 153700),
    "Day": (ALWAYS, NEVER),
    "Days": (0, 1, 10, 30, 31, 90, 180, 365, NEVER),
    "Months": (0, 1, 3, 6, 12, 18, 24, 36),
    "Years": (0, 1, 3, 7, 16, 18, 19, 21),
    "Count": tuple(range(9)),
    "Rank": (-800_000, 0, 5, NEVER),
    "Row": (NOBODY, 0, 1, 2),
    "PerMille": (0, 1, 200, 500, 1000),
    "Factor": (0, 990, 1000, 1048, 2000),
}
FIRST_DAY: Final = day_of("2003-01-01")
LAST_DAY: Final = day_of("2031-12-31")


def draws(rule: Rule, seed: int) -> Iterator[list[int]]:
    """Random arguments by type, near to each other and to the constants in the norm."""
    source = random.Random(seed)
    constants = [c for c in rule.function.__code__.co_consts if type(c) is int]
    while True:
        days = [source.randint(FIRST_DAY, LAST_DAY)]
        for gap in (1, 31, 400, 7000):
            days.append(days[0] + source.randint(-gap, gap))
        days += [month_start(days[0]), next_month_start(days[0]), calendar.birthday(days[1], 18)]
        ranks = [sign * (day + source.randint(-1, 1)) for day in days for sign in (1, -1)]
        arguments = []
        for name, kind in zip(rule.parameters, rule.types, strict=True):
            low, high = ANSWERS[kind]
            if name == "month_first_day":
                arguments.append(month_start(days[0]))
            elif name == "next_month_first_day":
                arguments.append(next_month_start(days[0]))
            elif kind == "bool":
                arguments.append(source.random() < 0.6)
            elif kind not in AROUND:
                arguments.append(source.randint(low, high))
            else:
                pool = [*AROUND[kind], *(c for c in constants if low <= c <= high)]
                if kind == "Day":
                    pool = [*pool, *days, *days]
                elif kind == "Rank":
                    pool = [*pool, *ranks]
                arguments.append(source.choice(pool))
        yield arguments


def tried(rule: Rule, points: int) -> list[tuple[list[int], int]]:
    """Arguments for which the norm has an answer, and that answer."""
    found: list[tuple[list[int], int]] = []
    for attempt, arguments in enumerate(draws(rule, len(rule.parameters))):
        assert attempt < 20 * points, "hardly any arguments have an answer"
        try:
            answer: Any = rule.function(*arguments)
        except ZeroDivisionError:
            continue
        assert isinstance(answer, int), "a norm answers with an integer or a truth value"
        assert (type(answer) is bool) == (rule.gives == "bool")
        found.append((arguments, answer))
        if len(found) == points:
            return found
    raise AssertionError


# ---------------------------------------------------------------- compiled


def by_machine(
    asked: Sequence[tuple[Function, Sequence[Sequence[int]]]],
) -> list[NDArray[np.int64]]:
    """What functions give as machine code, each for its own arguments."""
    functions = Functions()
    written: dict[str, ast.FunctionDef] = {}
    lines = [f"def {machine.ENTRY}(low, high, given, answers):"]
    start, first = 0, 0
    for at, (function, points) in enumerate(asked):
        tree = functions.tree(function)
        bare = folded(tree, {}, {}, functions.called)
        with_called(bare, functions, written)
        written[f"norm_{at}"] = ast.FunctionDef(f"norm_{at}", bare.args, bare.body, [])
        width = len(tree.args.args)
        places = {each.arg: place for place, each in enumerate(tree.args.args)}
        values = (f"given[{start + places[each.arg]} + i * {width}]" for each in bare.args.args)
        lines += [
            f"    for i in range(0, {len(points)}):",
            f"        answers[{first} + i] = norm_{at}({', '.join(values)})",
        ]
        start, first = start + width * len(points), first + len(points)
    texts = [ast.unparse(ast.fix_missing_locations(each)) for each in written.values()]
    text = "\n".join([*texts, *lines, "    return 0"])
    given = np.array([value for _, points in asked for each in points for value in each], np.int64)
    answers = np.zeros(first, np.int64)
    machine.loaded(machine.machine_code(text, is_quick=True), text)(0, 0, given, answers)
    return np.split(answers, np.cumsum([len(points) for _, points in asked])[:-1])


def with_called(
    tree: ast.FunctionDef, functions: Functions, written: dict[str, ast.FunctionDef]
) -> None:
    """Write down what a function calls, each after those that it calls itself."""
    for each in ast.walk(tree):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            name = each.func.id
            if name not in KNOWN and name not in written:
                called = functions.named(name)
                with_called(called, functions, written)
                written[name] = called


def test_compiled_every_norm_says_the_same() -> None:
    points = {key: tried(rule, COMPILED_POINTS) for key, rule in RULES.items()}
    found = by_machine([(RULES[key].function, [each for each, _ in points[key]]) for key in points])
    differing = {
        key: next(each for each, said in zip(points[key], answers, strict=True) if each[1] != said)
        for key, answers in zip(points, found, strict=True)
        if [answer for _, answer in points[key]] != answers.tolist()
    }
    assert differing == {}, "by norm, arguments and what Python says of them"


@pytest.mark.long
def test_another_compiler_takes_every_norm_too() -> None:
    """Numba knows plain functions alone: no norm leans on what our own compiler would forgive."""
    numba = pytest.importorskip("numba")

    @cache
    def compiled(function: Function) -> Function:
        found: Function = numba.njit(rebuilt(function, compiled))
        return found

    for key, rule in RULES.items():
        fast = compiled(rule.function)
        for arguments, answer in tried(rule, COMPILED_POINTS):
            given = [
                value if kind == "bool" else int(value)
                for value, kind in zip(arguments, rule.types, strict=True)
            ]
            result = fast(*given)
            assert (key, result) == (key, answer), arguments
            assert isinstance(result, bool) == (rule.gives == "bool"), key


# ---------------------------------------------------------------- on symbols


class Paths:
    """Runs a function once for every way its branches on symbols can go."""

    def __init__(self) -> None:
        self.script: list[bool] = []
        self.taken: dict[int, tuple[Any, bool]] = {}
        self.at = 0

    def run(self, call: Callable[[], Any]) -> Iterator[tuple[Any, list[tuple[Any, bool]]]]:
        while True:
            self.at, self.taken = 0, {}
            yield call(), list(self.taken.values())
            while self.script and not self.script[-1]:
                self.script.pop()
            if not self.script:
                return
            self.script[-1] = False

    def decide(self, condition: Any) -> bool:
        condition = z3.simplify(condition)
        if z3.is_true(condition) or z3.is_false(condition):
            return bool(z3.is_true(condition))
        known = self.taken.get(condition.get_id())
        if known is not None:
            return known[1]
        if self.at == len(self.script):
            self.script.append(True)
        choice = self.script[self.at]
        self.at += 1
        self.taken[condition.get_id()] = (condition, choice)
        return choice


def term_of(value: Any) -> Any:
    if isinstance(value, Symbol):
        return value.term
    return z3.BoolVal(value) if isinstance(value, bool) else z3.IntVal(int(value))


class Symbol:
    """An argument of which only the name is known."""

    def __init__(self, term: Any, paths: Paths) -> None:
        self.term = term
        self.paths = paths

    def _with(self, operation: Callable[[Any, Any], Any], other: Any) -> Symbol:
        return Symbol(operation(self.term, term_of(other)), self.paths)

    def __bool__(self) -> bool:
        term = self.term
        return self.paths.decide(term if z3.is_bool(term) else term != 0)

    def __lt__(self, other: Any) -> Symbol:
        return self._with(lambda a, b: a < b, other)

    def __le__(self, other: Any) -> Symbol:
        return self._with(lambda a, b: a <= b, other)

    def __gt__(self, other: Any) -> Symbol:
        return self._with(lambda a, b: a > b, other)

    def __ge__(self, other: Any) -> Symbol:
        return self._with(lambda a, b: a >= b, other)

    def __eq__(self, other: object) -> Symbol:  # type: ignore[override]
        return self._with(lambda a, b: a == b, other)

    def __ne__(self, other: object) -> Symbol:  # type: ignore[override]
        return self._with(lambda a, b: a != b, other)

    __hash__ = None  # type: ignore[assignment]

    def __add__(self, other: Any) -> Symbol:
        return self._with(lambda a, b: a + b, other)

    def __radd__(self, other: Any) -> Symbol:
        return self._with(lambda a, b: b + a, other)

    def __sub__(self, other: Any) -> Symbol:
        return self._with(lambda a, b: a - b, other)

    def __rsub__(self, other: Any) -> Symbol:
        return self._with(lambda a, b: b - a, other)

    def __mul__(self, other: Any) -> Symbol:
        return self._with(lambda a, b: a * b, other)

    def __rmul__(self, other: Any) -> Symbol:
        return self._with(lambda a, b: b * a, other)

    def __floordiv__(self, other: Any) -> Symbol:
        # The solver's division rounds down for a divisor above nought, as Python's does.
        return self._with(lambda a, b: a / b, other)

    def __neg__(self) -> Symbol:
        return Symbol(-self.term, self.paths)


def as_term(function: Function, arguments: Sequence[Any], paths: Paths) -> Any:
    """All paths of a function as one term."""
    found: Any = None
    ways: list[tuple[Any, list[tuple[Any, bool]]]] = []
    for value, taken in paths.run(lambda: function(*arguments)):
        ways.append((term_of(value), taken))
        assert len(ways) <= MOST_PATHS, "too many ways through the norm"
    for value, taken in reversed(ways):
        if found is None:
            found = value
        else:
            way = z3.And([term if chosen else z3.Not(term) for term, chosen in taken])
            found = z3.If(way, value, found)
    return found


@cache
def merged(function: Function) -> Function:
    """The function on symbols, its own branches folded into one term."""
    inner = rebuilt(function, merged)

    def call(*arguments: Any) -> Any:
        symbols = [value for value in arguments if isinstance(value, Symbol)]
        if not symbols:
            return inner(*arguments)
        paths = Paths()
        own = [Symbol(v.term, paths) if isinstance(v, Symbol) else v for v in arguments]
        return Symbol(as_term(inner, own, paths), symbols[0].paths)

    return call


@pytest.mark.parametrize("part", range(PARTS))
def test_on_symbols_every_norm_says_the_same(part: int) -> None:
    for key in sorted(RULES)[part::PARTS]:
        says_the_same_on_symbols(key, RULES[key])


def says_the_same_on_symbols(key: str, rule: Rule) -> None:
    paths = Paths()
    names = [
        z3.Bool(name) if kind == "bool" else z3.Int(name)
        for name, kind in zip(rule.parameters, rule.types, strict=True)
    ]
    function = rebuilt(rule.function, merged)
    term = as_term(function, [Symbol(name, paths) for name in names], paths)
    assert z3.is_bool(term) == (rule.gives == "bool"), key
    for arguments, answer in tried(rule, SYMBOLIC_POINTS):
        values = [
            z3.BoolVal(value) if kind == "bool" else z3.IntVal(int(value))
            for value, kind in zip(arguments, rule.types, strict=True)
        ]
        result = z3.simplify(z3.substitute(term, *zip(names, values, strict=True)))
        assert str(result) == str(answer if rule.gives == "bool" else int(answer)), (key, arguments)


# ---------------------------------------------------------------- the readings themselves

CALENDAR: Final[dict[str, tuple[Function, tuple[tuple[int, int], ...]]]] = {
    "month_of": (calendar.month_of, ((1, NEVER),)),
    "first_day_of": (calendar.first_day_of, ((1, 60_000),)),
    "month_start": (calendar.month_start, ((1, NEVER),)),
    "next_month_start": (calendar.next_month_start, ((1, NEVER),)),
    "add_months": (calendar.add_months, ((600_000, 900_000), (-300, 300))),
    "birthday": (calendar.birthday, ((600_000, 900_000), (0, 100))),
    "year_of": (calendar.year_of, ((1, NEVER),)),
    "next_or_same": (calendar.next_or_same, ((600_000, 900_000), (1, 12), (1, 28))),
}


def test_the_calendar_says_the_same_compiled() -> None:
    source = random.Random(1)
    asked = [
        (function, [[source.randint(*each) for each in ranges] for _ in range(2_000)])
        for function, ranges in CALENDAR.values()
    ]
    for (function, points), answers in zip(asked, by_machine(asked), strict=True):
        assert answers.tolist() == [function(*each) for each in points], function.__name__


@pytest.mark.parametrize("name", CALENDAR)
def test_the_calendar_says_the_same_on_symbols(name: str) -> None:
    function, ranges = CALENDAR[name]
    symbols = [z3.Int(f"a{i}") for i in range(len(ranges))]
    paths = Paths()
    term = merged(function)(*(Symbol(symbol, paths) for symbol in symbols)).term
    source = random.Random(1)
    for _ in range(100):
        arguments = [source.randint(low, high) for low, high in ranges]
        values = [z3.IntVal(value) for value in arguments]
        found = z3.simplify(z3.substitute(term, *zip(symbols, values, strict=True)))
        assert found.as_long() == function(*arguments)


def test_what_only_python_can_take_is_noticed() -> None:
    def from_a_list(weight: int) -> int:
        return [10, 20, 30][weight]

    def by_its_parity(weight: int) -> int:
        return weight % 2

    for function in (from_a_list, by_its_parity):
        paths = Paths()
        with pytest.raises(TypeError):
            as_term(function, [Symbol(z3.Int("weight"), paths)], paths)
        with pytest.raises(TypeError):
            by_machine([(function, [[1]])])


def test_two_readings_that_differ_are_noticed() -> None:
    def under(weight: int) -> bool:
        return weight < 3

    (found,) = by_machine([(under, [[2], [3]])])
    assert found.tolist() == [1, 0]
    paths = Paths()
    weight = z3.Int("weight")
    term = as_term(under, [Symbol(weight, paths)], paths)
    solver = z3.Solver()
    solver.add(term != (weight <= 3))
    assert solver.check() == z3.sat
    assert solver.model()[weight] == 3


def test_the_law_has_norms_to_read() -> None:
    assert len(RULES) > 100
    assert any("next_or_same" in rule.function.__code__.co_names for rule in RULES.values())
