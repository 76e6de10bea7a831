"""Kernels against the solver: random families, every month; ``make kernels`` runs many."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.population.random_facts import random_family

from perenou.benefits.estonia.months import MONTHLY
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
AMOUNTS: Final = tuple(
    f"{key}_amount"
    for key, allowance in MONTHLY.items()
    if not allowance.is_claimed_by_days and key != "earlier_parental_benefit"
)


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
    """Compare so many families, a thousand at a time."""
    with TemporaryDirectory() as directory:
        return _told(
            compare(range(first, min(first + 1000, families)), AMOUNTS, Path(directory))
            for first in range(0, families, 1000)
        )


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
