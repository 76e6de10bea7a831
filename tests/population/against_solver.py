"""Kernels against the solver: random families, every month; ``make kernels`` runs many."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.population.random_facts import random_family

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import END, START
from perenou.population.from_cases import rows_of
from perenou.rules.calendar import first_day_of
from perenou.rules.compile.kernel import compiled
from perenou.rules.compile.rows import UNKNOWN
from perenou.rules.rule import day_of
from perenou.rules.world import World

AS_OF: Final = day_of("2026-11-24")
MONTHS: Final = tuple(first_day_of(2024 * 12 + month) for month in range(48))
TOGETHER: Final[dict[str, tuple[str, ...]]] = {
    "children": (
        "child_allowance_amount", "large_family_allowance_amount",
        "single_parent_allowance_amount", "seven_child_parent_allowance_amount",
    ),
    "loss and care": (
        "survivors_allowance_amount", "survivors_allowance_second_amount",
        "guardianship_allowance_amount", "triplets_allowance_amount",
        "conscripts_child_allowance_amount", "childcare_fee_amount",
    ),
    "maintenance and once": (
        "maintenance_allowance_court_amount", "maintenance_allowance_enforcement_amount",
        "maintenance_allowance_bankruptcy_amount", "birth_allowance_amount",
        "adoption_allowance_amount", "start_in_life_allowance_amount",
    ),
    "parental": (
        "shared_parental_benefit_net", "mothers_parental_benefit_net",
        "fathers_parental_benefit_net", "adopters_parental_benefit_net",
        "earlier_parental_benefit_amount", "additional_fathers_benefit_amount",
    ),
    "states": (
        "general_suspended", "general_refund", "replacing_suspended", "replacing_refund",
        "orphans_suspended", "orphans_refund",
    ),
}  # fmt: skip
"""What is asked of one kernel: every benefit, and what is set off between states."""

BATCH: Final = 900
"""How many families are compared at a time."""


@dataclass(frozen=True)
class Compared:
    """What was compared.

    Attributes:
        values: how many values of a month. paid: by name, how many of them are not nothing.
        undecided: how many of all the kernel left open. differing: rows that differ, in words.
        left_out: families whose numbers have more than 64 bits.
    """

    families: int
    values: int
    paid: Mapping[str, int]
    undecided: int
    differing: tuple[str, ...]
    left_out: int


def compare(seeds: Sequence[int], asked: Sequence[str], directory: Path | None) -> Compared:
    """Compare kernel and solver over the families of some seeds."""
    cases = [random_family(seed) for seed in seeds]
    rows = rows_of(cases, LAWBOOK.facts_under(asked))
    law = LAWBOOK.on(AS_OF)
    results = compiled(law, asked, rows, {}, (START, END), MONTHS, directory).run(rows)
    left_out = frozenset(results.overflown.tolist())
    differing: list[str] = []
    values = undecided = 0
    paid = dict.fromkeys(asked, 0)
    places = dict.fromkeys(asked, 0)
    for place, (seed, facts) in enumerate(zip(seeds, cases, strict=True)):
        world = World(law, facts, START, END)
        for name in asked:
            unit = LAWBOOK.unit_of(name)
            assert unit is not None
            for row in range(facts.rows[unit.name]):
                given = results.values[name][places[name]].tolist()
                places[name] += 1
                if place in left_out:
                    continue
                line = world.line(name, row)
                right = [line.at(month) for month in MONTHS]
                decided = [value != UNKNOWN for value in given]
                if any(d and g != r for d, g, r in zip(decided, given, right, strict=True)):
                    differing.append(f"family {seed}: {name} of row {row}: {given} not {right}")
                values += len(right)
                undecided += decided.count(False)
                paid[name] += sum(1 for value in given if value not in (0, UNKNOWN))
    return Compared(len(seeds), values, paid, undecided, tuple(differing), len(left_out))


def _told(compared: Iterable[Compared]) -> int:
    families = values = paid = undecided = differing = left_out = 0
    for each in compared:
        families += each.families
        values += each.values
        paid += sum(each.paid.values())
        undecided += each.undecided
        differing += len(each.differing)
        left_out += each.left_out
        print(*each.differing, sep="\n", end="\n" if each.differing else "")
        print(
            f"{families} families, {values} values of months compared, {paid} of them not nothing; "
            f"{undecided} left open by the kernel; {left_out} families left out for their sums; "
            f"{differing} rows differ",
            flush=True,
        )
    return 1 if differing else 0


def main(families: int) -> int:
    """Compare so many families."""
    first = range(0, families, BATCH)
    with TemporaryDirectory() as directory:
        return _told(
            compare(range(at, min(at + BATCH, families)), asked, Path(directory))
            for asked in TOGETHER.values()
            for at in first
        )


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
