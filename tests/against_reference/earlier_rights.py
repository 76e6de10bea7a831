"""Rights to parental benefit of before 01.04.2022: days, sums of whole months, father's days."""

from __future__ import annotations

from datetime import date

from tests.against_reference.as_facts import earlier_laid_out
from tests.against_reference.readings import LIFTED, Difference
from tests.reference.before_2022 import SWITCH, EarlierFamily, determine_earlier
from tests.reference.facts import third_birthday

from perenou.rules.unknown import Open
from perenou.rules.world import World

MOTHER = 0
FATHER = 1


def earlier_differences(family: EarlierFamily) -> list[Difference]:
    """Every day and every month with a sum in the reference that the norms see otherwise."""
    expected = determine_earlier(family)
    world = earlier_laid_out(family, LIFTED)
    end = third_birthday(family.birth)
    found: list[Difference] = []
    for what, reference, names, row in (
        ("days", expected.days, ("earlier_benefit_paid", "shared_benefit_paid"), MOTHER),
        ("father's days", expected.fathers, ("fathers_benefit_paid", "fathers_day_paid"), FATHER),
    ):
        mine = {day for name in names for day in _days(world, name, row) if day < end}
        parted = sorted(mine ^ set(reference))
        found += [(what, day, day in reference, day in mine) for day in parted]
    for month, cents in expected.amounts.items():
        first = date(*month, 1)
        benefit = "earlier_parental" if first < SWITCH else "shared_parental"
        value = world.at(f"{benefit}_benefit_amount", MOTHER, first.toordinal())
        if cents is not None and (isinstance(value, Open) or value != cents):
            found.append(("amounts", month, cents, value))
    return found


def _days(world: World, name: str, row: int) -> list[date]:
    return [
        date.fromordinal(day)
        for first, after, held in world.line(name, row).pieces(world.end)
        if held is True
        for day in range(first, after)
    ]
