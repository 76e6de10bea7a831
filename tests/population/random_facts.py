"""Families of any kind, drawn fact by fact: far wilder than a case file could tell them."""

from __future__ import annotations

from random import Random
from typing import Any, Final

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.facts import EXCEPTIONAL
from perenou.casework.lines import END, START
from perenou.casework.words import ENUMERATIONS
from perenou.rules.rule import Fact, Unit, day_of
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import ABSENT, ANSWERS, NEVER, NOBODY
from perenou.rules.world import Facts

MOST: Final = {"person": 3, "child": 5, "claim": 9}
"""By unit, the most rows of a family; of states and what belongs to them two."""

BIRTHS: Final = day_of("2006-01-01"), day_of("2027-06-30")
FIRST, LAST = day_of("2023-06-01"), day_of("2028-01-01") - 1
USUAL: Final = frozenset({"raises", "is_parent", "lives_in_estonia", "child_lives_in_estonia"})
"""What mostly holds: else hardly any family would have anything."""


def random_family(seed: int) -> Facts:
    """The facts of a family."""
    draw = Random(f"rows {seed}")
    units: dict[str, Unit] = {}
    for unit in LAWBOOK.units.values():
        _with_above(unit, units)
    for fact in LAWBOOK.facts.values():
        _with_above(fact.unit, units)
    rows: dict[str, int] = {}
    above: dict[tuple[str, str], list[int]] = {}
    for unit in sorted(units.values(), key=_height):
        if unit.name == "carer":
            pairs = [(p, c) for p in range(rows["person"]) for c in range(rows["child"])]
            above["carer", "person"] = [person for person, _ in pairs]
            above["carer", "child"] = [child for _, child in pairs]
            rows["carer"] = len(pairs)
            continue
        least = 1 if unit.name in ("person", "child") else 0
        many = draw.randint(least, MOST.get(unit.name, 2))
        rows[unit.name] = many if all(rows[each.name] for each in unit.above) else 0
        for each in unit.above:
            above[unit.name, each.name] = [
                draw.randrange(rows[each.name]) for _ in range(rows[unit.name])
            ]
    births = [draw.randint(*BIRTHS) for _ in range(3)]
    exceptional = draw.choice((0.02, 0.1, 0.4))

    def line(name: str, row: int) -> Timeline[Any]:
        own = Random(f"{seed} {name} {row}")
        if name == "child_birth_day":
            return Timeline((START,), (own.choice(births),))
        if name in EXCEPTIONAL and own.random() > exceptional:
            return Timeline((START,), (ABSENT[LAWBOOK.facts[name].gives],))
        return _line(LAWBOOK.facts[name], own)

    return Facts(rows, above, line)


def _with_above(unit: Unit, found: dict[str, Unit]) -> None:
    found[unit.name] = unit
    for each in unit.above:
        _with_above(each, found)


def _height(unit: Unit) -> int:
    return 1 + max((_height(each) for each in unit.above), default=0)


def _line(fact: Fact, draw: Random) -> Timeline[Any]:
    """A timeline that mostly has one value."""
    if fact.gives == "Day" or draw.random() < 0.75:
        return Timeline((START,), (_value(fact, draw),))
    days = sorted({START, *(draw.randint(FIRST, LAST) for _ in range(draw.randint(1, 3)))})
    return joined((day, _value(fact, draw)) for day in days)


def _value(fact: Fact, draw: Random) -> int | bool:
    name, gives = fact.name, fact.gives
    if gives == "bool":
        is_usual = name in USUAL or name.startswith("claims_")
        return draw.random() < (0.9 if is_usual else 0.2)
    if gives == "Day":
        return draw.choice((NEVER, draw.randint(START + 1, END - 1), draw.randint(FIRST, LAST)))
    if gives == "Row":
        return draw.choice((NOBODY, 0, 0, 0, 1, 2))
    if gives in ENUMERATIONS:
        return int(draw.choice([*ENUMERATIONS[gives]]))
    low, high = ANSWERS[gives]
    least = max(low, 1 if gives == "Count" else 0)  # no norm divides by nobody
    most = min(high, 60_000 if gives.endswith("Cents") else 400)
    return draw.choice((least, draw.randint(least, 40), draw.randint(least, most)))
