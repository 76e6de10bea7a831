"""An invented law of orchards, small enough to check by hand: units, and worlds made of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Final, TypeAlias, TypedDict

from perenou.rules.lawbook import Lawbook
from perenou.rules.rule import Book, Labels, Parameter, Unit, day_of
from perenou.rules.timeline import Timeline
from perenou.rules.types import Day
from perenou.rules.unknown import Open, Unknown, Waiting, open_number, open_truth
from perenou.rules.world import Facts, World

Line: TypeAlias = Timeline[Any]
Completion: TypeAlias = Mapping[Unknown, int]

ORCHARD: Final = Unit("orchard", Labels("aed", "orchard", "сад"))
TREE: Final = Unit("tree", Labels("puu", "tree", "дерево"), (ORCHARD,))
APPLE: Final = Unit("apple", Labels("õun", "apple", "яблоко"), (TREE,))
KEEPER: Final = Unit("keeper", Labels("aednik", "keeper", "садовник"))

START: Final = day_of("2020-01-01")
END: Final = day_of("2020-05-01")


class InThreeLanguages(TypedDict):
    """The labels that every declaration needs."""

    et: str
    en: str
    ru: str


NAMED: Final[InThreeLanguages] = {"et": "õunad", "en": "apples", "ru": "яблоки"}
"""Labels for whatever needs some."""


def always(value: object, start: Day = START) -> Line:
    """One value for the whole horizon."""
    return Timeline((start,), (value,))


def world_of(
    book: Book,
    facts: Mapping[str, Sequence[Line]],
    *,
    rows: Mapping[str, int] | None = None,
    above: Mapping[tuple[str, str], Sequence[int]] | None = None,
    figures: Sequence[Parameter] = (),
    readings: Mapping[str, str] | None = None,
    start: Day = START,
    end: Day = END,
) -> World:
    """A world over facts given as one timeline for each row."""
    law = Lawbook([book], figures).on(end, readings)
    given = Facts(rows or {"tree": 1}, above or {}, lambda name, row: facts[name][row])
    return World(law, given, start, end)


def norm(text: str) -> Callable[..., Any]:
    """A plain function from its source; what stands in it is the calendar and the value types."""
    scope: dict[str, Any] = {}
    exec("from __future__ import annotations\nfrom perenou.rules.calendar import *\n" + text, scope)
    functions = [value for name, value in scope.items() if name == "norm"]
    found: Callable[..., Any] = functions[0]
    return found


def unknown_value(name: str, low: int, high: int, *, truth: bool = False, row: int = 0) -> Open:
    """An open yes/no or number within bounds."""
    unknown = Unknown(name, row, low, high)
    return open_truth(unknown) if truth else open_number(unknown)


def unknowns_in(*values: object) -> list[Unknown]:
    """What nobody has said, behind some values."""
    found: dict[Unknown, None] = {}
    for value in values:
        if isinstance(value, Open):
            found.update(dict.fromkeys(sorted(value.missing, key=lambda u: (u.name, u.since))))
    return list(found)


def completions(unknowns: Sequence[Unknown]) -> Iterator[dict[Unknown, int]]:
    """Every way in which the unknown things can turn out."""
    for values in product(*(range(each.low, each.high + 1) for each in unknowns)):
        yield dict(zip(unknowns, values, strict=True))


def filled(value: object, completion: Completion) -> Any:
    """What a fact's value is once it is known."""
    if not isinstance(value, Open):
        return value
    [answer] = [
        outcome.function(completion[outcome.unknown]) if isinstance(outcome, Waiting) else outcome
        for supposed, outcome in value.ways
        if all(low <= completion[unknown] <= high for unknown, (low, high) in supposed.items())
    ]
    return answer


def allows(value: object, completion: Completion, answer: int) -> bool:
    """Whether an answer given before is true to what it turned out to be."""
    if not isinstance(value, Open):
        return bool(value == answer)
    low, high = value.bounds
    if not low <= answer <= high:
        return False
    for supposed, outcome in value.ways:
        if not all(
            least <= completion.get(unknown, least) <= most
            for unknown, (least, most) in supposed.items()
        ):
            continue
        if not isinstance(outcome, Waiting):
            if outcome == answer:
                return True
        elif outcome.unknown in completion:
            if outcome.function(completion[outcome.unknown]) == answer:
                return True
        else:
            least, most = supposed.get(outcome.unknown, (outcome.unknown.low, outcome.unknown.high))
            if outcome.function(least) <= answer <= outcome.function(most):
                return True
    return False
