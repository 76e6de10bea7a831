"""What the engine finds of a reform: a simulation, questions over all families, what it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from perenou import __version__
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.reforms import law_with
from perenou.population.simulate.measures import GROUPS, TAKE_UP, Change, Simulation
from perenou.population.simulate.run import simulated
from perenou.population.synthetic import LAST_YEAR, SEED
from perenou.population.synthetic.draw import draw
from perenou.population.synthetic.rows import WAGE
from perenou.proposals.changes import benefits_on, changes, new_facts
from perenou.proposals.computed import Computed, Found, Proof
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.lawbook import Law
from perenou.rules.reform import read_reform
from perenou.rules.types import Day, Months

if TYPE_CHECKING:
    from perenou.casework.proofs.answer import Answer
    from perenou.casework.proofs.search import Scope

LOSS: Final = 50_00
"""Families are counted apart that lose more than so many cents a month."""

_SIMULATED: Final = 4
_QUESTIONS: Final = ("day", "euro", "wage", "loses", "child")
"""The quicker ones first; of wages is asked where something rests on them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How far is looked.

    Attributes:
        families: so many of the invented ones; 0: all. seconds: for all questions over all
            families together; 0: none is asked. children: the most of such families.
    """

    as_of: Day
    year: int = LAST_YEAR
    seed: int = SEED
    families: int = 0
    seconds: float = 30.0
    children: int = 3
    loss: int = LOSS


def compute(
    reform: Path, asked: Asked, directory: Path | None, progress: Callable[[int, int], None]
) -> Computed:
    """Compute all that is told of a reform.

    Args:
        directory: where machine code is kept; None: Python runs the law, which is slow.
        progress: told how many of how many steps are done; what it raises ends the work.

    Raises:
        ReformError: the reform cannot be read or does not fit the law.
        NotCompiledError, UnlikeError: it cannot be simulated, each saying why.
    """
    steps = _SIMULATED + (len(_QUESTIONS) if asked.seconds else 0)
    read = read_reform(reform, LAWBOOK)
    book = law_with(read)
    before, after = LAWBOOK.on(asked.as_of), book.on(asked.as_of)
    drawn = draw(asked.year, asked.seed)
    drawn = drawn.first(asked.families) if asked.families else drawn
    made = simulated(
        drawn, [book], asked.as_of, asked.loss, directory,
        lambda done, _: progress(done, steps),
    )  # fmt: skip
    (change,) = made.changes
    benefits = benefits_on(book, read.names)
    proofs = tuple(
        _proofs(benefits, before, after, asked, lambda done: progress(_SIMULATED + done, steps))
    )
    progress(steps, steps)
    changed = changes(read, before)
    return Computed(
        asked.as_of, asked.as_of, __version__, asked.year, asked.seed, drawn.families,
        (before.fingerprint, after.fingerprint), read.title, read.source, read.digest, changed,
        benefits, change.beside, new_facts(read, LAWBOOK, book), figures(made, change),
        {by: tuple(group.key for group in change.groups[by]) for by in GROUPS},
        tuple(key for key, _ in made.refused), made.without, proofs, drawn.whole,
    )  # fmt: skip


# ------------------------------------------------------------------------------ figures


def figures(made: Simulation, change: Change) -> dict[str, int]:
    """A simulation of one reform as figures by name."""
    return dict(_figures(made, change))


def _figures(made: Simulation, change: Change) -> Iterator[tuple[str, int]]:
    yield from _cost("cost", made, change)
    yield "cost.change", change.total - made.total
    for month in range(12):
        for when, cost in (("before", made.cost), ("after", change.cost)):
            yield f"month.{when}.{month}", sum(months[month] for months in cost.values())
    yield "families.counted", made.counted
    yield "children.counted", made.children
    yield "families.open", made.open
    everybody = change.groups["kind"]
    yield "who.winners", sum(group.winners for group in everybody)
    yield "who.losers", sum(group.losers for group in everybody)
    yield "who.unchanged", sum(group.unchanged for group in everybody)
    for by in GROUPS:
        for group in change.groups[by]:
            at = f"group.{by}.{group.key}"
            yield f"{at}.families", group.families
            yield f"{at}.winners", group.winners
            yield f"{at}.losers", group.losers
            yield f"{at}.change", group.change
    for place, families in enumerate(change.classes):
        yield f"class.{place}", families
    for when, values in (("before", made.by_number), ("after", change.by_number)):
        for place, value in enumerate(values, 1):
            yield f"average.{when}.{place}", value
    for when, steps in (("before", made.steps), ("after", change.steps)):
        for step in steps:
            yield f"step.{when}.{step.children}.families", step.families
            yield f"step.{when}.{step.children}.lost", step.before - step.after
    for part in TAKE_UP:
        yield f"take_up.{part}", change.take_up[part]
    for each in change.raises:
        yield f"raise.{each.euros}.families", each.families
        yield f"raise.{each.euros}.loss", each.loss
    yield "new.families", change.newly
    yield "losing.families", change.losing
    yield "losing.limit", change.loss


def _cost(name: str, made: Simulation, change: Change) -> Iterator[tuple[str, int]]:
    sides: tuple[tuple[str, Mapping[str, tuple[int, ...]], int], ...] = (
        ("before", made.cost, made.total), ("after", change.cost, change.total),
    )  # fmt: skip
    for when, cost, total in sides:
        for key, months in cost.items():
            yield f"{name}.{when}.{key}", sum(months)
        yield f"{name}.all.{when}", total


# ------------------------------------------------------------------------------ proofs


def _proofs(
    benefits: tuple[str, ...], before: Law, after: Law, asked: Asked, done: Callable[[int], None]
) -> Iterator[Proof]:
    """The questions that can be asked, each with its share of the time."""
    from perenou.casework.proofs import questions as ask
    from perenou.casework.proofs.search import Scope
    from perenou.casework.proofs.shape import CLAIMED
    from perenou.rules.prove.errors import NotProvableError

    paid = tuple(key for key in benefits if key in CLAIMED)
    if not asked.seconds or not paid:
        return
    month = _month(after, asked.as_of)
    rests_on_wage = WAGE in after.book.facts_under(f"{key}_amount" for key in CLAIMED)
    for at, question in enumerate(_QUESTIONS):
        done(at)
        if question == "wage" and not rests_on_wage:
            continue
        share = asked.seconds / len(_QUESTIONS)
        scope = Scope(month, asked.as_of, asked.children, seconds=share)
        try:
            today = None
            if question == "loses":
                answer = ask.loses(before, after, scope, CLAIMED)
            else:
                answer, today = _dropped(question, before, after, scope)
        except NotProvableError:
            continue
        free = tuple(sorted(answer.free))
        yield Proof(question, CLAIMED, month, asked.children, _found(answer), today, free)


def _dropped(question: str, before: Law, after: Law, scope: Scope) -> tuple[Answer, Found | None]:
    """Whether one more of something leaves a family with less; if so, whether it does today."""
    from perenou.casework.proofs import questions as ask

    step = next(each for each in get_args(ask.Step) if each == question)
    answer = ask.drops(step, after, scope)
    is_example = answer.verdict == "example"
    return answer, _found(ask.drops(step, before, scope)) if is_example else None


def _month(law: Law, as_of: Day) -> Months:
    """The first month after a law's reforms have begun, or the last in which all of them hold."""
    spells = [spell for reform in law.book.reforms for spell in reform.spells]
    month = month_of(max(as_of, *(since for since, _ in spells))) + 1
    return month if first_day_of(month) < min(until for _, until in spells) else month - 1


def _found(answer: Answer) -> Found:
    from perenou.casework.case_file.writer import dump

    values = tuple(each.values[0] for each in answer.families)
    case = dump(answer.families[0].case) if answer.families else ""
    return Found(answer.verdict, values, answer.done, case)
