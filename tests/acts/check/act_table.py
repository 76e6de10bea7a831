"""How well the checker finds faults in acts drafted from random determinations: ``make act-table``.

    python -m tests.acts.check.act_table [determinations] [planted] [--first NUMBER]

Every act of the determinations is checked as it is, with its case beside it; then faults are
planted in them, each kind in as many acts as the others where so many take it. A fault is found
when its item is told once more than without it. Progress goes to the standard error.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from typing import Final, TypeVar

from tests.acts.check.random_acts import Made, acts

from perenou.acts.check.checker import check
from perenou.acts.check.planters import PLANTERS, Planter
from perenou.acts.check.text import ActText
from perenou.acts.kinds import LETTERS, Kind

PROCESSES: Final = 2
STEP: Final = 20
"""Seconds between two lines of progress."""
FOUND_AT_LEAST: Final = 0.95
ACCUSED_AT_MOST: Final = 0.05

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Clean:
    """An act in which nothing was planted: what the checker says of it.

    Attributes:
        told: how often it tells each item, of the text alone. items: all that it tells of the
            document with its case beside it. stops: those of severity major or blocker.
    """

    number: int
    kind: Kind
    text: str
    told: Counter[str]
    items: frozenset[str]
    stops: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Planted:
    """A fault planted in the act of a number of ``acts``, and whether it was found."""

    fault: str
    act: int
    is_found: bool


def clean(number: int) -> list[Clean]:
    """The acts of a determination, checked."""
    return [_checked(each) for each in acts(number)]


def _checked(made: Made) -> Clean:
    found = check(made.whole, made.figures)
    alone = check(ActText.from_text(made.text, made.kind))
    return Clean(
        made.number,
        made.kind,
        made.text,
        Counter(each.item for each in alone),
        frozenset(each.item for each in found),
        tuple((each.item, each.text) for each in found if each.severity.stops),
    )


def is_found(task: tuple[str, Clean]) -> bool:
    """Whether a fault planted in an act is told."""
    name, act = task
    planter = next(each for each in PLANTERS if each.name == name)
    text = planter.plant(act.text)
    if text is None:
        raise ValueError(f"{name} cannot be planted in an act of {act.number}")
    found = Counter(each.item for each in check(ActText.from_text(text, act.kind)))
    return found[planter.item] > act.told[planter.item]


def takes(planter: Planter, act: Clean) -> bool:
    """Whether a fault can be planted in an act."""
    if act.kind in LETTERS or (planter.kinds and act.kind not in planter.kinds):
        return False
    return planter.plant(act.text) is not None


def chosen(made: Sequence[Clean], wanted: int) -> list[tuple[str, int]]:
    """Kinds of fault with the acts to plant them in, by turns, until there are enough."""
    drawn = random.Random(0)
    queues: dict[str, Iterator[int]] = {}
    for planter in PLANTERS:
        order = drawn.sample(range(len(made)), len(made))
        queues[planter.name] = iter([at for at in order if takes(planter, made[at])])
    found: list[tuple[str, int]] = []
    while queues and len(found) < wanted:
        for name in list(queues):
            at = next(queues[name], None)
            if at is None:
                del queues[name]
            elif len(found) < wanted:
                found.append((name, at))
    return found


def spread(
    work: Callable[[Task], Result], tasks: Sequence[Task], what: str, processes: int
) -> Iterator[Result]:
    """The results in order, from several processes, with progress."""
    began = told = time.monotonic()
    if processes == 1:
        yield from map(work, tasks)
        return
    with Pool(processes) as pool:
        for number, result in enumerate(pool.imap(work, tasks, 4), 1):
            yield result
            now = time.monotonic()
            if now - told > STEP or number == len(tasks):
                told = now
                rest = (now - began) / number * (len(tasks) - number)
                line = f"{number} of {len(tasks)} {what}; {rest / 60:.0f} min left"
                print(line, file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Table:
    """What was measured."""

    made: list[Clean]
    planted: list[Planted]

    @property
    def accused(self) -> list[Clean]:
        """The clean acts with a finding that stops them."""
        return [each for each in self.made if each.stops]

    @property
    def share_found(self) -> float:
        """Of the faults planted."""
        return sum(each.is_found for each in self.planted) / len(self.planted)

    @property
    def share_accused(self) -> float:
        """Of the clean acts."""
        return len(self.accused) / len(self.made)

    def lines(self) -> Iterator[str]:
        """The table in Markdown."""
        yield "| Fault | Item | Planted | Found | Share | Clean acts in which the item is told |"
        yield "|---|---|---|---|---|---|"
        for planter in PLANTERS:
            of = [each.is_found for each in self.planted if each.fault == planter.name]
            rest = [each for each in self.made if each.kind not in LETTERS]
            fit = [each for each in rest if not planter.kinds or each.kind in planter.kinds]
            told = sum(planter.item in each.items for each in fit)
            share = f"{sum(of) / len(of):.2f}" if of else "–"
            yield (
                f"| {planter.name} | {planter.item} | {len(of)} | {sum(of)} | {share} "
                f"| {told} of {len(fit)} |"
            )
        found = sum(each.is_found for each in self.planted)
        yield (
            f"| **all** | | {len(self.planted)} | {found} | {self.share_found:.3f} "
            f"| accused: {len(self.accused)} of {len(self.made)} |"
        )

    def told(self) -> Iterator[str]:
        """What to mend: faults missed, and clean acts accused."""
        missed = Counter(each.fault for each in self.planted if not each.is_found)
        for name, count in missed.most_common():
            at = next(p.act for p in self.planted if p.fault == name and not p.is_found)
            act = self.made[at]
            yield f"missed {count} times: {name}, first in {act.kind} of {act.number}"
        for each in self.accused:
            yield f"accused: {each.kind} of {each.number}: {each.stops[0][0]} {each.stops[0][1]}"


def measured(numbers: Iterable[int], wanted: int, processes: int = PROCESSES) -> Table:
    """Make, check, plant and check again."""
    made = [
        act for some in spread(clean, list(numbers), "determinations", processes) for act in some
    ]
    tasks = chosen(made, wanted)
    answers = spread(is_found, [(name, made[at]) for name, at in tasks], "faults", processes)
    planted = [Planted(name, at, found) for (name, at), found in zip(tasks, answers, strict=True)]
    return Table(made, planted)


def main() -> int:
    """0 when enough is found and few are accused."""
    parser = argparse.ArgumentParser(description="how well the checker finds faults")
    parser.add_argument("determinations", type=int, nargs="?", default=200)
    parser.add_argument("planted", type=int, nargs="?", default=2000)
    parser.add_argument("--first", type=int, default=0, help="the first determination")
    asked = parser.parse_args()
    numbers = range(asked.first, asked.first + asked.determinations)
    table = measured(numbers, asked.planted)
    kinds = Counter(each.kind for each in table.made)
    print("\n".join(table.lines()))
    print()
    print(", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    for line in table.told():
        print(line, file=sys.stderr)
    return table.share_found < FOUND_AT_LEAST or table.share_accused > ACCUSED_AT_MOST


if __name__ == "__main__":
    sys.exit(main())
