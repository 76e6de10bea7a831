"""Families of every kind, and where the norms' answer for one parts from the reference's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from tests.against_reference.as_facts import laid_out
from tests.against_reference.corrections import correction_differences
from tests.against_reference.drawn import earlier_family, household_with, one_child
from tests.against_reference.earlier_rights import earlier_differences
from tests.against_reference.engine_answer import engine_answer
from tests.against_reference.readings import LIFTED, Difference
from tests.against_reference.reference_answer import reference_answer
from tests.reference.compare import differences
from tests.reference.facts import Household
from tests.reference.household import walk_through
from tests.reference.other_cases import seeded_correction


@dataclass(frozen=True)
class Compared:
    """A kind of family: how one is drawn, and how the two answers for it part."""

    draw: Callable[[int], Any]
    differences: Callable[[Any], list[Difference]]
    share: int = 1


def household_differences(household: Household) -> list[Difference]:
    """Days, sums before and after § 44, payments before and after tax, and quotas."""
    found = walk_through(household)
    laid = laid_out(household, found, LIFTED)
    reference, mine = reference_answer(household, found), engine_answer(household, laid)
    payments = {day: one for day, one in mine.payments.items() if day in reference.payments}
    ledgers = {key: row for key, row in mine.ledgers.items() if key in reference.ledgers}
    return differences(reference, replace(mine, payments=payments, ledgers=ledgers))


def _households(*features: str, share: int = 1) -> Compared:
    return Compared(household_with(*features), household_differences, share)


KINDS: Final[Mapping[str, Compared]] = {
    "one child": Compared(one_child, household_differences, 4),
    "siblings": _households("2 births", "3 births"),
    "adopters and other carers": _households("adopter", "foster parent", "guardian"),
    "partners": _households("spouse"),
    "deaths and stillbirths": _households("death", "stillbirth"),
    "multiple births": _households("multiple birth"),
    "earnings": _households("earnings"),
    "late claims": _households("filed"),
    "corrections": Compared(seeded_correction, correction_differences),
    "rights of before April 2022": Compared(earlier_family, earlier_differences, 2),
}
"""By name; the share says how many families of each are drawn, in proportion."""


def how_many(families: int) -> dict[str, int]:
    """So many families in all, by kind, at least one of each."""
    whole = sum(kind.share for kind in KINDS.values())
    return {name: max(1, families * kind.share // whole) for name, kind in KINDS.items()}


def compared(name: str, seed: int) -> list[Difference]:
    """Every difference for the family of a kind and seed."""
    kind = KINDS[name]
    return kind.differences(kind.draw(seed))
