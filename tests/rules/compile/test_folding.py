"""Folding a norm over what is known, and cutting time where it turns, change no answer."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import pytest
from tests.rules.test_compile_and_symbols import RULES

from perenou.rules.calendar import month_start, next_month_start
from perenou.rules.compile.cuts import EXACTLY, REACHES, cutting, passing
from perenou.rules.compile.fold import Turns, folded, only_value
from perenou.rules.compile.inline import expression
from perenou.rules.compile.source import Functions
from perenou.rules.lawbook import MOVING
from perenou.rules.rule import Rule, day_of
from perenou.rules.types import ANSWERS, NEVER

FIRST: Final = day_of("2017-01-01")
AFTER: Final = day_of("2028-01-01")
DRAWS: Final = 12
MOVES: Final[dict[str, Callable[[int], int]]] = {
    "today": lambda day: day,
    "month_first_day": month_start,
    "next_month_first_day": next_month_start,
}


def argument(kind: str, draw: random.Random) -> int | bool:
    """A value of a type, often at the edge of what it can be."""
    if kind == "bool":
        return draw.random() < 0.5
    if kind == "Day":
        return draw.choice((0, NEVER, draw.randrange(FIRST, AFTER), draw.randrange(FIRST, AFTER)))
    low, high = ANSWERS[kind]
    return draw.choice((low, min(high, low + 1), draw.randint(low, min(high, 20)), high))


def run(tree: ast.FunctionDef, given: Mapping[str, Any], functions: Functions) -> Any:
    """What a tree gives, as Python runs it: as one expression and as it is written."""
    scope = dict(functions.called)
    scope |= {each.__name__: each for each in (*REACHES.values(), *EXACTLY.values())}
    names = [each.arg for each in tree.args.args]
    as_one = eval(
        f"lambda {', '.join(names)}: {expression(tree, {name: name for name in names})}", scope
    )
    module = ast.Module([ast.FunctionDef("norm", tree.args, tree.body, [])], [])
    exec(compile(ast.fix_missing_locations(module), "norm", "exec"), scope)
    found = scope["norm"](**{name: given[name] for name in names})
    assert as_one(**{name: given[name] for name in names}) == found
    return found


def drawn(rule: Rule, seed: int) -> Iterator[tuple[random.Random, dict[str, int | bool]]]:
    """Draws of all arguments of a norm, what passes with time left out."""
    draw = random.Random(f"{rule.name} {seed}")
    for _ in range(DRAWS):
        yield (
            draw,
            {
                parameter: argument(kind, draw)
                for parameter, wanted, kind in zip(
                    rule.parameters, rule.inputs, rule.types, strict=True
                )
                if wanted not in MOVING
            },
        )


def passing_of(rule: Rule) -> dict[str, str]:
    """By parameter, what passes with time."""
    pairs = zip(rule.parameters, rule.inputs, strict=True)
    return {parameter: wanted for parameter, wanted in pairs if wanted in MOVING}


@pytest.mark.parametrize("part", range(8))
def test_what_is_folded_away_decides_nothing(part: int) -> None:
    functions = Functions()
    for key in sorted(RULES)[part::8]:
        rule = RULES[key]
        tree = functions.tree(rule.function)
        moving = passing_of(rule)
        for draw, given in drawn(rule, 1):
            known = {name: value for name, value in given.items() if draw.random() < 0.6}
            day = draw.randrange(FIRST, AFTER)
            passes = {name: passing(wanted, day, day + 1) for name, wanted in moving.items()}
            now = {name: MOVES[wanted](day) for name, wanted in moving.items()}
            left = folded(tree, known, passes, functions.called)
            assert not {each.arg for each in left.args.args} & set(known), key
            try:
                right = rule.function(**given, **now)
            except ZeroDivisionError:
                continue
            told = only_value(left)
            found = run(left, {**given, **now}, functions) if told is None else told
            assert found == right, (key, given, known)


@pytest.mark.parametrize("part", range(8))
def test_until_its_cut_a_norm_says_the_same_every_day(part: int) -> None:
    functions = Functions()
    timed = [key for key in sorted(RULES) if passing_of(RULES[key])]
    assert len(timed) > 100
    for key in timed[part::8]:
        rule = RULES[key]
        moving = passing_of(rule)
        tree = cutting(functions.tree(rule.function), moving)
        for draw, given in drawn(rule, 2):
            day = draw.randrange(FIRST, AFTER)
            cut = [AFTER, 0]
            now = {name: MOVES[wanted](day) for name, wanted in moving.items()}
            try:
                found = run(tree, {**given, **now, "cut": cut}, functions)
                assert day < cut[0] <= AFTER
                for other in {day, *(draw.randrange(day, cut[0]) for _ in range(5)), cut[0] - 1}:
                    then = {name: MOVES[wanted](other) for name, wanted in moving.items()}
                    assert rule.function(**given, **then) == found, (key, given, day, other)
            except ZeroDivisionError:
                continue


def test_a_turn_within_the_days_is_told_with_its_day() -> None:
    """The first day of what the comparison is about: of the month, where it is about months."""
    functions = Functions()
    tree = functions.tree(_since)
    days = day_of("2024-03-01"), day_of("2024-06-01")
    for name, turns in (
        ("today", "2024-04-17"),
        ("month_first_day", "2024-05-01"),
        ("next_month_first_day", "2024-04-01"),
    ):
        known, passes = {"since": day_of("2024-04-17")}, {"when": passing(name, *days)}
        with pytest.raises(Turns) as told:
            folded(tree, known, passes, functions.called)
        assert told.value.day == day_of(turns), name


def _since(when: int, since: int) -> bool:
    return when >= since
