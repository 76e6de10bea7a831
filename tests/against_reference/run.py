"""Compares the norms with the reference on many families: ``make reference FAMILIES=10000``.

    python -m tests.against_reference.run [families] [--first SEED] [--kind NAME] [--show SEED]

Families of every kind go to two processes. Each difference is told by kind and seed; with --kind
and --show, one family that parts is told as plain data, with all its differences.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool
from typing import Final

from tests.against_reference.compared import KINDS, compared, how_many
from tests.reference.as_data import to_data

PROCESSES: Final = 2
STEP: Final = 20
"""Seconds between two lines of progress."""
SHOWN: Final = 10
"""Seeds named for each kind."""


def one(task: tuple[str, int]) -> tuple[str, int, list[str]]:
    """A kind, a seed, and what parts there; a family that ends in an error parts, too."""
    name, seed = task
    try:
        found = compared(name, seed)
    except Exception as error:
        return name, seed, [f"error: {error!r}"]
    return name, seed, [f"{what} {key}: {mine} / {theirs}" for what, key, mine, theirs in found]


def run(tasks: list[tuple[str, int]]) -> dict[str, dict[int, list[str]]]:
    """By kind and seed, what parts; progress goes to the standard error."""
    parted: dict[str, dict[int, list[str]]] = {name: {} for name, _ in tasks}
    began = told = time.monotonic()
    with Pool(PROCESSES) as pool:
        for number, (name, seed, found) in enumerate(pool.imap_unordered(one, tasks, 8), 1):
            if found:
                parted[name][seed] = found
                print(f"{name}, seed {seed}: {found[0]}", file=sys.stderr, flush=True)
            now = time.monotonic()
            if now - told > STEP or number == len(tasks):
                told = now
                rest = (now - began) / number * (len(tasks) - number)
                parting = sum(map(len, parted.values()))
                line = (
                    f"{number} of {len(tasks)} families, {parting} part; {rest / 60:.0f} min left"
                )
                print(line, file=sys.stderr, flush=True)
    return parted


def report(tasks: list[tuple[str, int]], parted: dict[str, dict[int, list[str]]]) -> Iterator[str]:
    """A line for each kind, and under it what parts first for the first seeds."""
    for name, families in Counter(name for name, _ in tasks).items():
        found = parted[name]
        yield f"{name}: {families} families, {len(found)} part"
        for seed, parts in sorted(found.items())[:SHOWN]:
            yield f"  seed {seed}: {len(parts)} differences, first {parts[0]}"


def main() -> int:
    """0 when nothing parts."""
    parser = argparse.ArgumentParser(description="the norms against the reference")
    parser.add_argument("families", type=int, nargs="?", default=1000)
    parser.add_argument("--first", type=int, default=0, help="the first seed of each kind")
    parser.add_argument("--kind", choices=list(KINDS), help="this kind alone")
    parser.add_argument("--show", type=int, metavar="SEED", help="all about one family of the kind")
    asked = parser.parse_args()
    if asked.show is not None:
        if asked.kind is None:
            parser.error("--show needs --kind")
        print(json.dumps(to_data(KINDS[asked.kind].draw(asked.show)), indent=1, ensure_ascii=False))
        parts = one((asked.kind, asked.show))[2]
        print("\n".join(parts) or "nothing parts")
        return bool(parts)
    numbers = how_many(asked.families)
    if asked.kind is not None:
        numbers = {asked.kind: asked.families}
    tasks = [
        (name, seed)
        for name, number in numbers.items()
        for seed in range(asked.first, asked.first + number)
    ]
    parted = run(tasks)
    print("\n".join(report(tasks, parted)))
    return any(parted.values())


if __name__ == "__main__":
    sys.exit(main())
